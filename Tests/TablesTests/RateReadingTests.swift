import Numbers
import Tables
import Testing

@Suite("Rates")
struct RateReadingTests {
  @Test(
    "a column is of one unit",
    arguments: [
      ("rate", ["24.5%", "54.5 %", "23.2"], RateUnit.perCent, [0.245, 0.545, 0.232]),
      ("rate", ["0.245", "0", "1"], .fraction, [0.245, 0, 1]),
      ("rate", ["24.5", "0", "1", "100"], .perCent, [0.245, 0, 0.01, 1]),
      ("rate (%)", ["0.9", "5.4", "12.3"], .perCent, [0.009, 0.054, 0.123]),
      ("proportion", ["0.9", "0.1"], .fraction, [0.9, 0.1]),
      ("Per cent", ["0.9%", "0.8"], .perCent, [0.009, 0.008]),
      ("rate", ["24.5 per cent", "7.23% [u]"], .perCent, [0.245, 0.0723]),
    ] as [(String, [String], RateUnit, [Double])])
  func units(_ name: String, _ cells: [String], _ unit: RateUnit, _ fractions: [Double]) throws {
    var reading = try table("\(name)\n" + cells.joined(separator: "\n")).reading()
    let rates = reading.rates(name)
    try reading.finish()
    #expect(rates.values.map { $0?.fraction } == fractions)
    #expect(rates.values.allSatisfy { $0?.unit == unit })
  }

  @Test(
    "a column of two units is refused with a cell of each",
    arguments: [
      (
        ["24.5%", "0.232", "30%"],
        "line 3, column rate: “0.232” is a fraction, and “24.5%” on line 2 is a per cent; "
      ),
      (
        ["0.25", "0.31", "38.2"],
        "line 4, column rate: “38.2” is a per cent, and “0.25” on line 2 is a fraction; "
      ),
      (
        ["0.25", "1", "38.2%"],
        "line 4, column rate: “38.2%” is a per cent, and “0.25” on line 2 is a fraction; "
      ),
    ])
  func mixed(_ cells: [String], _ sentence: String) throws {
    var reading = try table("rate\n" + cells.joined(separator: "\n")).reading()
    let rates = reading.rates("rate")
    #expect(rates.values.allSatisfy { $0 == nil })
    #expect(
      faults(reading) == [
        "figures.csv, " + sentence + "write the whole column one way, per cents with their sign"
      ])
  }

  @Test("the caller's unit decides what the cells leave open")
  func statedUnit() throws {
    var reading = try table("rate\n0.9\n5.4\n").reading()
    #expect(reading.rates("rate", unit: .perCent).values.map { $0?.fraction } == [0.009, 0.054])
    try reading.finish()
    reading = try table("rate\n0.9\n54%\n").reading()
    _ = reading.rates("rate", unit: .fraction)
    #expect(faults(reading).count == 1)
  }

  @Test("a header that says per cent over fractions is refused")
  func fractionsUnderPerCent() throws {
    var reading = try table("pct_reoffended\n0.25\n0.31\n").reading()
    _ = reading.rates("pct_reoffended")
    #expect(faults(reading).first?.contains("write per cent signs") == true)
  }

  @Test("rates outside 0 to 100 per cent are refused")
  func outOfRange() throws {
    var reading = try table("rate\n101%\n-3%\n50%\n£5\nmany\n").reading()
    let rates = reading.rates("rate")
    #expect(rates.values.map { $0?.fraction } == [nil, nil, 0.5, nil, nil])
    #expect(
      faults(reading) == [
        "figures.csv, line 2, column rate: “101%” is not a rate; it must be from 0 to 100 per cent",
        "figures.csv, line 3, column rate: “-3%” is not a rate; it must be from 0 to 100 per cent",
        "figures.csv, line 5, column rate: “£5” is not a rate; a per cent such as 24.5% or a fraction such as "
          + "0.245 is needed",
        "figures.csv, line 6, column rate: “many” is not a rate; a per cent such as 24.5% or a fraction such as "
          + "0.245 is needed",
      ])
  }

  @Test("the printed decimals and the half-width of rounding are kept")
  func decimals() throws {
    var reading = try table("rate,share\n5.40%,0.250\n7%,0.1\n").reading()
    let rates = reading.rates("rate")
    let shares = reading.rates("share")
    try reading.finish()
    #expect(rates.values.map { $0?.decimals } == [2, 0])
    #expect(rates.values.map { $0?.text } == ["5.40%", "7%"])
    #expect(rates.values.map { $0?.roundingHalfWidth } == [0.00005, 0.005])
    #expect(shares.values.map { $0?.roundingHalfWidth } == [0.0005, 0.05])
  }
}
