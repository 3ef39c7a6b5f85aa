internal import CGSL

/// How the linear predictor of a model gives the mean of the outcome.
///
/// - Source: McCullagh and Nelder (1989), *Generalized Linear Models*, 2nd edition, section 4.3,
///   doi:10.1007/978-1-4899-3242-6; Wacholder (1986), *American Journal of Epidemiology* 123, 174–184,
///   doi:10.1093/oxfordjournals.aje.a114212, for risk ratios and differences by `log` and `identity`.
public enum ModelLink: String, Hashable, Sendable, CaseIterable, Codable {
  /// Logarithm of the odds: coefficients are logarithms of odds ratios.
  case logit
  /// The normal quantile.
  case probit
  /// log(−log(1 − p)): coefficients are logarithms of hazard ratios of a time that was followed up for all alike.
  case complementaryLogLog = "cloglog"
  /// Logarithm: coefficients are logarithms of risk or rate ratios.
  case log
  /// The mean itself: coefficients are differences, of risks for a binomial outcome.
  case identity

  /// The mean at a linear predictor, one less the mean, and the derivative of the mean.
  func value(_ predictor: Double) -> (mean: Double, complement: Double, slope: Double) {
    switch self {
    case .logit:
      let small = exp(-abs(predictor))
      let share = 1 / (1 + small)
      let (near, far) = (share, small * share)
      return predictor >= 0 ? (near, far, near * far) : (far, near, near * far)
    case .probit:
      let density = exp(-0.5 * (predictor * predictor + SaddlePoint.logTwoPi))
      return (StandardNormal.lowerTail(predictor), StandardNormal.upperTail(predictor), density)
    case .complementaryLogLog:
      let hazard = exp(predictor)
      return (-expm1(-hazard), exp(-hazard), exp(predictor - hazard))
    case .log: return (exp(predictor), -expm1(predictor), exp(predictor))
    case .identity: return (predictor, 1 - predictor, 1)
    }
  }

  /// The linear predictor at a mean.
  func predictor(_ mean: Double) -> Double {
    switch self {
    case .logit: CGSL.log(mean / (1 - mean))
    case .probit: StandardNormal.quantile(upperTail: 1 - mean)
    case .complementaryLogLog: CGSL.log(-log1p(-mean))
    case .log: CGSL.log(mean)
    case .identity: mean
    }
  }
}

extension ModelFamily {
  /// The link that the family has unless another is asked for.
  public var defaultLink: ModelLink {
    switch self {
    case .binomial, .quasiBinomial: .logit
    case .poisson, .quasiPoisson, .negativeBinomial: .log
    case .gaussian: .identity
    }
  }

  /// The links that can be asked for.
  public var links: [ModelLink] {
    switch self {
    case .binomial, .quasiBinomial: ModelLink.allCases
    case .poisson, .quasiPoisson, .gaussian: [.log, .identity]
    case .negativeBinomial: [.log]
    }
  }

  /// The link asked for, or the default.
  func checked(_ link: ModelLink?) throws(ModelError) -> ModelLink {
    let link = link ?? defaultLink
    guard links.contains(link) else {
      throw .undefined(
        quantity: "the link \(link.rawValue) of the family \(rawValue)",
        because: "the family has \(links.map(\.rawValue).joined(separator: ", "))")
    }
    return link
  }
}

/// The likelihood of a family with a link that is not its default.
struct LinkedKernel: PatternKernel {
  let family: ModelFamily
  let link: ModelLink

  func callAsFunction(_ predictor: Double, _ cell: PatternCell) -> KernelValue {
    let (mean, complement, slope) = link.value(predictor)
    let people = cell.weight * cell.units * cell.trials
    let events = cell.weight * cell.sum
    let impossible = KernelValue(information: 0, score: 0, logLikelihood: -.infinity)
    if family == .gaussian {
      let residual = cell.square - 2 * mean * cell.sum + cell.units * mean * mean
      guard residual.isFinite else { return impossible }
      return KernelValue(
        information: people * slope * slope, score: (events - people * mean) * slope,
        logLikelihood: -cell.weight * residual / 2)
    }
    guard mean > 0, mean.isFinite else { return impossible }
    if family.isCount {
      return KernelValue(
        information: people * slope * slope / mean, score: (events - people * mean) * slope / mean,
        logLikelihood: events * log(mean) - people * mean)
    }
    guard complement > 0 else { return impossible }
    let others = people - events
    return KernelValue(
      information: people * slope * (slope / mean / complement),
      score: slope * (events / mean - others / complement),
      logLikelihood: (events > 0 ? events * log(mean) : 0) + (others > 0 ? others * log(complement) : 0))
  }
}
