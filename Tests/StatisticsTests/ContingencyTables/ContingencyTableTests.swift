import Statistics
import TestSupport
import Testing

@Suite("Contingency tables")
struct ContingencyTableTests {
  @Test("agrees with 40-digit arithmetic", arguments: try ReferenceTable("contingency").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let table = try ContingencyTable(numbers(row.text("counts")), rows: Int(row["rows"]))
    let test = table.chiSquaredTest()
    expectOptional(test.statistic, row["chi"])
    #expect(test.degreesOfFreedom == row["df"])
    expectClose(test.pValue, row["p"], relative: 1e-10)
    expectOptional(table.cramersV, row["v"])
    expectOptional(table.cramersVBiasCorrected, row.optional("v_corrected"), 1e-10, 1e-12)
    expectClose(table.pearsonResiduals[0][0], row["residual11"], relative: 1e-10)
    expectClose(table.adjustedResiduals[0][0], row["adjusted11"], relative: 1e-10)
    if let fisher = row.optional("fisher") {
      let exact = try FreemanHaltonTest(table)
      #expect(exact.method == .exact)
      expectClose(exact.result.pValue, fisher, relative: 1e-10)
      let drawn = try FreemanHaltonTest(table, replicates: 20_000, seed: 5, largestEnumeration: 0)
      #expect(abs(drawn.result.pValue - fisher) < 5 * max(drawn.standardError, 1e-4))
    }
  }

  @Test("a two-by-two table has Fisher's p-value")
  func twoByTwo() throws {
    let small = try TwoByTwoTable(
      exposedEvents: 7, exposedNonEvents: 3, unexposedEvents: 2, unexposedNonEvents: 8)
    let large = try FreemanHaltonTest(ContingencyTable([[7, 3], [2, 8]]))
    expectClose(large.result.pValue, small.fisherTest().pValue, relative: 1e-11)
  }

  @Test("transposing changes nothing")
  func transposed() throws {
    let table = try ContingencyTable([[2, 7, 1], [8, 2, 1]])
    let other = try ContingencyTable([[2, 8], [7, 2], [1, 1]])
    expectClose(table.chiSquaredTest().pValue, other.chiSquaredTest().pValue)
    expectClose(
      try FreemanHaltonTest(table).result.pValue, try FreemanHaltonTest(other).result.pValue, relative: 1e-11)
  }

  @Test("drawn tables depend on the seed alone")
  func seeded() throws {
    let table = try ContingencyTable([[12, 7, 9], [4, 11, 16]])
    let one = try FreemanHaltonTest(table, replicates: 5000, seed: 9, largestEnumeration: 10)
    let two = try FreemanHaltonTest(table, replicates: 5000, seed: 9, largestEnumeration: 10)
    let other = try FreemanHaltonTest(table, replicates: 5000, seed: 10, largestEnumeration: 10)
    #expect(one == two)
    #expect(one != other)
  }

  @Test("an empty column counts for nothing, and one used row leaves nothing to test")
  func emptyColumn() throws {
    let with = try ContingencyTable([[5, 0, 3], [2, 0, 9]]).chiSquaredTest()
    let without = try ContingencyTable([[5, 3], [2, 9]]).chiSquaredTest()
    #expect(with == without)
    let single = try ContingencyTable([[5, 3], [0, 0]])
    #expect(single.chiSquaredTest().pValue == 1)
    #expect(single.cramersV == nil)
  }

  @Test("the trend test agrees with prop.trend.test", arguments: try ReferenceTable("trend").rows)
  func trend(_ row: ReferenceTable.Row) throws {
    let test = try CochranArmitageTest(
      events: numbers(row.text("events")), trials: numbers(row.text("trials")),
      scores: numbers(row.text("scores")).map(Double.init))
    expectOptional(test.result.statistic, row["chi"])
    expectClose(test.result.pValue, row["p"], relative: 1e-10)
    expectClose(test.slope, row["slope"], relative: 1e-10)
    #expect((test.pValue(alternative: .greater) < 0.5) == (test.slope > 0))
  }

  @Test("sentences name the finding, and warnings where the method is out of its depth")
  func sentences() throws {
    let strong = try ContingencyTable([[90, 10], [40, 60]])
    #expect(strong.sentence.contains("differ"))
    #expect(strong.warnings.isEmpty)
    let weak = try ContingencyTable([[3, 2], [2, 3]])
    #expect(weak.sentence.contains("No clear difference"))
    #expect(weak.warnings == [.fewExpected(2.5)])
    let drawn = try FreemanHaltonTest(weak, replicates: 1000, largestEnumeration: 0)
    #expect(drawn.warnings == [.simulated(replicates: 1000, standardError: drawn.standardError)])
    let rising = try CochranArmitageTest(events: [10, 20, 30], trials: [100, 100, 100])
    #expect(rising.sentence.contains("rises by 10.0 percentage points a step"))
    let paired = try PairedTable(both: 5, firstOnly: 20, secondOnly: 4, neither: 9)
    #expect(paired.sentence.contains("more of the first had the event"))
  }

  @Test("wrong tables are refused")
  func refusals() {
    #expect(throws: StatisticsError.outOfRange(argument: "rows", value: 1, allowed: "at least 2")) {
      try ContingencyTable([[1, 2]])
    }
    #expect(
      throws: StatisticsError.lengthMismatch(first: "row 1", firstCount: 2, second: "row 2", secondCount: 3)
    ) { try ContingencyTable([[1, 2], [1, 2, 3]]) }
    #expect(throws: StatisticsError.self) { try ContingencyTable([[1, -2], [1, 2]]) }
    #expect(throws: StatisticsError.self) { try ContingencyTable([[0, 0], [0, 0]]) }
    #expect(throws: StatisticsError.self) {
      try CochranArmitageTest(events: [1, 2], trials: [5, 5], scores: [3, 3])
    }
  }
}

/// The whole numbers of a cell that holds several, separated by spaces.
func numbers(_ text: String) -> [Int] { text.split(separator: " ").compactMap { Int($0) } }

/// The numbers of a cell that holds several, separated by spaces.
func decimals(_ text: String) -> [Double] { text.split(separator: " ").compactMap { Double($0) } }

extension ContingencyTable {
  /// The table of counts given row by row.
  init(_ counts: [Int], rows: Int) throws {
    let columns = counts.count / rows
    try self.init((0..<rows).map { Array(counts[$0 * columns..<($0 + 1) * columns]) })
  }
}
