public import Statistics

/// One level of a risk factor against its reference within strata of other columns, after Mantel and Haenszel.
public struct StratifiedRiskFactor: Sendable, Encodable {
  /// The number of strata in which both levels are found.
  public let strata: Int
  /// The common odds ratio.
  public let oddsRatio: Estimate
  /// The common risk ratio.
  public let riskRatio: Estimate
  /// The common risk difference.
  public let riskDifference: Estimate
  /// The Cochran-Mantel-Haenszel test, corrected for continuity as in R's `mantelhaen.test`.
  public let test: TestResult
  /// The Breslow-Day test of a common odds ratio with Tarone's correction; nil for fewer than two informative strata.
  public let homogeneity: TestResult?
  /// Where the method is out of its depth for these strata.
  public let warnings: [String]

  init(_ table: StratifiedTable, level: ConfidenceLevel) {
    strata = table.strata.count(where: \.canBeCompared)
    oddsRatio = table.oddsRatio(level: level)
    riskRatio = table.riskRatio(level: level)
    riskDifference = table.riskDifference(level: level)
    test = table.cochranMantelHaenszelTest()
    homogeneity = table.homogeneityTest()
    warnings = table.warnings.map(\.description)
  }

  private enum CodingKeys: String, CodingKey {
    case strata, oddsRatio, riskRatio, riskDifference, test, homogeneity, warnings
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(strata, forKey: .strata)
    try container.encode(oddsRatio, forKey: .oddsRatio)
    try container.encode(riskRatio, forKey: .riskRatio)
    try container.encode(riskDifference, forKey: .riskDifference)
    try container.encode(test, forKey: .test)
    try container.encode(homogeneity, forKey: .homogeneity)
    try container.encode(warnings, forKey: .warnings)
  }
}
