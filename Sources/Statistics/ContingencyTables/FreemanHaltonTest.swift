internal import CGSL

/// Fisher's exact test for a table of any size.
///
/// The p-value adds the probabilities of every table with the same margins that is no more likely than the
/// observed one, within a relative tolerance of 1e−7. When there are too many tables it is estimated as the share
/// of random tables that are no more likely, counting the observed one, as R's
/// `fisher.test(simulate.p.value = TRUE)` does.
///
/// - Source: Freeman and Halton (1951), *Biometrika* 38, 141–149, doi:10.1093/biomet/38.1-2.141.
public struct FreemanHaltonTest: Hashable, Sendable {
  /// How the p-value was found.
  public enum Method: Hashable, Sendable {
    /// Every table was visited.
    case exact
    /// So many tables were drawn at random.
    case simulated(replicates: Int)
  }

  /// The p-value, as the command line prints it: `freeman-halton` or `freeman-halton-simulated`.
  public let result: TestResult
  /// How the p-value was found.
  public let method: Method

  /// The standard error of a simulated p-value; 0 for an exact one.
  public var standardError: Double {
    switch method {
    case .exact: 0
    case .simulated(let replicates):
      (result.pValue * (1 - result.pValue) / Double(replicates)).squareRoot()
    }
  }

  /// Tests a table.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - replicates: How many tables are drawn if there are too many to visit.
  ///   - seed: The seed of those draws; equal seeds give equal results on any number of cores.
  ///   - largestEnumeration: How many tables are visited before drawing is preferred.
  /// - Throws: `StatisticsError.outOfRange` unless there is at least one replicate.
  public init(
    _ table: ContingencyTable, replicates: Int = 100_000, seed: UInt64 = 1,
    largestEnumeration: Int = 2_000_000
  ) throws(StatisticsError) {
    guard replicates > 0 else {
      throw .outOfRange(argument: "replicates", value: Double(replicates), allowed: "at least 1")
    }
    guard table.total <= 10_000_000 else {
      throw .outOfRange(
        argument: "people", value: Double(table.total), allowed: "at most 10000000; use the chi-squared test")
    }
    let logFactorials = LogFactorials(upTo: table.total)
    var enumeration = TableEnumeration(table, logFactorials, budget: largestEnumeration)
    if let pValue = enumeration.pValue() {
      result = TestResult(statistic: nil, pValue: min(1, pValue), method: "freeman-halton")
      method = .exact
    } else {
      let pValue = RandomTables(table, logFactorials).pValue(replicates: replicates, seed: seed)
      result = TestResult(statistic: nil, pValue: pValue, method: "freeman-halton-simulated")
      method = .simulated(replicates: replicates)
    }
  }
}
