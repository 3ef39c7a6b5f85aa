internal import CGSL
import Numbers

/// A series as a level that drifts plus multiples of other series, with a known ratio of the variances.
///
/// Each value is the level, the multiples and an error of its own; the level takes a random step each period. Given the ratio the
/// level and the multiples follow from the Kalman filter and least squares, each as likely before anything was seen.
///
/// - Source: de Jong (1991), *The Annals of Statistics* 19, 1073–1083, doi:10.1214/aos/1176348139.
public struct DriftingRegression: Sendable {
  /// The multiples of the other series and their standard errors.
  public let multiples: [(value: Double, standardError: Double)]
  /// The standard deviation of the error of a value.
  public let errorDeviation: Double
  /// The standard deviation of the steps of the level.
  public let stepDeviation: Double
  /// The logarithm of the restricted likelihood of the ratio, but for a constant of the number of values and series.
  public let logLikelihood: Double
  /// What each value was expected to be by those before it.
  public let expected: [Double]
  /// The values less the parameters that were estimated from them.
  public let degreesOfFreedom: Int

  private let coefficients: [Double]
  private let centres: [Double]
  private let filtered: FilteredSeries
  private let covariance: SymmetricMatrix
  private let ratio: Double

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - values: the series.
  ///   - others: the values of each other series in the same periods.
  ///   - ratio: the variance of the steps over that of the errors.
  /// - Throws: `StatisticsError` for series of other lengths, fewer than three values more than parameters, series that do not
  ///   vary or follow from each other, and values that the others give exactly.
  public init(_ values: [Double], others: [[Double]] = [], ratio: Double) throws(StatisticsError) {
    for other in others {
      guard other.count == values.count else {
        throw .lengthMismatch(
          first: "values", firstCount: values.count, second: "values of another series",
          secondCount: other.count)
      }
      for value in other { try Require.finite(value, "a value of another series") }
    }
    for value in values { try Require.finite(value, "a value of the series") }
    try Require.notNegative(ratio, "the ratio of the variances")
    let degrees = values.count - 1 - others.count
    guard degrees >= 3 else {
      throw .undefined(
        quantity: "what would have been",
        because:
          "\(values.count) values stand before the change; with \(others.count) other series \(others.count + 4) are needed"
      )
    }
    centres = others.map { $0.reduce(0, +) / Double($0.count) }
    let columns =
      [Array(repeating: 1.0, count: values.count)]
      + zip(others, centres).map { other, centre in other.map { $0 - centre } }
    filtered = FilteredSeries(values, columns: columns, ratio: ratio)
    var cross = SymmetricMatrix(order: columns.count)
    var right = Array(repeating: 0.0, count: columns.count)
    for (row, value) in zip(filtered.columns, filtered.values) {
      for i in row.indices {
        right[i] += row[i] * value
        for j in row.indices { cross[i, j] += row[i] * row[j] }
      }
    }
    let factor = CholeskyFactor(cross)
    guard factor.isPositiveDefinite else {
      throw .undefined(
        quantity: "what would have been",
        because: "one of the other series does not vary before the change, or follows from the rest")
    }
    let beta = factor.solve(right)
    let rests = zip(filtered.values, filtered.columns).map { value, row in
      zip(row, beta).reduce(value) { $0 - $1.0 * $1.1 }
    }
    let squares = rests.reduce(0) { $0 + $1 * $1 }
    let size = filtered.values.reduce(0) { $0 + $1 * $1 }
    guard squares > 1e-20 * size, squares > 0 else {
      throw .undefined(
        quantity: "what would have been",
        because: "the values before the change do not vary, or follow exactly from the other series")
    }
    let variance = squares / Double(degrees)
    logLikelihood =
      -(Double(degrees) * log(squares) + filtered.logVariance + factor.logDeterminant) / 2
    covariance = factor.inverse.scaled(by: variance)
    coefficients = beta
    self.ratio = ratio
    degreesOfFreedom = degrees
    errorDeviation = variance.squareRoot()
    stepDeviation = (variance * ratio).squareRoot()
    multiples = zip(beta, covariance.diagonal).dropFirst().map { ($0, max(0, $1).squareRoot()) }
    let roots = filtered.variances.map { $0.squareRoot() }
    expected = values.indices.map { values[$0] - roots[$0] * rests[$0] }
  }

  /// The values expected of the next periods and the covariance of what they will be off.
  ///
  /// - Parameters:
  ///   - others: the values of each other series, in the order of the fit.
  ///   - periods: how many periods are wanted, for each of which every other series has a value.
  /// - Throws: `StatisticsError` for another number of series, and series of different lengths.
  public func later(
    _ others: [[Double]], periods: Int
  ) throws(StatisticsError) -> (means: [Double], covariance: [[Double]]) {
    guard others.count == centres.count else {
      throw .lengthMismatch(
        first: "other series", firstCount: centres.count, second: "other series later",
        secondCount: others.count)
    }
    for other in others where other.count != periods {
      throw .lengthMismatch(
        first: "periods", firstCount: periods, second: "values of another series", secondCount: other.count)
    }
    // The level that is carried on is that of the values less that of the columns times the coefficients.
    let off = (0..<periods).map { period in
      zip([1.0] + others.indices.map { others[$0][period] - centres[$0] }, filtered.columnLevels).map {
        $0 - $1
      }
    }
    let means = off.map { row in zip(row, coefficients).reduce(filtered.level) { $0 + $1.0 * $1.1 } }
    let spread = off.map { covariance.times($0) }
    let variance = errorDeviation * errorDeviation
    let joint = (0..<periods).map { i in
      (0..<periods).map { j in
        let steps = filtered.levelVariance + Double(min(i, j)) * ratio + (i == j ? 1 : 0)
        return zip(off[i], spread[j]).reduce(variance * steps) { $0 + $1.0 * $1.1 }
      }
    }
    return (means, joint)
  }
}

/// A series and its columns, each less what those before it say, over the root of its variance.
private struct FilteredSeries: Sendable {
  /// The values of the series.
  private(set) var values: [Double] = []
  /// The values of the columns, period by period.
  private(set) var columns: [[Double]] = []
  /// The variance of each value in units of that of the errors.
  private(set) var variances: [Double] = []
  /// The level of the series for the period after the last, and those of the columns.
  private(set) var level = 0.0
  private(set) var columnLevels: [Double]
  /// The variance of that level in units of that of the errors.
  private(set) var levelVariance = 0.0

  /// The sum of the logarithms of the variances.
  var logVariance: Double { variances.reduce(0) { $0 + log($1) } }

  init(_ series: [Double], columns all: [[Double]], ratio: Double) {
    columnLevels = all.map { _ in 0 }
    for (place, value) in series.enumerated() {
      let total = levelVariance + 1
      let (root, gain) = (total.squareRoot(), levelVariance / total)
      let rest = value - level
      let rests = all.indices.map { all[$0][place] - columnLevels[$0] }
      values.append(rest / root)
      columns.append(rests.map { $0 / root })
      variances.append(total)
      level += gain * rest
      for (column, own) in rests.enumerated() { columnLevels[column] += gain * own }
      levelVariance = levelVariance * (1 - gain) + ratio
    }
  }
}
