internal import CGSL

/// The regularised incomplete gamma function with its complement and the kernel both are built on.
///
/// The factor in front comes from the saddle-point form, which keeps relative accuracy for large arguments, where
/// GSL's differences of logarithms lose it.
///
/// - Source: Abramowitz and Stegun (1964), *Handbook of Mathematical Functions*, 6.5.29 and 6.5.31.
struct IncompleteGamma {
  /// The probability below x.
  let lower: Double
  /// The probability above x.
  let upper: Double
  /// The density of the logarithm of the variable, x times the density.
  let kernel: Double

  /// Evaluates at `x` for the shape `a`.
  ///
  /// - Precondition: `a > 0` and `x >= 0`.
  init(_ a: Double, x: Double) {
    guard x > 0 else {
      (lower, upper, kernel) = (0, 1, 0)
      return
    }
    guard x < .infinity else {
      (lower, upper, kernel) = (1, 0, 0)
      return
    }
    kernel = exp(SaddlePoint.logGammaKernel(a, x: x))
    if x < a + 1 {
      lower = min(1, kernel * Self.series(a, x) / a)
      upper = 1 - lower
    } else {
      upper = min(1, kernel * Self.fraction(a, x))
      lower = 1 - upper
    }
  }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var denominator = a
    var term = 1.0
    var sum = 1.0
    while true {
      denominator += 1
      term *= x / denominator
      sum += term
      if term < sum * 0.25 * Double.ulpOfOne { return sum }
    }
  }

  private static func fraction(_ a: Double, _ x: Double) -> Double {
    let tiny = Double.leastNormalMagnitude
    func awayFromZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / awayFromZero(b)
    var h = d
    var i = 1.0
    while true {
      let numerator = -i * (i - a)
      b += 2
      d = 1 / awayFromZero(numerator * d + b)
      c = awayFromZero(b + numerator / c)
      let step = d * c
      h *= step
      if abs(step - 1) < 2 * Double.ulpOfOne { return h }
      i += 1
    }
  }
}
