import Numbers

/// A rate of events that are not independent, because one person can have several.
///
/// The variance of the total is Σ j²nⱼ for nⱼ people with j events each, where independent events would have Σ j nⱼ. The
/// limits are those of the independent count with their distance from it widened by the square root of the ratio.
///
/// - Source: `calculate_dsr(independent_events = FALSE)` of PHEindicatormethods 2.1.0 (UK Health Security Agency), which
///   refers to the chapter on directly standardised rates of the *Fingertips Public Health Technical Guidance*; this is
///   its case of one stratum. The variance is that of a compound Poisson count.
public struct RepeatedEvents: Hashable, Sendable {
  /// The number of people with no event, one event, two events and so on.
  public let people: [Int]
  /// The events and what they are counted over.
  public let count: EventCount

  /// Takes the number of people by number of events, beginning with none.
  ///
  /// - Throws: `StatisticsError.empty` for no number and `.outOfRange` for a negative one or an exposure not above 0.
  public init(peopleByEvents people: [Int], exposure: Double) throws(StatisticsError) {
    guard !people.isEmpty else { throw .empty(argument: "peopleByEvents") }
    for number in people { try Require.count(number, "peopleByEvents") }
    self.people = people
    let total = people.enumerated().reduce(0) { $0 + $1.offset * $1.element }
    count = try EventCount(events: total, exposure: exposure)
  }

  /// The variance of the number of events.
  public var variance: Double {
    people.enumerated().reduce(0) { $0 + Double($1.offset * $1.offset) * Double($1.element) }
  }

  /// The variance over that of independent events, 1 or more; nil without an event.
  public var dispersion: Double? { count.events == 0 ? nil : variance / Double(count.events) }

  /// The limits of the rate, widened for the dependence.
  public func confidenceInterval(
    level: ConfidenceLevel = .p95, method: CountIntervalMethod = .byar
  ) -> ConfidenceInterval {
    let plain = count.confidenceInterval(level: level, method: method)
    let factor = (dispersion ?? 1).squareRoot()
    return ConfidenceInterval(
      lower: max(0, count.rate - factor * (count.rate - plain.lower)),
      upper: count.rate + factor * (plain.upper - count.rate), level: level)
  }
}

extension RepeatedEvents: StatisticalResult {
  /// The events, how much they cluster in people, and the rate with its widened 95 per cent limits.
  public var sentence: String {
    let interval = confidenceInterval()
    let clustering =
      dispersion.map { "; events of the same person make the variance \($0.fixed(1)) times as large" } ?? ""
    return
      "\(count.events) events over \(count.exposure.brief(4)), a rate of \(count.rate.brief(4))\(clustering); with 95% "
      + "confidence the rate lies between \(interval.lower.brief(4)) and \(interval.upper.brief(4))."
  }

  /// No event, or events of so few people that the dispersion is itself a guess.
  public var warnings: [StatisticsWarning] {
    if count.events == 0 { return [.estimateAtBoundary] }
    let persons = people.dropFirst().reduce(0, +)
    return persons < 10 ? [.smallGroup(trials: persons, threshold: 10)] : []
  }
}
