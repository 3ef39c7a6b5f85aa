internal import CGSL
import Numbers

/// The plan of a study that compares two proportions, as R's `power.prop.test` computes it.
///
/// - Source: Fleiss, Levin and Paik (2003), *Statistical Methods for Rates and Proportions*, 3rd ed., 72–76,
///   doi:10.1002/0471445428.
public struct TwoProportionDesign: Hashable, Sendable {
  /// The proportion assumed in the first group.
  public let first: Double
  /// The proportion assumed in the second group.
  public let second: Double
  /// One less the significance level.
  public let level: ConfidenceLevel
  /// Whether the test will be two-sided.
  public let isTwoSided: Bool
  /// Whether a two-sided test counts significance in the wrong direction as power, as R's `strict = TRUE`.
  public let countsBothTails: Bool
  /// The size of the second group over that of the first.
  public let allocation: Double

  /// Takes two different proportions.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a proportion outside [0, 1], equal proportions, or an allocation that is
  ///   not above 0.
  public init(
    first: Double, second: Double, level: ConfidenceLevel = .p95, isTwoSided: Bool = true,
    countsBothTails: Bool = false, allocation: Double = 1
  ) throws(StatisticsError) {
    try Require.probability(first, "first")
    try Require.probability(second, "second")
    try Require.positive(allocation, "allocation")
    guard first != second else {
      throw .outOfRange(
        argument: "second", value: second, allowed: "different from the first, or nothing can be detected")
    }
    self.init(
      checked: first, second, level: level, isTwoSided: isTwoSided, countsBothTails: countsBothTails,
      allocation: allocation)
  }

  /// Takes a proportion and the risk ratio of the second group to the first.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a ratio that is not above 0, is 1, or gives a proportion above 1.
  public init(
    first: Double, riskRatio: Double, level: ConfidenceLevel = .p95, isTwoSided: Bool = true
  ) throws(StatisticsError) {
    try Require.positive(riskRatio, "riskRatio")
    try self.init(first: first, second: first * riskRatio, level: level, isTwoSided: isTwoSided)
  }

  private init(
    checked first: Double, _ second: Double, level: ConfidenceLevel, isTwoSided: Bool, countsBothTails: Bool,
    allocation: Double
  ) {
    self.first = first
    self.second = second
    self.level = level
    self.isTwoSided = isTwoSided
    self.countsBothTails = countsBothTails
    self.allocation = allocation
  }

  private var critical: Double {
    StandardNormal.quantile(upperTail: isTwoSided ? level.tail : level.alpha)
  }

  /// The standard deviations of √n times the difference if the groups are alike, and as assumed.
  private var deviations: (null: Double, assumed: Double) {
    let pooled = (first + allocation * second) / (1 + allocation)
    let null = pooled * (1 - pooled) * (1 + 1 / allocation)
    let assumed = first * (1 - first) + second * (1 - second) / allocation
    return (null.squareRoot(), assumed.squareRoot())
  }

  /// The probability that the test finds the difference, for `perGroup` people in the first group.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless the number is at least 1.
  public func power(perGroup: Double) throws(StatisticsError) -> Double {
    guard perGroup >= 1, perGroup.isFinite else {
      throw .outOfRange(argument: "perGroup", value: perGroup, allowed: "at least 1")
    }
    return power(unchecked: perGroup)
  }

  private func power(unchecked n: Double) -> Double {
    let (null, assumed) = deviations
    let distance = n.squareRoot() * abs(first - second)
    guard assumed > 0 else { return distance >= critical * null ? 1 : 0 }
    let right = StandardNormal.lowerTail((distance - critical * null) / assumed)
    guard countsBothTails, isTwoSided else { return right }
    return right + StandardNormal.upperTail((distance + critical * null) / assumed)
  }

  /// The number of people in the first group that reaches a power; round it up for a real study.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless the power lies strictly between that of no people and 1.
  public func sampleSizePerGroup(power: Double) throws(StatisticsError) -> Double {
    try Self.check(
      power, above: countsBothTails || !isTwoSided ? level.alpha : level.tail)
    let (null, assumed) = deviations
    let beta = StandardNormal.quantile(upperTail: 1 - power)
    let root = (critical * null + beta * assumed) / abs(first - second)
    let size = root * root
    guard countsBothTails, isTwoSided else { return size }
    return BracketedRoot.find(from: size * 1e-3, to: size) { self.power(unchecked: $0) - power }
  }

  /// A power that a test has without any difference needs no study.
  ///
  /// A two-sided test that counts findings in the right direction only has half of the significance level then.
  private static func check(_ power: Double, above least: Double) throws(StatisticsError) {
    guard power > least, power < 1 else {
      throw .outOfRange(
        argument: "power", value: power, allowed: "a fraction above \(least.brief(6)) and below 1")
    }
  }

  /// The second proportion that a study can detect, on the side of the first that is asked for.
  ///
  /// - Parameters:
  ///   - first: the proportion assumed in the first group.
  ///   - perGroup: the people in each group.
  ///   - power: the probability with which the difference is to be found.
  ///   - increase: whether to look above the first proportion, as R does, or below it.
  ///   - level: one less the significance level.
  ///   - isTwoSided: whether the test will be two-sided.
  /// - Throws: `StatisticsError.outOfRange` for impossible arguments and `.undefined` where no proportion on that side
  ///   reaches the power.
  public static func detectable(
    first: Double, perGroup: Double, power: Double, increase: Bool = true, level: ConfidenceLevel = .p95,
    isTwoSided: Bool = true
  ) throws(StatisticsError) -> Double {
    try Require.probability(first, "first")
    guard perGroup >= 1, perGroup.isFinite else {
      throw .outOfRange(argument: "perGroup", value: perGroup, allowed: "at least 1")
    }
    try check(power, above: isTwoSided ? level.tail : level.alpha)
    func excess(_ second: Double) -> Double {
      TwoProportionDesign(
        checked: first, second, level: level, isTwoSided: isTwoSided, countsBothTails: false, allocation: 1
      ).power(unchecked: perGroup) - power
    }
    let edge = increase ? 1.0 : 0.0
    guard excess(edge) >= 0, first != edge else {
      throw .undefined(
        quantity: "a detectable difference",
        because: "\(perGroup.brief(2)) people per group reach that power for no proportion "
          + (increase ? "above \(first)" : "below \(first)"))
    }
    return BracketedRoot.find(from: first, to: edge, excess)
  }
}

extension TwoProportionDesign: StatisticalResult {
  /// What is planned, and how many people in the first group give a power of 80 per cent.
  public var sentence: String {
    let group = allocation == 1 ? "each group" : "the first group"
    let size =
      (try? sampleSizePerGroup(power: 0.8)).map {
        "; \($0.rounded(.up).fixed(0)) people in \(group) give a power of 80%"
      } ?? ""
    return "A study to tell \(first.percent) from \(second.percent) at \(level.percent) confidence\(size)."
  }

  /// Empty: the numbers follow from the assumptions.
  public var warnings: [StatisticsWarning] { [] }
}
