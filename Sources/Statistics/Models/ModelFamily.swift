/// The distribution of the outcome; the link is its usual one unless another is asked for.
public enum ModelFamily: String, Hashable, Sendable, CaseIterable, Codable {
  /// Binomial with logit link: logistic regression.
  case binomial
  /// Binomial with the dispersion estimated from Pearson's statistic.
  case quasiBinomial = "quasibinomial"
  /// Poisson with logarithmic link.
  case poisson
  /// Poisson with the dispersion estimated from Pearson's statistic.
  case quasiPoisson = "quasipoisson"
  /// Negative binomial with logarithmic link, variance μ + μ²/θ, θ by maximum likelihood.
  case negativeBinomial = "negative-binomial"
  /// Normal with identity link: least squares.
  case gaussian

  /// Whether the dispersion is estimated, so that tests use t and F.
  public var estimatesDispersion: Bool {
    self == .gaussian || self == .quasiPoisson || self == .quasiBinomial
  }

  /// Whether a likelihood, and so an AIC, exists.
  public var hasLikelihood: Bool { self != .quasiPoisson && self != .quasiBinomial }

  /// Whether the outcome is an event or none.
  public var isOfEvents: Bool { self == .binomial || self == .quasiBinomial }

  /// Whether the outcome is a count, so that time at risk can be allowed for.
  public var isOfCounts: Bool { isCount }

  var isCount: Bool { self == .poisson || self == .quasiPoisson || self == .negativeBinomial }

  func checkOutcome(_ outcome: ModelOutcome, _ patterns: CovariatePatterns) throws(ModelError) {
    switch self {
    case .binomial, .quasiBinomial:
      let total = zip(patterns.units, patterns.trials).reduce(0) { $0 + $1.0 * $1.1 }
      let events = patterns.sums.reduce(0, +)
      guard outcome.isBinary || outcome.trials != nil else {
        throw .badOutcome(
          column: outcome.name,
          reason: "has other values than 0 and 1, which logistic regression does not know")
      }
      guard events > 0, events < total else {
        throw .badOutcome(
          column: outcome.name, reason: "is \(events == 0 ? 0 : 1) in every row, so nothing can be estimated")
      }
    case .poisson, .quasiPoisson, .negativeBinomial:
      guard outcome.trials == nil else {
        throw .badOutcome(
          column: outcome.name, reason: "is given as cbind(), which needs the family binomial")
      }
      for count in patterns.outcomeCounts where count.outcome < 0 || count.outcome != count.outcome.rounded()
      {
        throw .badOutcome(
          column: outcome.name, reason: "has the value \(count.outcome.formattedBriefly), which is no count")
      }
      guard patterns.sums.contains(where: { $0 > 0 }) else {
        throw .badOutcome(column: outcome.name, reason: "is 0 in every row, so nothing can be estimated")
      }
    case .gaussian:
      guard outcome.trials == nil else {
        throw .badOutcome(
          column: outcome.name, reason: "is given as cbind(), which needs the family binomial")
      }
      let counts = patterns.outcomeCounts
      guard counts.count(where: { $0.weight > 0 }) > 1 else {
        throw .badOutcome(column: outcome.name, reason: "has one value only, so nothing can be estimated")
      }
    }
  }
}
