import Numbers
import Tables
import Testing

@Suite("TableReading")
struct TableReadingTests {
  @Test(
    "counts with marks of thousands",
    arguments: [
      ("1234", 1234), ("\"1,234\"", 1234), ("1 234", 1234), ("1\u{A0}234", 1234), ("1\u{202F}234", 1234),
      ("\"12,345,678\"", 12_345_678), (" 7 ", 7), ("0", 0), ("12.0", 12), ("34 [u]", 34), ("34*", 34),
    ])
  func counts(_ text: String, _ value: Int) throws {
    var reading = try table("n,x\n\(text),1\n").reading()
    let counts = reading.counts("n")
    try reading.finish()
    #expect(counts.values == [value])
  }

  @Test(
    "what is not a count is refused",
    arguments: [
      "ninety", "1.5", "\"1,23\"", "\"1,2345\"", "\"12,34,567\"", "1.000", "+5", "12%", "£3", "1e400",
      "99999999999999999999", "--3", "1 23", "[k]", "0x10", "nan5", "inf",
    ])
  func notCounts(_ text: String) throws {
    var reading = try table("n,x\n\(text),1\n").reading()
    #expect(reading.counts("n").values == [nil])
    #expect(faults(reading).count == 1)
    #expect(faults(reading).first?.contains("whole number such as 90 is needed") == true)
  }

  @Test("a negative count has a sentence of its own, also with a true minus sign", arguments: ["-3", "−3"])
  func negative(_ text: String) throws {
    var reading = try table("n\n\(text)\n").reading()
    _ = reading.counts("n")
    #expect(
      faults(reading) == [
        "figures.csv, line 2, column n: “\(text)” is below zero; a count is a whole number of at least 0"
      ])
  }

  @Test(
    "numbers of any sign and unit",
    arguments: [
      ("-25.66%", -25.66, 2, NumberUnit.perCent), ("+16.8%", 16.8, 1, .perCent),
      ("£75000", 75000, 0, .pounds),
      ("-£9.50", -9.5, 2, .pounds), ("£-9.50", -9.5, 2, .pounds), ("−3", -3, 0, .none), (".5", 0.5, 1, .none),
      ("1e-3", 0.001, 3, .none), ("2.5E2", 250, 0, .none), ("0.1", 0.1, 1, .none),
      ("12.345", 12.345, 3, .none),
      ("9007199254740993.25", 9_007_199_254_740_993.25, 2, .none),
    ] as [(String, Double, Int, NumberUnit)])
  func numbers(_ text: String, _ value: Double, _ decimals: Int, _ unit: NumberUnit) throws {
    var reading = try table("x\n\(text)\n").reading()
    let number = try #require(reading.numbers("x").values[0])
    try reading.finish()
    #expect(number.value == value)
    #expect(number.decimals == decimals)
    #expect(number.unit == unit)
    #expect(number.text == text)
    if unit == .perCent { #expect(number.plainValue == Double("\(value)e-2")) }
  }

  @Test(
    "with semicolons, decimals are commas where the file proves it",
    arguments: [
      ("a;b\n12,5;1.234\n", 12.5, 1234.0), ("a;b\n12.5;1,234\n", 12.5, 1234),
      ("a;b\n0,245;1.234.567\n", 0.245, 1_234_567), ("a;b\n0,5;1 234,5\n", 0.5, 1234.5),
    ])
  func decimalComma(_ text: String, _ first: Double, _ second: Double) throws {
    var reading = try table(text).reading()
    #expect(reading.numbers("a").values[0]?.value == first)
    #expect(reading.numbers("b").values[0]?.value == second)
    try reading.finish()
  }

  @Test(
    "with semicolons and no proof, a mark that can be read two ways is refused",
    arguments: ["1.234", "1,234"])
  func ambiguousMark(_ text: String) throws {
    var reading = try table("a;b\n\(text);1\n").reading()
    #expect(reading.counts("a").values == [nil])
    #expect(faults(reading).first?.contains("“\(text)” can be read two ways") == true)
    reading = try table("a;b\n\(text);1\n", options: CSVOptions(decimalMark: .comma)).reading()
    #expect(reading.numbers("a").values[0]?.value == (text == "1.234" ? 1234 : 1.234))
  }

  @Test("yes and no in their spellings")
  func booleans() throws {
    var reading = try table("x\n1\n0\nYes\nno\nTRUE\nfalse\ny\nN\n1.0\n2\n").reading()
    let values = reading.booleans("x").values
    #expect(values == [true, false, true, false, true, false, true, false, true, nil])
    #expect(
      faults(reading) == [
        "figures.csv, line 11, column x: “2” is neither yes nor no; 0 or 1, yes or no, true or false is needed"
      ])
  }

  @Test("dates are read as British publications write them, and what is none is a fault")
  func dates() throws {
    var reading = try table("d\n2016-03-31\n2016-02-29T10:00:00Z\n31/03/2016\n2015-02-29\n3 March\n")
      .reading()
    let values = reading.dates("d").values
    #expect(values.map { $0?.description } == ["2016-03-31", "2016-02-29", "2016-03-31", nil, nil])
    let found = faults(reading)
    #expect(found.count == 2)
    #expect(found[0].hasPrefix("figures.csv, line 5, column d: “2015-02-29” is not a day; one such as"))
    var open = try table("d\n01/02/2015\n03/04/2015\n").reading()
    #expect(open.dates("d").values == [nil, nil])
    #expect(faults(open).count == 2)
    var chosen = try table("d\n01/02/2015\n", options: CSVOptions(dates: .monthFirst)).reading()
    #expect(chosen.dates("d").values[0]?.month == 1)
  }

  @Test("texts lose blanks and marks, and numbers keep their leading zeros")
  func texts() throws {
    var reading = try table("x,y\n  a b ,1\n007,1\n-,1\nWalsall [u],1\n").reading()
    let texts = reading.texts("x")
    try reading.finish()
    #expect(texts.values == ["a b", "007", nil, "Walsall"])
    #expect(texts[3].marks == [Mark("[u]")])
    #expect(texts[2].missing == .unspecified)
  }

  @Test(
    "markers of missing values keep their reason",
    arguments: [
      ("", MissingReason.empty), ("[c]", .suppressed), ("*", .suppressed), ("[x]", .notAvailable),
      ("..", .notAvailable), ("N/A", .notAvailable), ("na", .notAvailable), ("[u]", .lowReliability),
      ("[z]", .notApplicable), ("[low]", .negligible), ("[w]", .noneRecorded), ("-", .unspecified),
      ("–", .unspecified), (" [C] ", .suppressed),
    ])
  func missing(_ text: String, _ reason: MissingReason) throws {
    let table = try table("n,x\n\(text),1\n")
    var reading = table.reading()
    #expect(reading.counts("n")[0].missing == reason)
    #expect(reading.rates("n")[0].missing == reason)
    #expect(reading.texts("n")[0].missing == reason)
    try reading.finish()
    _ = reading.counts("n", missing: .refused)
    #expect(faults(reading).first?.hasSuffix("a count is needed") == true)
  }

  @Test("marks beside a value are kept")
  func marks() throws {
    var reading = try table("n\n34.5 [u]\n79.31%* [r]\n").reading()
    let numbers = reading.numbers("n")
    #expect(numbers[0].value?.value == 34.5)
    #expect(numbers[0].marks == [Mark("[u]")])
    #expect(numbers[0].marks[0].meansLowReliability)
    #expect(numbers[1].marks == [Mark("*"), Mark("[r]")])
  }

  @Test("ten kinds of faults in one file give ten messages in order of line and column")
  func tenFaults() throws {
    let text = """
      area,area,cohort,reoffenders,rate,date,flag
      Dudley,a,ninety,4,50%,2016-03-31,yes
      Walsall,b,-3,4,0.25,2016-03-31,yes
      Sandwell,c,40,41,51%,31/13/2016,maybe
      Halesowen,d,1.5,1
      Tipton,e,[c],1,101%,2016-03-31,no
      Bilston,f,7,1,50%,2016-03-31,"no"thing
      Oldbury,"g,1,1,50%,2016-03-31,no

      """
    let table = try table(text)
    var reading = table.reading()
    let cohort = reading.counts("cohort", missing: .refused)
    let reoffenders = reading.counts("reoffenders")
    _ = reading.rates("rate")
    _ = reading.dates("date")
    _ = reading.booleans("flag")
    _ = reading.counts("reofences")
    for row in cohort.indices {
      if let all = cohort.values[row], let some = reoffenders.values[row], some > all {
        reading.report(Fault(at: reoffenders.location(row: row), "\(some) is more than the cohort of \(all)"))
      }
    }
    let places = faults(reading).map { $0.prefix { $0 != ":" } }
    #expect(
      places == [
        "figures.csv, line 1, column reofences",
        "figures.csv, line 2, column cohort", "figures.csv, line 3, column cohort",
        "figures.csv, line 3, column rate", "figures.csv, line 4, column reoffenders",
        "figures.csv, line 4, column date", "figures.csv, line 4, column flag",
        "figures.csv, line 5, column rate", "figures.csv, line 6, column cohort",
        "figures.csv, line 7, column flag", "figures.csv, line 8, column area.1",
      ])
  }

  @Test("the first twenty faults are shown and all are counted")
  func manyFaults() throws {
    let text = "n,m\n" + (0..<50).map { _ in "q,y\n" }.joined()
    var reading = try table(text).reading()
    _ = reading.counts("m")
    _ = reading.counts("n")
    #expect(reading.faults.count == 100)
    #expect(reading.faults.shown.count == 20)
    #expect(reading.faults.shown.last?.location.line == 11)
    #expect(reading.faults.description.hasSuffix("\nand 80 more faults"))
  }
}
