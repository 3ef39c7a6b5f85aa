import Tables

/// The rows of a figure's table, each found again by its words in a sentence.
struct TableRows {
  private let table: OutputTable

  init(_ table: OutputTable) { self.table = table }

  /// The path of the cell of a row that a number was written from, as in `table[3].rate`; nil where no cell is.
  func cell(of figure: PrintedFigure, inRow row: Int) -> String? {
    let cells = zip(table.columns, table.rows[row])
    let numeric = cells.first { _, cell in
      switch cell {
      case .number(let value): figure.isWritten(value)
      case .count(let value): figure.isWritten(Double(value))
      case .text, .missing: false
      }
    }
    let found =
      numeric
      ?? cells.first { _, cell in
        if case .text(let text) = cell {
          return PrintedFigure.all(in: text).contains { $0.text == figure.text }
        }
        return false
      }
    return found.map { "table[\(row)].\($0.0.key)" }
  }

  /// The row of which the sentence has most words, where it is the only one.
  func row(of sentence: String) -> Int? {
    let scores = table.rows.map { row in
      row.reduce(0) { sum, cell in
        guard case .text(let text) = cell, !text.isEmpty,
          sentence.contains(text) || sentence.contains(text.replacing("_", with: " "))
        else { return sum }
        return sum + text.count
      }
    }
    guard let best = scores.max(), best > 0, scores.count(where: { $0 == best }) == 1 else { return nil }
    return scores.firstIndex(of: best)
  }
}
