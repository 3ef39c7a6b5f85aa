import Statistics
import TestSupport
import Testing

@Suite("Costs and benefits")
struct CostBenefitTests {
  private static func flow(
    _ direction: CashFlow.Direction, _ amount: (Double, Double, Double), _ unit: (Double, Double, Double),
    _ factor: Double, _ years: ClosedRange<Int>
  ) throws -> CashFlow {
    func quantity(_ one: (Double, Double, Double)) throws -> UncertainQuantity {
      one.1 == one.2
        ? try UncertainQuantity(one.0) : try UncertainQuantity(one.0, lower: one.1, upper: one.2)
    }
    return try CashFlow(
      direction, amount: quantity(amount), unitValue: quantity(unit), factor: factor, years: years)
  }

  /// The cases of Tools/reference/appraisal.py.
  private static func reckoned(_ name: String) throws -> CostBenefit {
    let rate: Double
    let flows: [CashFlow]
    switch name {
    case "certain":
      rate = 0.035
      flows = [
        try flow(.cost, (1, 1, 1), (1000, 1000, 1000), 1, 1...1),
        try flow(.benefit, (10, 10, 10), (60, 60, 60), 1, 1...2),
      ]
    case "mixed":
      rate = 0.035
      flows = [
        try flow(.cost, (1, 1, 1), (60000, 60000, 60000), 1.1, 1...1),
        try flow(.cost, (1, 1, 1), (185_000, 170_000, 210_000), 1.1, 1...3),
        try flow(.benefit, (14, 2, 27), (15178.5, 15178.5, 15178.5), 0.68, 1...4),
        try flow(.benefit, (900, 150, 1700), (125, 94, 156), 0.6, 2...5),
      ]
    default:
      rate = 0.02
      flows = [
        try flow(.cost, (1, 1, 1), (50000, 50000, 50000), 1, 1...2),
        try flow(.benefit, (14, -2, 27), (3000, 2500, 4000), 1, 1...3),
        try flow(.benefit, (40, 10, 90), (900, 700, 1000), 0.8, 2...3),
      ]
    }
    let drawn = try CashFlowDraws(
      flows, dependence: name == "together" ? .together : .independent, count: 2000, seed: 7)
    return try CostBenefit(drawn, discountRate: rate)
  }

  @Test("agrees with numpy and scipy on the same streams", arguments: try ReferenceTable("appraisal").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let found = try Self.reckoned(row.text("name"))
    expectClose(try #require(found.costs.value), row["costs"], relative: 1e-12)
    expectClose(try #require(found.benefits.value), row["benefits"], relative: 1e-12)
    expectClose(try #require(found.net.value), row["net"], relative: 1e-12)
    #expect(found.paybackYear == Int(row["payback"]))
    guard row.text("name") != "certain" else {
      #expect(found.net.interval == nil)
      #expect(found.probabilityPositive == nil)
      return
    }
    let net = try #require(found.net.interval)
    let ratio = try #require(found.ratio.interval)
    // Normal quantiles of two libraries and sums in another order.
    expectClose(net.lower, row["net_lower"], relative: 1e-9)
    expectClose(net.upper, row["net_upper"], relative: 1e-9)
    expectClose(ratio.lower, row["ratio_lower"], relative: 1e-9)
    expectClose(ratio.upper, row["ratio_upper"], relative: 1e-9)
    #expect(found.probabilityPositive == row["probability"])
    expectClose(try #require(found.points.last?.cumulative.interval?.lower), net.lower, relative: 1e-9)
  }

  @Test("by hand: 1,000 now for 600 this year and next at 20 per cent")
  func byHand() throws {
    let drawn = try CashFlowDraws([
      try Self.flow(.cost, (1, 1, 1), (1000, 1000, 1000), 1, 1...1),
      try Self.flow(.benefit, (1, 1, 1), (600, 600, 600), 1, 1...2),
    ])
    let found = try CostBenefit(drawn, discountRate: 0.2)
    // 600 + 600 / 1.2 = 1,100.
    expectClose(try #require(found.benefits.value), 1100, relative: 1e-14)
    expectClose(try #require(found.ratio.value), 1.1, relative: 1e-14)
    expectClose(try #require(found.breakEvenShare), 1 / 1.1, relative: 1e-14)
    #expect(found.points.map { $0.cumulative.value ?? 0 } == [-400, 100])
    #expect(found.paybackYear == 2)
    let benefitsAlone = try CostBenefit(drawn, including: [1], discountRate: 0.2)
    #expect(benefitsAlone.ratio.value == nil)
    #expect(benefitsAlone.paybackYear == 1)
  }

  @Test("limits of one uncertain amount are its own limits, multiplied; its median is the value")
  func limits() throws {
    let amount = try UncertainQuantity(10, lower: 4, upper: 22)
    expectClose(amount.value(at: -1.959963984540054), 4, relative: 1e-12)
    expectClose(amount.value(at: 1.959963984540054), 22, relative: 1e-12)
    #expect(amount.value(at: 0) == 10)
    let drawn = try CashFlowDraws(
      [try Self.flow(.benefit, (10, 4, 22), (100, 100, 100), 0.5, 1...1)], count: 40_000, seed: 3)
    let net = try #require(CostBenefit(drawn).net.interval)
    // The error of a quantile of 40,000 draws.
    expectClose(net.lower, 200, relative: 0.03)
    expectClose(net.upper, 1100, relative: 0.03)
  }

  @Test("benefits that move together have wider limits; the draws of a flow do not depend on which count")
  func dependence() throws {
    let flows = try (0..<5).map { _ in try Self.flow(.benefit, (10, 0, 20), (10, 10, 10), 1, 1...1) }
    let apart = try CashFlowDraws(flows)
    let together = try CashFlowDraws(flows, dependence: .together)
    func width(_ drawn: CashFlowDraws, _ places: [Int]? = nil) throws -> Double {
      let interval = try #require(CostBenefit(drawn, including: places).net.interval)
      return interval.upper - interval.lower
    }
    // Together: 5 times the width of one; apart: √5 times.
    expectClose(try width(together) / width(apart), 5.0.squareRoot(), relative: 0.03)
    expectClose(try width(together) / width(together, [2]), 5, relative: 1e-9)
    let one = try #require(CostBenefit(apart, including: [3]).net.interval)
    #expect(try CostBenefit(apart).flows[3].interval == one)
  }

  @Test("what cannot be is refused")
  func refusals() throws {
    #expect(throws: StatisticsError.self) { try UncertainQuantity(5, lower: 6, upper: 7) }
    #expect(throws: StatisticsError.self) { try UncertainQuantity(.nan) }
    let one = try UncertainQuantity(1)
    #expect(throws: StatisticsError.self) {
      try CashFlow(.cost, amount: one, unitValue: one, factor: -1, years: 1...1)
    }
    #expect(throws: StatisticsError.self) { try CashFlow(.cost, amount: one, unitValue: one, years: 0...1) }
    #expect(throws: StatisticsError.self) { try CashFlowDraws([]) }
    let flow = try CashFlow(.cost, amount: one, unitValue: one, years: 1...1)
    #expect(throws: StatisticsError.self) { try CashFlowDraws([flow], count: 10) }
    #expect(throws: StatisticsError.self) { try CostBenefit(CashFlowDraws([flow]), discountRate: -1) }
  }
}
