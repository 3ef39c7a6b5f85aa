import Tables
import Testing

@Suite("Rows of CSV")
struct CSVRowsTests {
  private let cells: [[OutputCell]] = [
    [.text("Dudley, \"west\""), .number(0.1), .count(3)],
    [.text(" "), .missing(""), .optional(Double?.none)],
    [.missing("[c]"), .number(-1.5), .count(1_000_000)],
  ]

  @Test("the bytes are those of the whole table, whenever they are handed over")
  func sameAsTable() {
    let table = OutputTable(columns: ["a", "b", "c"].map { OutputColumn(key: $0) }, rows: cells)
    var rows = CSVRows(columns: ["a", "b", "c"])
    var bytes: [UInt8] = []
    for row in cells {
      rows.append(row)
      rows.flush(atEnd: true) { bytes += $0 }
      #expect(rows.bytes.isEmpty)
    }
    #expect(String(decoding: bytes, as: UTF8.self) == table.csv())
  }

  @Test("small pieces are kept until there are many or the end is reached")
  func flush() {
    var rows = CSVRows(columns: ["a"])
    var calls = 0
    rows.flush { _ in calls += 1 }
    #expect(calls == 0 && !rows.bytes.isEmpty)
    while rows.bytes.count <= 1 << 20 { rows.append([.text(String(repeating: "x", count: 1000))]) }
    rows.flush { _ in calls += 1 }
    #expect(calls == 1 && rows.bytes.isEmpty)
  }
}
