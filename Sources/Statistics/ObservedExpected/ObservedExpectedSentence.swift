import Numbers

extension ObservedExpected: StatisticalResult {
  /// What was found, at 95 per cent.
  public var sentence: String { sentence(level: .p95) }

  /// What was found, in percentage points where the number of people is known and otherwise in per cent.
  public func sentence(level: ConfidenceLevel) -> String {
    let start =
      trials.map { "\(observed) of \($0) against \(expected.brief(2)) predicted: " }
      ?? "\(observed) event\(observed == 1 ? "" : "s") against \(expected.brief(2)) predicted: "
    if let interval = pointDifferenceInterval(level: level) {
      return start + claim(interval, unit: "percentage points", level: level)
    }
    return start
      + claim(percentDifferenceInterval(level: level, method: .byar), unit: "per cent", level: level)
  }

  /// What was found, in per cent of the expected number, from limits of the ratio by one method.
  public func sentence(level: ConfidenceLevel, method: CountIntervalMethod) -> String {
    let people = trials.map { " of \($0)" } ?? (observed == 1 ? " event" : " events")
    return "\(observed)\(people) against \(expected.brief(2)) predicted: "
      + claim(percentDifferenceInterval(level: level, method: method), unit: "per cent", level: level)
  }

  private func claim(_ interval: ConfidenceInterval, unit: String, level: ConfidenceLevel) -> String {
    let confidence = "(\(level.percent) confidence)"
    if interval.lower > 0 {
      return
        "higher than predicted by between \(interval.lower.fixed(1)) and \(interval.upper.fixed(1)) \(unit) "
        + confidence + "."
    }
    if interval.upper < 0 {
      let least = (-interval.upper).fixed(1)
      return
        "lower than predicted by between \(least) and \((-interval.lower).fixed(1)) \(unit) \(confidence)."
    }
    return
      "no clear difference from the prediction; the difference lies between \(interval.lower.fixed(1)) and "
      + "\(interval.upper.fixed(1)) \(unit) \(confidence)."
  }

  /// Few expected events, nobody counted, a variance that is a bound or does not exist, and an interval whose method is
  /// not the test's.
  public var warnings: [StatisticsWarning] { warnings(interval: "wilson") }

  /// The same beside an interval of another method.
  public func warnings(interval: String) -> [StatisticsWarning] {
    var found: [StatisticsWarning] = []
    let rarer = trials.map { min(expected, Double($0) - expected) } ?? expected
    if rarer < 5 { found.append(.fewExpected(rarer)) }
    if observed == 0 || observed == trials { found.append(.estimateAtBoundary) }
    if varianceIsBound { found.append(.varianceIsBound) }
    if variance == 0 { found.append(.noVariance) }
    if z != nil, interval != "wilson" || !varianceIsBound {
      found.append(.intervalNotOfTheTest(interval: interval, test: "score"))
    }
    return found
  }
}
