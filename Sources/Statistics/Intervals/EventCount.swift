import Numbers

/// A number of independent events over an exposure, such as reoffences in a number of person-years.
///
/// - Source: Garwood (1936), *Biometrika* 28, 437–442, doi:10.1093/biomet/28.3-4.437; Breslow and Day (1987),
///   *Statistical Methods in Cancer Research II*, 69, for Byar's approximation.
public struct EventCount: Hashable, Sendable {
  /// The number of events.
  public let events: Int
  /// What the events are counted over: person-years, people, or 1 for the count itself.
  public let exposure: Double

  /// Takes a checked count and exposure.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a negative count, one above 2⁵³ (from where not every whole number
  ///   is told apart), or an exposure that is not above 0 and finite.
  public init(events: Int, exposure: Double = 1) throws(StatisticsError) {
    try Require.count(events, "events")
    guard events <= 1 << 53 else {
      throw .outOfRange(
        argument: "events", value: Double(events),
        allowed: "at most 9007199254740992, up to which all whole numbers are told apart")
    }
    try Require.positive(exposure, "exposure")
    self.events = events
    self.exposure = exposure
  }

  /// The events per unit of exposure.
  public var rate: Double { Double(events) / exposure }

  /// The limits of the rate, for independent (Poisson) events.
  ///
  /// Byar's lower limit can come out below zero (one event at 99.8 per cent); it is then 0. For no event it is 0.
  ///
  /// - Parameters:
  ///   - level: the confidence level.
  ///   - method: how the limits are computed.
  ///   - alternative: `.greater` gives a lower limit only and `.less` an upper limit only; each leaves all of 1 − level
  ///     on its one side.
  public func confidenceInterval(
    level: ConfidenceLevel = .p95, method: CountIntervalMethod = .byar, alternative: Alternative = .twoSided
  ) -> ConfidenceInterval {
    let tail = alternative == .twoSided ? level.tail : level.alpha
    let limit = CountLimit(events: Double(events), tail: tail)
    return ConfidenceInterval(
      lower: alternative == .less ? 0 : limit.lower(method) / exposure,
      upper: alternative == .greater ? .infinity : limit.upper(method) / exposure, level: level)
  }

  /// The rate with its limits and the name of the method.
  public func intervalEstimate(
    level: ConfidenceLevel = .p95, method: CountIntervalMethod = .byar
  ) -> Estimate {
    Estimate(rate, interval: confidenceInterval(level: level, method: method), method: method.rawValue)
  }

  /// Whether Byar's lower limit fell below zero and was moved there.
  public func byarLimitIsClipped(level: ConfidenceLevel) -> Bool {
    CountLimit(events: Double(events), tail: level.tail).rawByarLower < 0
  }
}

extension EventCount: StatisticalResult {
  /// The count and its rate with the 95 per cent limits of Byar.
  public var sentence: String { sentence(level: .p95, method: .byar) }

  /// The count and its rate with limits.
  public func sentence(level: ConfidenceLevel, method: CountIntervalMethod) -> String {
    let interval = confidenceInterval(level: level, method: method)
    let limits = "between \(interval.lower.brief(4)) and \(interval.upper.brief(4))"
    let start = "\(events) event\(events == 1 ? "" : "s")"
    return exposure == 1
      ? "\(start); with \(level.percent) confidence the underlying number lies \(limits)."
      : "\(start) over \(exposure.brief(4)), a rate of \(rate.brief(4)); with \(level.percent) confidence the rate "
        + "lies \(limits)."
  }

  /// No event, and a limit of Byar's that is clipped at 95 per cent.
  public var warnings: [StatisticsWarning] { warnings(level: .p95, method: .byar) }

  /// No event, and a limit that is clipped.
  public func warnings(level: ConfidenceLevel, method: CountIntervalMethod) -> [StatisticsWarning] {
    var found: [StatisticsWarning] = []
    if events == 0 { found.append(.estimateAtBoundary) }
    let isByar = method == .byar || method == .phe && events >= 10
    if isByar, byarLimitIsClipped(level: level) { found.append(.limitClipped(method: "byar")) }
    return found
  }
}
