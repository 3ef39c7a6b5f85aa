import Tables
import Testing

@Suite("Text from data is inert")
struct InertTextTests {
  private func csv(_ cell: String) -> String {
    OutputTable(columns: [OutputColumn(key: "a")], rows: [[.text(cell)]]).csv()
  }

  @Test(
    "a text that a spreadsheet would run stands behind an apostrophe",
    arguments: [
      "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "-2+3|cmd", "@SUM(A1)", "+x", "-e5", "＝1", "－1+1", "-1e",
      "+1%%",
      "\t=1", "\r=1", "\n=1",
    ])
  func prefixed(_ cell: String) {
    #expect(csv(cell).contains("'" + cell.prefix(1)))
  }

  @Test(
    "numbers, signs for nothing and words are left as they are",
    arguments: [
      "-5", "+5.5", "-1,234.5", "-12%", "-1.5e-7", "+1E+20", "-", "--", "18-20", "a=b", "me@example", "−5",
    ])
  func left(_ cell: String) {
    #expect(!csv(cell).contains("'"))
  }

  @Test("numbers below zero are numbers, and names of columns are texts")
  func numbers() {
    let table = OutputTable(columns: [OutputColumn(key: "=a")], rows: [[.number(-1.5)], [.count(-3)]])
    #expect(table.csv() == "'=a\n-1.5\n-3\n")
  }

  @Test("Markdown makes links, tags and escapes literal")
  func markdown() {
    let text = OutputTable(
      columns: [OutputColumn(key: "a")],
      rows: [[.text("[x](javascript:1) <b>~~y~~ \u{1B}[31m\u{9B}2J")]]
    ).markdown()
    #expect(text.contains("[x\\](javascript:1) &lt;b>\\~\\~y\\~\\~"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" })
  }

  @Test("a file's name cannot move a cursor or begin a line in a message")
  func names() {
    let error = TableError.noSuchFile(path: "a\nreoffending: done\u{1B}[2J\u{202E}")
    #expect(!error.description.contains("\n"))
    #expect(!error.description.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }
}
