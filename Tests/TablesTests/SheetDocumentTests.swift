import Tables
import Testing

/// Spreadsheets as documents: every sheet, its cells as it shows them.
@Suite("spreadsheets as documents")
struct SheetDocumentTests {
  private let rates = OutputTable(
    columns: [
      OutputColumn(key: "area", title: "Area"),
      OutputColumn(key: "cohort", title: "Cohort", kind: .number(decimals: 0)),
      OutputColumn(key: "rate", title: "Rate", kind: .perCent(decimals: 1)),
    ],
    rows: [
      [.text("Ashby"), .count(859), .number(0.245_634_5)], [.text("Birch"), .count(200), .number(0.545)],
    ])

  private var book: SpreadsheetDocument {
    SpreadsheetDocument(
      title: "Rates",
      sheets: [
        .init(name: "Men", title: "Rates of men", table: rates),
        .init(name: "Women", title: "Rates of women", table: rates),
      ], notes: ["In all 109 of 200 people (54.4%) returned."])
  }

  @Test("all sheets are read, shares with the decimals that they are shown with", arguments: ["xlsx", "ods"])
  func shown(_ ending: String) throws {
    let bytes = try ending == "xlsx" ? book.xlsx() : book.ods()
    let document = try TextDocument(bytes, kind: .spreadsheet, source: "rates.\(ending)")
    var tables: [[[String]]] = []
    var texts: [String] = []
    for block in document.blocks {
      switch block {
      case .table(_, let rows): tables.append(rows)
      case .passage(_, let text): texts.append(text)
      }
    }
    let own = tables.filter { $0.contains { $0.contains("Ashby") } }
    #expect(own.count == 2)
    #expect(own.first?.last == ["Birch", "200", "54.5%"])
    #expect(own.first?.dropLast().last == ["Ashby", "859", "24.6%"])
    #expect(texts.contains { $0.contains("109 of 200 people (54.4%)") })
  }

  @Test("a line is named by its sheet and its row there")
  func places() throws {
    let document = try TextDocument(book.xlsx(), kind: .spreadsheet, source: "rates.xlsx")
    let lines = document.tableLines.flatMap(\.self)
    #expect(document.sheetNames.contains("Men") && document.sheetNames.contains("Women"))
    let women = try #require(document.sheetNames.firstIndex(of: "Women"))
    let first = document.pageStarts[women]
    #expect(document.place(first + 2) == "sheet “Women”, row 3")
    #expect(lines.contains { $0 > first })
  }
}
