import Statistics
import TestSupport
import Testing

@Suite("every interval against 32-digit arithmetic") struct IntervalReferenceTests {
  @Test(
    "proportions",
    arguments: try ReferenceTable("proportion-limits").rows, ProportionIntervalMethod.allCases)
  func proportions(_ row: ReferenceTable.Row, method: ProportionIntervalMethod) throws {
    let interval = try Proportion(events: Int(row["events"]), trials: Int(row["trials"]))
      .confidenceInterval(level: ConfidenceLevel(row["level"]), method: method)
    // Methods that subtract a half width from the middle lose digits of a limit near 0.
    let absolute = [.wald, .agrestiCoull, .wilsonContinuity].contains(method) ? 1e-16 : 1e-300
    expectClose(
      interval.lower, row["\(method.rawValue)_lower"], relative: 1e-12, absolute: absolute, "\(method) \(row)"
    )
    expectClose(interval.upper, row["\(method.rawValue)_upper"], relative: 1e-12, "\(method) \(row)")
  }

  @Test("counts", arguments: try ReferenceTable("count-limits").rows, CountIntervalMethod.allCases)
  func counts(_ row: ReferenceTable.Row, method: CountIntervalMethod) throws {
    let name = method == .phe ? (row["events"] < 10 ? "exact" : "byar") : method.rawValue
    guard let lower = row.optional("\(name)_lower"), let upper = row.optional("\(name)_upper") else {
      #expect(method == .midP && row["events"] == 1e6)
      return
    }
    let interval = try EventCount(events: Int(row["events"]))
      .confidenceInterval(level: ConfidenceLevel(row["level"]), method: method)
    expectClose(interval.lower, lower, relative: 1e-12, absolute: 1e-15, "\(method) \(row)")
    expectClose(interval.upper, upper, relative: 1e-12, "\(method) \(row)")
  }

  @Test("the limits of repeated events are those of one stratum of a standardised rate") func repeated()
    throws
  {
    // The interval of PHEindicatormethods for 700 people once, 100 twice and 33 three times among 10,000, from its formula:
    // rate + √(Σ f² nᵢ / O) (Byar − O) / N.
    let events = try RepeatedEvents(peopleByEvents: [9167, 700, 100, 33], exposure: 10_000)
    let byar = try EventCount(events: 999).confidenceInterval()
    let factor = ((700.0 + 400 + 297) / 999).squareRoot()
    expectClose(events.confidenceInterval().lower, (999 + factor * (byar.lower - 999)) / 10_000)
    expectClose(events.confidenceInterval().upper, (999 + factor * (byar.upper - 999)) / 10_000)
    #expect(events.sentence.contains("1.4 times as large; with 95% confidence"))
    #expect(events.warnings.isEmpty)
  }

  @Test("one-sided limits of a difference of rates leave the other side open") func oneSided() throws {
    let a = try EventCount(events: 31, exposure: 40)
    let b = try EventCount(events: 12, exposure: 35)
    let both = try RateComparison(first: a, second: b).differenceInterval(level: .p90)
    let above = try RateComparison(first: a, second: b, alternative: .greater).differenceInterval()
    let below = try RateComparison(first: a, second: b, alternative: .less).differenceInterval()
    expectClose(above.lower, both.lower, relative: 1e-10)
    expectClose(below.upper, both.upper, relative: 1e-10)
    #expect(above.upper == .infinity && below.lower == -.infinity)
    // By hand: the distances of each rate from its own limit, squared and added.
    let exactA = a.confidenceInterval(level: .p90, method: .exact)
    let exactB = b.confidenceInterval(level: .p90, method: .exact)
    let spread =
      ((0.775 - exactA.lower) * (0.775 - exactA.lower)
      + (exactB.upper - 12.0 / 35) * (exactB.upper - 12.0 / 35)).squareRoot()
    expectClose(both.lower, 0.775 - 12.0 / 35 - spread, relative: 1e-12)
  }
}
