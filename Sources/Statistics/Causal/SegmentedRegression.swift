internal import CGSL
import Numbers

/// A series cut in two by a change: the jump at it and the change of slope, with errors that may follow each other.
///
/// Least squares on time, on being after the change and on the time since it; the covariance is that of Newey and West with
/// Bartlett's weights, and limits are Student's with n − 4 degrees of freedom.
///
/// - Source: Wagner, Soumerai, Zhang and Ross-Degnan (2002), *Journal of Clinical Pharmacy and Therapeutics* 27, 299–309,
///   doi:10.1046/j.1365-2710.2002.00430.x; Newey and West (1987), *Econometrica* 55, 703–708, doi:10.2307/1913610.
public struct SegmentedRegression: Hashable, Sendable {
  /// A coefficient.
  public struct Coefficient: Hashable, Sendable {
    /// Its estimate with limits.
    public let estimate: Estimate
    /// Its standard error.
    public let standardError: Double
    /// The two-sided p-value.
    public let pValue: Double
  }

  /// The value at the beginning.
  public let intercept: Coefficient
  /// The change each period before.
  public let slope: Coefficient
  /// The jump at the change.
  public let levelChange: Coefficient
  /// By how much the change each period differs afterwards.
  public let slopeChange: Coefficient
  /// The values of the two lines.
  public let fitted: [Double]
  /// The values of the first line carried on.
  public let withoutChange: [Double]
  /// Over how many periods errors may follow each other.
  public let lag: Int
  /// The correlation of each error with the one before it.
  public let autocorrelation: Double

  /// Fits the lines.
  ///
  /// - Parameters:
  ///   - values: the series, a value each period.
  ///   - change: the place of the first value after the change.
  ///   - lag: over how many periods errors may follow each other; nil for ⌊4(n/100)^(2/9)⌋.
  ///   - level: the confidence level of the limits.
  /// - Throws: `StatisticsError` for fewer than three values on either side, or a lag below 0.
  public init(
    _ values: [Double], changeAt change: Int, lag: Int? = nil, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    for value in values { try Require.finite(value, "a value of the series") }
    guard change >= 3, values.count - change >= 3 else {
      throw .undefined(
        quantity: "a change of level and slope",
        because:
          "\(max(0, change)) values stand before it and \(max(0, values.count - change)) after it; three are needed on "
          + "either side")
    }
    let n = values.count
    let chosen = lag ?? Int(4 * pow(Double(n) / 100, 2.0 / 9))
    try Require.count(chosen, "the lag")
    let rows = (0..<n).map { t -> [Double] in
      [1, Double(t), t >= change ? 1 : 0, t >= change ? Double(t - change) : 0]
    }
    var cross = SymmetricMatrix(order: 4)
    var right = [0.0, 0, 0, 0]
    for (row, value) in zip(rows, values) {
      for i in 0..<4 {
        right[i] += row[i] * value
        for j in 0..<4 { cross[i, j] += row[i] * row[j] }
      }
    }
    let factor = CholeskyFactor(cross)
    let beta = factor.solve(right)
    let lines = rows.map { beta.dot($0) }
    let errors = zip(values, lines).map { $0 - $1 }
    var meat = SymmetricMatrix(order: 4)
    for shift in 0...min(chosen, n - 1) {
      let weight = 1 - Double(shift) / Double(chosen + 1)
      for t in shift..<n {
        let product = weight * errors[t] * errors[t - shift]
        for i in 0..<4 {
          for j in 0..<4 {
            meat[i, j] +=
              shift == 0
              ? product * rows[t][i] * rows[t][j]
              : product * (rows[t][i] * rows[t - shift][j] + rows[t - shift][i] * rows[t][j])
          }
        }
      }
    }
    let covariance = meat.sandwiched(by: factor.inverse)
    let student = try StudentT(degreesOfFreedom: Double(n - 4))
    let quantile = student.quantile(upperTail: level.tail)
    func coefficient(_ index: Int) -> Coefficient {
      let error = max(0, covariance[index, index]).squareRoot()
      let tail = error > 0 ? student.upperTail(abs(beta[index]) / error) : beta[index] == 0 ? 0.5 : 0
      return Coefficient(
        estimate: Estimate(
          beta[index],
          interval: ConfidenceInterval(
            lower: beta[index] - quantile * error, upper: beta[index] + quantile * error, level: level),
          method: "newey-west"), standardError: error, pValue: min(1, 2 * tail))
    }
    intercept = coefficient(0)
    slope = coefficient(1)
    levelChange = coefficient(2)
    slopeChange = coefficient(3)
    fitted = lines
    withoutChange = (0..<n).map { beta[0] + beta[1] * Double($0) }
    self.lag = chosen
    let squares = errors.reduce(0) { $0 + $1 * $1 }
    autocorrelation =
      squares > 0 ? zip(errors.dropFirst(), errors).reduce(0) { $0 + $1.0 * $1.1 } / squares : 0
  }
}
