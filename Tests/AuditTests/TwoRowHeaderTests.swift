import Audit
import Tables
import Testing

/// Tables whose header is spread over two rows, as `| | 2019 | |` above `| area | n | % |`.
@Suite("headers of two rows")
struct TwoRowHeaderTests {
  /// What is called wrong in the tables of a document, each once: the row and the figure with what was meant.
  private func wrong(_ text: String, _ kind: TextDocument.Kind = .markdown) throws -> [String] {
    let document = try TextDocument(Array(text.utf8), kind: kind, source: "table")
    var found: [String] = []
    for case .table(_, let rows) in document.blocks {
      let audit = try TableAudit(AuditedTable(name: "t", rows: rows))
      for finding in audit.result.rules.flatMap({ $0.findings(.inconsistent) }) {
        let text = "\(finding.label): \(finding.figure?.name ?? "") \(finding.figure?.printed ?? "")"
        if !found.contains(text) { found.append(text) }
      }
    }
    return found
  }

  private func checked(_ text: String, _ kind: TextDocument.Kind = .markdown) throws -> Int {
    let document = try TextDocument(Array(text.utf8), kind: kind, source: "table")
    return try document.blocks.reduce(0) { sum, block in
      guard case .table(_, let rows) = block else { return sum }
      let summary = try TableAudit(AuditedTable(name: "t", rows: rows)).result.summary
      return sum + summary.consistent + summary.inconsistent
    }
  }

  @Test(
    "years over counts and shares", arguments: [("36.0", [String]()), ("33.0", ["18-20: 2019 n % 33.0"])])
  func years(_ share: String, _ expected: [String]) throws {
    let text = """
      | | 2019 | | 2020 | |
      |---|---|---|---|---|
      | Age | n | % | n | % |
      | 10-14 | 126 | 12.0 | 111 | 11.0 |
      | 15-17 | 399 | 38.0 | 394 | 39.0 |
      | 18-20 | 378 | \(share) | 313 | 31.0 |
      | 21+ | 147 | 14.0 | 192 | 19.0 |
      | Total | 1050 | 100.0 | 1010 | 100.0 |
      """
    #expect(try wrong(text) == expected)
    #expect(try checked(text) > 8)
  }

  @Test("the same in a page, whose cells reach over columns and rows")
  func page() throws {
    func page(_ rate: String) -> String {
      let rows = [
        ("Dudley", "213,64,30.0,220,66,30.0"), ("Walsall", "247,99,\(rate),241,96,39.8"),
        ("Leek", "301,75,24.9,320,64,20.0"), ("Stone", "402,121,30.1,380,95,25.0"),
        ("Crewe", "503,151,30.0,521,130,25.0"),
      ].map { name, cells in
        "<tr><td>\(name)</td>" + cells.split(separator: ",").map { "<td>\($0)</td>" }.joined() + "</tr>"
      }
      return "<table><tr><th rowspan=2>Area</th><th colspan=3>2019</th><th colspan=3>2020</th></tr><tr>"
        + String(repeating: "<th>Cohort</th><th>Reoffenders</th><th>Rate (%)</th>", count: 2) + "</tr>"
        + rows.joined() + "</table>"
    }
    #expect(try wrong(page("40.1"), .html).isEmpty)
    #expect(try checked(page("40.1"), .html) >= 10)
    #expect(try wrong(page("45.1"), .html) == ["Walsall: 2019 Rate (%) 45.1"])
  }

  @Test("a change behind two years that stand under one name")
  func change() throws {
    func page(_ change: String) -> String {
      let rows = ["Violence,1204,1318,114,9.5", "Theft,2310,2102,-208,-9.0", "Fraud,310,356,46,\(change)"].map
      {
        "<tr>" + $0.split(separator: ",").map { "<td>\($0)</td>" }.joined() + "</tr>"
      }
      return "<table><tr><th rowspan=2>Offence</th><th colspan=2>Year to March</th><th rowspan=2>Change</th>"
        + "<th rowspan=2>% change</th></tr><tr><th>2018</th><th>2019</th></tr>" + rows.joined() + "</table>"
    }
    #expect(try wrong(page("14.8"), .html).isEmpty)
    #expect(try checked(page("14.8"), .html) == 6)
    #expect(try wrong(page("41.8"), .html) == ["Fraud: % change 41.8"])
  }

  @Test("in text that is set in columns")
  func aligned() throws {
    func text(_ rate: String) -> String {
      """
                          2018                     2019
      Area          Cohort  Reoff.  Rate     Cohort  Reoff.  Rate
      Dudley           213      64  30.0        220      66  30.0
      Leek             301      75  24.9        320      64  20.0
      Walsall          247      99  \(rate)        241      96  39.8
      Stone            402     121  30.1        380      95  25.0
      Crewe            503     151  30.0        521     130  25.0
      """
    }
    #expect(try wrong(text("40.1"), .plain).isEmpty)
    #expect(try checked(text("40.1"), .plain) >= 10)
    #expect(try wrong(text("45.1"), .plain) == ["Walsall: 2018 Rate 45.1"])
  }

  @Test("a part of one year is no part of another year's whole")
  func groups() throws {
    let text = """
      | | 2019 | | 2020 | |
      |---|---|---|---|---|
      | Area | Cohort | Reoffended | Cohort | Reoffended |
      | Leek | 301 | 75 | 290 | 66 |
      | Stone | 402 | 121 | 380 | 95 |
      | Closed prison | 313 | 81 | 12 | 9 |
      | Crewe | 503 | 151 | 521 | 130 |
      """
    #expect(try wrong(text).isEmpty)
    #expect(try wrong(text.replacing("| 9 |", with: "| 19 |")) == ["Closed prison: 2020 Reoffended 19"])
  }

  @Test(
    "a row is no header: it has marks, it names one section, or the names above are whole",
    arguments: [
      "| Name | Opened | Closed |\n|---|---|---|\n| East | n/a | n/a |\n| West | 12 | 4 |\n| North | 15 | 9 |",
      "| | Men | Women |\n|---|---|---|\n| **Theft** | | |\n| Burglary | 30 | 2 |\n| Other | 55 | 22 |",
      "| | Years | |\n|---|---|---|\n| East | 1998 | 2004 |\n| West | 1999 | 2010 |\n| North | 2001 | 2012 |",
      "| | Men | |\n|---|---|---|\n| East | 12 | 31 |\n| West | 9 | 20 |\n| North | 10 | 22 |",
    ])
  func rows(_ text: String) throws {
    let document = try TextDocument(Array(text.utf8), kind: .markdown, source: "table")
    for case .table(_, let rows) in document.blocks {
      #expect(AuditedTable(name: "t", rows: rows).rowCount == rows.count - 1)
    }
  }

  @Test("signs in cells of Markdown are no marks of lists and quotations")
  func signs() throws {
    let text = """
      | Area | 2013 | 2014 | Change | Change (%) |
      |---|---|---|---|---|
      | Kent | 109,946 | 110,168 | + 222 | + 0.2% |
      | Devon | 95,509 | 92,739 | - 2,770 | - 2.9% |
      | Surrey | 69,412 | 74,220 | + 4,808 | + 6.9% |
      | Essex | 68,345 | 73,034 | + 4,689 | + 6.9% |
      """
    #expect(try wrong(text).isEmpty && checked(text) == 8)
    #expect(try wrong(text.replacing("- 2,770", with: "- 2,790")) == ["Devon: Change - 2,790"])
  }
}
