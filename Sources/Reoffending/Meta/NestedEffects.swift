import Numbers
public import Statistics

/// How effects differ between studies, and within those of which there are several effects.
public struct NestedEffects: Sendable, Encodable {
  /// The column of the studies.
  public let column: String
  /// How many studies there are.
  public let studies: Int
  /// The variance between studies on the scale of combination, and between effects of one study.
  public let variances: (between: Double, within: Double)
  /// Their shares of the whole variance, that of sampling included.
  public let shares: (between: Double, within: Double)
  /// The tests that either is zero.
  public let tests: (between: TestResult, within: TestResult)
  /// The logarithm of the restricted likelihood.
  public let logLikelihood: Double

  init(_ meta: NestedMetaAnalysis, column: String) {
    self.column = column
    studies = meta.studies
    variances = (meta.betweenStudies, meta.withinStudies)
    shares = meta.shares
    tests = meta.tests
    logLikelihood = meta.logLikelihood
  }

  /// Where the variance lies, without a full stop.
  var sentence: String {
    "\(NumberFormat.percent(shares.between)) of the variance lies between studies and "
      + "\(NumberFormat.percent(shares.within)) between effects of one study"
  }

  var notes: [String] {
    [
      "Effects of one value of \(column) are alike beyond chance; both variances are estimated by restricted maximum likelihood "
        + "(between: \(NumberFormat.pStatement(tests.between.pValue)), within: \(NumberFormat.pStatement(tests.within.pValue)))."
    ]
      + (studies < 5
        ? [
          "With \(studies) studies the limits are too narrow, and the variance between them is hardly known."
        ]
        : [])
  }

  /// Writes the variances, their shares and their tests.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("column", column), ("studies", studies), ("betweenStudies", variances.between),
      ("withinStudies", variances.within), ("iSquaredBetween", shares.between),
      ("iSquaredWithin", shares.within), ("testBetween", tests.between), ("testWithin", tests.within),
      ("logLikelihood", logLikelihood),
    ]).encode(to: encoder)
  }
}
