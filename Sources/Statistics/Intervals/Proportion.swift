import Numbers

/// A number of events among a number of trials, such as reoffenders in a cohort.
///
/// - Source: Wilson (1927), *Journal of the American Statistical Association* 22, 209–212,
///   doi:10.1080/01621459.1927.10502953; Newcombe (1998), *Statistics in Medicine* 17, 857–872,
///   doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E; Agresti and Coull (1998), *The American
///   Statistician* 52, 119–126, doi:10.1080/00031305.1998.10480550; Brown, Cai and DasGupta (2001), *Statistical
///   Science* 16, 101–133, doi:10.1214/ss/1009213286.
public struct Proportion: Hashable, Sendable {
  /// The number of trials in which the event happened.
  public let events: Int
  /// The number of trials.
  public let trials: Int

  /// Takes a checked pair of counts.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless `0 <= events <= trials` and `trials >= 1`.
  public init(events: Int, trials: Int) throws(StatisticsError) {
    try Require.counts(events: events, trials: trials)
    self.events = events
    self.trials = trials
  }

  /// The observed proportion, from 0 to 1.
  public var estimate: Double { Double(events) / Double(trials) }

  /// The limits of the proportion.
  ///
  /// - Parameters:
  ///   - level: the confidence level.
  ///   - method: how the limits are computed.
  ///   - alternative: `.greater` gives a lower limit only, with 1 above it, and `.less` an upper limit only; each
  ///     leaves all of 1 − level on its one side.
  public func confidenceInterval(
    level: ConfidenceLevel = .p95, method: ProportionIntervalMethod = .wilson,
    alternative: Alternative = .twoSided
  ) -> ConfidenceInterval {
    let tail = alternative == .twoSided ? level.tail : level.alpha
    let limit = ProportionLimit(events: Double(events), trials: Double(trials), tail: tail)
    return ConfidenceInterval(
      lower: alternative == .less ? 0 : limit.lower(method),
      upper: alternative == .greater ? 1 : limit.upper(method), level: level)
  }

  /// The proportion with its limits and the name of the method.
  public func intervalEstimate(
    level: ConfidenceLevel = .p95, method: ProportionIntervalMethod = .wilson
  ) -> Estimate {
    Estimate(
      estimate, interval: confidenceInterval(level: level, method: method), method: method.rawValue)
  }
}

extension Proportion: StatisticalResult {
  /// The counts, the rate and its 95 per cent Wilson interval.
  public var sentence: String { sentence(level: .p95, method: .wilson) }

  /// The counts, the rate and its interval.
  public func sentence(level: ConfidenceLevel, method: ProportionIntervalMethod) -> String {
    let interval = confidenceInterval(level: level, method: method)
    return
      "\(events) of \(trials) (\(estimate.percent)); with \(level.percent) confidence the rate lies between "
      + "\(interval.lower.percent) and \(interval.upper.percent)."
  }

  /// A group below 30, and an estimate of 0 or 1.
  public var warnings: [StatisticsWarning] { warnings(lowReliabilityBelow: 30) }

  /// A group below a threshold, and an estimate of 0 or 1.
  public func warnings(lowReliabilityBelow threshold: Int) -> [StatisticsWarning] {
    var found: [StatisticsWarning] = []
    if trials < threshold { found.append(.smallGroup(trials: trials, threshold: threshold)) }
    if events == 0 || events == trials { found.append(.estimateAtBoundary) }
    return found
  }
}
