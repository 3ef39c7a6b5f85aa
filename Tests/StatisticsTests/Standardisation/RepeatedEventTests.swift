import Statistics
import TestSupport
import Testing

@Suite("Rates of events that are not independent")
struct RepeatedEventTests {
  /// `1:5 2:4` is five people with one event and four with two.
  private static func people(_ text: Substring) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for pair in text.split(separator: " ") {
      let parts = pair.split(separator: ":").compactMap { Int($0) }
      if parts.count == 2 { result[parts[0]] = parts[1] }
    }
    return result
  }

  @Test("agree with PHEindicatormethods", arguments: try ReferenceTable("repeat-rates").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let people = row.text("people").split(separator: ";", omittingEmptySubsequences: false)
    let strata = try zip(people, zip(decimals(row.text("population")), decimals(row.text("standard")))).map {
      try DirectStandardisation.Stratum(
        peopleByEvents: Self.people($0), population: $1.0, standard: $1.1)
    }
    #expect(strata.count == decimals(row.text("population")).count && strata.count > 1)
    let rates = try DirectStandardisation(strata)
    let estimate = try rates.estimate(level: ConfidenceLevel(row["level"]))
    #expect(Double(rates.events) == row["events"] && rates.hasRepeats)
    expectClose(try #require(estimate.value), row["value"], relative: 1e-12)
    expectClose(try #require(estimate.interval).lower, row["lower"], relative: 1e-12)
    expectClose(try #require(estimate.interval).upper, row["upper"], relative: 1e-12)
    #expect(estimate.method == "dobson-byar-repeats")
  }

  @Test("two people with three events each count as a variance of eighteen, by hand")
  func hand() throws {
    let stratum = try DirectStandardisation.Stratum(
      peopleByEvents: [0: 96, 1: 2, 3: 2], population: 100, standard: 1)
    #expect(stratum.events == 8 && stratum.squares == 20)
    let rates = try DirectStandardisation([stratum])
    expectClose(try #require(rates.varianceRatio), 2.5)
    let single = try DirectStandardisation([.init(events: 8, population: 100, standard: 1)])
    let (wide, narrow) = (
      try #require(rates.estimate().interval), try #require(single.estimate().interval)
    )
    expectClose(wide.upper - 0.08, (narrow.upper - 0.08) * 2.5.squareRoot(), relative: 1e-12)
    #expect(single.varianceRatio == 1 && !single.hasRepeats)
  }

  @Test("where everybody has each event twice the rate doubles and its limits are √2 as far")
  func doubled() throws {
    let once = try DirectStandardisation([
      .init(peopleByEvents: [1: 30, 2: 5], population: 200, standard: 3),
      .init(peopleByEvents: [1: 12], population: 90, standard: 2),
    ])
    let twice = try DirectStandardisation([
      .init(peopleByEvents: [2: 30, 4: 5], population: 200, standard: 3),
      .init(peopleByEvents: [2: 12], population: 90, standard: 2),
    ])
    expectClose(twice.rate, 2 * once.rate)
    expectClose(try #require(twice.varianceRatio), 2 * (try #require(once.varianceRatio)), relative: 1e-12)
    let single = try DirectStandardisation([
      .init(peopleByEvents: [1: 40], population: 200, standard: 3),
      .init(peopleByEvents: [1: 12], population: 90, standard: 2),
    ])
    let independent = try DirectStandardisation([
      .init(events: 40, population: 200, standard: 3), .init(events: 12, population: 90, standard: 2),
    ])
    #expect(single.estimate() == independent.estimate())
  }

  @Test("events or people below zero, or more than can be added up, are refused")
  func refusals() {
    for people in [[-1: 3], [2: -1], [Int.max / 2: 3], [3_000_000_000: 4_000_000_000]] {
      #expect(throws: StatisticsError.self) {
        try DirectStandardisation.Stratum(peopleByEvents: people, population: 10, standard: 1)
      }
    }
    #expect(throws: StatisticsError.self) {
      try DirectStandardisation.Stratum(peopleByEvents: [1: 2], population: 0, standard: 1)
    }
  }
}
