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
  /// - Throws: `StatisticsError.outOfRange` for a negative count or an exposure that is not above 0 and finite.
  public init(events: Int, exposure: Double = 1) throws(StatisticsError) {
    try Require.count(events, "events")
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
  /// - Parameter alternative: `.greater` gives a lower limit only and `.less` an upper limit only; each leaves all of
  ///   1 − level on its one side.
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
  public var sentence: String {
    let interval = confidenceInterval()
    let limits = "between \(interval.lower.brief(4)) and \(interval.upper.brief(4))"
    return exposure == 1
      ? "\(events) events; with 95% confidence the underlying number lies \(limits)."
      : "\(events) events over \(exposure.brief(4)), a rate of \(rate.brief(4)); with 95% confidence the rate lies "
        + limits + "."
  }

  /// No event, and a clipped limit.
  public var warnings: [StatisticsWarning] {
    var found: [StatisticsWarning] = []
    if events == 0 { found.append(.estimateAtBoundary) }
    if byarLimitIsClipped(level: .p95) { found.append(.limitClipped(method: "byar")) }
    return found
  }
}
