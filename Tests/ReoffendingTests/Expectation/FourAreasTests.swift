import Reoffending
import Tables
import Testing

/// Expected and actual rates of October 2015 to September 2016, printed without cohort sizes.
@Suite("the four areas without cohort sizes")
struct FourAreasTests {
  let result: ActualAgainstPredicted

  init() throws {
    result = try ActualAgainstPredicted(CohortTable(bundledTable("areas-2015-16", document: "final-2019")))
  }

  @Test("give the verdict unknown, no interval, no count and no p-value")
  func inventsNothing() {
    #expect(result.groups.count == 4)
    for group in result.groups {
      #expect(group.verdict == .unknown)
      #expect(group.trials == nil && group.observed == nil && group.expected == nil)
      #expect(group.pValue == nil && group.adjustedPValue == nil && group.z == nil)
      #expect(group.actualRate?.interval == nil && group.difference?.interval == nil)
    }
    #expect(result.comparisons == 0)
  }

  @Test(
    "give the smallest cohort for which each difference would be significant",
    arguments: [
      ("Dudley", 46.02, 39.58), ("Sandwell", 38.16, 32.29), ("Walsall", 47.19, 42.14),
      ("Wolverhampton", 40.35, 36.78),
    ])
  func smallestCohort(name: String, actual: Double, predicted: Double) throws {
    let group = try #require(result.groups.first { $0.name == name })
    let smallest = try #require(group.smallestSignificantCohort)
    func z(_ n: Int) -> Double {
      abs(actual - predicted) / 100 / (predicted / 100 * (1 - predicted / 100) / Double(n)).squareRoot()
    }
    #expect(z(smallest) >= 1.959963984540054)
    #expect(z(smallest - 1) < 1.959963984540054)
    #expect(group.sentence.contains("at least"))
  }

  @Test("several documents at once are refused, because no column then tells the rows apart")
  func refusesSeveralDocuments() throws {
    #expect(throws: TableError.self) { try CohortTable(bundledTable("areas-2015-16"), by: ["nothing"]) }
    let joined = try CohortTable(bundledTable("areas-2015-16"), by: ["area", "document"])
    #expect(joined.groups.count == 12)
  }
}
