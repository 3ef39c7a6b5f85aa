import Numbers

/// How many people must be exposed for one more, or one fewer, of them to have the event.
///
/// It is the reciprocal of the risk difference. When the interval of the difference contains zero, that of the
/// number needed passes through infinity: it is then two separate ranges, one for a harm and one for a benefit.
///
/// - Source: Altman (1998), *BMJ* 317, 1309–1312, doi:10.1136/bmj.317.7168.1309.
public struct NumberNeeded: Hashable, Sendable {
  /// Whether the event is more or less frequent among the exposed.
  public enum Direction: String, Hashable, Sendable, Codable {
    /// One more event: a number needed to harm where the event is reoffending.
    case more
    /// One fewer event: a number needed to benefit where the event is reoffending.
    case fewer
  }

  /// The numbers that agree with the data.
  public enum Limits: Hashable, Sendable {
    /// All in one direction, from the smallest to the largest number; the largest may be infinite.
    case oneDirection(Direction, from: Double, to: Double)
    /// In both directions: at least so many for one more event, or at least so many for one fewer.
    case bothDirections(atLeastForOneMore: Double, atLeastForOneFewer: Double)
  }

  /// The number of people, or nil where the risks are equal and no number is enough.
  public let value: Double?
  /// The direction of the difference, or nil where the risks are equal.
  public let direction: Direction?
  /// The numbers that agree with the data at the level of the difference's interval.
  public let limits: Limits
  /// The risk difference from which all this is derived.
  public let difference: Estimate

  /// Derives the number from a risk difference.
  init(difference: Estimate, value: Double, interval: ConfidenceInterval) {
    self.difference = difference
    self.value = value == 0 ? nil : 1 / abs(value)
    direction = value == 0 ? nil : value > 0 ? .more : .fewer
    limits =
      if interval.lower >= 0, interval.upper > 0 {
        .oneDirection(.more, from: 1 / interval.upper, to: 1 / interval.lower.magnitude)
      } else if interval.upper <= 0, interval.lower < 0 {
        .oneDirection(.fewer, from: -1 / interval.lower, to: 1 / interval.upper.magnitude)
      } else {
        .bothDirections(
          atLeastForOneMore: 1 / interval.upper.magnitude, atLeastForOneFewer: 1 / interval.lower.magnitude)
      }
  }
}

extension TwoByTwoTable {
  /// How many people must be exposed for one more or one fewer event.
  public func numberNeeded(
    level: ConfidenceLevel = .p95, method: RiskDifferenceMethod = .newcombe
  ) -> NumberNeeded {
    let difference = riskDifference(level: level, method: method)
    let value = riskDifferenceValue
    let interval = difference.interval ?? ConfidenceInterval(lower: -1, upper: 1, level: level)
    return NumberNeeded(difference: difference, value: value, interval: interval)
  }
}

extension NumberNeeded: StatisticalResult {
  /// How many people go with one more or one fewer event, and which numbers agree with the data.
  public var sentence: String {
    guard let value, let direction else {
      return "The risks are equal, so no number of people goes with an event."
    }
    let start = "One \(direction.rawValue) event goes with \(value.fixed(1)) people exposed"
    switch limits {
    case .oneDirection(_, let from, let to):
      return "\(start); between \(from.fixed(1)) and \(to.fixed(1)) agree with the data."
    case .bothDirections(let more, let fewer):
      return
        "\(start), but the data agree with one more for as few as \(more.fixed(1)) and with one fewer for as few as "
        + "\(fewer.fixed(1))."
    }
  }

  /// Nothing beyond what the sentence says.
  public var warnings: [StatisticsWarning] { [] }
}
