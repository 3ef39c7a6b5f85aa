import Numbers
import Statistics

/// Whether chance explains a difference: by a test where there are counts, by the smallest telling cohort where not.
enum ChanceComparison {
  /// The two-sided p-value of the difference between two proportions, by Pearson's test.
  static func pValue(_ a: (events: Int, trials: Int), _ b: (events: Int, trials: Int)) -> Double? {
    let events = a.events + b.events
    guard events > 0, events < a.trials + b.trials else { return nil }
    let table = try? TwoByTwoTable(
      exposedEvents: a.events, of: a.trials, unexposedEvents: b.events, of: b.trials)
    return table?.chiSquaredTest().pValue
  }

  /// How many reoffences the people of a period committed.
  struct Reoffences {
    let people: Int
    let reoffenders: Int
    let count: Int

    /// The variance of the count, where each reoffender's number is geometric with the mean that they have together:
    /// reoffences come several to a person, so that counts of them scatter more than Poisson's.
    var variance: Double {
      let share = Double(reoffenders) / Double(people)
      let mean = Double(count) / Double(reoffenders)
      return Double(people) * share * mean * (2 * mean - 1 - share * mean)
    }
  }

  /// The two-sided p-value of the difference between the reoffences of two periods for each person.
  static func pValue(_ a: Reoffences, _ b: Reoffences) -> Double? {
    guard a.reoffenders > 0, b.reoffenders > 0, a.count >= a.reoffenders, b.count >= b.reoffenders else {
      return nil
    }
    let (n, m) = (Double(a.people), Double(b.people))
    let variance = a.variance / (n * n) + b.variance / (m * m)
    guard variance > 0 else { return nil }
    let z = (Double(b.count) / m - Double(a.count) / n) / variance.squareRoot()
    return StandardNormal.pValue(z, alternative: .twoSided)
  }

  /// The p-value of a count against an expected probability, by the score test.
  static func pValue(events: Int, trials: Int, expected: Double) -> Double? {
    try? OneSampleProportionTest(events: events, trials: trials, expected: expected, method: .score).pValue
  }

  /// The smallest cohort in which a rate would differ from an expected one at the level of 5 %.
  static func smallestCohort(actual: Double, expected: Double) -> Int? {
    (try? ObservedExpected.smallestSignificantCohort(actual: actual, expected: expected)) ?? nil
  }

  /// The smallest size of two equal groups whose rates would differ at the level of 5 %.
  static func smallestGroups(_ a: Double, _ b: Double) -> Int? {
    guard a != b else { return nil }
    let pooled = (a + b) / 2
    let z = StandardNormal.quantile(upperTail: ConfidenceLevel.p95.tail)
    let size = z * z * 2 * pooled * (1 - pooled) / ((a - b) * (a - b))
    return size < 1e12 ? max(1, Int(size.rounded(.up))) : nil
  }

  /// A p-value as sentences have it.
  static func text(_ p: Double) -> String {
    p < 0.001
      ? "p < 0.001" : "p = \(ExactNumber(Int128((p * 1000).rounded()), over: 1000).decimal(places: 3))"
  }
}
