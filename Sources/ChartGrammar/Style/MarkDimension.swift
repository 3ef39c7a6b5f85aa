/// How wide a bar or a cell is, or how far a sector reaches.
public enum MarkDimension: Hashable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// What suits the mark.
  case automatic
  /// A number of pixels.
  case fixed(Double)
  /// A share of the room there is.
  case ratio(Double)
  /// The room there is, less this number of pixels at each end.
  case inset(Double)

  /// A number of pixels.
  public init(floatLiteral value: Double) { self = .fixed(value) }
  /// A number of pixels.
  public init(integerLiteral value: Int) { self = .fixed(Double(value)) }

  /// The extent in pixels within the room there is.
  func extent(in room: Double, automatic: Double) -> Double {
    switch self {
    case .automatic: room * automatic
    case .fixed(let pixels): max(0, pixels)
    case .ratio(let share): max(0, room * share)
    case .inset(let pixels): max(0, room - 2 * pixels)
    }
  }
}
