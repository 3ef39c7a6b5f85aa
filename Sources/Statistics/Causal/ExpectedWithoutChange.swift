internal import CGSL
import Numbers

/// What a series would have been after a change, by its own past and by other series that the change did not reach.
///
/// The series is a level that drifts plus multiples of the others, fitted before the change (`DriftingRegression`). How much the
/// level drifts is not known: the ratio of the deviation of its steps to that of the errors has a half-Cauchy distribution
/// beforehand, and each of 64 equally likely ratios counts by its likelihood. Limits are those of the mixture of Student's
/// distributions, which hold what they promise also where the most likely ratio is nought.
///
/// `CausalImpact` has the same model with other distributions beforehand, under which the level hardly drifts.
///
/// - Source: Brodersen, Gallusser, Koehler, Remy and Scott (2015), *The Annals of Applied Statistics* 9, 247–274,
///   doi:10.1214/14-AOAS788; Gelman (2006), *Bayesian Analysis* 1, 515–534, doi:10.1214/06-BA117A, for the half-Cauchy.
package struct ExpectedWithoutChange: Sendable {
  /// The multiples of the other series.
  package let multiples: [Estimate]
  /// What each value before the change was expected to be by those before it.
  package let before: [Double]
  /// What each value after it was expected to be.
  package let after: [Estimate]
  /// The standard deviation of the steps of the level over that of the errors, in the middle of what is likely.
  package let drift: Double

  private let parts: [(weight: Double, means: [Double], covariance: [[Double]])]
  private let degreesOfFreedom: Int
  private let level: ConfidenceLevel

  private static let ratios = 64
  private static let method = "state-space"

  /// Fits the models.
  ///
  /// - Parameters:
  ///   - values: the series before the change.
  ///   - others: the other series before the change.
  ///   - later: the other series after it.
  ///   - periods: the number of periods after it.
  ///   - level: the confidence level of the limits.
  /// - Throws: `StatisticsError` as for a `DriftingRegression`, and for no period after the change.
  package init(
    _ values: [Double], others: [[Double]] = [], later: [[Double]] = [], periods: Int,
    level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    try Require.atLeast(1, periods, "the number of periods after the change")
    // The tangent of an angle that is as likely everywhere has Cauchy's distribution.
    var fits: [(deviation: Double, fit: DriftingRegression)] = []
    for place in 0..<Self.ratios {
      let deviation = tan((Double(place) + 0.5) * Double.pi / 2 / Double(Self.ratios))
      fits.append((deviation, try DriftingRegression(values, others: others, ratio: deviation * deviation)))
    }
    let most = fits.map(\.fit.logLikelihood).max() ?? 0
    let likely = fits.map { exp($0.fit.logLikelihood - most) }
    let sum = likely.reduce(0, +)
    let weights = likely.map { $0 / sum }
    var parts: [(weight: Double, means: [Double], covariance: [[Double]])] = []
    for (one, weight) in zip(fits, weights) where weight > 1e-12 {
      let next = try one.fit.later(later, periods: periods)
      parts.append((weight, next.means, next.covariance))
    }
    self.parts = parts
    degreesOfFreedom = values.count - 1 - others.count
    self.level = level
    var seen = 0.0
    drift =
      zip(fits, weights).first {
        seen += $1
        return seen >= 0.5
      }?.0.deviation ?? 0
    let degrees = degreesOfFreedom
    var multiples: [Estimate] = []
    for place in others.indices {
      multiples.append(
        try StudentMixture(
          zip(fits, weights).map {
            ($1, $0.fit.multiples[place].value, $0.fit.multiples[place].standardError)
          }, degreesOfFreedom: degrees
        ).estimate(level: level, method: Self.method))
    }
    self.multiples = multiples
    before = values.indices.map { place in
      zip(fits, weights).reduce(0) { $0 + $1.1 * $1.0.fit.expected[place] }
    }
    var after: [Estimate] = []
    for period in 0..<periods {
      let own = parts.map { ($0.weight, $0.means[period], $0.covariance[period][period].squareRoot()) }
      after.append(
        try StudentMixture(own, degreesOfFreedom: degrees).estimate(level: level, method: Self.method))
    }
    self.after = after
  }

  /// A weighted sum of what the values are more than expected, with the two-sided probability of one so far off by chance.
  ///
  /// - Throws: `StatisticsError` for another number of values than periods, and where all weights are 0.
  package func difference(
    _ values: [Double], weights: [Double]
  ) throws(StatisticsError) -> (estimate: Estimate, pValue: Double) {
    guard values.count == after.count, weights.count == after.count else {
      throw .lengthMismatch(
        first: "values", firstCount: values.count, second: "periods", secondCount: after.count)
    }
    guard weights.contains(where: { $0 != 0 }) else {
      throw .undefined(quantity: "a difference", because: "every weight is 0")
    }
    let actual = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
    let mixture = try StudentMixture(
      parts.map { part in
        var variance = 0.0
        for (i, first) in weights.enumerated() {
          for (j, second) in weights.enumerated() { variance += first * second * part.covariance[i][j] }
        }
        let mean = zip(weights, part.means).reduce(0) { $0 + $1.0 * $1.1 }
        return (part.weight, actual - mean, max(0, variance).squareRoot())
      }, degreesOfFreedom: degreesOfFreedom)
    return (
      mixture.estimate(level: level, method: Self.method),
      min(1, 2 * min(mixture.lowerTail(0), mixture.upperTail(0)))
    )
  }
}
