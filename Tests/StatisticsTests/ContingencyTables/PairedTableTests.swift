import Statistics
import TestSupport
import Testing

@Suite("Paired tables")
struct PairedTableTests {
  @Test("every McNemar test agrees with 40-digit arithmetic", arguments: try ReferenceTable("paired").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let table = try PairedTable(
      both: Int(row["both"]), firstOnly: Int(row["first"]), secondOnly: Int(row["second"]),
      neither: Int(row["neither"]))
    expectClose(table.mcNemarTest(method: .exact).pValue, row["exact"], relative: 1e-10)
    expectClose(table.mcNemarTest(method: .midP).pValue, row["midp"], relative: 1e-10)
    expectOptional(table.mcNemarTest(method: .chiSquared).statistic, row["chi"])
    expectClose(table.mcNemarTest(method: .chiSquared).pValue, row["chi_p"], relative: 1e-10)
    expectOptional(table.mcNemarTest(method: .chiSquaredCorrected).statistic, row["corrected"])
    expectClose(table.mcNemarTest(method: .chiSquaredCorrected).pValue, row["corrected_p"], relative: 1e-10)
  }

  @Test(
    "Newcombe's paired limits agree with 32-digit arithmetic and R",
    arguments: try ReferenceTable("paired-difference").rows)
  func difference(_ row: ReferenceTable.Row) throws {
    let table = try PairedTable(
      both: Int(row["both"]), firstOnly: Int(row["first"]), secondOnly: Int(row["second"]),
      neither: Int(row["neither"]))
    let estimate = table.differenceEstimate(level: try ConfidenceLevel(row["level"]))
    expectEstimate(estimate, row, value: "difference", limits: "limit", relative: 1e-12, absolute: 1e-15)
    let turned = try PairedTable(
      both: table.both, firstOnly: table.secondOnly, secondOnly: table.firstOnly, neither: table.neither)
    let mirrored = try #require(turned.differenceEstimate(level: estimate.level).interval)
    expectClose(mirrored.lower, -(try #require(estimate.interval).upper), relative: 1e-12, absolute: 1e-15)
  }

  @Test("the sentence gives the limits that Newcombe (1998) printed") func sentence() throws {
    let table = try PairedTable(both: 36, firstOnly: 12, secondOnly: 2, neither: 0)
    #expect(
      table.sentence
        == "Of 50 pairs, 12 had the event only in the first and 2 only in the second: more of the first had the event; "
        + "with 95% confidence the difference lies between 5.7 and 34.0 percentage points (exact p = 0.013).")
  }

  @Test("one pair against none, by hand")
  func hand() throws {
    let table = try PairedTable(both: 0, firstOnly: 3, secondOnly: 0, neither: 0)
    expectClose(table.mcNemarTest().pValue, 0.25)
    expectClose(table.mcNemarTest(method: .midP).pValue, 0.125)
    #expect(table.difference == 1)
  }

  @Test("pairs that agree change no p-value", arguments: PairedTable.Method.allCases)
  func concordant(_ method: PairedTable.Method) throws {
    let few = try PairedTable(both: 0, firstOnly: 4, secondOnly: 9, neither: 1)
    let many = try PairedTable(both: 700, firstOnly: 9, secondOnly: 4, neither: 99)
    #expect(few.mcNemarTest(method: method).pValue == many.mcNemarTest(method: method).pValue)
  }

  @Test("no pairs are refused")
  func refusal() {
    #expect(throws: StatisticsError.outOfRange(argument: "pairs", value: 0, allowed: "at least 1")) {
      try PairedTable(both: 0, firstOnly: 0, secondOnly: 0, neither: 0)
    }
  }
}
