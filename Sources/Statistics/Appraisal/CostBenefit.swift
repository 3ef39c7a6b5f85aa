/// Costs and benefits over some years, discounted, with the uncertainty that a simulation gives.
///
/// The first year is not discounted.
///
/// - Source: HM Treasury (2022), *The Green Book*, annexes A5 and A6.
public struct CostBenefit: Sendable {
  /// What has come together by the end of a year.
  public struct Point: Hashable, Sendable {
    /// The year, from 1.
    public let year: Int
    /// The costs of the year, undiscounted.
    public let costs: Double
    /// The benefits of the year, undiscounted.
    public let benefits: Double
    /// The discounted net benefit of all years until its end.
    public let cumulative: Estimate
  }

  /// The present value of the costs.
  public let costs: Estimate
  /// The present value of the benefits.
  public let benefits: Estimate
  /// Benefits less costs.
  public let net: Estimate
  /// Benefits for each pound of costs; no value without costs.
  public let ratio: Estimate
  /// The share of draws whose net present value is above zero; nil where nothing is uncertain.
  public let probabilityPositive: Double?
  /// The first year from whose end on the cumulative net present value stays at zero or above; nil where it ends below.
  public let paybackYear: Int?
  /// The years of pay-back at the limits of the level; nil for never.
  public let paybackLimits: (soonest: Int?, latest: Int?)
  /// The share of the benefits that must come for a net present value of zero; nil without benefits.
  public let breakEvenShare: Double?
  /// The years.
  public let points: [Point]
  /// The present value of each flow that counts.
  public let flows: [Estimate]

  /// Values flows.
  ///
  /// - Parameters:
  ///   - drawn: the flows with the values drawn for those that are uncertain.
  ///   - included: the places of the flows that count; nil for all.
  ///   - discountRate: by which a year is worth less than the one before.
  ///   - level: the confidence level of the limits.
  /// - Throws: `StatisticsError` where no flow counts, and for a rate of −1 and below.
  public init(
    _ drawn: CashFlowDraws, including included: [Int]? = nil, discountRate: Double = 0.035,
    level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    let flows = drawn.flows
    let places = included ?? Array(flows.indices)
    guard !places.isEmpty else { throw .empty(argument: "flows") }
    try Require.finite(discountRate, "discount rate")
    guard discountRate > -1 else {
      throw .outOfRange(argument: "discount rate", value: discountRate, allowed: "above -1")
    }
    let horizon = places.map { flows[$0].years.upperBound }.max() ?? 1
    let valuation = Valuation(flows, places: places, horizon: horizon, discountRate: discountRate)
    let values = flows.map { CashFlowDraws.Draw(amount: $0.amount.value, unitValue: $0.unitValue.value) }
    let central = valuation.outcome(values[...])
    let isUncertain = places.contains { flows[$0].isUncertain }
    var outcomes = Array(repeating: central, count: isUncertain ? drawn.count : 0)
    outcomes.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let slots = buffer
      ParallelChunks.forEach(count: slots.count, chunk: 500) { range in
        for replicate in range { slots[replicate] = valuation.outcome(drawn[replicate]) }
      }
    }
    func estimate(_ value: Double?, _ of: (Valuation.Outcome) -> Double) -> Estimate {
      Self.estimate(value, isUncertain ? outcomes.map(of) : [], level)
    }
    costs = estimate(central.costs) { $0.costs }
    benefits = estimate(central.benefits) { $0.benefits }
    net = estimate(central.benefits - central.costs) { $0.benefits - $0.costs }
    ratio = estimate(central.costs > 0 ? central.benefits / central.costs : nil) { $0.benefits / $0.costs }
    probabilityPositive =
      isUncertain ? Double(outcomes.count { $0.benefits > $0.costs }) / Double(outcomes.count) : nil
    paybackYear = central.paybackYear
    paybackLimits = Self.limits(outcomes.map(\.paybackYear), else: central.paybackYear, level)
    breakEvenShare = central.benefits > 0 ? central.costs / central.benefits : nil
    points = (1...horizon).map { year in
      let flow = valuation.pounds(of: year, values)
      return Point(
        year: year, costs: flow.costs, benefits: flow.benefits,
        cumulative: estimate(central.cumulative[year - 1]) { $0.cumulative[year - 1] })
    }
    self.flows = places.map { place in
      let flow = flows[place]
      let weight = valuation.discounts(of: flow.years)
      return Self.estimate(
        weight * flow.pounds(values[place]),
        flow.isUncertain ? (0..<drawn.count).map { weight * flow.pounds(drawn[$0, place]) } : [], level)
    }
  }

  private static func estimate(_ value: Double?, _ drawn: [Double], _ level: ConfidenceLevel) -> Estimate {
    let method = "simulation"
    guard let value, !drawn.isEmpty,
      let limits = BootstrapDistribution(observed: value, values: drawn, acceleration: 0)
        .estimate(level: level, method: .percentile).interval, limits.lower < limits.upper
    else { return Estimate(value, withoutIntervalAt: level, method: method) }
    return Estimate(value, interval: limits, method: method)
  }

  /// The years at the two tails; one that never comes is later than any.
  private static func limits(
    _ years: [Int?], else central: Int?, _ level: ConfidenceLevel
  ) -> (soonest: Int?, latest: Int?) {
    guard !years.isEmpty else { return (central, central) }
    let sorted = years.map { $0 ?? Int.max }.sorted()
    func at(_ probability: Double) -> Int? {
      let place = min(sorted.count - 1, max(0, Int((Double(sorted.count) * probability).rounded(.up)) - 1))
      return sorted[place] == Int.max ? nil : sorted[place]
    }
    return (at(level.tail), at(1 - level.tail))
  }
}

/// The sums of the flows that count, for given amounts and unit values.
private struct Valuation: Sendable {
  /// Present values and how they come together.
  struct Outcome: Sendable {
    var costs = 0.0
    var benefits = 0.0
    var cumulative: [Double]

    /// The first year from whose end on the sum stays at zero or above.
    var paybackYear: Int? {
      guard let last = cumulative.last, last >= 0 else { return nil }
      let below = cumulative.lastIndex { $0 < 0 }
      return (below ?? -1) + 2
    }
  }

  private let flows: [CashFlow]
  private let places: [Int]
  private let weights: [Double]

  init(_ flows: [CashFlow], places: [Int], horizon: Int, discountRate: Double) {
    self.flows = flows
    self.places = places
    let last = max(horizon, flows.map(\.years.upperBound).max() ?? 1)
    var weights = [1.0]
    while weights.count < last { weights.append(weights[weights.count - 1] / (1 + discountRate)) }
    self.weights = weights
    self.horizon = horizon
  }

  private let horizon: Int

  func discounts(of years: ClosedRange<Int>) -> Double { years.reduce(0) { $0 + weights[$1 - 1] } }

  func outcome(_ values: ArraySlice<CashFlowDraws.Draw>) -> Outcome {
    var yearly = Array(repeating: 0.0, count: horizon)
    var result = Outcome(cumulative: [])
    for place in places {
      let flow = flows[place]
      let pounds = flow.pounds(values[values.startIndex + place])
      let present = pounds * discounts(of: flow.years)
      switch flow.direction {
      case .cost: result.costs += present
      case .benefit: result.benefits += present
      }
      for year in flow.years {
        yearly[year - 1] += (flow.direction == .cost ? -pounds : pounds) * weights[year - 1]
      }
    }
    var sum = 0.0
    result.cumulative = yearly.map { value in
      sum += value
      return sum
    }
    return result
  }

  func pounds(of year: Int, _ values: [CashFlowDraws.Draw]) -> (costs: Double, benefits: Double) {
    var sums = (costs: 0.0, benefits: 0.0)
    for place in places where flows[place].years.contains(year) {
      let pounds = flows[place].pounds(values[place])
      switch flows[place].direction {
      case .cost: sums.costs += pounds
      case .benefit: sums.benefits += pounds
      }
    }
    return sums
  }
}
