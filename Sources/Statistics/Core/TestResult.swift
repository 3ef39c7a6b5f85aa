/// The outcome of a hypothesis test.
///
/// Encodes as `{"statistic", "df", "pValue", "method"}`; what does not exist is `null`.
public struct TestResult: Hashable, Sendable, Encodable {
  /// The test statistic, or nil for an exact test that has none.
  public let statistic: Double?
  /// The degrees of freedom, or nil where the reference distribution has none.
  public let degreesOfFreedom: Double?
  /// The probability, under the hypothesis tested, of a result at least as extreme.
  public let pValue: Double
  /// The name of the method, as the command line prints it.
  public let method: String

  /// Joins the parts of a test's outcome.
  ///
  /// - Precondition: `0 <= pValue <= 1`.
  public init(statistic: Double?, degreesOfFreedom: Double? = nil, pValue: Double, method: String) {
    precondition(pValue >= 0 && pValue <= 1, "a p-value of \(pValue)")
    self.statistic = statistic
    self.degreesOfFreedom = degreesOfFreedom
    self.pValue = pValue
    self.method = method
  }

  private enum CodingKeys: String, CodingKey {
    case statistic, df, pValue, method
  }

  /// Writes the test object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(statistic.finite, forKey: .statistic)
    try container.encode(degreesOfFreedom, forKey: .df)
    try container.encode(pValue, forKey: .pValue)
    try container.encode(method, forKey: .method)
  }
}
