internal import CGSL

/// The parts of Loader's saddle-point form of the binomial, Poisson, beta and gamma densities.
///
/// The logarithm of a density is written as small terms of one sign, so that nothing large cancels and the density
/// keeps its relative accuracy however far it is in a tail.
///
/// - Source: Loader (2000), *Fast and accurate computation of binomial probabilities*, Lucent Technologies.
enum SaddlePoint {
  /// ln Γ(n+1) − (n+½) ln n + n − ½ ln 2π, the error of Stirling's formula.
  static func stirlingError(_ n: Double) -> Double {
    if n < 10 {
      return log(GSL.value("gsl_sf_gammastar") { gsl_sf_gammastar(n) })
    }
    let r = 1 / n
    let s = r * r
    if n > 1e5 { return r * (1.0 / 12 - s / 360) }
    // Coefficients B₂ⱼ / (2j (2j−1)) of Stirling's series.
    let tail = -1.0 / 1680 + s * (1.0 / 1188 + s * (-691.0 / 360_360 + s * (1.0 / 156)))
    return r * (1.0 / 12 + s * (-1.0 / 360 + s * (1.0 / 1260 + s * tail)))
  }

  /// x ln(x/m) + m − x without cancellation where x is near m.
  static func deviance(_ x: Double, mean m: Double) -> Double {
    if x == 0 { return m }
    let d = x - m
    guard abs(d) < 0.25 * (x + m) else { return x * log(x / m) + m - x }
    let v = d / (x + m)
    let square = v * v
    var sum = d * v
    var term = 2 * x * v
    var j = 1.0
    while true {
      term *= square
      j += 2
      let next = sum + term / j
      if next == sum { return next }
      sum = next
    }
  }

  /// The natural logarithm of 2π.
  static let logTwoPi = log(2 * Double.pi)

  /// ln of x^a y^b Γ(a+b) / (Γ(a) Γ(b)) for x + y = 1, the density of a beta variable's logit.
  static func logBetaKernel(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    let n = a + b
    return stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, mean: n * x)
      - deviance(b, mean: n * y) + 0.5 * (log(a) + log(b / n) - logTwoPi)
  }

  /// ln of x^a e^−x / Γ(a), the density of a gamma variable's logarithm.
  static func logGammaKernel(_ a: Double, x: Double) -> Double {
    0.5 * (log(a) - logTwoPi) - stirlingError(a) - deviance(a, mean: x)
  }

  /// ln of the probability of `k` events in `n` trials, for p + q = 1; neither number need be whole.
  static func logBinomial(_ k: Double, of n: Double, p: Double, q: Double) -> Double {
    if p == 0 { return k == 0 ? 0 : -.infinity }
    if q == 0 { return k == n ? 0 : -.infinity }
    if k == 0 { return n * (p < 0.5 ? log1p(-p) : log(q)) }
    if k == n { return n * (q < 0.5 ? log1p(-q) : log(p)) }
    return stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, mean: n * p)
      - deviance(n - k, mean: n * q) + 0.5 * (log(n / k) - log(n - k) - logTwoPi)
  }
}

/// The exponential function, for files that have no other need of the C library.
func exponential(_ x: Double) -> Double { exp(x) }
