/// The sign before the decimals of a number; the other one may stand between thousands.
public enum DecimalMark: Hashable, Sendable, CustomStringConvertible {
  /// `12.5` and `1,234`.
  case point
  /// `12,5` and `1.234`.
  case comma

  /// The sign as a byte.
  package var byte: UInt8 {
    switch self {
    case .point: UInt8(ascii: ".")
    case .comma: UInt8(ascii: ",")
    }
  }

  /// The sign of thousands as a byte.
  package var thousands: UInt8 {
    switch self {
    case .point: UInt8(ascii: ",")
    case .comma: UInt8(ascii: ".")
    }
  }

  /// The name of the sign.
  public var description: String {
    switch self {
    case .point: "decimal point"
    case .comma: "decimal comma"
    }
  }
}
