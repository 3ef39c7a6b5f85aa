/// The ways to put limits on a ratio of two rates and to test it.
public enum RateRatioMethod: String, Hashable, Sendable, CaseIterable, Codable {
  /// Exact, given the total: Clopper-Pearson limits and the exact binomial test; the default.
  case exact
  /// Exact, given the total, with half of the observed outcome's probability.
  case midP = "mid-p"
  /// The score method given the total: Wilson limits and the score test.
  case score
  /// The normal approximation to the logarithm of the ratio.
  case logNormal = "log-normal"

  var conditional: ProportionIntervalMethod? {
    switch self {
    case .exact: .clopperPearson
    case .midP: .midP
    case .score: .wilson
    case .logNormal: nil
    }
  }

  var test: OneSampleTestMethod? {
    switch self {
    case .exact: .exact
    case .midP: .midP
    case .score: .score
    case .logNormal: nil
    }
  }
}
