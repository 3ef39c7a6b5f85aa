/// A cost or benefit of so much in each of some years.
public struct CashFlow: Hashable, Sendable {
  /// Whether it is spent or gained.
  public enum Direction: String, Hashable, Sendable, CaseIterable, Codable {
    /// Spent.
    case cost
    /// Gained.
    case benefit
  }

  /// Whether it is spent or gained.
  public let direction: Direction
  /// The units in a year, such as reoffences avoided.
  public let amount: UncertainQuantity
  /// The pounds for each.
  public let unitValue: UncertainQuantity
  /// By what the product is multiplied, such as for what would have come anyway.
  public let factor: Double
  /// The years of the appraisal in which it falls, from 1.
  public let years: ClosedRange<Int>

  /// Joins the parts.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a factor below 0 and years before the first.
  public init(
    _ direction: Direction, amount: UncertainQuantity, unitValue: UncertainQuantity, factor: Double = 1,
    years: ClosedRange<Int>
  ) throws(StatisticsError) {
    try Require.notNegative(factor, "factor")
    try Require.atLeast(1, years.lowerBound, "first year")
    guard years.upperBound <= 200 else {
      throw .outOfRange(argument: "last year", value: Double(years.upperBound), allowed: "at most 200")
    }
    self.direction = direction
    self.amount = amount
    self.unitValue = unitValue
    self.factor = factor
    self.years = years
  }

  /// Whether its amount or its unit value has limits.
  public var isUncertain: Bool { amount.interval != nil || unitValue.interval != nil }

  /// The pounds of one of its years, undiscounted.
  func pounds(_ values: CashFlowDraws.Draw) -> Double { values.amount * values.unitValue * factor }
}
