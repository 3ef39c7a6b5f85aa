/// The mean squared distance of predictions from outcomes, and what it is made of.
///
/// Over groups of similar prediction: reliability (smaller is better) less resolution (larger is better) plus
/// uncertainty, and, because predictions vary within a group, the two terms that make the sum exact.
///
/// - Source: Brier (1950), *Monthly Weather Review* 78, 1–3, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2;
///   Murphy (1973), *Journal of Applied Meteorology* 12, 595–600; Stephenson, Coelho and Jolliffe (2008), *Weather and
///   Forecasting* 23, 752–757, doi:10.1175/2007WAF2006116.1.
public struct BrierScore: Hashable, Sendable {
  /// The score: 0 is perfect.
  public let value: Double
  /// The mean squared distance of the groups' mean predictions from their rates.
  public let reliability: Double
  /// The mean squared distance of the groups' rates from the overall rate.
  public let resolution: Double
  /// The variance of the outcome.
  public let uncertainty: Double
  /// The variance of predictions within groups.
  public let withinGroupVariance: Double
  /// Twice the covariance of predictions and outcomes within groups.
  public let withinGroupCovariance: Double

  /// One minus the score over that of predicting the overall rate for everyone; nil where all outcomes are alike.
  public var skill: Double? { uncertainty > 0 ? 1 - value / uncertainty : nil }

  /// Scores predictions, decomposed over groups of equal size.
  public init(_ data: PredictedOutcomes, groups count: Int = 10) throws(ModelError) {
    let total = Double(data.count)
    var sum = CompensatedSum()
    for (p, happened) in zip(data.probabilities, data.outcomes) {
      let distance = p - (happened ? 1 : 0)
      sum.add(distance * distance)
    }
    value = sum.value / total
    let groups = try RiskGrouping(data, equalSized: count).groups
    let rate = data.prevalence
    uncertainty = rate * (1 - rate)
    reliability =
      groups.reduce(0) {
        $0 + Double($1.count) * ($1.meanPrediction - $1.rate) * ($1.meanPrediction - $1.rate)
      } / total
    resolution = groups.reduce(0) { $0 + Double($1.count) * ($1.rate - rate) * ($1.rate - rate) } / total
    var (variance, covariance) = (CompensatedSum(), CompensatedSum())
    for (p, happened) in zip(data.probabilities, data.outcomes) {
      guard let group = groups.first(where: { p <= $0.highest }) else { continue }
      variance.add((p - group.meanPrediction) * (p - group.meanPrediction))
      covariance.add(2 * (p - group.meanPrediction) * ((happened ? 1 : 0) - group.rate))
    }
    withinGroupVariance = variance.value / total
    withinGroupCovariance = covariance.value / total
  }
}
