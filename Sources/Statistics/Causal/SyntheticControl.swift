/// What a unit would have had without a change, as the mixture of other units that was nearest to it before.
///
/// Weights are those of least squares over all periods before the change, 0 or more, adding up to 1. The change is then
/// pretended of every other unit in turn; the place of the real one among all, by the root mean squared gap after over that
/// before, is the p-value of a test by permutation. As in the source, the unit with the real change is among those that the
/// others are mixed of.
///
/// - Source: Abadie, Diamond and Hainmueller (2010), *Journal of the American Statistical Association* 105, 493–505,
///   doi:10.1198/jasa.2009.ap08746; all earlier values as predictors: Ferman, Pinto and Possebom (2020), *Journal of Policy
///   Analysis and Management* 39, 510–532, doi:10.1002/pam.22206.
public struct SyntheticControl: Sendable {
  /// One unit and its mixture.
  public struct Fit: Sendable {
    /// The mixture in each period.
    public let mixture: [Double]
    /// The unit less its mixture in each period.
    public let gaps: [Double]
    /// The root mean squared gap before the change.
    public let rootMeanSquareBefore: Double
    /// The root mean squared gap from the change on.
    public let rootMeanSquareAfter: Double
    /// The one over the other; nil where the fit before is exact.
    public let ratio: Double?
    /// The mean gap from the change on.
    public let meanAfter: Double

    init(_ values: [Double], mixture: [Double], changeAt change: Int) {
      self.mixture = mixture
      let gaps = zip(values, mixture).map { $0 - $1 }
      self.gaps = gaps
      func root(_ part: ArraySlice<Double>) -> Double {
        (part.reduce(0) { $0 + $1 * $1 } / Double(part.count)).squareRoot()
      }
      let (before, after) = (root(gaps[..<change]), root(gaps[change...]))
      rootMeanSquareBefore = before
      rootMeanSquareAfter = after
      let size = values.map(abs).max() ?? 0
      ratio = before > 1e-9 * size ? after / before : nil
      meanAfter = gaps[change...].reduce(0, +) / Double(gaps.count - change)
    }
  }

  /// The unit with the change.
  public let fit: Fit
  /// The weight of each other unit.
  public let weights: [Double]
  /// The same of every other unit, as if the change had been there.
  public let placebos: [Fit]
  /// The place of the unit by its ratio, 1 for the largest; one that fits as exactly as it is counted last.
  public let rank: Int
  /// The place over the number of all units.
  public let pValue: Double
  /// The share of the unit's variance before the change that its mixture has; below 0 for one worse than its mean, nil
  /// where the unit does not vary.
  public let fitBefore: Double?
  /// The mean absolute gap of the other units after the change.
  public let placeboSpread: Double

  /// Mixes the units.
  ///
  /// - Parameters:
  ///   - unit: the values of the unit with the change, one each period.
  ///   - others: the values of each other unit in the same periods.
  ///   - change: the place of the first period after the change.
  /// - Throws: `StatisticsError` for fewer than two other units, fewer than three periods before the change or none after
  ///   it, and series of unlike length.
  public init(_ unit: [Double], others: [[Double]], changeAt change: Int) throws(StatisticsError) {
    guard others.count >= 2 else {
      throw .undefined(
        quantity: "a synthetic control", because: "\(others.count) other units are known; two are needed")
    }
    guard change >= 3, change < unit.count else {
      throw .undefined(
        quantity: "a synthetic control",
        because:
          "\(max(0, change)) periods stand before the change and \(max(0, unit.count - change)) after it; three "
          + "before and one after are needed")
    }
    for other in others where other.count != unit.count {
      throw .lengthMismatch(
        first: "another unit", firstCount: other.count, second: "the unit", secondCount: unit.count)
    }
    func mixed(_ values: [Double], of pool: [[Double]]) throws(StatisticsError) -> (
      fit: Fit, weights: [Double]
    ) {
      for value in values { try Require.finite(value, "a value") }
      for series in pool { for value in series { try Require.finite(value, "a value") } }
      let found = try NearestMixture(of: pool.map { Array($0[..<change]) }, to: Array(values[..<change]))
      let mixture = values.indices.map { period in
        zip(pool, found.weights).reduce(0) { $0 + $1.1 * $1.0[period] }
      }
      return (Fit(values, mixture: mixture, changeAt: change), found.weights)
    }
    let own = try mixed(unit, of: others)
    fit = own.fit
    weights = own.weights
    var placebos: [Fit] = []
    for index in others.indices {
      var pool = others
      pool[index] = unit
      placebos.append(try mixed(others[index], of: pool).fit)
    }
    self.placebos = placebos
    let ratio = own.fit.ratio ?? .infinity
    rank = 1 + placebos.count { ($0.ratio ?? .infinity) >= ratio }
    pValue = Double(rank) / Double(others.count + 1)
    let before = unit[..<change]
    let mean = before.reduce(0, +) / Double(change)
    let spread = before.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let left = own.fit.gaps[..<change].reduce(0) { $0 + $1 * $1 }
    fitBefore = spread > 0 ? 1 - left / spread : nil
    placeboSpread = placebos.reduce(0) { $0 + abs($1.meanAfter) } / Double(placebos.count)
  }
}
