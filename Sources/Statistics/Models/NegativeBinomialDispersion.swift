internal import CGSL

/// The likelihood of the negative binomial's θ at known means.
///
/// - Source: Lawless (1987), *Canadian Journal of Statistics* 15, 209–225, doi:10.2307/3314912.
struct NegativeBinomialDispersion {
  private let patterns: CovariatePatterns

  init(_ patterns: CovariatePatterns) {
    self.patterns = patterns
  }

  /// By moments, from the fit of a Poisson model.
  func start(_ predictor: [Double]) throws(ModelError) -> Double {
    var (excess, people) = (0.0, 0.0)
    for pattern in 0..<patterns.count {
      let cell = patterns.cell(pattern)
      let mean = exp(predictor[pattern])
      excess += cell.weight * (cell.square / (mean * mean) - 2 * cell.sum / mean + cell.units)
      people += cell.weight * cell.units
    }
    return min(1e4, max(1e-2, people / max(1e-8, excess)))
  }

  /// Newton's method on log θ.
  func maximum(_ predictor: [Double], start: Double) throws(ModelError) -> Double {
    var logTheta = log(start)
    for _ in 0..<200 {
      let (slope, curvature) = derivatives(exp(logTheta), predictor)
      let theta = exp(logTheta)
      let gradient = theta * slope
      let hessian = theta * slope + theta * theta * curvature
      var step = hessian < 0 ? -gradient / hessian : (gradient > 0 ? 1 : -1)
      step = max(-2, min(2, step))
      logTheta += step
      guard logTheta < log(1e8) else {
        throw .undefined(
          quantity: "the negative binomial's theta",
          because: "the counts vary no more than a Poisson model allows; use poisson")
      }
      if abs(step) < 1e-14 { break }
    }
    return exp(logTheta)
  }

  private func derivatives(_ theta: Double, _ predictor: [Double]) -> (slope: Double, curvature: Double) {
    var slope = CompensatedSum()
    var curvature = CompensatedSum()
    for count in patterns.outcomeCounts where count.outcome > 0 {
      let both = Self.polygammaDifferences(theta, Int(count.outcome))
      slope.add(count.weight * both.first)
      curvature.add(count.weight * both.second)
    }
    for pattern in 0..<patterns.count {
      let cell = patterns.cell(pattern)
      let mean = exp(predictor[pattern])
      let events = cell.weight * cell.sum
      let people = cell.weight * cell.units
      let total = theta + mean
      slope.add(-people * log1p(mean / theta) + (people * mean - events) / total)
      curvature.add(people * mean / (theta * total) - (people * mean - events) / (total * total))
    }
    return (slope.value, curvature.value)
  }

  /// ψ(θ + y) − ψ(θ) and the same of ψ′, as finite sums, which lose no digits for large θ.
  private static func polygammaDifferences(_ theta: Double, _ count: Int) -> (first: Double, second: Double) {
    var (first, second) = (0.0, 0.0)
    for k in (0..<count).reversed() {
      let term = 1 / (theta + Double(k))
      first += term
      second -= term * term
    }
    return (first, second)
  }
}
