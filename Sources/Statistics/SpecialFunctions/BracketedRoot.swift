/// Finds where a continuous function changes sign between two points, to machine precision.
///
/// - Source: Brent (1973), *Algorithms for Minimization without Derivatives*, Prentice-Hall, chapter 4.
enum BracketedRoot {
  /// The root between two points at which the function has opposite signs.
  ///
  /// An infinite value at an end counts by its sign. Where the signs agree the end nearer to zero is returned.
  static func find(from start: Double, to end: Double, _ function: (Double) -> Double) -> Double {
    var a = start
    var b = end
    var fa = finite(function(a))
    var fb = finite(function(b))
    guard (fa < 0) != (fb < 0) else { return abs(fa) < abs(fb) ? a : b }
    var c = a
    var fc = fa
    var step = b - a
    var previousStep = step
    let least = 1e-24 * abs(end - start)
    var widthBefore = abs(end - start)
    for iteration in 1...400 {
      if abs(fc) < abs(fb) {
        (a, b, c) = (b, c, b)
        (fa, fb, fc) = (fb, fc, fb)
      }
      let tolerance = max(2 * b.ulp, least)
      let half = (c - b) / 2
      if abs(half) <= tolerance || fb == 0 { return b }
      // Values of very unequal size make interpolation creep: every third step must have halved the bracket twice.
      let creeps = iteration.isMultiple(of: 3) && abs(c - b) > widthBefore / 4
      if iteration.isMultiple(of: 3) { widthBefore = abs(c - b) }
      let interpolated =
        !creeps && abs(previousStep) >= tolerance && abs(fa) > abs(fb)
        ? interpolation(a: a, b: b, c: c, fa: fa, fb: fb, fc: fc) : .infinity
      if abs(interpolated) < min(abs(previousStep) / 2, abs(half) * 1.5), interpolated * half > 0 {
        previousStep = step
        step = interpolated
      } else {
        step = half
        previousStep = half
      }
      a = b
      fa = fb
      b += abs(step) > tolerance ? step : (half > 0 ? tolerance : -tolerance)
      fb = finite(function(b))
      if (fb > 0) == (fc > 0) {
        c = a
        fc = fa
        step = b - a
        previousStep = step
      }
    }
    return b
  }

  private static func interpolation(
    a: Double, b: Double, c: Double, fa: Double, fb: Double, fc: Double
  ) -> Double {
    let s = fb / fa
    if a == c {
      return (c - b) * s / (s - 1)
    }
    let q = fa / fc
    let r = fb / fc
    let numerator = s * ((c - b) * q * (q - r) - (b - a) * (r - 1))
    return -numerator / ((q - 1) * (r - 1) * (s - 1))
  }

  private static func finite(_ value: Double) -> Double {
    precondition(!value.isNaN, "a function searched for a root is not a number")
    return max(-Double.greatestFiniteMagnitude, min(Double.greatestFiniteMagnitude, value))
  }
}
