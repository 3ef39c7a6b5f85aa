import Numbers

/// Rates of several strata weighted by a standard population, so that groups of different make-up can be compared.
///
/// Where a person may have several events, these go together, and the variance is the sum of the squares of each person's
/// number (a compound Poisson count), not the number of events.
///
/// - Source: Dobson, Kuulasmaa, Eberle and Scherer (1991), *Statistics in Medicine* 10, 457–462,
///   doi:10.1002/sim.4780100317; Stukel, Glynn, Fisher, Sharp, Lu-Yao and Wennberg (1994), *Statistics in Medicine* 13,
///   1781–1791, doi:10.1002/sim.4780131709, for several events of one person.
public struct DirectStandardisation: Hashable, Sendable {
  /// One stratum, such as an age band.
  public struct Stratum: Hashable, Sendable {
    /// The events observed.
    public let events: Int
    /// The people, or person-years, among whom they were observed.
    public let population: Double
    /// The weight of the stratum in the standard population.
    public let standard: Double
    /// The squares of each person's number of events, added up: the number of events where nobody has several.
    public let squares: Double

    /// Takes the events, the population and the standard population of a stratum.
    ///
    /// - Throws: `StatisticsError.outOfRange` for a negative count, an empty population where the standard has
    ///   people, or a negative standard.
    public init(events: Int, population: Double, standard: Double) throws(StatisticsError) {
      try Require.count(events, "events")
      try Require.notNegative(standard, "standard population")
      if standard > 0 || events > 0 {
        try Require.positive(population, "population")
      } else {
        try Require.notNegative(population, "population")
      }
      self.events = events
      self.population = population
      self.standard = standard
      squares = Double(events)
    }

    /// Takes how many people have how many events.
    ///
    /// - Parameters:
    ///   - people: the people by their number of events; those without any need not be among them.
    ///   - population: the people, or person-years, among whom the events were observed.
    ///   - standard: the weight of the stratum in the standard population.
    /// - Throws: as the initialiser that takes events, and for numbers of events or people below 0.
    public init(
      peopleByEvents people: [Int: Int], population: Double, standard: Double
    ) throws(StatisticsError) {
      var events = 0
      var squares = CompensatedSum()
      for (number, count) in people.sorted(by: { $0.key < $1.key }) {
        try Require.count(number, "events of a person")
        try Require.count(count, "people with \(number) events")
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: count)
        let (sum, overflows) = events.addingReportingOverflow(product)
        guard !isTooLarge, !overflows else {
          throw .outOfRange(
            argument: "events of \(count) people", value: Double(number), allowed: "so few that they add up")
        }
        events = sum
        squares.add(Double(number) * Double(number) * Double(count))
      }
      let plain = try Stratum(events: events, population: population, standard: standard)
      (self.events, self.population, self.standard) = (events, plain.population, plain.standard)
      self.squares = squares.value
    }
  }

  /// The strata.
  public let strata: [Stratum]

  /// Takes the strata.
  ///
  /// - Throws: `StatisticsError` where there is none, or the standard population has nobody.
  public init(_ strata: [Stratum]) throws(StatisticsError) {
    guard !strata.isEmpty else { throw .empty(argument: "strata") }
    guard strata.contains(where: { $0.standard > 0 }) else {
      throw .outOfRange(argument: "standard population", value: 0, allowed: "above 0 in at least one stratum")
    }
    self.strata = strata
  }

  /// All observed events.
  public var events: Int { strata.reduce(0) { $0 + $1.events } }

  /// The rate per person that the standard population would have at the rates of the strata.
  public var rate: Double { weighted { $0.standard * (Double($0.events) / $0.population) } / standardTotal }

  /// The rate with Dobson's limits, from the limits of all events as a Poisson count.
  ///
  /// Without events there is no interval: nothing is known of how they would fall on the strata. UK public-health
  /// tables show no rate below 10 events.
  public func estimate(level: ConfidenceLevel = .p95, method: CountIntervalMethod = .byar) -> Estimate {
    let name = "dobson-\(method.rawValue)" + (hasRepeats ? "-repeats" : "")
    let count = Double(events)
    guard events > 0 else { return Estimate(rate, withoutIntervalAt: level, method: name) }
    let scale = (variance / count).squareRoot()
    let limit = CountLimit(events: count, tail: level.tail)
    return Estimate(
      rate,
      interval: ConfidenceInterval(
        lower: max(0, rate + scale * (limit.lower(method) - count)),
        upper: rate + scale * (limit.upper(method) - count), level: level), method: name)
  }

  /// The rate as a multiple of the standard population's own crude rate, the comparative figure.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless the standard rate is above 0.
  public func comparativeFigure(
    standardRate: Double, level: ConfidenceLevel = .p95, method: CountIntervalMethod = .byar
  ) throws(StatisticsError) -> Estimate {
    try Require.positive(standardRate, "standard rate")
    return estimate(level: level, method: method).mapped { $0 / standardRate }
  }

  /// Whether somebody has several events.
  public var hasRepeats: Bool { strata.contains { $0.squares > Double($0.events) } }

  /// How many times the variance of independent events the rate has; nil without events.
  public var varianceRatio: Double? {
    let independent = weighted { $0.spread * Double($0.events) }
    return independent > 0 ? weighted { $0.spread * $0.squares } / independent : nil
  }

  private var variance: Double {
    weighted { $0.spread * $0.squares } / (standardTotal * standardTotal)
  }

  private var standardTotal: Double { strata.reduce(0) { $0 + $1.standard } }

  private func weighted(_ term: (Stratum) -> Double) -> Double {
    var sum = CompensatedSum()
    for stratum in strata where stratum.standard > 0 { sum.add(term(stratum)) }
    return sum.value
  }
}

extension DirectStandardisation.Stratum {
  /// The square of what an event adds to the weighted sum.
  fileprivate var spread: Double { standard / population * (standard / population) }
}

extension DirectStandardisation: StatisticalResult {
  /// The rate per thousand with its 95 per cent limits.
  public var sentence: String {
    let start = "The standardised rate is \((1000 * rate).brief(2)) per thousand"
    guard let interval = estimate().interval else { return start + "; without events it has no interval." }
    return start
      + "; with 95% confidence it lies between \((1000 * interval.lower).brief(2)) and "
      + "\((1000 * interval.upper).brief(2))."
  }

  /// Fewer than ten events, below which UK public-health tables show no standardised rate.
  public var warnings: [StatisticsWarning] {
    events < 10 ? [.smallGroup(trials: events, threshold: 10)] : []
  }
}
