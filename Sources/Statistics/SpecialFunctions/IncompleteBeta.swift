internal import CGSL

/// The regularised incomplete beta function with its complement and the kernel both are built on.
///
/// GSL's routine takes differences of logarithms of gamma functions, which costs it digits where the parameters are
/// large; here the factor in front comes from the saddle-point form and the tail that is small is computed directly.
///
/// - Source: Abramowitz and Stegun (1964), *Handbook of Mathematical Functions*, 26.5.8, in its even part, as in
///   Didonato and Morris (1992), *ACM Transactions on Mathematical Software* 18, 360–373, doi:10.1145/131766.131776.
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
      lower = min(1, kernel * Self.fraction(a, b, x, y) / a)
      upper = 1 - lower
    } else {
      upper = min(1, kernel * Self.fraction(b, a, y, x) / b)
      lower = 1 - upper
    }
  }

  /// The continued fraction for x below the mean, two of its steps at a time.
  ///
  /// Numerators and denominators are carried by their recurrence, so that no division waits for the one before. Every
  /// sum is of positive terms; the first of them is formed from whichever of x and its complement is the smaller.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let total = a + b
    let gap = x < 0.5 ? a + 1 - total * x : 1 - b + total * y
    var odd = -total * x / (a + 1)
    var (numerator, lastNumerator) = (1.0, 0.0)
    var (denominator, lastDenominator) = (gap / (a + 1), 1.0)
    var m = 1.0
    while true {
      let place = a + 2 * m
      let scaled = x / place
      let even = m * (b - m) * scaled / (place - 1)
      let next = -(a + m) * (total + m) * scaled / (place + 1)
      let product = -odd * even
      let sum = (m + (a + m) * (gap + m * (1 + y)) / (place + 1)) / place + even
      (numerator, lastNumerator) = (sum * numerator + product * lastNumerator, numerator)
      (denominator, lastDenominator) = (sum * denominator + product * lastDenominator, denominator)
      odd = next
      m += 1
      let here = numerator * lastDenominator
      if abs(here - lastNumerator * denominator) <= 2 * Double.ulpOfOne * abs(here) {
        return numerator / denominator
      }
      if abs(denominator) < 1e-100 || abs(denominator) > 1e100 {
        let scale = 1 / denominator
        numerator *= scale
        lastNumerator *= scale
        lastDenominator *= scale
        denominator = 1
      }
    }
  }
}
