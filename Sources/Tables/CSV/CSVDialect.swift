public import Numbers

/// How a file was read: its encoding, its separator and its decimals.
public struct CSVDialect: Hashable, Sendable, CustomStringConvertible {
  /// The encoding of the letters.
  public let encoding: TextEncoding
  /// The sign between fields.
  public let separator: Separator
  /// The sign before decimals; nil where nothing in the file decides it, and then a number such as `1.234`, which can
  /// be read two ways, is refused.
  public let decimalMark: DecimalMark?
  /// How dates such as 01/03/2016 are written; nil where each column shows it.
  public internal(set) var dates: DayMonthOrder?

  /// Whether the file is as any program would write it: UTF-8 with commas between fields.
  public var isPlain: Bool { encoding == .utf8 && separator == .comma }

  /// A note for the reader: `Windows-1252, separated by semicolons, decimal comma`.
  public var description: String {
    "\(encoding), separated by \(separator)s" + (decimalMark.map { ", \($0)" } ?? "")
  }
}
