/// Hosmer and Lemeshow's test of calibration over groups of increasing prediction.
///
/// With g groups of equal size, χ² with g − 2 degrees of freedom: right for predictions fitted to the same people.
///
/// - Source: Hosmer and Lemeshow (1980), *Communications in Statistics A* 9, 1043–1069,
///   doi:10.1080/03610928008827941.
public struct HosmerLemeshowTest: Sendable {
  /// The groups.
  public let groups: [RiskGrouping.Group]
  /// The test.
  public let result: TestResult

  /// Tests predictions.
  ///
  /// - Throws: `ModelError.undefined` for fewer than three groups with different predictions, or a group in which
  ///   every prediction is 0 or 1.
  public init(_ data: PredictedOutcomes, groups count: Int = 10) throws(ModelError) {
    groups = try RiskGrouping(data, equalSized: count).groups
    guard groups.count > 2 else {
      throw .undefined(
        quantity: "the Hosmer-Lemeshow test", because: "the predictions make only \(groups.count) groups")
    }
    var statistic = 0.0
    for group in groups {
      let variance = group.expected * (1 - group.meanPrediction)
      guard variance > 0 else {
        throw .undefined(
          quantity: "the Hosmer-Lemeshow test", because: "a group has predictions of 0 or 1 only")
      }
      let difference = Double(group.events) - group.expected
      statistic += difference * difference / variance
    }
    let degrees = Double(groups.count - 2)
    result = TestResult(
      statistic: statistic, degreesOfFreedom: degrees,
      pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: degrees), method: "hosmer-lemeshow")
  }
}
