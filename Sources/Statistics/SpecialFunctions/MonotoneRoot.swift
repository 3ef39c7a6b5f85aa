internal import CGSL

/// Finds where a falling or rising probability reaches a target.
///
/// Newton's method on the logarithm of the probability, kept inside a bracket. Where the logarithm is concave, as it
/// is for every tail used here, the steps cannot overshoot twice; the bracket guards against rounding.
enum MonotoneRoot {
  /// A tail at a point: its probability and the derivative of that probability.
  struct Tail {
    var probability: Double
    var derivative: Double
  }

  /// The point between `low` and `high` where `tail` has probability `target`.
  ///
  /// - Parameters:
  ///   - rising: whether the probability rises with the point.
  ///   - accuracy: the step, in units of the point's own scale, below which the search ends; the error left is its square.
  static func solve(
    target: Double, start: Double, low: Double, high: Double, rising: Bool, accuracy: Double = 1e-9,
    _ tail: (Double) -> Tail
  ) -> Double {
    var low = low
    var high = high
    var point = min(max(start, low), high)
    for _ in 0..<400 {
      let here = tail(point)
      if here.probability == target { return point }
      if (here.probability < target) == rising { low = point } else { high = point }
      var next = (low + high) / 2
      if here.probability > 0, here.derivative != 0 {
        let newton = point - log(here.probability / target) * here.probability / here.derivative
        if abs(newton - point) <= accuracy * max(1, abs(point)) { return newton }
        if newton > low, newton < high { next = newton }
      }
      if next == low || next == high { return next }
      point = next
    }
    return point
  }
}
