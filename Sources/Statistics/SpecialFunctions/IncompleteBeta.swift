internal import CGSL

/// The regularised incomplete beta function with its complement and the kernel both are built on.
///
/// GSL's routine takes differences of logarithms of gamma functions, which costs it digits where the parameters are
/// large; here the factor in front comes from the saddle-point form and the tail that is small is computed directly.
///
/// - Source: Abramowitz and Stegun (1964), *Handbook of Mathematical Functions*, 26.5.8; evaluated by Lentz's
///   method as modified by Thompson and Barnett (1986), *Journal of Computational Physics* 64, 490–509,
///   doi:10.1016/0021-9991(86)90046-X.
struct IncompleteBeta {
  /// The probability below x.
  let lower: Double
  /// The probability above x.
  let upper: Double
  /// The density of the logit of the variable, x y times the density.
  let kernel: Double

  /// Evaluates at `x`, whose complement `y` is given apart so that either may be tiny.
  ///
  /// - Precondition: `a > 0`, `b > 0`, `x >= 0`, `y >= 0` and `x + y = 1` to rounding.
  init(_ a: Double, _ b: Double, x: Double, y: Double) {
    guard x > 0 else {
      (lower, upper, kernel) = (0, 1, 0)
      return
    }
    guard y > 0 else {
      (lower, upper, kernel) = (1, 0, 0)
      return
    }
    kernel = exp(SaddlePoint.logBetaKernel(a, b, x: x, y: y))
    if x * (a + b + 2) < a + 1 {
      lower = min(1, kernel * Self.fraction(a, b, x) / a)
      upper = 1 - lower
    } else {
      upper = min(1, kernel * Self.fraction(b, a, y) / b)
      lower = 1 - upper
    }
  }

  /// The continued fraction for x below the mean.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = Double.leastNormalMagnitude
    func awayFromZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
    var h = d
    var m = 1.0
    while true {
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / awayFromZero(1 + even * d)
      c = awayFromZero(1 + even / c)
      h *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / awayFromZero(1 + odd * d)
      c = awayFromZero(1 + odd / c)
      let step = d * c
      h *= step
      if abs(step - 1) < 2 * Double.ulpOfOne { return h }
      m += 1
    }
  }
}
