import Numbers

/// Events compared with those that a reference population's rates would give.
///
/// - Source: Breslow and Day (1987), *Statistical Methods in Cancer Research II*, IARC, pages 65–72.
public struct IndirectStandardisation: Hashable, Sendable {
  /// One stratum, such as an age band.
  public struct Stratum: Hashable, Sendable {
    /// The people, or person-years, of the group studied.
    public let population: Double
    /// The events of the reference population.
    public let referenceEvents: Double
    /// The people of the reference population.
    public let referencePopulation: Double

    /// Takes the group's population and the reference population's events and people.
    ///
    /// - Throws: `StatisticsError.outOfRange` for a negative number or a reference population of nobody.
    public init(
      population: Double, referenceEvents: Double, referencePopulation: Double
    ) throws(StatisticsError) {
      try Require.notNegative(population, "population")
      try Require.notNegative(referenceEvents, "reference events")
      try Require.positive(referencePopulation, "reference population")
      self.population = population
      self.referenceEvents = referenceEvents
      self.referencePopulation = referencePopulation
    }
  }

  /// The events observed.
  public let observed: Int
  /// The events expected at the reference rates.
  public let expected: Double
  /// The rate per person of the whole reference population.
  public let referenceRate: Double

  /// Takes the events observed and the strata.
  ///
  /// - Throws: `StatisticsError` for a negative count, no stratum, or no expected events.
  public init(observed: Int, strata: [Stratum]) throws(StatisticsError) {
    try Require.count(observed, "observed events")
    guard !strata.isEmpty else { throw .empty(argument: "strata") }
    var expected = CompensatedSum()
    var events = CompensatedSum()
    var people = CompensatedSum()
    for stratum in strata {
      expected.add(stratum.referenceEvents / stratum.referencePopulation * stratum.population)
      events.add(stratum.referenceEvents)
      people.add(stratum.referencePopulation)
    }
    try Require.positive(expected.value, "expected events")
    self.observed = observed
    self.expected = expected.value
    referenceRate = events.value / people.value
  }

  /// Observed over expected events, with the limits of the observed ones as a Poisson count.
  public func ratio(level: ConfidenceLevel = .p95, method: CountIntervalMethod = .phe) -> Estimate {
    let limit = CountLimit(events: Double(observed), tail: level.tail)
    return Estimate(
      Double(observed) / expected,
      interval: ConfidenceInterval(
        lower: limit.lower(method) / expected, upper: limit.upper(method) / expected, level: level),
      method: method.rawValue)
  }

  /// The reference population's crude rate times the ratio.
  public func rate(level: ConfidenceLevel = .p95, method: CountIntervalMethod = .phe) -> Estimate {
    ratio(level: level, method: method).mapped { $0 * referenceRate }
  }
}

extension IndirectStandardisation: StatisticalResult {
  /// The ratio in per cent with its 95 per cent limits.
  public var sentence: String {
    let ratio = ratio()
    let start =
      "\(observed) events against \(expected.brief(1)) expected, \((100 * Double(observed) / expected).fixed(1))%"
    guard let interval = ratio.interval else { return start + "." }
    return start
      + "; with 95% confidence the ratio lies between \((100 * interval.lower).fixed(1))% and "
      + "\((100 * interval.upper).fixed(1))%."
  }

  /// Fewer than five expected events, and no event at all.
  public var warnings: [StatisticsWarning] {
    (expected < 5 ? [.fewExpected(expected)] : []) + (observed == 0 ? [.estimateAtBoundary] : [])
  }
}
