internal import CGSL

/// The upper left count of a two-by-two table with fixed margins and a given odds ratio.
///
/// - Source: Fisher (1935), *Journal of the Royal Statistical Society* 98, 39–82, doi:10.2307/2342435; Liao and
///   Rosen (2001), *The American Statistician* 55, 366–369, doi:10.1198/000313001753272547, for summing from the mode.
public struct FisherNoncentralHypergeometric: DiscreteDistribution, Hashable {
  /// The central distribution with the same margins.
  public let central: Hypergeometric
  /// The odds ratio.
  public let oddsRatio: Double
  /// The expected count.
  public let mean: Double
  /// The variance of the count.
  public let variance: Double
  private let mode: Int
  private let logNorm: Double

  /// Takes the margins and an odds ratio above 0.
  ///
  /// - Throws: `StatisticsError.outOfRange` for impossible margins, or an odds ratio that is not above 0 and finite.
  public init(events: Int, others: Int, draws: Int, oddsRatio: Double) throws(StatisticsError) {
    try Require.positive(oddsRatio, "oddsRatio")
    central = try Hypergeometric(events: events, others: others, draws: draws)
    self.oddsRatio = oddsRatio
    let support = central.support
    let margins = central
    func ratio(_ k: Int) -> Double { Self.ratio(margins, oddsRatio, k) }
    var low = support.lowerBound
    var high = support.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if ratio(middle) > 1 { low = middle + 1 } else { high = middle }
    }
    mode = low
    var sum = CompensatedSum()
    var first = CompensatedSum()
    var second = CompensatedSum()
    func add(_ term: Double, _ distance: Double) {
      sum.add(term)
      first.add(term * distance)
      second.add(term * distance * distance)
    }
    add(1, 0)
    var term = 1.0
    var k = mode
    while k < support.upperBound, term > 1e-25 {
      term *= ratio(k)
      k += 1
      add(term, Double(k - mode))
    }
    term = 1
    k = mode
    while k > support.lowerBound, term > 1e-25 {
      k -= 1
      term /= ratio(k)
      add(term, Double(k - mode))
    }
    let shift = first.value / sum.value
    mean = Double(mode) + shift
    variance = max(0, second.value / sum.value - shift * shift)
    logNorm = central.logDensity(mode) + log(sum.value)
  }

  private static func ratio(_ c: Hypergeometric, _ oddsRatio: Double, _ k: Int) -> Double {
    oddsRatio * Double(c.events - k) * Double(c.draws - k)
      / (Double(k + 1) * Double(c.others - c.draws + k + 1))
  }

  /// The counts that the margins allow.
  public var support: ClosedRange<Int> { central.support }

  /// The natural logarithm of the probability of `k`.
  public func logDensity(_ k: Int) -> Double {
    guard support.contains(k) else { return -.infinity }
    return central.logDensity(k) + Double(k - mode) * log(oddsRatio) - logNorm
  }

  /// The probability of at most `k`.
  public func lowerTail(_ k: Int) -> Double { sums.lowerTail(k) }

  /// The probability of more than `k`.
  public func upperTail(_ k: Int) -> Double { sums.upperTail(k) }

  private var sums: RatioTails {
    RatioTails(support: support, mean: mean, density: density) { Self.ratio(central, oddsRatio, $0) }
  }
}
