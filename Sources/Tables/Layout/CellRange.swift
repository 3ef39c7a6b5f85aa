/// A rectangle of cells, such as `A6:D14`: a table that stands beside others in one sheet.
public struct CellRange: Hashable, Sendable, CustomStringConvertible {
  /// The columns from the first to the last, counted from 0.
  public let columns: ClosedRange<Int>
  /// The lines from the first to the last, counted from 1 as the file counts them.
  public let lines: ClosedRange<Int>

  /// Makes a range.
  init(columns: ClosedRange<Int>, lines: ClosedRange<Int>) {
    self.columns = columns
    self.lines = lines
  }

  /// Reads a range as spreadsheets write it, `A6:D14`; nil for any other text.
  public init?(_ text: String) {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { Self.cell($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first.column <= last.column,
      first.line <= last.line
    else { return nil }
    columns = first.column...last.column
    lines = first.line...last.line
  }

  /// The range as spreadsheets write it.
  public var description: String {
    "\(Self.letters(columns.lowerBound))\(lines.lowerBound):\(Self.letters(columns.upperBound))\(lines.upperBound)"
  }

  /// The letters of a column, counted from 0: `A`, `Z`, `AA`.
  static func letters(_ column: Int) -> String {
    var letters = ""
    var number = column + 1
    while number > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (number - 1) % 26))) + letters
      number = (number - 1) / 26
    }
    return letters
  }

  private static func cell(_ text: Substring) -> (column: Int, line: Int)? {
    let name = text.filter { $0 != "$" }.uppercased()
    let letters = name.prefix { $0.isASCII && $0.isLetter }
    guard (1...3).contains(letters.count), let line = Int(name.dropFirst(letters.count)), line > 0 else {
      return nil
    }
    let column = letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
    return (column - 1, line)
  }
}
