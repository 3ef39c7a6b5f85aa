import Numbers
import Tables
import Testing

@Suite("numbers as people print them")
struct PrintedFormTests {
  @Test(
    "apostrophes and blanks between thousands, a minus behind, thousands and millions",
    arguments: [
      ("1'234'567", 1_234_567), ("1’234", 1234), ("1 234.5", 1234.5), ("12.5-", -12.5), ("1.2m", 1_200_000),
      ("£3.4k", 3400), ("£2bn", 2e9), ("1.5 million", 1_500_000), ("-£0.5m", -500_000), ("4K", 4000),
    ] as [(String, Double)])
  func read(_ text: String, _ value: Double) throws {
    var reading = try table("x,y\n\(text),1\n").reading()
    let numbers = reading.numbers("x")
    try reading.finish()
    #expect(numbers.values[0]?.value == value)
  }

  @Test("a rounded number knows how far it may lie from what was rounded")
  func halfWidth() throws {
    var reading = try table("x\n1.2m\n").reading()
    #expect(try #require(reading.numbers("x").values[0]).roundingHalfWidth == 50_000)
  }

  @Test(
    "a count in thousands is refused by its line, since its last digits are not known",
    arguments: ["3.4k", "2m"])
  func roundedCounts(_ text: String) throws {
    var reading = try table("n,y\n1,1\n\(text),1\n").reading()
    _ = reading.counts("n")
    #expect(
      faults(reading) == [
        "figures.csv, line 3, column n: “\(text)” is rounded; a count needs all its digits, such as 3400"
      ])
  }

  @Test(
    "marks of thousands in the wrong place and a sign on both sides are no numbers",
    arguments: ["1'23", "1''234", "-5-", "m", "1.2mm", "k5", "1,5k%"])
  func refused(_ text: String) throws {
    var reading = try table("x\n\"\(text)\"\n").reading()
    _ = reading.numbers("x")
    #expect(faults(reading).count == 1)
  }

  @Test(
    "a range is no number, and costs its own row only",
    arguments: ["<5", "≤5", "< 5", "5–9", "5-9", "5 to 9", "fewer than 5", "5+", "<under 6>", "[<5]"])
  func ranges(_ text: String) throws {
    var reading = try table("n,y\n12,1\n\(text),1\n30,2\n").reading()
    let counts = reading.counts("n")
    let other = reading.counts("y", missing: .refused)
    try reading.finish()
    #expect(counts.values == [12, nil, 30])
    #expect(counts[1].missing == .range)
    #expect(other.values == [1, 1, 2])
    var strict = try table("n,y\n12,1\n\(text),1\n").reading()
    _ = strict.counts("n", missing: .refused)
    #expect(faults(strict).count == 1)
  }

  @Test("a share printed as a range")
  func rates() throws {
    var reading = try table("rate\n24.5%\n>95%\n").reading()
    let rates = reading.rates("rate")
    try reading.finish()
    #expect(rates.values[0]?.fraction == 0.245 && rates.values[1] == nil && rates[1].missing == .range)
  }

  @Test("one text among many numbers is refused by its line and makes no category of each number")
  func oneText() throws {
    let rows = (1...40).map { "\($0 * 3),yes" } + ["unknown,no"]
    let file = try TableFile(
      csv: Array(("age,reoffended\n" + rows.joined(separator: "\n") + "\n").utf8), source: "people.csv")
    let error = #expect(throws: TableError.self) { try file.people([WantedColumn("age")]) }
    #expect(error?.description.contains("line 42, column age: “unknown” is not a number") == true)
    let few = try TableFile(csv: Array("code,x\n1,2\n2,3\nA,4\n".utf8), source: "people.csv")
    #expect(try few.people([WantedColumn("code")]).column("code").kind == .category)
  }
}
