import Numbers
import Tables
import TestSupport
import Testing

@Suite("Columns of many distinct numbers")
struct DistinctNumbersTests {
  /// Digits with a point somewhere and perhaps a sign: of 1 to 24 digits, with zeros at either end.
  private static func plain(_ random: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...24, using: &random)
    var digits = (0..<count).map { _ in "\(Int.random(in: 0...9, using: &random))" }
    if Int.random(in: 0..<3, using: &random) == 0 {
      for place in 0..<Int.random(in: 0..<count, using: &random) { digits[place] = "0" }
    }
    let point = Int.random(in: 1...count, using: &random)
    let text = digits[..<point].joined() + (point < count ? "." + digits[point...].joined() : "")
    return (Int.random(in: 0..<3, using: &random) == 0 ? "-" : "") + text
  }

  /// Other forms of numbers, markers of missing values, and numbers with marks and blanks beside them.
  private static func odd(_ random: inout SeededGenerator) -> String {
    let number = plain(&random)
    return [
      "\(number) [u]", "  \(number) ", "\(number)e-3", "+\(number.drop { $0 == "-" })", "\(number)*", "NA",
      "", "[c]",
      "..", "-", "\u{2212}\(number.drop { $0 == "-" })", "\u{A0}\(number)", ".5", "\(number)%",
      "\"1,234,567.\(Int.random(in: 0..<99, using: &random))\"",
    ].randomElement(using: &random) ?? ""
  }

  @Test("each number is the nearest Double, as the standard library reads it", arguments: UInt64(1)...6)
  func nearest(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let texts =
      (0..<4000).map { _ in Self.plain(&random) } + [
        "9007199254740991", "9007199254740992", "9007199254740993", "-9007199254740993", "0.1", "-0", "-0.0",
        "999999999999999999", "0.000000000000000001", "9007199254740.993", "0.30000000000000004",
        "123456789.012345678",
      ]
    let bytes = Array(("x\n" + texts.map { $0 + "\n" }.joined()).utf8)
    let column = try TableFile(csv: bytes, source: "x.csv").people([WantedColumn("x", as: .number)]).columns[
      0]
    for (text, number) in zip(texts, column.numbers) {
      #expect(number?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
    let ordered = column.entries.compactMap(\.value.number)
    #expect(ordered == ordered.sorted())
    let shares = texts.compactMap { text in Double(text).map { abs($0) <= 100 } == true ? text : nil }
      .filter { !$0.hasPrefix("-") }
    let rates = Array(("x\n" + shares.map { $0 + "%\n" }.joined()).utf8)
    let plainRates = Array(("rate (%)\n" + shares.map { $0 + "\n" }.joined()).utf8)
    let signed = try TableFile(csv: rates, source: "x.csv").people([WantedColumn("x", as: .rate)]).columns[0]
    let named = try TableFile(csv: plainRates, source: "x.csv").people([WantedColumn("rate (%)", as: .rate)])
      .columns[0]
    for ((text, one), other) in zip(zip(shares, signed.numbers), named.numbers) {
      #expect(one == Double(text + "e-2") && one == other, "\(text)")
    }
  }

  @Test(
    "the same values and missing markers as from a Table, in blocks of any size, on any number of cores",
    arguments: UInt64(1)...6)
  func sameAsTable(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: 100 + seed)
    let isOdd = seed.isMultiple(of: 2)
    var text = "id,x,y\n"
    for row in 0..<3000 {
      let cell =
        isOdd && Int.random(in: 0..<4, using: &random) == 0 ? Self.odd(&random) : Self.plain(&random)
      text += "\(row),\(cell),\(Int.random(in: 0..<1_000_000, using: &random))\n"
    }
    let bytes = Array(text.utf8)
    let table = try Table(csv: bytes, source: "x.csv")
    var reading = table.reading()
    let expected = reading.numbers("x")
    try reading.finish()
    for (block, cores) in [(1 << 20, 1), (777, 2), (5000, 3)] {
      let options = ReadingOptions(blockBytes: block, cores: cores)
      let people = try TableFile(csv: bytes, source: "x.csv").people(
        [WantedColumn("x", as: .number), WantedColumn("y"), WantedColumn("id")], reading: options)
      #expect(people.columns.map(\.kind) == [.number, .count, .count])
      #expect(people.columns[2].counts == (0..<3000).map { $0 })
      let column = people.columns[0]
      for row in 0..<3000 {
        #expect(column[row].number?.bitPattern == expected[row].value?.value.bitPattern)
        #expect(column.missing(row: row) == expected[row].missing)
      }
      let guessed = try TableFile(csv: bytes, source: "x.csv").people([WantedColumn("x")], reading: options)
      if !isOdd {
        #expect(guessed.columns[0].kind == .category, "leading zeros make codes")
      }
    }
  }

  @Test("guesses: numbers, counts, codes with leading zeros, and one text among many numbers")
  func guesses() throws {
    func kind(_ cells: [String]) throws -> PersonColumnKind {
      let text = "x\n" + cells.map { $0 + "\n" }.joined()
      return try TableFile(csv: Array(text.utf8), source: "x.csv").people([WantedColumn("x")]).columns[0].kind
    }
    let numbers = (0..<5000).map { "\($0 + 1)" }
    #expect(try kind(numbers) == .count)
    #expect(try kind(numbers + ["1.5"]) == .number)
    #expect(try kind(numbers + ["-1"]) == .number)
    #expect(try kind(numbers + ["NA", "[c]"]) == .count)
    #expect(try kind(numbers + ["007"]) == .category)
    let error = #expect(throws: TableError.self) { try kind(numbers + ["many"]) }
    #expect(error?.description.contains("line 5002, column x: “many” is not a number") == true)
    #expect(try kind(["0", "1", "1", ""]) == .boolean)
    #expect(try kind(["y", "n"]) == .boolean && kind(["y", "y"]) == .category)
    #expect(try kind(["yes", "true"]) == .category && kind(["Yes", "NO", "yes"]) == .boolean)
    #expect(try kind(["0", "1", "2"]) == .count)
  }

  @Test("each wrong cell among many right ones is named with its line; missing ones where they are refused")
  func faults() throws {
    var random = SeededGenerator(seed: 9)
    var cells = (0..<4000).map { _ in "\(Double.random(in: 0..<1, using: &random))" }
    cells[1234] = "0.5.1"
    cells[3000] = "1,5"
    cells[3999] = "NA"
    let bytes = Array(("id;x\n" + cells.enumerated().map { "\($0);\($1)\n" }.joined()).utf8)
    func refusal(_ wanted: WantedColumn) -> String {
      do {
        _ = try TableFile(csv: bytes, source: "x.csv", options: CSVOptions(decimalMark: .point)).people(
          [wanted], reading: ReadingOptions(blockBytes: 3000, cores: 2))
        return "nothing was refused"
      } catch { return "\(error)" }
    }
    let wrong = refusal(WantedColumn("x", as: .number))
    #expect(wrong.split(separator: "\n").count == 2, "\(wrong)")
    #expect(wrong.contains("x.csv, line 1236, column x: “0.5.1” is not a number"), "\(wrong)")
    #expect(wrong.contains("x.csv, line 3002, column x: “1,5” is not a number"), "\(wrong)")
    let refused = refusal(WantedColumn("x", as: .number, missing: .refused))
    #expect(refused.contains("line 4001") && refused.split(separator: "\n").count == 3, "\(refused)")
  }
}
