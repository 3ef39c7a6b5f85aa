import Numbers

/// Whether rates differ by the season of the year beside a straight trend, and by how much.
///
/// Weighted least squares of the rate on time and season, with the number of people as weights; the F test compares it with
/// the straight line, so that rates which vary more than binomially are not taken for seasons.
///
/// - Source: Draper and Smith (1998), *Applied Regression Analysis*, 3rd edition, chapters 6 and 9,
///   doi:10.1002/9781118625590.
public struct SeasonalDifferences: Hashable, Sendable {
  /// The test that all seasons are alike.
  public let test: TestResult
  /// For each season, that of the first period first, the difference from the mean of all.
  public let effects: [Double]

  /// Fits the seasons.
  ///
  /// - Throws: `StatisticsError` for fewer periods than two years and two more, or weights that are not above 0.
  public init(rates: [Double], weights: [Double], season: Int) throws(StatisticsError) {
    guard rates.count == weights.count else {
      throw .lengthMismatch(
        first: "rates", firstCount: rates.count, second: "weights", secondCount: weights.count)
    }
    try Require.atLeast(2, season, "the season")
    try Require.atLeast(2 * season + 2, rates.count, "the number of periods")
    for value in rates { try Require.finite(value, "a rate") }
    for weight in weights { try Require.positive(weight, "a weight") }
    let small = Self.fit(rates, weights, season: nil)
    let large = Self.fit(rates, weights, season: season)
    let (first, second) = (Double(season - 1), Double(rates.count - season - 1))
    let gain = max(0, small.squares - large.squares) / first
    let noise = large.squares / second
    let statistic = noise > 0 ? gain / noise : gain > 0 ? Double.infinity : 0
    let tail =
      statistic.isFinite
      ? try FDistribution(numerator: first, denominator: second).upperTail(statistic) : 0
    test = TestResult(statistic: statistic, degreesOfFreedom: first, pValue: min(1, tail), method: "F")
    let own = [0] + large.coefficients.dropFirst(2)
    let mean = own.reduce(0, +) / Double(season)
    effects = own.map { $0 - mean }
  }

  private static func fit(
    _ rates: [Double], _ weights: [Double], season: Int?
  ) -> (coefficients: [Double], squares: Double) {
    let order = 2 + (season.map { $0 - 1 } ?? 0)
    let middle = Double(rates.count - 1) / 2
    func row(_ time: Int) -> [Double] {
      var row = Array(repeating: 0.0, count: order)
      row[0] = 1
      row[1] = Double(time) - middle
      if let season, time % season > 0 { row[1 + time % season] = 1 }
      return row
    }
    var cross = SymmetricMatrix(order: order)
    var right = Array(repeating: 0.0, count: order)
    for time in rates.indices {
      let own = row(time)
      for i in 0..<order {
        right[i] += weights[time] * own[i] * rates[time]
        for j in 0..<order { cross[i, j] += weights[time] * own[i] * own[j] }
      }
    }
    let coefficients = CholeskyFactor(cross).solve(right)
    let squares = rates.indices.reduce(0.0) { sum, time in
      let line = zip(row(time), coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      return sum + weights[time] * (rates[time] - line) * (rates[time] - line)
    }
    return (coefficients, squares)
  }
}
