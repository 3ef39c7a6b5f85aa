/// Estimates from several completed data sets joined into one.
///
/// The total variance is the mean of the variances plus the variance of the estimates, times 1 + 1/m; degrees of freedom
/// follow Barnard and Rubin where those of the complete data are known.
///
/// - Source: Rubin (1987), *Multiple Imputation for Nonresponse in Surveys*, section 3.3, doi:10.1002/9780470316696;
///   Barnard and Rubin (1999), *Biometrika* 86, 948–955, doi:10.1093/biomet/86.4.948.
public struct RubinPooling: Sendable {
  /// A pooled coefficient.
  public struct Pooled: Hashable, Sendable {
    /// The coefficient with its test and limits.
    public let coefficient: CoefficientEstimate
    /// The degrees of freedom.
    public let degreesOfFreedom: Double
    /// The share of the information about it that is missing.
    public let missingInformation: Double
  }

  /// The pooled coefficients, in the order of the terms.
  public let coefficients: [Pooled]
  /// How many completed data sets were pooled.
  public let imputations: Int

  /// Pools estimates.
  ///
  /// - Parameters:
  ///   - terms: the names of the coefficients, in the order in which the lists have them.
  ///   - estimates: for each data set the estimates of all terms.
  ///   - variances: for each data set their variances.
  ///   - completeDegreesOfFreedom: those of a model of complete data; nil for a large sample.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError` for fewer than two data sets, unequal lengths, or a variance that is not above 0.
  public init(
    terms: [String], estimates: [[Double]], variances: [[Double]], completeDegreesOfFreedom: Double? = nil,
    level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    let count = estimates.count
    guard count > 1 else {
      throw .outOfRange(argument: "imputations", value: Double(count), allowed: "2 or more")
    }
    guard variances.count == count else {
      throw .lengthMismatch(column: "variances", count: variances.count, expected: count)
    }
    for list in estimates + variances where list.count != terms.count {
      throw .lengthMismatch(column: "a list of estimates", count: list.count, expected: terms.count)
    }
    var pooled: [Pooled] = []
    for (index, term) in terms.enumerated() {
      let own = variances.map { $0[index] }
      if let bad = own.first(where: { !($0 > 0 && $0.isFinite) }) {
        throw .outOfRange(argument: "variance of \(term)", value: bad, allowed: "above 0")
      }
      pooled.append(
        Self.pool(term, estimates.map { $0[index] }, own, completeDegreesOfFreedom, level))
    }
    coefficients = pooled
    imputations = count
  }

  private static func pool(
    _ term: String, _ estimates: [Double], _ variances: [Double], _ complete: Double?,
    _ level: ConfidenceLevel
  ) -> Pooled {
    let count = Double(estimates.count)
    let mean = estimates.reduce(0, +) / count
    let within = variances.reduce(0, +) / count
    let between = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let added = (1 + 1 / count) * between
    let total = within + added
    // As R's mice has it: the share is never taken as less than a ten-thousandth.
    let share = max(1e-4, added / total)
    let old = (count - 1) / (share * share)
    var degrees = old
    if let complete {
      let observed = (complete + 1) / (complete + 3) * complete * (1 - share)
      degrees = old * observed / (old + observed)
    }
    let increase = added / within
    let reference = CoefficientReference.student(degreesOfFreedom: degrees)
    return Pooled(
      coefficient: CoefficientEstimate(
        term: term, estimate: mean, standardError: total.squareRoot(), reference: reference, level: level),
      degreesOfFreedom: degrees, missingInformation: (increase + 2 / (degrees + 3)) / (increase + 1))
  }
}
