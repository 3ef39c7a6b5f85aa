internal import CGSL
import Numbers

/// How much more the units of a funnel vary than chance alone would make them.
///
/// - Source: Spiegelhalter (2005), *Statistics in Medicine* 24, 1185–1202, doi:10.1002/sim.1970; Spiegelhalter,
///   Sherlaw-Johnson, Bardsley, Blunt, Wood and Grigg (2012), *Journal of the Royal Statistical Society A* 175, 1–47,
///   doi:10.1111/j.1467-985X.2011.01010.x.
public struct Overdispersion: Hashable, Sendable {
  /// What is done about extreme units before the variation is measured.
  public enum Trimming: Hashable, Sendable {
    /// Nothing.
    case none
    /// z-scores beyond the quantiles of this share in each tail are moved to them (R's type 7 quantiles).
    case winsorise(Double)
    /// Units whose rank lies in this share of either tail are left out.
    case truncate(Double)
  }

  /// The multiplicative factor φ, the mean square of the z-scores kept; 1 where chance alone is at work.
  public let phi: Double
  /// The additive variance τ² between units, never below 0.
  public let tauSquared: Double
  /// How many units the two were measured on.
  public let unitsUsed: Int
  /// The z-scores of all units before trimming.
  public let zScores: [Double]

  /// Measures the variation of units around a target on one scale.
  ///
  /// - Throws: `StatisticsError` for fewer than two units, unequal lengths, a standard error that is not above 0, or a
  ///   share outside 0 to ½.
  public init(
    values: [Double], standardErrors: [Double], target: Double, trimming: Trimming = .winsorise(0.1)
  ) throws(StatisticsError) {
    guard values.count == standardErrors.count else {
      throw .lengthMismatch(
        first: "values", firstCount: values.count, second: "standard errors",
        secondCount: standardErrors.count)
    }
    try Require.atLeast(2, values.count, "units")
    for index in values.indices {
      try Require.finite(values[index], "value \(index + 1)")
      try Require.positive(standardErrors[index], "standard error \(index + 1)")
    }
    let zScores = zip(values, standardErrors).map { ($0 - target) / $1 }
    self.zScores = zScores
    let kept = try Self.trimmed(zScores, trimming)
    let n = Double(kept.count)
    let square = kept.reduce(0) { $0 + $1.z * $1.z }
    var weights = 0.0
    var squaredWeights = 0.0
    for unit in kept {
      let weight = 1 / (standardErrors[unit.index] * standardErrors[unit.index])
      weights += weight
      squaredWeights += weight * weight
    }
    unitsUsed = kept.count
    phi = square / n
    let denominator = weights - squaredWeights / weights
    tauSquared = square > n - 1 && denominator > 0 ? (square - (n - 1)) / denominator : 0
  }

  private static func trimmed(
    _ zScores: [Double], _ trimming: Trimming
  ) throws(StatisticsError) -> [(index: Int, z: Double)] {
    let all = zScores.enumerated().map { (index: $0.offset, z: $0.element) }
    switch trimming {
    case .none:
      return all
    case .winsorise(let share):
      try check(share)
      let lower = quantile(zScores, share)
      let upper = quantile(zScores, 1 - share)
      return all.map { (index: $0.index, z: min(upper, max(lower, $0.z))) }
    case .truncate(let share):
      try check(share)
      let parts = 1 / share
      let ranked = all.sorted { $0.z < $1.z }
      let kept = ranked.enumerated().filter { rank, _ in
        let part = floor(Double(rank + 1) * parts / Double(ranked.count + 1))
        return part > 0 && part < parts - 1
      }.map(\.element)
      guard kept.count >= 2 else { return all }
      return kept.sorted { $0.index < $1.index }
    }
  }

  private static func check(_ share: Double) throws(StatisticsError) {
    guard share > 0, share < 0.5 else {
      throw .outOfRange(argument: "trimmed share", value: share, allowed: "above 0 and below 0.5")
    }
  }

  /// The quantile by linear interpolation of order statistics, R's type 7.
  private static func quantile(_ values: [Double], _ probability: Double) -> Double {
    let sorted = values.sorted()
    let position = Double(sorted.count - 1) * probability
    let below = Int(position)
    let above = min(sorted.count - 1, below + 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}

extension Overdispersion: StatisticalResult {
  /// How much more the units vary than chance alone would make them.
  public var sentence: String {
    phi > 1
      ? "The \(unitsUsed) units vary \(phi.fixed(1)) times as much as chance alone would make them."
      : "The \(unitsUsed) units vary no more than chance alone would make them."
  }

  /// Variation far beyond chance, for which limits of chance alone flag too many units.
  public var warnings: [StatisticsWarning] { phi > 2 ? [.overdispersed(factor: phi)] : [] }
}
