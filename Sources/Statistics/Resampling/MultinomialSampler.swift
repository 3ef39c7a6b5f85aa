internal import CGSL

/// Draws how many people each class has when as many people are drawn anew with replacement.
///
/// Each count is binomial given those before it: by the waits between successes where its variance is at most 400, else by
/// the rounded normal.
///
/// - Source: Devroye (1986), *Non-Uniform Random Variate Generation*, Springer, sections X.4.3 and XI.1.
package struct MultinomialSampler: Sendable {
  /// The number of people of each class.
  package let counts: [Int]
  private let all: Int

  /// Takes the people of each class, as they are.
  package init(counts: [Int]) {
    self.counts = counts
    all = counts.reduce(0, +)
  }

  /// The people of each class in a new drawing.
  package func draw(_ generator: inout ReplicateGenerator) -> [Int] {
    var (people, share) = (all, all)
    return counts.map { count in
      guard people > 0, count > 0 else { return 0 }
      let drawn =
        count == share ? people : Self.binomial(people, Double(count) / Double(share), &generator)
      people -= drawn
      share -= count
      return drawn
    }
  }

  private static func binomial(_ n: Int, _ p: Double, _ generator: inout ReplicateGenerator) -> Int {
    guard p <= 0.5 else { return n - binomial(n, 1 - p, &generator) }
    let variance = Double(n) * p * (1 - p)
    guard variance <= 400 else {
      let z = StandardNormal.quantile(upperTail: max(0x1p-54, 1 - generator.uniform()))
      return min(n, max(0, Int((Double(n) * p + z * variance.squareRoot()).rounded())))
    }
    let step = log1p(-p)
    var (successes, place) = (0, 0.0)
    while true {
      place += (log(1 - generator.uniform()) / step).rounded(.down) + 1
      guard place <= Double(n) else { return successes }
      successes += 1
    }
  }
}
