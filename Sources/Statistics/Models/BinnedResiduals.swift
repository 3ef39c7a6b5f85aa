/// Means of residuals in bins of about equally many fitted values, since those of a yes or no show nothing one by one.
///
/// Bins, and limits of two standard errors, are those of R's `arm::binnedplot`.
///
/// - Source: Gelman and Hill (2007), *Data Analysis Using Regression and Multilevel/Hierarchical Models*, section 5.6.
public struct BinnedResiduals: Hashable, Sendable {
  /// One bin.
  public struct Bin: Hashable, Sendable {
    /// The mean of the fitted values.
    public let fitted: Double
    /// The mean of the residuals.
    public let residual: Double
    /// How many rows.
    public let count: Int
    /// Two standard errors of the mean of the residuals.
    public let limit: Double

    /// Whether the mean lies beyond two standard errors.
    public var isBeyond: Bool { abs(residual) > limit }
  }

  /// The bins, lowest fitted values first.
  public let bins: [Bin]

  /// Sorts rows into bins.
  ///
  /// - Parameters:
  ///   - rows: the fitted value and the residual of each row, in any order.
  ///   - asked: how many bins are aimed at; rows with the same fitted value are never parted. Without it the root of
  ///     the number of rows from 100 rows on, 10 with more than 10, else half of them.
  /// - Throws: `ModelError.outOfRange` for no bins, `ModelError.noRows` for no rows.
  public init(_ rows: [(fitted: Double, residual: Double)], bins asked: Int? = nil) throws(ModelError) {
    let count = rows.count
    guard count > 0 else { throw .noRows(excluded: 0) }
    let wanted = asked ?? (count >= 100 ? Int(Double(count).squareRoot()) : count > 10 ? 10 : count / 2)
    guard wanted >= 1 || asked == nil else {
      throw .outOfRange(argument: "the number of bins", value: Double(wanted), allowed: "1 or more")
    }
    let sorted = rows.sorted { $0.fitted < $1.fitted }
    var starts: Set<Int> = [0]
    for bin in 1..<max(1, wanted) {
      let place = count * bin / wanted
      guard place > 0 else { continue }
      // A border among equal values moves to where they begin.
      var start = place
      while start > 0, sorted[start - 1].fitted == sorted[place].fitted { start -= 1 }
      starts.insert(start)
    }
    let ordered = starts.sorted()
    bins = zip(ordered, ordered.dropFirst() + [count]).map { start, end in
      let own = sorted[start..<end]
      let size = Double(own.count)
      let mean = own.reduce(0) { $0 + $1.residual } / size
      let square = own.reduce(0) { $0 + ($1.residual - mean) * ($1.residual - mean) }
      let deviation = own.count > 1 ? (square / (size - 1)).squareRoot() : 0
      return Bin(
        fitted: own.reduce(0) { $0 + $1.fitted } / size, residual: mean, count: own.count,
        limit: 2 * deviation / size.squareRoot())
    }
  }
}
