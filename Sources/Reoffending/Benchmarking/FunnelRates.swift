public import Statistics

/// Events of groups over a population or a time, such as person-years.
public struct FunnelRates: Sendable {
  /// One group.
  public struct Unit: Sendable {
    /// What the group is called.
    public let key: GroupKey
    /// How many events it has.
    public let events: Int
    /// What they are counted over.
    public let exposure: Double

    /// Takes a group.
    public init(key: GroupKey, events: Int, exposure: Double) {
      self.key = key
      self.events = events
      self.exposure = exposure
    }
  }

  /// The groups.
  public let units: [Unit]
  /// What the events are called.
  public let events: String
  /// What they are counted over.
  public let exposure: String
  /// For how much of it rates are given, such as 100,000.
  public let per: Double
  /// Whether the rates are directly standardised ones, and the exposure what makes them of the events.
  public let areStandardised: Bool
  /// What a reader must know of the data.
  public let notes: [String]

  /// Takes groups.
  public init(
    _ units: [Unit], events: String, exposure: String, per: Double, areStandardised: Bool = false,
    notes: [String] = []
  ) {
    self.units = units
    self.events = events
    self.exposure = exposure
    self.per = per
    self.areStandardised = areStandardised
    self.notes = notes
  }

  /// Takes directly standardised rates with the events that they stand on.
  ///
  /// The exposure is events over rate, as in `PHEindicatormethods`: the population in which so many events would make the
  /// rate. A group without events has none, and is left out.
  public init(
    standardised rates: [(key: GroupKey, events: Int, rate: Double)], events: String, per: Double,
    notes: [String] = []
  ) {
    let usable = rates.filter { $0.events > 0 && $0.rate > 0 }
    let left = rates.count - usable.count
    self.init(
      usable.map { Unit(key: $0.key, events: $0.events, exposure: Double($0.events) * per / $0.rate) },
      events: events, exposure: "effective population", per: per, areStandardised: true,
      notes: notes
        + (left > 0
          ? ["\(left) group\(left == 1 ? "" : "s") without events \(left == 1 ? "is" : "are") left out."]
          : [])
        + (usable.contains { $0.events < 10 }
          ? ["UK public-health tables judge no directly standardised rate on fewer than 10 events."] : [])
        + [
          "The size of a group is its events over its standardised rate, as PHEindicatormethods has it; limits take the "
            + "events as independent."
        ])
  }
}

extension Funnel {
  /// Compares rates of events.
  ///
  /// Limits are those of Poisson counts around the number of events that the target would make of each exposure.
  ///
  /// - Parameters:
  ///   - rates: The groups with their events and exposure.
  ///   - target: The rate compared with, in the unit of the rates; nil for that of all groups together.
  ///   - levels: The confidence levels of the limits, at least one.
  ///   - overdispersion: Which variation between the groups the limits allow for beside chance.
  ///   - trimming: What is done about extreme groups before that variation is measured.
  ///   - chosen: How the limits are made where they allow for chance alone; no other than `.exact` is known for rates.
  /// - Throws: `StatisticsError` where no group has events, an exposure is not above 0, or a target is not.
  public init(
    _ rates: FunnelRates, target: Double? = nil, levels: [ConfidenceLevel] = [.p95, .p998],
    overdispersion: FunnelOverdispersion = .none, trimming: FunnelTrimming = .winsorise,
    method chosen: FunnelMethod = .exact
  ) throws(StatisticsError) {
    guard !levels.isEmpty else { throw .empty(argument: "limits") }
    let quantity: FunnelQuantity = rates.areStandardised ? .standardised : .rates
    if chosen.quantity != nil {
      throw .undefined(
        quantity: "limits by \(chosen.rawValue)",
        because: "those of rates are exact, as those of PHEindicatormethods")
    }
    for unit in rates.units where !(unit.exposure > 0 && unit.exposure.isFinite) {
      throw .outOfRange(
        argument: "\(rates.exposure) of \(unit.key)", value: unit.exposure, allowed: "above 0")
    }
    let events = rates.units.reduce(0) { $0 + $1.events }
    let exposure = rates.units.reduce(0) { $0 + $1.exposure }
    guard events > 0 else {
      throw .undefined(quantity: "a funnel of rates", because: "no group has any \(rates.events)")
    }
    if let target, !(target > 0 && target.isFinite) {
      throw .outOfRange(argument: "the target", value: target, allowed: "above 0")
    }
    let mean = (target ?? Double(events) / exposure * rates.per) / rates.per
    let limits = try FunnelLimits(
      rates.units.map { FunnelUnit($0, mean: mean) }, quantity: quantity, target: mean * rates.per,
      overdispersion: overdispersion, trimming: trimming, method: chosen, per: rates.per)
    var points: [FunnelPoint] = []
    for unit in rates.units { points.append(try limits.point(FunnelUnit(unit, mean: mean), levels: levels)) }
    self.init(
      points, limits: limits, rates: rates, levels: levels, overdispersion: overdispersion,
      notes: rates.notes
        + Self.notes(
          points, left: 0, quantity: quantity, isChosen: true, overdispersion: overdispersion, method: chosen,
          phi: limits.measured?.phi, levels: levels))
  }
}
