/// A table to be printed: as aligned text, as CSV or as Markdown.
public struct OutputTable: Hashable, Sendable {
  /// The columns.
  public let columns: [OutputColumn]
  /// The cells, a list for each row.
  public let rows: [[OutputCell]]

  /// Makes a table; every row has a cell for each column.
  public init(columns: [OutputColumn], rows: [[OutputCell]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "every row has a cell for each column")
    self.columns = columns
    self.rows = rows
  }

  /// Columns aligned for a terminal, nothing cut off; control characters are shown as `�`.
  public func text() -> String {
    let titles = columns.map { DisplayWidth.printable($0.title) }
    let lines = rows.map { row in zip(row, columns).map { DisplayWidth.printable($0.shown(as: $1.kind)) } }
    let widths = columns.indices.map { index in
      max(
        DisplayWidth.of(titles[index]), lines.map { DisplayWidth.of($0[index]) }.max() ?? 0)
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([aligned(titles, widths), rule] + lines.map { aligned($0, widths) })
      .map { $0 + "\n" }.joined()
  }

  /// Comma-separated values as in RFC 4180, numbers in full precision, lines ended by a line feed.
  ///
  /// A text that a spreadsheet would run as a formula stands behind an apostrophe, so that it is read as a text.
  ///
  /// - Source: OWASP, *CSV Injection*, owasp.org/www-community/attacks/CSV_Injection.
  public func csv() -> String {
    let piece = 4_096
    let pieces = ParallelWork.map((rows.count + piece - 1) / piece) { index in
      var text = ""
      for row in rows[index * piece..<min(rows.count, (index + 1) * piece)] {
        text += Self.csvLine(row.map(\.exact)) + "\n"
      }
      return text
    }
    return Self.csvLine(columns.map(\.key)) + "\n" + pieces.joined()
  }

  /// A Markdown table, with what Markdown would interpret made literal.
  public func markdown() -> String {
    let rule = columns.map { $0.alignment == .right ? "---:" : ":---" }
    let lines = rows.map { row in zip(row, columns).map { MarkdownText.literal($0.shown(as: $1.kind)) } }
    return ([columns.map { MarkdownText.literal($0.title) }, rule] + lines)
      .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  private func aligned(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[index] - DisplayWidth.of(cell))
      line += (index > 0 ? "  " : "") + (columns[index].alignment == .right ? padding + cell : cell + padding)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// A line of one empty cell is quoted, since it would be read as blank.
  static func csvLine(_ cells: [String]) -> String {
    if cells.allSatisfy({ $0.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }) {
      return cells.map { "\"\($0)\"" }.joined(separator: ",")
    }
    return cells.map { quoted(SpreadsheetText.inert($0)) }.joined(separator: ",")
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes =
      cell.utf8.contains { "\"\r\n,".utf8.contains($0) }
      || cell.unicodeScalars.first?.properties.isWhitespace == true
      || cell.unicodeScalars.last?.properties.isWhitespace == true
    guard needsQuotes else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
