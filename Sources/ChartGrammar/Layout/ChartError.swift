/// Why a chart cannot be drawn, with what was found and what would be right.
public enum ChartError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A value is not a number or is infinite.
  case notFinite(label: String, mark: Int)
  /// A value has no place on a scale.
  case outsideScale(label: String, value: Double, scale: String, allowed: String)
  /// One axis was given values of two kinds.
  case mixedKinds(axis: String, found: String, and: String)
  /// A channel was given a value of a kind that it cannot show.
  case wrongKind(label: String, found: String, needed: String)
  /// The limits of an axis are not in order or not usable by its scale.
  case badDomain(axis: String, lower: Double, upper: Double, allowed: String)
  /// The picture is too small for its own text.
  case tooSmall(size: Size, needed: Size)
  /// The size of the picture is not a usable number.
  case badSize(Size)
  /// A share or size of a sector is below zero.
  case negativeSector(label: String, value: Double)
  /// A map cannot be read.
  case badMap(String)

  /// One sentence for a person.
  public var description: String {
    func text(_ value: Double) -> String { "\(value)" }
    func text(_ size: Size) -> String {
      "\(Int(size.width.rounded(.up))) × \(Int(size.height.rounded(.up))) pixels"
    }
    switch self {
    case .notFinite(let label, let mark):
      return "“\(label)” of mark \(mark) is not a finite number; leave out marks without a value."
    case .outsideScale(let label, let value, let scale, let allowed):
      return "“\(label)” is \(text(value)), but a \(scale) scale needs values \(allowed)."
    case .mixedKinds(let axis, let first, let second):
      return "The \(axis) axis was given \(first) and \(second); all its values must be of one kind."
    case .wrongKind(let label, let found, let needed):
      return "“\(label)” is \(found), but \(needed) is needed there."
    case .badDomain(let axis, let lower, let upper, let allowed):
      return "The limits \(text(lower)) and \(text(upper)) of the \(axis) axis must be \(allowed)."
    case .tooSmall(let size, let needed):
      return "The picture is \(text(size)), but its text needs at least about \(text(needed))."
    case .badSize(let size):
      return "The picture's size is \(size.width) × \(size.height); each must be from 1 to 32,767 pixels."
    case .negativeSector(let label, let value):
      return "“\(label)” is \(text(value)), but a sector needs a number of at least 0."
    case .badMap(let reason):
      return "The map cannot be read: \(reason)."
    }
  }
}
