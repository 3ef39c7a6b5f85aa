import Tables

/// The rows of a figure's table, each found again by its words in a sentence.
struct TableRows {
  private let table: OutputTable
  /// The different texts of the cells, as bytes, each also as a sentence writes it.
  private let texts: [[[UInt8]]]
  /// For each row the places of its texts.
  private let placesOfRow: [[Int]]
  private let lengths: [Int]

  init(_ table: OutputTable) {
    self.table = table
    var places: [String: Int] = [:]
    var texts: [[[UInt8]]] = []
    var lengths: [Int] = []
    placesOfRow = table.rows.map { row in
      row.compactMap { cell in
        guard case .text(let text) = cell, !text.isEmpty else { return nil }
        if let known = places[text] { return known }
        places[text] = texts.count
        texts.append(
          Set([text, text.replacing("_", with: " ")]).sorted().map { Array($0.utf8) })
        lengths.append(text.count)
        return texts.count - 1
      }
    }
    self.texts = texts
    self.lengths = lengths
  }

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
    let bytes = Array(sentence.utf8)
    let isSaid = texts.map { $0.contains { Self.occurs($0, in: bytes) } }
    let scores = placesOfRow.map { places in
      places.reduce(0) { isSaid[$1] ? $0 + lengths[$1] : $0 }
    }
    guard let best = scores.max(), best > 0, scores.count(where: { $0 == best }) == 1 else { return nil }
    return scores.firstIndex(of: best)
  }

  private static func occurs(_ part: [UInt8], in whole: [UInt8]) -> Bool {
    guard part.count <= whole.count else { return false }
    return (0...whole.count - part.count).contains { start in
      whole[start] == part[0] && whole[start..<start + part.count].elementsEqual(part)
    }
  }
}
