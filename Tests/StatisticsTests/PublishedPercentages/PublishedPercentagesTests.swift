import Statistics
import TestSupport
import Testing

@Suite("published percentages") struct PublishedPercentagesTests {
  @Test("16.41 % of 524 can only be 86") func known() throws {
    let printed = try PrintedPercentage(parsing: "16.41 %")
    #expect(printed.decimals == 2 && printed.units == 1641)
    #expect(try printed.candidates(trials: 524) == [try Proportion(events: 86, trials: 524)])
  }

  @Test("halves belong to both neighbours unless the rule is known") func halves() throws {
    func rule(_ text: String, _ rounding: RoundingRule) throws -> Bool {
      try PrintedPercentage(parsing: text, rounding: rounding).events(trials: 8)?.contains(1) ?? false
    }
    #expect(try rule("12", .nearest) && rule("13", .nearest))
    // 3 of 8 is 37.5, which binary fractions may take down to an odd digit: 2.675 prints as 2.67 in Python and R.
    #expect(try PrintedPercentage(parsing: "37").events(trials: 8) == 3...3)
    #expect(try PrintedPercentage(parsing: "2.67").events(trials: 4000) == 107...107)
    #expect(try PrintedPercentage(parsing: "37", rounding: .halfEven).events(trials: 8) == nil)
    #expect(try PrintedPercentage(parsing: "21").events(trials: 200) == 41...43)
    #expect(try rule("13", .halfUp) && !rule("12", .halfUp))
    #expect(try rule("12", .halfEven) && !rule("13", .halfEven))
    #expect(try rule("12", .truncated) && !rule("13", .truncated))
  }

  @Test("candidates are counted beyond those that are listed") func many() throws {
    let half = try PrintedPercentage(parsing: "50")
    let all = try half.candidates(trials: 1...300)
    #expect(try half.candidateCount(trials: 1...300) == all.count)
    #expect(try half.candidates(trials: 1...300, most: 7) == Array(all.prefix(7)))
    #expect(try half.candidateCount(trials: 1...100_000) > 40_000_000)
    #expect(throws: StatisticsError.self) { try half.candidateCount(trials: 0...3) }
    #expect(throws: StatisticsError.self) { try half.candidateCount(trials: 1...2_000_000) }
  }

  @Test("candidates are those that round to the print, by trying every count") func bruteForce() throws {
    for text in ["0", "100", "33.3", "88.83", "0.5", "50"] {
      let printed = try PrintedPercentage(parsing: text, rounding: .halfUp)
      let scale = (0..<printed.decimals).reduce(100) { scale, _ in scale * 10 }
      var found: [Proportion] = []
      for trials in 1...120 {
        for events in 0...trials where (2 * events * scale + trials) / (2 * trials) == printed.units {
          found.append(try Proportion(events: events, trials: trials))
        }
      }
      #expect(try printed.candidates(maximumTrials: 120) == found)
      if let first = found.first { #expect(printed.smallestTrials == first.trials) }
    }
  }

  @Test("the extremes are those of every table, by trying them all") func extremes() throws {
    for (a, b, m, n) in [
      ("40", "33", 12...25, 5...19), ("50", "50", 4...9, 3...30), ("0", "10", 3...20, 8...12),
    ] {
      let one = try PrintedPercentage(parsing: a)
      let two = try PrintedPercentage(parsing: b)
      let range = try PublishedComparison(first: one, firstTrials: m, second: two, secondTrials: n)
      var tables = 0
      var smallest = 1.0
      var largest = 0.0
      for x in try m.flatMap({ try one.candidates(trials: $0) }) {
        for y in try n.flatMap({ try two.candidates(trials: $0) }) {
          tables += 1
          let total = Double(x.trials + y.trials)
          let p = Double(x.events + y.events) / total
          let variance = p * (1 - p) * (1 / Double(x.trials) + 1 / Double(y.trials))
          let z = variance > 0 ? (x.estimate - y.estimate) / variance.squareRoot() : 0
          smallest = min(smallest, StandardNormal.pValue(z, alternative: .twoSided))
          largest = max(largest, StandardNormal.pValue(z, alternative: .twoSided))
          #expect(range.difference.contains(x.estimate - y.estimate))
        }
      }
      #expect(tables == range.tables)
      expectClose(range.pValue.lowerBound, smallest, relative: 1e-11)
      expectClose(range.pValue.upperBound, largest, relative: 1e-11)
    }
  }

  @Test("a claim on printed actual and predicted rates") func expectation() throws {
    let actual = try PrintedPercentage(parsing: "40.35")
    let predicted = try PrintedPercentage(parsing: "36.78")
    #expect(try PublishedExpectation(actual: actual, predicted: predicted, trials: 1...600).verdict == .never)
    #expect(
      try PublishedExpectation(actual: actual, predicted: predicted, trials: 750...800).verdict == .always)
    #expect(
      try PublishedExpectation(actual: actual, predicted: predicted, trials: 600...900).verdict == .sometimes)
  }

  @Test("what is no percentage is refused") func refusals() {
    for text in ["", "ninety", "88,8", "101", "-3", "1.", ".5", "1.2.3", "1.1234567"] {
      #expect(throws: StatisticsError.self) { try PrintedPercentage(parsing: text) }
    }
    #expect(throws: StatisticsError.self) {
      try PublishedComparison(
        first: try PrintedPercentage(parsing: "33.3"), firstTrials: 2...2,
        second: try PrintedPercentage(parsing: "50"), secondTrials: 2...2)
    }
  }
}
