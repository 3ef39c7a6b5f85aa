import Numbers
import Statistics

/// A group with what a funnel needs of it.
struct FunnelUnit {
  let key: GroupKey
  let events: Int
  let trials: Int
  let expected: Double
  /// What events are counted over; the number of people for shares and ratios.
  let exposure: Double

  /// Nil for a ratio without a prediction above 0.
  init?(_ group: CohortGroup, quantity: FunnelQuantity) {
    guard let trials = group.trials, let events = group.events?.nearest else { return nil }
    key = group.key
    self.trials = trials
    self.events = events
    exposure = Double(trials)
    expected = Double(trials) * (group.prediction?.rate ?? 0)
    if quantity == .ratios, expected <= 0 { return nil }
  }

  /// Events over what they are counted over.
  init(_ unit: FunnelRates.Unit, mean: Double) {
    key = unit.key
    events = unit.events
    trials = 0
    exposure = unit.exposure
    expected = mean * unit.exposure
  }
}

/// The limits of a funnel for a unit of any size.
struct FunnelLimits {
  let target: Double
  let quantity: FunnelQuantity
  let method: String
  private(set) var measured: Overdispersion?
  /// What rates are multiplied by, such as 100,000; 1 for others.
  private let scaleOfRates: Double
  private let variation: FunnelVariation
  private let scale: RatioFunnel.Scale

  init(
    _ units: [FunnelUnit], quantity: FunnelQuantity, target: Double?, overdispersion: FunnelOverdispersion,
    trimming: FunnelTrimming, method chosen: FunnelMethod, per: Double = 1
  ) throws(StatisticsError) {
    let events = units.reduce(0) { $0 + $1.events }
    let trials = units.reduce(0) { $0 + $1.trials }
    // A unit without reoffenders has no logarithm; the root exists for it too.
    let scale: RatioFunnel.Scale = units.allSatisfy { $0.events > 0 } ? .logarithm : .squareRoot
    var found: Overdispersion?
    if units.count > 1 {
      found =
        switch quantity {
        case .proportions:
          try ProportionFunnel.overdispersion(
            events: units.map(\.events), trials: units.map(\.trials), trimming: trimming.choice)
        case .ratios, .rates, .standardised:
          try RatioFunnel.overdispersion(
            observed: units.map(\.events), expected: units.map(\.expected), scale: scale,
            trimming: trimming.choice)
        }
    } else if overdispersion != .none {
      throw .outOfRange(argument: "groups", value: 1, allowed: "at least 2 to measure how much they vary")
    }
    let method =
      switch (overdispersion, quantity) {
      case (.none, _): chosen.rawValue
      case (_, .proportions): "arcsine"
      case (_, .ratios), (_, .rates), (_, .standardised): scale.rawValue
      }
    self.init(
      target: quantity == .ratios ? 1 : target ?? Double(events) / Double(trials), quantity: quantity,
      method: method,
      overdispersion: overdispersion, phi: found?.phi, tauSquared: found?.tauSquared, per: per)
    measured = found
  }

  init(
    target: Double, quantity: FunnelQuantity, method: String, overdispersion: FunnelOverdispersion,
    phi: Double?,
    tauSquared: Double?, per: Double
  ) {
    self.target = target
    scaleOfRates = per
    self.quantity = quantity
    self.method = method
    scale = RatioFunnel.Scale(rawValue: method) ?? .logarithm
    variation =
      switch overdispersion {
      case .none: .chance
      case .multiplicative: .multiplicative(phi: phi ?? 1)
      case .additive: .additive(tauSquared: tauSquared ?? 0)
      }
  }

  private var ratios: RatioFunnel {
    RatioFunnel(
      method: variation == .chance
        ? RatioFunnel.Method(rawValue: method) ?? .exact : scale == .logarithm ? .logarithm : .squareRoot,
      variation: variation)
  }

  private var proportions: ProportionFunnel {
    get throws(StatisticsError) {
      try ProportionFunnel(
        target: target, method: ProportionFunnel.Method(rawValue: method) ?? .exact, variation: variation)
    }
  }

  func limits(size: Double, level: ConfidenceLevel) throws(StatisticsError) -> ConfidenceInterval {
    switch quantity {
    case .proportions: try proportions.limits(trials: Int(size), level: level)
    case .ratios: try ratios.limits(expected: size, level: level)
    case .rates, .standardised: try rateLimits(exposure: size, level: level)
    }
  }

  /// The limits of the ratio to the number that the target makes of an exposure, times the target.
  private func rateLimits(exposure: Double, level: ConfidenceLevel) throws(StatisticsError)
    -> ConfidenceInterval
  {
    let limits = try ratios.limits(expected: target * exposure / scaleOfRates, level: level)
    return ConfidenceInterval(lower: limits.lower * target, upper: limits.upper * target, level: level)
  }

  func point(_ unit: FunnelUnit, levels: [ConfidenceLevel]) throws(StatisticsError) -> FunnelPoint {
    let size = quantity == .ratios ? unit.expected : unit.exposure
    var limits: [ConfidenceInterval] = []
    for level in levels { limits.append(try self.limits(size: size, level: level)) }
    let position =
      switch quantity {
      case .proportions:
        try proportions.position(events: unit.events, trials: unit.trials, levels: levels)
      case .ratios, .rates, .standardised:
        try ratios.position(observed: unit.events, expected: unit.expected, levels: levels)
      }
    return FunnelPoint(
      key: unit.key, x: size, y: Double(unit.events) / size * scaleOfRates, observed: unit.events,
      limits: limits,
      position: position)
  }
}
