internal import CGSL
import Numbers

/// The plan of a study meant to show that a rate is not worse than another by more than a margin.
///
/// Unpooled normal approximation, one-sided.
///
/// - Source: Chow, Shao, Wang and Lokhnygina (2017), *Sample Size Calculations in Clinical Research*, 3rd ed., 4.2,
///   doi:10.1201/9781315183084.
public struct NonInferiorityDesign: Hashable, Sendable {
  /// The proportion with the unwanted event assumed in the new group.
  public let new: Double
  /// The proportion assumed in the comparison group.
  public let comparison: Double
  /// The largest increase, as a fraction, that still counts as not worse.
  public let margin: Double
  /// One less the one-sided significance level.
  public let level: ConfidenceLevel

  /// Takes the assumed proportions and the margin.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a proportion not strictly between 0 and 1, a margin that is not above 0,
  ///   or a new group assumed to be worse by the margin or more.
  public init(
    new: Double, comparison: Double, margin: Double, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    try Require.openProbability(new, "new")
    try Require.openProbability(comparison, "comparison")
    try Require.openProbability(margin, "margin")
    guard new - comparison < margin else {
      throw .outOfRange(
        argument: "margin", value: margin,
        allowed: "above the assumed increase of \((new - comparison).brief(6))")
    }
    self.new = new
    self.comparison = comparison
    self.margin = margin
    self.level = level
  }

  private var deviation: Double { (new * (1 - new) + comparison * (1 - comparison)).squareRoot() }
  private var slack: Double { margin - (new - comparison) }

  /// The number of people per group that reaches a power; round it up for a real study.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless the power lies strictly between 0 and 1.
  public func sampleSizePerGroup(power: Double) throws(StatisticsError) -> Double {
    try Require.openProbability(power, "power")
    let sum = StandardNormal.quantile(upperTail: level.alpha) + StandardNormal.quantile(upperTail: 1 - power)
    let root = max(0, sum) * deviation / slack
    return root * root
  }

  /// The probability that the study shows the new group not to be worse by more than the margin.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless there is at least one person in a group.
  public func power(perGroup: Double) throws(StatisticsError) -> Double {
    guard perGroup >= 1, perGroup.isFinite else {
      throw .outOfRange(argument: "perGroup", value: perGroup, allowed: "at least 1")
    }
    return StandardNormal.lowerTail(
      perGroup.squareRoot() * slack / deviation - StandardNormal.quantile(upperTail: level.alpha))
  }
}

extension NonInferiorityDesign: StatisticalResult {
  /// What is planned, and how many people in each group give a power of 80 per cent.
  public var sentence: String {
    let size =
      (try? sampleSizePerGroup(power: 0.8)).map {
        "; \($0.rounded(.up).fixed(0)) people in each group give a power of 80%"
      } ?? ""
    return
      "A study to show that a rate is not more than \((100 * margin).brief(1)) percentage points above another at "
      + "\(level.percent) confidence\(size)."
  }

  /// Empty: the numbers follow from the assumptions.
  public var warnings: [StatisticsWarning] { [] }
}
