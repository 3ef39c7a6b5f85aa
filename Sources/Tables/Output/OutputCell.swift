import Numbers

/// A cell of a table to be printed.
public enum OutputCell: Hashable, Sendable {
  /// Words.
  case text(String)
  /// A number; one that is not finite is printed as nothing.
  case number(Double)
  /// A whole number.
  case count(Int)
  /// No value; the marker, such as `[c]`, may be empty.
  case missing(String)

  /// A number, or nothing where there is none.
  public static func optional(_ value: Double?) -> OutputCell { value.map { .number($0) } ?? .missing("") }

  /// A whole number, or nothing where there is none.
  public static func optional(_ value: Int?) -> OutputCell { value.map { .count($0) } ?? .missing("") }

  /// The form for people.
  public func shown(as kind: OutputColumn.Kind) -> String {
    switch (self, kind) {
    case (.text(let text), _), (.missing(let text), _): text
    case (.number(let value), _) where !value.isFinite: ""
    case (.number(let value), .perCent(let decimals)): NumberStyle(decimals: decimals).perCent(value)
    case (.number(let value), .pValue): value < 0.0001 ? "<0.0001" : NumberStyle(decimals: 4).text(value)
    case (.number(let value), .number(let decimals)): NumberStyle(decimals: decimals).text(value)
    case (.number(let value), .text): NumberStyle().text(value)
    case (.count(let value), _): NumberStyle().text(value)
    }
  }

  /// The form for programs: every digit that the number has, but not those that binary fractions leave behind.
  var exact: String {
    switch self {
    case .text(let text), .missing(let text): text
    case .number(let value): value.isFinite ? BinaryNoise.without(NumberStyle.exact.text(value)) : ""
    case .count(let value): NumberStyle.exact.text(value)
    }
  }
}
