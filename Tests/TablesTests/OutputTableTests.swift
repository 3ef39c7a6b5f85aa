import Numbers
import Tables
import TestSupport
import Testing

@Suite("OutputTable")
struct OutputTableTests {
  private let output = OutputTable(
    columns: [
      OutputColumn(key: "area", title: "Area"),
      OutputColumn(key: "trials", title: "Cohort", kind: .number(decimals: 0)),
      OutputColumn(key: "rate", title: "Rate", kind: .perCent(decimals: 1)),
      OutputColumn(key: "z", kind: .number(decimals: 2)),
    ],
    rows: [
      [.text("Dudley"), .count(12345), .number(0.1), .number(-1.005)],
      [.text("東京 a|b"), .missing("[c]"), .number(.nan), .optional(nil as Double?)],
      [.text("Cafe\u{301}, \"x\"\n"), .count(7), .number(1.0 / 3), .number(-0.001)],
    ])

  @Test("text is aligned by the width that a terminal gives each letter")
  func text() {
    #expect(
      output.text() == """
        Area        Cohort   Rate      z
        ──────────  ──────  ─────  ─────
        Dudley      12,345  10.0%  −1.01
        東京 a|b       [c]
        Cafe\u{301}, "x"        7  33.3%   0.00

        """)
  }

  @Test("CSV is exact and quoted")
  func csv() {
    #expect(
      output.csv() == """
        area,trials,rate,z
        Dudley,12345,0.1,-1.005
        東京 a|b,[c],,
        "Cafe\u{301}, ""x""
        ",7,0.3333333333333333,-0.001

        """)
  }

  @Test("Markdown is literal and its numbers are set from the right")
  func markdown() {
    #expect(
      output.markdown() == """
        | Area | Cohort | Rate | z |
        | :--- | ---: | ---: | ---: |
        | Dudley | 12,345 | 10.0% | −1.01 |
        | 東京 a\\|b | [c] |  |  |
        | Cafe\u{301}, "x"  | 7 | 33.3% | 0.00 |

        """)
  }

  @Test("control characters do not reach the terminal")
  func control() {
    let table = OutputTable(columns: [OutputColumn(key: "a")], rows: [[.text("x\u{1B}[31m\ty")]])
    #expect(table.text() == "a\n────────\nx\u{FFFD}[31m y\n")
  }

  @Test(
    "numbers with fixed decimals",
    arguments: [
      (0.145, 2, "0.15"), (1.005, 2, "1.01"), (999.995, 2, "1,000.00"), (0.5, 0, "1"), (-0.4, 0, "0"),
      (1e21, 0, "1,000,000,000,000,000,000,000"), (1.5e-7, 3, "0.000"), (1.5e-7, 8, "0.00000015"),
      (0, 1, "0.0"),
      (-1234567.891, 1, "−1,234,567.9"), (9.99, 1, "10.0"), (0.05, 1, "0.1"),
      (2.5e16, 1, "25,000,000,000,000,000.0"),
    ] as [(Double, Int, String)])
  func fixed(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(NumberStyle(decimals: decimals).text(value) == text)
  }

  @Test(
    "per cents round the decimal form of the fraction, not its product with 100",
    arguments: [
      (0.0725, 1, "7.3%"), (0.145, 0, "15%"), (1.0, 1, "100.0%"), (-0.00004, 2, "0.00%"),
      (-0.2566, 1, "−25.7%"),
      (0, 0, "0%"), (12.5, 0, "1,250%"), (1e-9, 1, "0.0%"),
    ] as [(Double, Int, String)])
  func perCents(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(NumberStyle(decimals: decimals).perCent(value) == text)
  }

  @Test("what is written as CSV is read back the same")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 7)
    let letters: [Character] = ["a", "\"", ",", "\n", "\r\n", "é", ";", " ", "|", "\t", "🙂", "1"]
    for _ in 0..<300 {
      let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        (0..<3).map { _ in
          String(
            (0..<Int.random(in: 0...5, using: &random)).map { _ in
              letters.randomElement(using: &random) ?? "a"
            })
        } + ["\(Double.random(in: -1e6...1e6, using: &random))"]
      }
      let columns = ["k", "l", "m", "n"].map { OutputColumn(key: $0) }
      let output = OutputTable(columns: columns, rows: rows.map { $0.map { .text($0) } })
      let options = CSVOptions(separator: .comma)
      let table = try table(output.csv(), options: options)
      #expect(table.structureFaults.isEmpty)
      let read = (0..<table.rowCount).map { row in table.columns.map { table.cell(row: row, column: $0).raw }
      }
      #expect(read == rows.map { $0.map(SpreadsheetText.inert) })
    }
  }

  @Test("a p-value is never shown as nothing, and stays exact for programs")
  func pValues() {
    let table = OutputTable(
      columns: [OutputColumn(key: "p", kind: .pValue)],
      rows: [[.number(0.00001)], [.number(0.0312)], [.number(0)]])
    #expect(table.markdown().contains("&lt;0.0001"))
    #expect(
      table.text().split(separator: "\n").dropFirst(2).map { $0.filter { $0 != " " } } == [
        "<0.0001", "0.0312", "<0.0001",
      ])
    #expect(table.csv() == "p\n1e-05\n0.0312\n0\n")
  }
}

@Suite("tables on narrow terminals")
struct NarrowTableTests {
  private let table = OutputTable(
    columns: [
      OutputColumn(key: "area"), OutputColumn(key: "empty", title: "Empty column"),
      OutputColumn(key: "cohort", title: "People", kind: .number(decimals: 0)),
      OutputColumn(key: "note", title: "Notes"),
    ], rows: [[.text("Dudley"), .missing(""), .count(120), .text("a long remark")]])

  @Test("empty columns go first, then those at the right; what is left out is named")
  func fitting() {
    #expect(table.fitting(width: 200).leftOut.isEmpty)
    #expect(table.fitting(width: 30).leftOut == ["Empty column"])
    let narrow = table.fitting(width: 16)
    #expect(narrow.leftOut == ["Empty column", "Notes"])
    #expect(narrow.table.text().split(separator: "\n").allSatisfy { $0.count <= 16 })
    #expect(table.fitting(width: 1).table.columns.count == 1)
    // "a long remark" needs 13 letters on one line, and 6 where it may break.
    #expect(table.fitting(width: 24).leftOut == ["Empty column", "Notes"])
    #expect(table.fitting(width: 24, breakingTextAt: 6).leftOut == ["Empty column"])
  }

  @Test("columns are chosen by title or key")
  func chosen() {
    #expect(table.selecting(columns: ["people", "AREA"])?.columns.map(\.key) == ["cohort", "area"])
    #expect(table.selecting(columns: ["cohorts"]) == nil)
  }
}
