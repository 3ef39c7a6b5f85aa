import Reoffending
import Statistics
import Tables
import Testing

/// Table one of the Strategic Policing and Crime Board's paper of 7 July 2015.
@Suite("table one of 2015")
struct TableOneTests {
  let table: Table
  let result: ActualAgainstPredicted

  init() throws {
    table = try bundledTable("local-authorities-2015")
    result = try ActualAgainstPredicted(CohortTable(table))
  }

  @Test("holds 27 authorities, each with a count of reoffenders recovered from cohort and rate")
  func recoversCounts() throws {
    #expect(result.groups.count == 27)
    for group in result.groups {
      let events = try #require(group.events)
      let trials = try #require(group.trials)
      let actual = try #require(group.actualRate?.value)
      #expect(events.candidates.contains(events.nearest))
      #expect(abs(Double(events.nearest) / Double(trials) - actual) < 1e-12)
    }
  }

  @Test("the printed per cent differences lie within what the rounding of the printed rates allows")
  func reproducesPrintedDifferences() throws {
    var reading = table.reading()
    let printed = reading.numbers("percent_difference", missing: .refused)
    let actual = reading.rates("actual_rate", missing: .refused)
    let predicted = reading.rates("predicted_rate", missing: .refused)
    try reading.finish()
    #expect(printed.count == 27)
    for row in printed.indices {
      let difference = try #require(printed.values[row])
      let a = try #require(actual.values[row])
      let p = try #require(predicted.values[row])
      let lowest = 100 * ((a.fraction - a.roundingHalfWidth) / (p.fraction + p.roundingHalfWidth) - 1)
      let highest = 100 * ((a.fraction + a.roundingHalfWidth) / (p.fraction - p.roundingHalfWidth) - 1)
      let half = difference.roundingHalfWidth + 1e-9
      #expect(
        lowest - half <= difference.value && difference.value <= highest + half, "\(result.groups[row].name)")
      let ours = try #require(result.groups[row].percentDifference?.value)
      #expect(lowest - half <= ours && ours <= highest + half, "\(result.groups[row].name)")
    }
  }

  @Test("Sandwell worked by hand: 246 of 4,575 against 7.23 per cent")
  func sandwellByHand() throws {
    let sandwell = try #require(result.groups.first { $0.name == "Sandwell" })
    #expect(sandwell.observed == 246)
    #expect(sandwell.events?.isUnique == true)
    let expected = 4575 * 0.0723
    let z = (246 - expected) / (expected * (1 - 0.0723)).squareRoot()
    #expect(abs(try #require(sandwell.expected) - expected) < 1e-9)
    #expect(abs(try #require(sandwell.z) - z) < 1e-9)
    #expect(sandwell.verdict == .lower)
    #expect(sandwell.rank == 1)
    #expect(sandwell.varianceBound)
  }

  @Test("p-values are adjusted for 27 comparisons, and never fall")
  func adjustsPValues() throws {
    #expect(result.comparisons == 27)
    for group in result.groups {
      #expect(try #require(group.adjustedPValue) >= #require(group.pValue))
    }
    let smallest = try #require(result.groups.compactMap(\.pValue).min())
    let adjusted = try #require(result.groups.compactMap(\.adjustedPValue).min())
    #expect(abs(adjusted - 27 * smallest) <= 1e-12 * adjusted)
  }

  @Test("where rounding leaves several counts open, the p-values of all of them are carried")
  func carriesCandidates() throws {
    let birmingham = try #require(result.groups.first { $0.name == "Birmingham" })
    let events = try #require(birmingham.events)
    #expect(events.candidates.count > 1)
    let range = try #require(birmingham.pValueRange)
    #expect(range.contains(try #require(birmingham.pValue)))
    #expect(range.lowerBound < range.upperBound)
    #expect(birmingham.flags.contains { $0.contains("reoffenders fit the printed rate") })
    #expect(result.notes.contains { $0.contains("Birmingham") })
  }

  @Test(
    "interval and unadjusted p-value answer one question: zero lies outside exactly where p is below 0.05")
  func intervalAgreesWithTest() throws {
    for group in result.groups {
      let interval = try #require(group.difference?.interval)
      #expect(interval.contains(0) == (try #require(group.pValue) >= 0.05), "\(group.name)")
    }
  }

  @Test("the unnamed authority keeps its row and is called so")
  func keepsUnnamedAuthority() {
    #expect(result.groups.contains { $0.name == "not named" && $0.trials == 2957 })
  }
}
