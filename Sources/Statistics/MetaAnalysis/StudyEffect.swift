internal import CGSL

/// The effect of one study with its variance, on the scale on which studies are combined.
///
/// Where a cell of a two-by-two table is zero, a half is added to each of its cells, as metafor's `escalc` does.
///
/// - Source: Viechtbauer (2010), *Journal of Statistical Software* 36 (3), doi:10.18637/jss.v036.i03; Fleiss and Berlin in
///   Cooper, Hedges and Valentine (2009), *The Handbook of Research Synthesis and Meta-Analysis*, 2nd edition, chapter 13.
public struct StudyEffect: Hashable, Sendable {
  /// What is compared.
  public enum Measure: String, Hashable, Sendable, CaseIterable {
    /// The logarithm of the ratio of two risks.
    case riskRatio = "risk-ratio"
    /// The logarithm of the ratio of two odds.
    case oddsRatio = "odds-ratio"
    /// The difference of two risks.
    case riskDifference = "risk-difference"
    /// The log odds of one risk.
    case proportion

    /// The value for people of a value on the scale of combination.
    public func shown(_ value: Double) -> Double {
      switch self {
      case .riskRatio, .oddsRatio: exp(value)
      case .riskDifference: value
      case .proportion: 1 / (1 + exp(-value))
      }
    }
  }

  /// The effect.
  public let effect: Double
  /// Its variance.
  public let variance: Double

  /// An effect that was published with its standard error.
  ///
  /// - Parameters:
  ///   - effect: a ratio above 0 where `isRatio`, which is taken as its logarithm.
  ///   - standardError: of a ratio, that of its logarithm.
  ///   - isRatio: whether the effect is a ratio, such as an odds ratio.
  /// - Throws: `StatisticsError` for an effect that is not finite or an error that is not above 0.
  public init(effect: Double, standardError: Double, isRatio: Bool = false) throws(StatisticsError) {
    try Require.positive(standardError, "standard error")
    self.effect = try Self.scaled(effect, "effect", isRatio)
    variance = standardError * standardError
  }

  /// An effect that was published with limits, from whose width the standard error is taken.
  ///
  /// - Throws: `StatisticsError` where the effect does not lie between the limits, or a ratio is not above 0.
  public init(
    effect: Double, lower: Double, upper: Double, level: ConfidenceLevel = .p95, isRatio: Bool = false
  ) throws(StatisticsError) {
    let value = try Self.scaled(effect, "effect", isRatio)
    let low = try Self.scaled(lower, "lower limit", isRatio)
    let high = try Self.scaled(upper, "upper limit", isRatio)
    guard low < high, low <= value, value <= high else {
      throw .undefined(
        quantity: "a standard error", because: "the effect does not lie between its limits, or they are one")
    }
    let error = (high - low) / (2 * StandardNormal.quantile(upperTail: level.tail))
    self.effect = value
    variance = error * error
  }

  private static func scaled(_ value: Double, _ what: String, _ isRatio: Bool) throws(StatisticsError)
    -> Double
  {
    guard isRatio else {
      try Require.finite(value, what)
      return value
    }
    try Require.positive(value, what)
    return log(value)
  }

  /// The comparison of two groups.
  ///
  /// - Throws: `StatisticsError` for counts that are none, and for a table in which nobody or everybody had the event.
  public init(
    _ measure: Measure, events: Int, of people: Int, otherEvents: Int, of otherPeople: Int
  ) throws(StatisticsError) {
    guard events >= 0, otherEvents >= 0, people > 0, otherPeople > 0, events <= people,
      otherEvents <= otherPeople
    else {
      throw .undefined(quantity: "an effect", because: "there are more events than people, or nobody")
    }
    guard events + otherEvents > 0, events + otherEvents < people + otherPeople || measure == .riskDifference
    else {
      throw .undefined(
        quantity: "a ratio", because: "\(events + otherEvents == 0 ? "nobody" : "everybody") had the event")
    }
    let cells = [events, people - events, otherEvents, otherPeople - otherEvents].map(Double.init)
    let half = cells.contains(0) ? 0.5 : 0
    let (a, b, c, d) = (cells[0] + half, cells[1] + half, cells[2] + half, cells[3] + half)
    switch measure {
    case .riskRatio:
      effect = log(a / (a + b)) - log(c / (c + d))
      variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    case .oddsRatio:
      effect = log(a / b) - log(c / d)
      variance = 1 / a + 1 / b + 1 / c + 1 / d
    case .riskDifference:
      effect = a / (a + b) - c / (c + d)
      variance =
        a * b / ((a + b) * (a + b) * (a + b)) + c * d / ((c + d) * (c + d) * (c + d))
    case .proportion:
      throw .undefined(quantity: "a proportion", because: "it is of one group")
    }
  }

  /// The log odds of one group.
  ///
  /// - Throws: `StatisticsError` for counts that are none.
  public init(events: Int, of people: Int) throws(StatisticsError) {
    guard events >= 0, people > 0, events <= people else {
      throw .undefined(quantity: "a proportion", because: "there are more events than people, or nobody")
    }
    let half = events == 0 || events == people ? 0.5 : 0
    let (a, b) = (Double(events) + half, Double(people - events) + half)
    effect = log(a / b)
    variance = 1 / a + 1 / b
  }
}
