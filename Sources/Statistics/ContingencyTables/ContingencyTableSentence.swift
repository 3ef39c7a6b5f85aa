import Numbers

extension ContingencyTable: StatisticalResult {
  /// Whether the groups differ, with the p-value and the strength of the association.
  public var sentence: String {
    let test = chiSquaredTest()
    guard let strength = cramersV else {
      return "Everybody is in one row or column, so there is nothing to compare."
    }
    let claim =
      test.pValue < 0.05
      ? "The rows differ in how they fall on the columns" : "No clear difference between the rows"
    return "\(claim) (p \(PValueText(test.pValue).text), Cramér's V \(strength.fixed(2)))."
  }

  /// The smallest expected count where it is below five.
  public var warnings: [StatisticsWarning] {
    let smallest = expected.joined().filter { $0 > 0 }.min() ?? 0
    return smallest < 5 ? [.fewExpected(smallest)] : []
  }
}

extension FreemanHaltonTest: StatisticalResult {
  /// Whether the groups differ, with the exact p-value.
  public var sentence: String {
    let claim =
      result.pValue < 0.05
      ? "The rows differ in how they fall on the columns" : "No clear difference between the rows"
    return "\(claim) (exact p \(PValueText(result.pValue).text))."
  }

  /// The error of a simulated p-value.
  public var warnings: [StatisticsWarning] {
    switch method {
    case .exact: []
    case .simulated(let replicates): [.simulated(replicates: replicates, standardError: standardError)]
    }
  }
}
