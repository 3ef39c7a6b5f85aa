/// A cubic spline that is linear beyond its outer knots: the value itself and one column fewer than inner knots.
///
/// The cubic columns are divided by the squared distance of the outer knots, as in R's `rms::rcs`.
///
/// - Source: Harrell (2015), *Regression Modeling Strategies*, 2nd edition, section 2.4.5,
///   doi:10.1007/978-3-319-19425-7; default knots from its table 2.3.
struct RestrictedSpline: Sendable {
  let knots: [Double]

  init(knots: [Double]) {
    self.knots = knots
  }

  /// Knots at the usual quantiles, or nil where two of them coincide.
  init?(values: [Double], counts: [Double], knotCount: Int) {
    let probabilities: [Double] =
      switch knotCount {
      case 3: [0.1, 0.5, 0.9]
      case 4: [0.05, 0.35, 0.65, 0.95]
      case 5: [0.05, 0.275, 0.5, 0.725, 0.95]
      case 6: [0.05, 0.23, 0.41, 0.59, 0.77, 0.95]
      default: [0.025, 0.1833, 0.3417, 0.5, 0.6583, 0.8167, 0.975]
      }
    knots = probabilities.map { CountedQuantile(values: values, counts: counts)($0) }
    guard zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
  }

  func callAsFunction(_ x: Double) -> [Double] {
    let last = knots[knots.count - 1]
    let lastButOne = knots[knots.count - 2]
    let unit = (last - knots[0]) * (last - knots[0])
    func cube(_ knot: Double) -> Double {
      let above = max(0, x - knot)
      return above * above * above
    }
    return [x]
      + knots.dropLast(2).map { knot in
        let a = (last - knot) / (last - lastButOne)
        let b = (lastButOne - knot) / (last - lastButOne)
        return (cube(knot) - a * cube(lastButOne) + b * cube(last)) / unit
      }
  }
}

/// Quantiles of counted values, interpolated linearly (type 7 of Hyndman and Fan, R's default).
///
/// - Source: Hyndman and Fan (1996), *The American Statistician* 50, 361–365, doi:10.2307/2684934.
struct CountedQuantile {
  /// In increasing order.
  let values: [Double]
  let counts: [Double]

  func callAsFunction(_ probability: Double) -> Double {
    let total = counts.reduce(0, +)
    let position = probability * (total - 1)
    // The same allowance for rounding as R's.
    let floor = (position + 4 * Double.ulpOfOne).rounded(.down)
    let fraction = position - floor
    let low = value(at: floor)
    guard abs(fraction) > 4 * Double.ulpOfOne else { return low }
    let high = value(at: floor + 1)
    return low == high ? low : (1 - fraction) * low + fraction * high
  }

  private func value(at index: Double) -> Double {
    var seen = 0.0
    for (value, count) in zip(values, counts) {
      seen += count
      if index < seen { return value }
    }
    return values[values.count - 1]
  }
}
