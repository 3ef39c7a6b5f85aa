extension ObservedExpected {
  /// The smallest cohort in which the score test finds the difference of two published rates significant.
  ///
  /// Both rates are taken as exact, although no whole number of people may give them: the answer is the smallest whole
  /// n for which |a − e| / √(e(1−e)/n) reaches the two-sided critical value of the level. It tells how large the cohort
  /// must have been for a claim to hold, and no more.
  ///
  /// - Returns: nil where the two rates are equal, which no cohort makes different.
  /// - Throws: `StatisticsError.outOfRange` unless `actual` is a fraction from 0 to 1 and `expected` is one strictly
  ///   between, or where the answer exceeds 9·10¹⁵ people.
  public static func smallestSignificantCohort(
    actual: Double, expected: Double, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) -> Int? {
    try Require.probability(actual, "actual")
    try Require.openProbability(expected, "expected")
    guard actual != expected else { return nil }
    let critical = StandardNormal.quantile(upperTail: level.tail)
    let variance = expected * (1 - expected)
    let difference = abs(actual - expected)
    let size = (critical * critical * variance / (difference * difference)).rounded(.up)
    guard size < 9e15 else {
      throw .outOfRange(
        argument: "actual", value: actual,
        allowed: "further from expected (\(expected)) for a countable cohort")
    }
    func isSignificant(_ n: Double) -> Bool {
      difference * n.squareRoot() >= critical * variance.squareRoot()
    }
    var n = max(1, size)
    while n > 1, isSignificant(n - 1) { n -= 1 }
    while !isSignificant(n) { n += 1 }
    return Int(n)
  }
}
