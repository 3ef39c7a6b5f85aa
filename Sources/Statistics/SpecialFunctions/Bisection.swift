/// Finds a sign change by the method of Illinois, a false position that cannot stall, inside a bracket.
///
/// - Source: Dowell and Jarratt (1971), *BIT* 11, 168–174, doi:10.1007/BF01934364.
enum Bisection {
  /// The point between two ends of opposite sign where a function vanishes.
  static func root(from start: Double, to end: Double, _ function: (Double) -> Double) -> Double {
    var a = start
    var b = end
    var fa = function(a)
    var fb = function(b)
    if fa == 0 { return a }
    if fb == 0 || fa.sign == fb.sign { return b }
    for step in 0..<300 {
      let falsePosition = b - fb * (b - a) / (fb - fa)
      let isInside = falsePosition > min(a, b) && falsePosition < max(a, b)
      let c = step % 4 == 3 || !isInside ? a + (b - a) / 2 : falsePosition
      let fc = function(c)
      if fc == 0 || abs(b - a) <= 2 * max(abs(c).ulp, .leastNormalMagnitude) { return c }
      if fc.sign == fb.sign {
        fa /= 2
      } else {
        a = b
        fa = fb
      }
      b = c
      fb = fc
    }
    return b
  }
}
