internal import CGSL

/// How an odds ratio and its interval are made.
public enum OddsRatioMethod: String, Hashable, Sendable, CaseIterable, Codable {
  /// Cross-product ratio with a normal approximation to its logarithm.
  ///
  /// - Source: Woolf (1955), *Annals of Human Genetics* 19, 251–253, doi:10.1111/j.1469-1809.1955.tb01348.x.
  case woolf
  /// Conditional maximum likelihood with exact limits, as R's `fisher.test` but to machine precision.
  ///
  /// - Source: Cornfield (1956), *Proceedings of the Third Berkeley Symposium* 4, 135–148.
  case conditional
  /// Woolf's formulas after one half is added to each cell.
  ///
  /// - Source: Haldane (1956), *Annals of Human Genetics* 20, 309–311, doi:10.1111/j.1469-1809.1955.tb01285.x;
  ///   Anscombe (1956), *Biometrika* 43, 461–464, doi:10.1093/biomet/43.3-4.461.
  case haldaneAnscombe = "haldane-anscombe"
}

extension TwoByTwoTable {
  /// The method that the odds ratio has by default: `woolf`, or `conditional` where a cell is zero.
  public var defaultOddsRatioMethod: OddsRatioMethod { hasZeroCell ? .conditional : .woolf }

  /// Odds of the event among the exposed over the odds among the unexposed, with its interval.
  ///
  /// A zero in the denominator leaves no estimate. Woolf's interval needs four positive cells and does not
  /// exist otherwise; the conditional one exists always, with a lower limit of zero or an unlimited upper one
  /// where the margins allow no more extreme table.
  public func oddsRatio(level: ConfidenceLevel = .p95, method: OddsRatioMethod? = nil) -> Estimate {
    switch method ?? defaultOddsRatioMethod {
    case .woolf: woolf(adding: 0, level, .woolf)
    case .haldaneAnscombe: woolf(adding: 0.5, level, .haldaneAnscombe)
    case .conditional: conditional(level)
    }
  }

  private func woolf(adding half: Double, _ level: ConfidenceLevel, _ method: OddsRatioMethod) -> Estimate {
    let a = Double(exposedEvents) + half
    let b = Double(exposedNonEvents) + half
    let c = Double(unexposedEvents) + half
    let d = Double(unexposedNonEvents) + half
    guard b > 0, c > 0 else {
      return Estimate(nil, withoutIntervalAt: level, method: method.rawValue)
    }
    let value = (a / b) * (d / c)
    guard value > 0 else {
      return Estimate(value, withoutIntervalAt: level, method: method.rawValue)
    }
    let standardError = (1 / a + 1 / b + 1 / c + 1 / d).squareRoot()
    let half = StandardNormal.quantile(upperTail: level.tail) * standardError
    return Estimate(
      value, interval: ConfidenceInterval(lower: value * exp(-half), upper: value * exp(half), level: level),
      method: method.rawValue)
  }

  private func conditional(_ level: ConfidenceLevel) -> Estimate {
    let margins = FixedMargins(self)
    let value: Double? =
      if !margins.canIncrease { nil } else if !margins.canDecrease { 0 } else {
        root { margins.tails(oddsRatio: $0).meanExcess }
      }
    let lower =
      margins.canDecrease
      ? root { ratio in
        let tails = margins.tails(oddsRatio: ratio)
        return tails.at + tails.above - level.tail
      } : 0
    let upper =
      margins.canIncrease
      ? root { ratio in
        let tails = margins.tails(oddsRatio: ratio)
        return level.tail - tails.below - tails.at
      } : .infinity
    return Estimate(
      value, interval: ConfidenceInterval(lower: lower, upper: upper, level: level),
      method: OddsRatioMethod.conditional.rawValue)
  }

  /// The odds ratio at which an increasing function is zero, searched on the logarithm.
  private func root(_ function: (Double) -> Double) -> Double {
    let a = Double(exposedEvents) + 0.5
    let b = Double(exposedNonEvents) + 0.5
    let c = Double(unexposedEvents) + 0.5
    let d = Double(unexposedNonEvents) + 0.5
    let start = log(a / b * (d / c))
    // A step of one standard error keeps the walk over the tables short, however many people there are.
    var step = (1 / a + 1 / b + 1 / c + 1 / d).squareRoot()
    var near = start
    let rising = function(exp(start)) < 0
    var far = near
    repeat {
      near = far
      far += rising ? step : -step
      step *= 2
    } while abs(far) < 700 && (function(exp(far)) < 0) == rising
    return exp(BracketedRoot.find(from: near, to: far) { function(exp($0)) })
  }
}
