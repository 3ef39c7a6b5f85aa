/// The sign printed with a number.
public enum NumberUnit: Hashable, Sendable, CustomStringConvertible {
  /// No sign.
  case none
  /// `%`
  case perCent
  /// `£`
  case pounds

  /// The sign.
  public var description: String {
    switch self {
    case .none: ""
    case .perCent: "%"
    case .pounds: "£"
    }
  }
}
