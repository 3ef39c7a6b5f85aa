internal import Foundation
public import Statistics

/// An outcome on a programme against that of its comparison group.
///
/// Differences have large-sample normal limits and the z test of the same standard error, which reproduces the ranges
/// that the Justice Data Lab publishes. Weights of the comparison group enter its variance.
public struct ProgrammeEffect: Hashable, Sendable {
  /// What was measured.
  public enum Measure: String, Hashable, Sendable, CaseIterable, Codable {
    /// The share that reoffended.
    case binary
    /// Reoffences per person (not per reoffender).
    case frequency
    /// The mean time to the first reoffence of those who reoffended.
    case timeToFirst = "time-to-first"
  }

  /// What was measured.
  public let measure: Measure
  /// The mean on the programme.
  public let treated: Double
  /// The weighted mean in the comparison group.
  public let comparison: Double
  /// How many people on the programme it rests on.
  public let treatedCount: Int
  /// How many people of the comparison group it rests on.
  public let comparisonCount: Int
  /// The difference, programme less comparison.
  public let difference: Estimate
  /// Its standard error.
  public let standardError: Double
  /// The test of no difference.
  public let test: TestResult
  /// The ratio of the two means with limits from the logarithm, or nil where one of them is zero.
  public let ratio: Estimate?

  /// Compares whether people reoffended.
  public static func binary(
    _ reoffended: [Bool], group: ComparisonGroup, level: ConfidenceLevel = .p95
  ) throws(MatchingError) -> ProgrammeEffect {
    let values: [Double] = reoffended.map { $0 ? 1 : 0 }
    return try ProgrammeEffect(.binary, values, group, level) { _ in true }
  }

  /// Compares how many reoffences there were per person.
  public static func frequency(
    _ reoffences: [Int], group: ComparisonGroup, level: ConfidenceLevel = .p95
  ) throws(MatchingError) -> ProgrammeEffect {
    for row in reoffences.indices where reoffences[row] < 0 {
      throw .badValue(argument: "reoffences", row: row + 1, found: "\(reoffences[row])", allowed: "0 or more")
    }
    return try ProgrammeEffect(.frequency, reoffences.map(Double.init), group, level) { _ in true }
  }

  /// Compares the time to the first reoffence among those who reoffended; nil for the others.
  ///
  /// Those who reoffended are not comparable groups any more, so this difference has no causal reading by itself.
  public static func timeToFirst(
    _ days: [Double?], group: ComparisonGroup, level: ConfidenceLevel = .p95
  ) throws(MatchingError) -> ProgrammeEffect {
    for row in days.indices {
      if let time = days[row], !(time >= 0 && time.isFinite) {
        throw .badValue(
          argument: "time to first reoffence", row: row + 1, found: "\(time)", allowed: "0 or more")
      }
    }
    return try ProgrammeEffect(.timeToFirst, days.map { $0 ?? 0 }, group, level) { days[$0] != nil }
  }

  private init(
    _ measure: Measure, _ values: [Double], _ group: ComparisonGroup, _ level: ConfidenceLevel,
    counts: (Int) -> Bool
  ) throws(MatchingError) {
    let rows = group.treated + group.comparison.map(\.row)
    if let last = rows.max(), last >= values.count {
      throw .lengthMismatch(argument: measure.rawValue, count: values.count, expected: last + 1)
    }
    let treated = group.treated.filter(counts).map { (value: values[$0], weight: 1.0) }
    let others = group.comparison.filter { counts($0.row) }.map { (value: values[$0.row], weight: $0.weight) }
    guard !treated.isEmpty else { throw .emptyGroup("the programme, of those with an outcome") }
    guard !others.isEmpty else { throw .emptyGroup("the comparison group, of those with an outcome") }
    let (own, other) = (Self.mean(treated, measure), Self.mean(others, measure))
    let error = (own.variance + other.variance).squareRoot()
    guard error > 0 else {
      throw .noMatches(
        "the outcome does not vary in either group, so nothing can be said about its difference")
    }
    let z = StandardNormal.quantile(upperTail: level.tail)
    let gap = own.mean - other.mean
    self.measure = measure
    self.treated = own.mean
    comparison = other.mean
    treatedCount = treated.count
    comparisonCount = others.count
    standardError = error
    difference = Estimate(
      gap, interval: ConfidenceInterval(lower: gap - z * error, upper: gap + z * error, level: level),
      method: "wald")
    ratio = Self.ratio(own, other, z, level)
    test = TestResult(
      statistic: gap / error, pValue: StandardNormal.pValue(gap / error, alternative: .twoSided),
      method: "wald")
  }

  /// An effect whose two means have influences, from which its error follows.
  ///
  /// - Throws: `MatchingError.noMatches` where nobody's outcome has any influence.
  init(
    _ measure: Measure, _ means: TreatmentMeans, treated: Int, comparison: Int, method: String,
    level: ConfidenceLevel
  ) throws(MatchingError) {
    let (gap, error) = (means.difference, means.standardError)
    guard error > 0 else {
      throw .noMatches(
        "the outcome does not vary in either group, so nothing can be said about its difference")
    }
    let z = StandardNormal.quantile(upperTail: level.tail)
    self.measure = measure
    self.treated = means.treated
    self.comparison = means.untreated
    treatedCount = treated
    comparisonCount = comparison
    standardError = error
    difference = Estimate(
      gap, interval: ConfidenceInterval(lower: gap - z * error, upper: gap + z * error, level: level),
      method: method)
    ratio = means.logRatioStandardError.map { error in
      let value = log(means.treated / means.untreated)
      let interval = ConfidenceInterval(lower: value - z * error, upper: value + z * error, level: level)
      return Estimate(exp(value), interval: interval.mapped { exp($0) }, method: "log-\(method)")
    }
    test = TestResult(
      statistic: gap / error, pValue: StandardNormal.pValue(gap / error, alternative: .twoSided),
      method: "wald")
  }

  private static func ratio(
    _ own: (mean: Double, variance: Double), _ other: (mean: Double, variance: Double), _ z: Double,
    _ level: ConfidenceLevel
  ) -> Estimate? {
    guard own.mean > 0, other.mean > 0 else { return nil }
    let error = (own.variance / (own.mean * own.mean) + other.variance / (other.mean * other.mean))
      .squareRoot()
    let value = log(own.mean / other.mean)
    let interval = ConfidenceInterval(lower: value - z * error, upper: value + z * error, level: level)
    return Estimate(own.mean / other.mean, interval: interval.mapped { exp($0) }, method: "log-wald")
  }

  /// How strong a hidden confounder would have to be to explain the ratio away; nil where there is no ratio.
  public var eValue: EValue? {
    guard measure == .binary, let value = ratio?.value, let interval = ratio?.interval else { return nil }
    return try? EValue(riskRatio: value, lower: interval.lower, upper: interval.upper)
  }

  /// A share has the variance p(1 − p) / n; a mean that of the sample over n.
  private static func mean(
    _ values: [(value: Double, weight: Double)], _ measure: Measure
  ) -> (mean: Double, variance: Double) {
    let total = values.reduce(0) { $0 + $1.weight }
    let mean = values.reduce(0) { $0 + $1.weight * $1.value } / total
    let squares = values.reduce(0) {
      $0 + $1.weight * $1.weight * ($1.value - mean) * ($1.value - mean)
    }
    let count = Double(values.count)
    let correction = measure == .binary || count < 2 ? 1 : count / (count - 1)
    return (mean, squares / (total * total) * correction)
  }

  /// Whether the limits leave out no difference.
  public var isSignificant: Bool { difference.interval.map { !$0.contains(0) } ?? false }
}
