/// Narrows an interval to where a function is least, which falls up to there and rises behind it.
///
/// - Source: Kiefer (1953), *Proceedings of the American Mathematical Society* 4, 502–506, doi:10.2307/2032161.
enum GoldenSection {
  /// The two inner points at the end, of which the least value is where the function is nearly least.
  struct Narrowed {
    var low, high: Double
    /// The values at the inner points.
    var values: (Double, Double)
    /// The middle of what is left.
    var middle: Double { (low + high) / 2 }
  }

  /// Narrows an interval to a width, or as far as so many steps go.
  static func least<Failure: Error>(
    from start: Double, to end: Double, width: Double, steps: Int = .max,
    _ function: (Double) throws(Failure) -> Double
  ) throws(Failure) -> Narrowed {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (start, end)
    var (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atA, atB) = (try function(a), try function(b))
    var step = 0
    while high - low > width, step < steps {
      step += 1
      if atA <= atB {
        (high, b, atB) = (b, a, atA)
        a = high - ratio * (high - low)
        atA = try function(a)
      } else {
        (low, a, atA) = (a, b, atB)
        b = low + ratio * (high - low)
        atB = try function(b)
      }
    }
    return Narrowed(low: low, high: high, values: (atA, atB))
  }
}
