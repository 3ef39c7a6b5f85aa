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

  private func tables(_ text: String, _ headerLines: [Int] = []) throws -> [(line: Int, rows: [[String]])] {
    let document = try TextDocument(
      Array(text.utf8), kind: .separated, source: "t.csv", headerLines: headerLines)
    return document.blocks.compactMap { block in
      if case .table(let number, let rows) = block { (number, rows) } else { nil }
    }
  }

  @Test("tables below each other in separated values, with and without a blank line between")
  func below() throws {
    let blank = "Table 1\nArea,Cohort\nAshby,400\n\nTable 2\nSex;x,Cohort\n\"Male,\nall\",231\nFemale,52\n"
    let found = try tables(blank)
    #expect(found.map(\.line) == [2, 6])
    #expect(
      found.map(\.rows) == [
        [["Area", "Cohort"], ["Ashby", "400"]],
        [["Sex;x", "Cohort"], ["Male, all", "231"], ["Female", "52"]],
      ])
    let close = try tables("Area,Cohort\nAshby,400\nBirch,20\nTable 2\nSex,Cohort\nMale,231\n", [1, 5])
    #expect(close.map(\.line) == [1, 5])
    #expect(close.map(\.rows.count) == [3, 2])
    #expect(try tables("Area,Cohort\nAshby,400\nBirch,20\n").count == 1)
  }

  @Test("tables beside each other are apart; a blank column within one table is none")
  func beside() throws {
    let two = "Area,Cohort,,Sex,Cohort\nAshby,400,,Male,700\nBirch,250,,Female,260\nCray,310,,,\n"
    let found = try tables(two)
    #expect(
      found.map(\.rows) == [
        [["Area", "Cohort"], ["Ashby", "400"], ["Birch", "250"], ["Cray", "310"]],
        [["Sex", "Cohort"], ["Male", "700"], ["Female", "260"]],
      ])
    let one = try tables("Area,Cohort,,2014,2015\nAshby,400,,12,13\nBirch,250,,14,15\n")
    #expect(
      one.map(\.rows) == [
        [["Area", "Cohort", "2014", "2015"], ["Ashby", "400", "12", "13"], ["Birch", "250", "14", "15"]]
      ])
  }
}
