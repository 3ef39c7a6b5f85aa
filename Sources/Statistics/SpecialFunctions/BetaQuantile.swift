internal import CGSL

/// The lower quantile of a beta variable, on the scale of its logit.
///
/// The logit is the difference of the logarithms of two gamma variables, so its cumulants are known; their
/// Cornish-Fisher expansion starts within a thousandth of a standard deviation for all but the smallest parameters. One
/// evaluation of the tail and the derivatives of the density, which are polynomials, then give the quantile to rounding.
///
/// - Source: Cornish and Fisher (1938), *Revue de l'Institut International de Statistique* 5, 307–320,
///   doi:10.2307/1400905, for the start; Abramowitz and Stegun (1964), *Handbook of Mathematical Functions*, 3.6.25, for
///   the reversion of the series.
struct BetaQuantile {
  private let a: Double
  private let b: Double

  /// Takes the parameters, or nil where they are too small for the expansion.
  init?(_ a: Double, _ b: Double) {
    guard a >= 1.5, b >= 1.5 else { return nil }
    self.a = a
    self.b = b
  }

  /// The logit below which the variable falls with probability `tail`.
  ///
  /// - Parameters:
  ///   - tail: a probability of less than a half.
  ///   - z: the normal deviate with probability `tail` below it, which is negative.
  /// - Returns: nil where a few steps do not settle it; the caller then searches a bracket.
  func logit(tail: Double, z: Double) -> Double? {
    let normal = start(z)
    var u = normal.logit
    for _ in 0..<6 {
      let e = exp(u)
      let y = 1 / (1 + e)
      let here = IncompleteBeta(a, b, x: e * y, y: y)
      guard here.lower > 0, here.lower < 0.5 else { return nil }
      let error = (tail - here.lower) / here.kernel
      if abs(error) > 0.2 * normal.spread {
        u += log(tail / here.lower) * here.lower / here.kernel
        continue
      }
      let step = reverted(error, x: e * y, y: y)
      u += step
      // The terms left out are of the fifth power of the step.
      if abs(step) < 1e-3 * normal.spread { return u }
    }
    return nil
  }

  /// The distance at which the tail has grown by `error` times the density, from four derivatives.
  private func reverted(_ error: Double, x: Double, y: Double) -> Double {
    let slope = a * y - b * x
    let curvature = -(a + b) * x * y
    let second = slope * slope + curvature
    let third = slope * (second + 2 * curvature) + curvature * (y - x)
    let cubic = slope * slope / 2 - second / 6
    let quartic = slope * (5.0 / 12 * second - 5.0 / 8 * slope * slope) - third / 24
    return error * (1 + error * (-slope / 2 + error * (cubic + error * quartic)))
  }

  /// The Cornish-Fisher expansion to the fifth cumulant, and the standard deviation.
  private func start(_ z: Double) -> (logit: Double, spread: Double) {
    let one = LogGammaCumulants(a)
    let two = LogGammaCumulants(b)
    let spread = (one.variance + two.variance).squareRoot()
    let unit = 1 / spread
    let square = unit * unit
    let skewness = (one.third - two.third) * square * unit
    let kurtosis = (one.fourth + two.fourth) * square * square
    let fifth = (one.fifth - two.fifth) * square * square * unit
    let z2 = z * z
    let first = skewness * (z2 - 1) / 6
    let second = z * (kurtosis * (z2 - 3) / 24 - skewness * skewness * (2 * z2 - 5) / 36)
    let quartic = fifth * ((z2 - 6) * z2 + 3) / 120
    let mixed = skewness * kurtosis * ((z2 - 5) * z2 + 2) / 24
    let cubed = skewness * skewness * skewness * ((12 * z2 - 53) * z2 + 17) / 324
    let deviate = z + first + second + quartic - mixed + cubed
    let mean = log((a - 0.5) / (b - 0.5)) + one.meanCorrection - two.meanCorrection
    return (mean + spread * deviate, spread)
  }

  /// Cumulants of the logarithm of a gamma variable, the polygamma functions, from their series in 1/(a − ½).
  private struct LogGammaCumulants {
    let meanCorrection: Double
    let variance: Double
    let third: Double
    let fourth: Double
    let fifth: Double

    init(_ a: Double) {
      let h = 1 / (a - 0.5)
      let h2 = h * h
      meanCorrection = h2 * (1.0 / 24 - h2 * (7.0 / 960))
      variance = h * (1 - h2 * (1.0 / 12 - h2 * (7.0 / 240)))
      third = -h2 * (1 - h2 / 4)
      fourth = 2 * h * h2 * (1 - h2 / 2)
      fifth = -6 * h2 * h2
    }
  }
}
