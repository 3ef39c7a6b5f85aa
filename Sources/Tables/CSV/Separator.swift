/// The sign between the fields of a row.
public enum Separator: Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// `,`
  case comma
  /// `;`
  case semicolon
  /// A tabulator.
  case tab
  /// `|`
  case bar

  /// The sign as a byte.
  public var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .bar: UInt8(ascii: "|")
    }
  }

  /// The name of the sign.
  public var description: String {
    switch self {
    case .comma: "comma"
    case .semicolon: "semicolon"
    case .tab: "tab"
    case .bar: "bar"
    }
  }
}
