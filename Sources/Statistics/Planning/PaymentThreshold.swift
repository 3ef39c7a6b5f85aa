internal import CGSL
import Numbers

/// From which rate on a cohort counts as better or worse than a baseline, and how often chance alone takes it there.
///
/// The rates are those outside the limits of the baseline at the cohort's size, as under payment by results for
/// Community Rehabilitation Companies, whose binary rate had to be significantly below that of 2011. The probabilities
/// are exact binomial ones.
///
/// - Source: Ministry of Justice (2014), *Methodology for the PbR re-offending baselines*; Ministry of Justice (2022), *Final
///   proven reoffending statistics for Community Rehabilitation Companies and the National Probation Service*.
public struct PaymentThreshold: Hashable, Sendable {
  /// The number of people in the cohort.
  public let cohort: Int
  /// The rate of the baseline.
  public let baseline: Double
  /// The number of people whose rate the baseline is; nil where it is taken as known.
  public let baselineCohort: Int?
  /// The level of the limits.
  public let level: ConfidenceLevel
  /// The limits of the baseline at the cohort's size.
  public let limits: ConfidenceInterval
  /// The greatest number of reoffenders that counts as a significant reduction; nil where none is small enough.
  public let mostForReduction: Int?
  /// The least number of reoffenders that counts as a significant increase; nil where none is large enough.
  public let leastForIncrease: Int?

  /// Takes a cohort and a baseline.
  ///
  /// - Parameters:
  ///   - cohort: the number of people in the cohort.
  ///   - baseline: the rate that the cohort is compared with, as a fraction.
  ///   - baselineCohort: the people whose rate the baseline is, whose own chance widens the limits.
  ///   - level: of the limits of the baseline, outside which a rate counts as changed.
  /// - Throws: `StatisticsError` for nobody, or a rate that is not above 0 and below 1.
  public init(
    cohort: Int, baseline: Double, baselineCohort: Int? = nil, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    try Require.atLeast(1, cohort, "the cohort")
    try Require.openProbability(baseline, "the baseline")
    if let baselineCohort { try Require.atLeast(1, baselineCohort, "the cohort of the baseline") }
    self.cohort = cohort
    self.baseline = baseline
    self.baselineCohort = baselineCohort
    self.level = level
    let precision = 1 / Double(cohort) + (baselineCohort.map { 1 / Double($0) } ?? 0)
    let half =
      StandardNormal.quantile(upperTail: level.tail) * (baseline * (1 - baseline) * precision).squareRoot()
    limits = ConfidenceInterval(
      lower: max(0, baseline - half), upper: min(1, baseline + half), level: level)
    // Strictly outside: a rate on the limit is not significant.
    let low = (Double(cohort) * (baseline - half)).rounded(.up) - 1
    let high = (Double(cohort) * (baseline + half)).rounded(.down) + 1
    mostForReduction = low >= 0 ? Int(low) : nil
    leastForIncrease = high <= Double(cohort) ? Int(high) : nil
  }

  /// The probability of a significant reduction where the underlying rate is a given one.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a rate outside 0 to 1.
  public func probabilityOfReduction(rate: Double) throws(StatisticsError) -> Double {
    let law = try Binomial(trials: cohort, probability: rate)
    return mostForReduction.map { law.lowerTail($0) } ?? 0
  }

  /// The probability of a significant increase where the underlying rate is a given one.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a rate outside 0 to 1.
  public func probabilityOfIncrease(rate: Double) throws(StatisticsError) -> Double {
    let law = try Binomial(trials: cohort, probability: rate)
    return leastForIncrease.map { law.upperTail($0 - 1) } ?? 0
  }

  /// The smallest reduction of the underlying rate that is found significant with a probability.
  ///
  /// - Returns: nil where even a rate of nothing is not enough.
  /// - Throws: `StatisticsError.outOfRange` for a probability that is not above 0 and below 1.
  public func reductionFound(withProbability power: Double) throws(StatisticsError) -> Double? {
    try Require.openProbability(power, "power")
    guard let most = mostForReduction else { return nil }
    // The rate at which no more than so many reoffend with that probability.
    let rate = try Beta(alpha: Double(most) + 1, beta: Double(cohort - most)).quantile(upperTail: power)
    return max(0, baseline - rate)
  }
}

/// From which number of reoffences for each reoffender on a cohort counts as better or worse than a baseline.
public struct FrequencyThreshold: Hashable, Sendable {
  /// The reoffenders of the cohort.
  public let reoffenders: Int
  /// The reoffences of each in the baseline.
  public let baseline: Double
  /// Their standard deviation.
  public let deviation: Double
  /// The limits of the baseline at the cohort's size.
  public let limits: ConfidenceInterval

  /// Takes a cohort and a baseline.
  ///
  /// - Parameters:
  ///   - reoffenders: the number of reoffenders in the cohort.
  ///   - baseline: the mean number of reoffences of each in the baseline, at least 1.
  ///   - deviation: the standard deviation of reoffences among reoffenders; nil for that of a geometric number,
  ///     √(m(m − 1)).
  ///   - level: of the limits of the baseline, outside which a number counts as changed.
  /// - Throws: `StatisticsError` for no reoffender, a mean below 1, or a deviation below 0.
  public init(
    reoffenders: Int, baseline: Double, deviation: Double? = nil, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    try Require.atLeast(1, reoffenders, "reoffenders")
    guard baseline >= 1, baseline.isFinite else {
      throw .outOfRange(
        argument: "reoffences for each reoffender", value: baseline,
        allowed: "at least 1, since each reoffender has one")
    }
    if let deviation { try Require.notNegative(deviation, "the deviation of reoffences") }
    self.reoffenders = reoffenders
    self.baseline = baseline
    let spread = deviation ?? (baseline * (baseline - 1)).squareRoot()
    self.deviation = spread
    let half = StandardNormal.quantile(upperTail: level.tail) * spread / Double(reoffenders).squareRoot()
    limits = ConfidenceInterval(lower: baseline - half, upper: baseline + half, level: level)
  }
}
