import TestSupport
import Tables
import Testing

/// A generated file of the kinds of nastiness that person-level files have.
private struct NastyFile {
  let bytes: [UInt8]

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let separator = [",", ",", ",", ";", "\t", "|"].randomElement(using: &random) ?? ","
    let lineEnd = ["\n", "\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    let isQuoting = Int.random(in: 0..<3, using: &random) > 0
    let isWild = Int.random(in: 0..<4, using: &random) == 0
    let letters = ["a", "b", "é", "ü", "Dudley", "a longer text than eight bytes", "\u{A0}x"]
    var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
    if Bool.random(using: &random) { text += lineEnd }
    text += ["name", "flag", "number", "rate", "when", "other"].joined(separator: separator) + lineEnd
    for row in 0..<Int.random(in: 0..<60, using: &random) {
      var cells: [String] = []
      var name = letters.randomElement(using: &random) ?? ""
      if isQuoting, Bool.random(using: &random) {
        name =
          "\"" + name + ["", separator, "\"\"", lineEnd, " \"\"\(lineEnd)"].randomElement(using: &random)!
          + "\""
      }
      if isWild, Int.random(in: 0..<9, using: &random) == 0 {
        name = ["\"open", "a\"b", "\"a\"b", "\"x\ny\"z", "\u{1}c"].randomElement(using: &random)!
      }
      cells.append(Bool.random(using: &random) ? name : "  \(name) ")
      cells.append(
        ["0", "1", "yes", "no", "NA", "", "maybe"][Int.random(in: 0..<(isWild ? 7 : 6), using: &random)])
      cells.append(["\(row)", "12", "-3", "[c]", "1e3", "0012"].randomElement(using: &random) ?? "")
      cells.append(["10%", "20 %", "0.3%", "[u]"].randomElement(using: &random) ?? "")
      cells.append(["2016-03-31", "2015-01-01", ".."].randomElement(using: &random) ?? "")
      cells.append(["", "x", "1.5"].randomElement(using: &random) ?? "")
      if Int.random(in: 0..<25, using: &random) == 0 { cells.append("") }
      if isWild, Int.random(in: 0..<12, using: &random) == 0 { cells.removeLast(2) }
      if Int.random(in: 0..<20, using: &random) == 0 { cells = cells.map { _ in " " } }
      text += cells.joined(separator: separator)
      if Int.random(in: 0..<40, using: &random) != 0 { text += lineEnd }
    }
    bytes = Array(text.utf8)
  }
}

/// What a person table says, or the sentence with which it is refused.
private struct Reading: Equatable {
  var lines: [Int] = []
  var columns: [String] = []
  var dialect = ""
  var refusal: String?

  static let wanted = [
    WantedColumn("name", as: .category), WantedColumn("flag"), WantedColumn("number", as: .number),
    WantedColumn("rate", as: .rate), WantedColumn("when", as: .date),
  ]

  /// By the reader of person-level files.
  init(_ bytes: [UInt8], where filter: RowFilter?, _ options: ReadingOptions) {
    do {
      let people = try TableFile(csv: bytes, source: "nasty.csv").people(
        Self.wanted, where: filter, reading: options)
      lines = (0..<people.rowCount).map { people.line(row: $0) }
      dialect = "\(people.dialect)"
      for column in people.columns {
        columns.append(
          "\(column.name) \(column.number) \((0..<people.rowCount).map { "\(column[$0])" }.joined(separator: " "))"
        )
      }
    } catch {
      refusal = "\(error)"
    }
  }

  /// By `Table`, cell by cell.
  init(_ bytes: [UInt8], where filter: RowFilter?) {
    do {
      var table = try Table(csv: bytes, source: "nasty.csv")
      if let filter { table = try table.filtered(where: filter) }
      var reading = table.reading()
      let names = reading.texts("name")
      let flag = reading.texts("flag")
      let numbers = reading.numbers("number")
      let rates = reading.rates("rate")
      let dates = reading.dates("when")
      try reading.finish()
      let first = try table.column("name")
      lines = (0..<table.rowCount).map { table.location(row: $0, column: first).line }
      dialect = "\(table.dialect)"
      func add<Value>(_ column: TypedColumn<Value>, _ value: (Value) -> PersonValue) throws {
        let number = try table.column(column.name).number
        let values = column.indices.map { row in
          "\(column.values[row].map(value) ?? .missing(column[row].missing ?? .empty))"
        }
        columns.append("\(column.name) \(number) \(values.joined(separator: " "))")
      }
      try add(names) { .category($0) }
      let flags = Set(flag.values.compactMap(\.self))
      let isBoolean =
        !flags.isEmpty && (flags.isSubset(of: ["0", "1"]) || flags.isSubset(of: ["yes", "no"]))
      try add(flag) { isBoolean ? .boolean($0 == "1" || $0 == "yes") : .category($0) }
      try add(numbers) { .number($0.value) }
      try add(rates) { .number($0.fraction) }
      try add(dates) { .date($0) }
    } catch {
      refusal = "\(error)"
    }
  }
}

@Suite("PersonReading")
struct PersonReadingTests {
  @Test(
    "reads generated nasty files as Table does, in blocks of any size, on any number of cores",
    arguments: UInt64(1)...60)
  func sameAsTable(_ seed: UInt64) throws {
    for part in 0..<8 {
      let file = NastyFile(seed: seed &* 1000 &+ UInt64(part))
      let expected = Reading(file.bytes, where: nil)
      for (block, cores) in [(1, 1), (7, 2), (64, 3), (300, 1), (1 << 20, 2)] {
        let found = Reading(file.bytes, where: nil, ReadingOptions(blockBytes: block, cores: cores))
        #expect(
          found == expected,
          "seed \(seed) part \(part) block \(block)\n\(String(decoding: file.bytes, as: UTF8.self))")
      }
    }
  }

  @Test(
    "keeps the rows that Table keeps",
    arguments: [
      "flag = 'yes' or flag = 1", "number > 5 and flag is not missing", "not (name = 'Dudley')",
      "other is missing",
      "when >= '2016-01-01'", "name = 'Dudly'", "number > 'x'",
    ])
  func filters(_ text: String) throws {
    let filter = try RowFilter(parsing: text)
    var kept = 0
    for seed in UInt64(0)..<120 {
      let file = NastyFile(seed: 7_000_000 + seed)
      let expected = Reading(file.bytes, where: filter)
      let found = Reading(file.bytes, where: filter, ReadingOptions(blockBytes: 50, cores: 2))
      if expected.refusal == nil || found.refusal == nil {
        #expect(found == expected, "seed \(seed)\n\(String(decoding: file.bytes, as: UTF8.self))")
      }
      if expected.refusal == nil { kept += 1 }
    }
    // A number is not compared with a text, and a name that hardly any file has is refused; the others are understood
    // in most files.
    let isRefused = ["name = 'Dudly'", "number > 'x'"].contains(text)
    #expect(isRefused ? kept < 10 : kept > 10, "\(kept)")
  }

  @Test("Windows-1252 is decoded, bytes of neither encoding are refused with their line")
  func encodings() throws {
    let options = ReadingOptions(blockBytes: 16, cores: 2)
    let latin = Array("name,x\nA,1\n".utf8) + [0x43, 0x61, 0x66, 0xE9] + Array(",2\nB,3\n".utf8)
    let people = try TableFile(csv: latin, source: "latin.csv").people(
      [WantedColumn("name")], reading: options)
    #expect(people.columns[0].texts == ["A", "Café", "B"])
    #expect(people.dialect.encoding == .windows1252)
    let mixed = latin + Array("Zoë,4\n".utf8)
    let text = message { () throws(TableError) in
      _ = try TableFile(csv: mixed, source: "mixed.csv").people([WantedColumn("name")], reading: options)
    }
    let expected = message { () throws(TableError) in _ = try Table(csv: mixed, source: "mixed.csv") }
    #expect(text == expected && text?.contains("line 3") == true)
  }

  @Test("ten faults in a hundred thousand rows are found, in order of line")
  func faults() throws {
    var text = "id,age\n"
    for row in 0..<100_000 { text += "\(row),\(row % 10_000 == 5_000 ? "old" : "\(row % 90)")\n" }
    let found = message { () throws(TableError) in
      _ = try TableFile(csv: Array(text.utf8), source: "big.csv").people(
        [WantedColumn("age", as: .count)], reading: ReadingOptions(blockBytes: 10_000, cores: 4))
    }
    let lines = (found ?? "").split(separator: "\n")
    #expect(lines.count == 10)
    #expect(
      lines.first
        == "big.csv, line 5002, column age: “old” is not a count; a whole number such as 90 is needed")
    #expect(lines.last?.hasPrefix("big.csv, line 95002, column age") == true)
  }

  @Test("progress tells rows and the share of the file")
  func progress() throws {
    let text = "a\n" + (0..<100_000).map { "\($0 % 7)\n" }.joined()
    let told = Told()
    _ = try TableFile(csv: Array(text.utf8), source: "a.csv").people(
      [WantedColumn("a")],
      reading: ReadingOptions(blockBytes: 1 << 14, cores: 1) { told.add($0) })
    let all = told.all
    #expect(all.count > 5 && all.last?.rows == 100_000 && all.last?.share == 1)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.rows <= $1.rows })
  }

  private final class Told: @unchecked Sendable {
    private var list: [ReadingProgress] = []
    var all: [ReadingProgress] { list }
    func add(_ progress: ReadingProgress) { list.append(progress) }
  }
}
