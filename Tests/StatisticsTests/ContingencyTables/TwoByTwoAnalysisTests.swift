import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Analysis of a two-by-two table")
struct TwoByTwoAnalysisTests {
  @Test("the sentence names the direction and claims no more than the interval")
  func sentence() throws {
    let higher = try TwoByTwoTable(exposedEvents: 60, of: 100, unexposedEvents: 30, of: 100)
    #expect(
      TwoByTwoAnalysis(higher).sentence.contains(
        "higher among the exposed by between 16.3 and 42.2 percentage points"))
    #expect(
      TwoByTwoAnalysis(higher.swappingGroups).sentence.contains(
        "lower among the exposed by between 16.3 and 42.2"))
    let unclear = try TwoByTwoTable(exposedEvents: 31, of: 100, unexposedEvents: 30, of: 100)
    #expect(TwoByTwoAnalysis(unclear).sentence.contains("no clear difference"))
  }

  @Test("zero cells and few expected events are warned of")
  func warnings() throws {
    let table = try TwoByTwoTable(exposedEvents: 0, of: 10, unexposedEvents: 3, of: 20)
    let warnings = TwoByTwoAnalysis(table).warnings
    #expect(warnings.contains(.zeroCell("the number of exposed events")))
    #expect(warnings.contains(.fewExpected(1)))
    let large = try TwoByTwoTable(exposedEvents: 60, of: 100, unexposedEvents: 30, of: 100)
    #expect(TwoByTwoAnalysis(large, difference: .mee).warnings.isEmpty)
  }

  @Test("encodes with the keys of the command line, and null for what does not exist")
  func json() throws {
    let table = try TwoByTwoTable(exposedEvents: 5, of: 10, unexposedEvents: 0, of: 20)
    let data = try JSONEncoder().encode(TwoByTwoAnalysis(table))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      object.keys.sorted() == [
        "attributableFractionExposed", "attributableFractionPopulation", "exposed", "oddsRatio",
        "riskDifference",
        "riskRatio", "tests", "unexposed",
      ])
    let ratio = try #require(object["riskRatio"] as? [String: Any])
    #expect(ratio["estimate"] is NSNull && ratio["upper"] is NSNull)
    #expect(ratio["method"] as? String == "koopman")
    let tests = try #require(object["tests"] as? [String: Any])
    #expect(tests.keys.sorted() == ["chiSquared", "chiSquaredYates", "fisher", "midP"])
  }
}
