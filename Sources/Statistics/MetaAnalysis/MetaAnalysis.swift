internal import CGSL
import Numbers

/// Effects of several studies, areas or years combined into one.
///
/// Ratios are combined as logarithms; `mapped(exp)` on an estimate gives the ratio back.
///
/// - Source: DerSimonian and Laird (1986), *Controlled Clinical Trials* 7, 177–188,
///   doi:10.1016/0197-2456(86)90046-2; Viechtbauer (2005), *Journal of Educational and Behavioral Statistics* 30,
///   261–293, doi:10.3102/10769986030003261.
public struct MetaAnalysis: Hashable, Sendable {
  /// How the variance between studies is estimated.
  public enum Model: String, Hashable, Sendable, CaseIterable, Codable {
    /// No variance between studies: one common effect.
    case fixed
    /// The moment estimate of DerSimonian and Laird, not below 0.
    case derSimonianLaird = "dersimonian-laird"
    /// Restricted maximum likelihood, not below 0.
    case restrictedMaximumLikelihood = "reml"
  }

  /// The effects.
  public let effects: [Double]
  /// The variance of each effect.
  public let variances: [Double]
  /// How the variance between studies is estimated.
  public let model: Model
  /// The variance between studies, τ².
  public let tauSquared: Double
  /// The combined effect.
  public let effect: Double
  /// Its standard error when the variances are taken as known.
  public let standardError: Double

  /// Combines effects.
  ///
  /// - Throws: `StatisticsError` for no study, unequal lengths, an effect that is not finite or a variance that is not
  ///   above 0.
  public init(
    effects: [Double], variances: [Double], model: Model = .restrictedMaximumLikelihood
  ) throws(StatisticsError) {
    guard !effects.isEmpty else { throw .empty(argument: "effects") }
    guard effects.count == variances.count else {
      throw .lengthMismatch(
        first: "effects", firstCount: effects.count, second: "variances", secondCount: variances.count)
    }
    for index in effects.indices {
      try Require.finite(effects[index], "effect \(index + 1)")
      try Require.positive(variances[index], "variance \(index + 1)")
    }
    self.effects = effects
    self.variances = variances
    self.model = model
    let study = BetweenStudies(effects: effects, variances: variances)
    tauSquared =
      switch model {
      case .fixed: 0
      case .derSimonianLaird: study.derSimonianLaird
      case .restrictedMaximumLikelihood: study.restrictedMaximumLikelihood
      }
    let pooled = study.pooled(tauSquared)
    effect = pooled.effect
    standardError = (1 / pooled.weight).squareRoot()
  }

  /// The combined effect with its interval.
  ///
  /// - Parameters:
  ///   - level: The confidence level of the interval.
  ///   - hartungKnapp: Whether the standard error is taken from the scatter of the studies, with Student's t on k − 1
  ///     degrees of freedom: better for few studies. It does not exist for one.
  /// - Source: Hartung and Knapp (2001), *Statistics in Medicine* 20, 3875–3889, doi:10.1002/sim.1009.
  public func estimate(level: ConfidenceLevel = .p95, hartungKnapp: Bool = false) -> Estimate {
    guard hartungKnapp else {
      let half = StandardNormal.quantile(upperTail: level.tail) * standardError
      return Estimate(
        effect, interval: ConfidenceInterval(lower: effect - half, upper: effect + half, level: level),
        method: model.rawValue)
    }
    let method = "\(model.rawValue)-hartung-knapp"
    guard let error = hartungKnappStandardError,
      let student = try? StudentT(degreesOfFreedom: Double(effects.count - 1))
    else {
      return Estimate(effect, withoutIntervalAt: level, method: method)
    }
    let half = student.quantile(upperTail: level.tail) * error
    return Estimate(
      effect, interval: ConfidenceInterval(lower: effect - half, upper: effect + half, level: level),
      method: method)
  }

  /// The standard error from the scatter of the studies; nil for one study.
  public var hartungKnappStandardError: Double? {
    guard effects.count > 1 else { return nil }
    var square = 0.0
    for (effect, variance) in zip(effects, variances) {
      let distance = effect - self.effect
      square += distance * distance / (variance + tauSquared)
    }
    return standardError * (square / Double(effects.count - 1)).squareRoot()
  }

  /// The range in which the effect of one more study is expected; nil for fewer than three studies.
  ///
  /// Student's t has k − 2 degrees of freedom, one less than in metafor, which takes k − 1 or the normal distribution.
  ///
  /// - Source: Higgins, Thompson and Spiegelhalter (2009), *Journal of the Royal Statistical Society A* 172, 137–159,
  ///   doi:10.1111/j.1467-985X.2008.00552.x.
  public func predictionInterval(level: ConfidenceLevel = .p95) -> ConfidenceInterval? {
    guard let student = try? StudentT(degreesOfFreedom: Double(effects.count - 2)) else { return nil }
    let spread = (tauSquared + standardError * standardError).squareRoot()
    let half = student.quantile(upperTail: level.tail) * spread
    return ConfidenceInterval(lower: effect - half, upper: effect + half, level: level)
  }

  /// Cochran's test that all studies share one effect; for one study the p-value is 1.
  public var homogeneityTest: TestResult {
    let study = BetweenStudies(effects: effects, variances: variances)
    let degrees = Double(effects.count - 1)
    return TestResult(
      statistic: study.q, degreesOfFreedom: degrees,
      pValue: degrees > 0 ? IncompleteGamma(degrees / 2, x: study.q / 2).upper : 1, method: "cochran-q")
  }

  /// The share of the total variance that lies between studies, I², from τ² as in metafor; 0 for one study.
  ///
  /// - Source: Higgins and Thompson (2002), *Statistics in Medicine* 21, 1539–1558, doi:10.1002/sim.1186.
  public var iSquared: Double {
    guard effects.count > 1 else { return 0 }
    let between =
      model == .fixed
      ? BetweenStudies(effects: effects, variances: variances).momentEstimate : tauSquared
    let typical = BetweenStudies(effects: effects, variances: variances).typicalVariance
    return max(0, between) / (max(0, between) + typical)
  }
}

extension MetaAnalysis: StatisticalResult {
  /// The combined effect with its 95 per cent limits and the share of variance between studies.
  public var sentence: String {
    let estimate = estimate()
    let limits =
      estimate.interval.map { ", with 95% confidence between \($0.lower.brief(4)) and \($0.upper.brief(4))" }
      ?? ""
    return "\(effects.count) studies combine to an effect of \(effect.brief(4))\(limits); "
      + "\(iSquared.percent) of the variance lies between studies."
  }

  /// Variance between studies that a fixed model leaves out.
  public var warnings: [StatisticsWarning] {
    let factor = (homogeneityTest.statistic ?? 0) / Double(max(1, effects.count - 1))
    return model == .fixed && factor > 1.5 ? [.overdispersed(factor: factor)] : []
  }
}
