import Foundation
import PublishedData
import Tables
import TestSupport
import Testing

/// Tables go through a workbook and an OpenDocument sheet and come back with every cell.
@Suite("round trip through spreadsheets")
struct SpreadsheetRoundTripTests {
  /// Names and cells; numbers by their value, since 24.50 and 24.5 are one number to a spreadsheet.
  private func cells(_ table: Table) -> [[String]] {
    [table.columns.map(\.name)]
      + (0..<table.rowCount).map { row in
        table.columns.map { column in
          let text = table.cell(row: row, column: column).text
          let plain = text.split(separator: ",").joined()
          let isShare = plain.hasSuffix("%")
          guard text.first != "0" || text.count == 1 || isShare || text.contains(".") else { return text }
          guard let value = Double(isShare ? String(plain.dropLast()) : plain) else { return text }
          return "\(value)\(isShare ? "%" : "")"
        }
      }
  }

  private func document(_ table: Table) -> SpreadsheetDocument {
    SpreadsheetDocument(
      title: "Round trip", sheets: [.init(name: "Table_1", title: "The table", table: OutputTable(table))],
      notes: [])
  }

  private func roundTrip(_ table: Table) throws -> Table {
    func read(_ bytes: [UInt8], _ name: String) throws -> Table {
      // The title of the sheet stands above the header.
      try TableFile(csv: bytes, source: name, options: CSVOptions(sheet: "Table_1", headerRow: .line(2)))
        .table()
    }
    let book = try read(document(table).xlsx(), "trip.xlsx")
    let sheet = try read(document(book).ods(), "trip.ods")
    return try Table(csv: Array(OutputTable(sheet).csv().utf8), source: "trip.csv")
  }

  @Test("every bundled table", arguments: PublishedData.names)
  func bundled(_ name: String) throws {
    let table = try Table(csv: Array(#require(PublishedData.csv(named: name)).utf8), source: name)
    try #require(table.rowCount > 0)
    let back = try roundTrip(table)
    // CSV holds shares as fractions, so that the last step is compared by the sheet before it.
    let sheet = try TableFile(
      csv: document(table).xlsx(), source: "trip.xlsx",
      options: CSVOptions(sheet: "Table_1", headerRow: .line(2))
    ).table()
    #expect(cells(sheet).map { $0.map(withoutUnit) } == cells(table).map { $0.map(withoutUnit) })
    #expect(
      back.rowCount == table.rowCount
        && back.columns.map(\.name).map(withoutUnit) == table.columns.map(\.name))
  }

  /// The unit that a spreadsheet's header gets.
  private func withoutUnit(_ text: String) -> String {
    text.hasSuffix(" (%)") ? String(text.dropLast(4)) : text
  }

  @Test("generated tables: letters of all kinds, marks, codes, days, blanks, quotes", arguments: 0..<40)
  func generated(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed + 1)
    let names = [
      "Dudley", "Tŷ, \"x\"", "Ynys Môn", "<b>&amp;", "漢字", "O’Brien", "a;b", "Ω – ß", "007", "2014-15", "NA",
    ]
    let marks = ["[c]", "..", "*", "[x]", "-", ""]
    for _ in 0..<25 {
      let columns = Int.random(in: 1...6, using: &generator) + 1
      let kinds = (0..<columns).map { _ in Int.random(in: 0...5, using: &generator) }
      var lines = [(0..<columns).map { "column \($0) \(names[Int.random(in: 0..<4, using: &generator)])" }]
      for row in 0..<Int.random(in: 1...12, using: &generator) {
        lines.append(
          kinds.enumerated().map { place, kind in
            if place == 0 { return "row \(row)" }
            if Int.random(in: 0..<6, using: &generator) == 0 {
              return marks[Int.random(in: 0..<marks.count, using: &generator)]
            }
            switch kind {
            case 0: return names[Int.random(in: 0..<names.count, using: &generator)]
            case 1: return String(Int.random(in: 0...5_000_000, using: &generator))
            case 2: return "\(Double(Int.random(in: -99_999...99_999, using: &generator)) / 100)"
            case 3: return "\(Double(Int.random(in: 0...1000, using: &generator)) / 10)%"
            case 4:
              return
                "20\(Int.random(in: 10...26, using: &generator))-0\(Int.random(in: 1...9, using: &generator))-1\(Int.random(in: 0...9, using: &generator))"
            default: return "0\(Int.random(in: 0...99, using: &generator))"
            }
          })
      }
      let csv = lines.map { line in
        line.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
      }.joined()
      let table = try Table(csv: Array(csv.utf8), source: "generated.csv")
      let book = try TableFile(
        csv: document(table).xlsx(), source: "trip.xlsx",
        options: CSVOptions(sheet: "Table_1", headerRow: .line(2))
      ).table()
      let sheet = try TableFile(
        csv: document(book).ods(), source: "trip.ods",
        options: CSVOptions(sheet: "Table_1", headerRow: .line(2))
      ).table()
      let first = cells(table).map { $0.map(withoutUnit) }
      try #require(first.count > 1)
      #expect(cells(book).map { $0.map(withoutUnit) } == first)
      #expect(cells(sheet).map { $0.map(withoutUnit) } == first)
    }
  }
}
