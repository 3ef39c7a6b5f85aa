extension ObservedExpected {
  /// The limits of observed over expected: Poisson limits of the observed number over the expected one.
  ///
  /// They ignore that a person can only be counted once, and so are too wide where outcomes are common; the limits of
  /// `differenceInterval(level:)` are not.
  public func ratioInterval(
    level: ConfidenceLevel = .p95, method: CountIntervalMethod = .byar, alternative: Alternative = .twoSided
  ) -> ConfidenceInterval {
    let tail = alternative == .twoSided ? level.tail : level.alpha
    let limit = CountLimit(events: Double(observed), tail: tail)
    return ConfidenceInterval(
      lower: alternative == .less ? 0 : limit.lower(method) / expected,
      upper: alternative == .greater ? .infinity : limit.upper(method) / expected, level: level)
  }

  /// The ratio with its limits and the name of the method.
  public func ratioEstimate(
    level: ConfidenceLevel = .p95, method: CountIntervalMethod = .byar
  ) -> Estimate {
    Estimate(ratio, interval: ratioInterval(level: level, method: method), method: method.rawValue)
  }

  /// The limits of the per cent difference from the limits of the ratio.
  public func percentDifferenceInterval(
    level: ConfidenceLevel = .p95, method: CountIntervalMethod
  ) -> ConfidenceInterval {
    ratioInterval(level: level, method: method).mapped { 100 * ($0 - 1) }
  }

  /// The per cent difference with limits: Wilson limits of the observed rate against the predicted rate where the
  /// number of people is known, and otherwise Byar's limits of the ratio; the estimate names which.
  public func percentDifferenceEstimate(level: ConfidenceLevel = .p95) -> Estimate {
    guard let interval = observedRateInterval(level: level), let expectedRate else {
      return Estimate(
        percentDifference, interval: percentDifferenceInterval(level: level, method: .byar),
        method: CountIntervalMethod.byar.rawValue)
    }
    return Estimate(
      percentDifference, interval: interval.mapped { 100 * ($0 / expectedRate - 1) },
      method: ProportionIntervalMethod.wilson.rawValue)
  }

  /// The limits of the observed rate less the predicted rate, as fractions, or nil without the number of people.
  ///
  /// They are the Wilson (score) limits of the observed rate less the predicted rate, which is taken as known. Where
  /// people's probabilities differ they err on the wide side, because the binomial variance is an upper bound.
  public func differenceInterval(level: ConfidenceLevel = .p95) -> ConfidenceInterval? {
    guard let interval = observedRateInterval(level: level), let expectedRate else { return nil }
    return interval.mapped { $0 - expectedRate }
  }

  /// The limits of the difference in percentage points, or nil without the number of people.
  public func pointDifferenceInterval(level: ConfidenceLevel = .p95) -> ConfidenceInterval? {
    differenceInterval(level: level)?.mapped { 100 * $0 }
  }

  /// The difference of the rates as a fraction with its limits, or nil without the number of people.
  public func differenceEstimate(level: ConfidenceLevel = .p95) -> Estimate? {
    differenceInterval(level: level).map {
      Estimate(difference, interval: $0, method: ProportionIntervalMethod.wilson.rawValue)
    }
  }

  private func observedRateInterval(level: ConfidenceLevel) -> ConfidenceInterval? {
    guard let trials else { return nil }
    let limit = ProportionLimit(events: Double(observed), trials: Double(trials), tail: level.tail)
    return ConfidenceInterval(lower: limit.lower(.wilson), upper: limit.upper(.wilson), level: level)
  }
}
