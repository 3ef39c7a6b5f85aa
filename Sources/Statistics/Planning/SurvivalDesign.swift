internal import CGSL
import Numbers

/// The plan of a study that compares the time to an event in two groups by the log-rank test.
///
/// - Source: Schoenfeld (1983), *Biometrics* 39, 499–503, doi:10.2307/2531021.
public struct SurvivalDesign: Hashable, Sendable {
  /// The hazard ratio assumed to hold.
  public let hazardRatio: Double
  /// The share of people in the first group.
  public let firstShare: Double
  /// One less the two-sided significance level.
  public let level: ConfidenceLevel

  /// Takes a hazard ratio other than 1 and the share of the first group.
  ///
  /// - Throws: `StatisticsError.outOfRange` otherwise.
  public init(
    hazardRatio: Double, firstShare: Double = 0.5, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    try Require.positive(hazardRatio, "hazardRatio")
    try Require.openProbability(firstShare, "firstShare")
    guard hazardRatio != 1 else {
      throw .outOfRange(
        argument: "hazardRatio", value: 1, allowed: "different from 1, or nothing can be detected")
    }
    self.hazardRatio = hazardRatio
    self.firstShare = firstShare
    self.level = level
  }

  private var critical: Double { StandardNormal.quantile(upperTail: level.tail) }

  /// The number of events that reaches a power.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless the power lies strictly between 0 and 1.
  public func events(power: Double) throws(StatisticsError) -> Double {
    try Require.openProbability(power, "power")
    let root = max(0, critical + StandardNormal.quantile(upperTail: 1 - power)) / log(hazardRatio)
    return root * root / (firstShare * (1 - firstShare))
  }

  /// The number of people that reaches a power when a share of them has the event during the study.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless both lie between 0 and 1.
  public func participants(power: Double, probabilityOfEvent: Double) throws(StatisticsError) -> Double {
    guard probabilityOfEvent > 0, probabilityOfEvent <= 1 else {
      throw .outOfRange(
        argument: "probabilityOfEvent", value: probabilityOfEvent, allowed: "a fraction above 0 and at most 1"
      )
    }
    return try events(power: power) / probabilityOfEvent
  }

  /// The power of the log-rank test at a number of events.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless there is at least one.
  public func power(events: Double) throws(StatisticsError) -> Double {
    guard events >= 1, events.isFinite else {
      throw .outOfRange(argument: "events", value: events, allowed: "at least 1")
    }
    let information = (events * firstShare * (1 - firstShare)).squareRoot()
    return StandardNormal.lowerTail(abs(log(hazardRatio)) * information - critical)
  }
}

extension SurvivalDesign: StatisticalResult {
  /// What is planned, and how many events give a power of 80 per cent.
  public var sentence: String {
    let size =
      (try? events(power: 0.8)).map { "; \($0.rounded(.up).fixed(0)) events give a power of 80%" } ?? ""
    return
      "A study to tell a hazard ratio of \(hazardRatio.brief(2)) from 1 at \(level.percent) confidence\(size)."
  }

  /// Empty: the numbers follow from the assumptions.
  public var warnings: [StatisticsWarning] { [] }
}
