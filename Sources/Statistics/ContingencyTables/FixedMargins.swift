/// The tables with the margins of an observed one, weighted relative to it at a given odds ratio.
///
/// The walk starts at the observed table with weight 1 and multiplies by the ratio of neighbouring weights of
/// Fisher's noncentral hypergeometric distribution, so no factorial is ever formed and counts of any size keep
/// full relative precision in both tails.
///
/// - Source: Fisher (1935), *Journal of the Royal Statistical Society* 98, 39–82, doi:10.2307/2342435.
struct FixedMargins {
  private let a: Double
  private let b: Double
  private let c: Double
  private let d: Double

  init(_ table: TwoByTwoTable) {
    a = Double(table.exposedEvents)
    b = Double(table.exposedNonEvents)
    c = Double(table.unexposedEvents)
    d = Double(table.unexposedNonEvents)
  }

  /// Whether the margins allow a table with fewer exposed events.
  var canDecrease: Bool { a > 0 && d > 0 }
  /// Whether the margins allow a table with more exposed events.
  var canIncrease: Bool { b > 0 && c > 0 }

  /// Probabilities of the tables below, at and above the observed one.
  struct Tails {
    /// Probability of fewer exposed events.
    let below: Double
    /// Probability of the observed table.
    let at: Double
    /// Probability of more exposed events.
    let above: Double
    /// Probability of every table no more likely than the observed one.
    let noMoreLikely: Double
    /// Mean number of exposed events less the observed number.
    let meanExcess: Double
  }

  /// The probabilities when the odds ratio is `oddsRatio`.
  func tails(oddsRatio: Double = 1) -> Tails {
    let down = Self.walk(a, d, b, c, 1 / oddsRatio)
    let up = Self.walk(b, c, a, d, oddsRatio)
    let observed = down.scale * up.scale
    let below = down.sum * up.scale
    let above = up.sum * down.scale
    let total = below + observed + above
    return Tails(
      below: below / total, at: observed / total, above: above / total,
      noMoreLikely: min(1, (observed + down.extreme * up.scale + up.extreme * down.scale) / total),
      meanExcess: (up.distance * down.scale - down.distance * up.scale) / total)
  }

  /// The probability, at an odds ratio of 1, of the tables at least as far from the expected one as the observed.
  func atLeastAsFar() -> Double {
    let expected = (a + b) * ((a + c) / (a + b + c + d))
    let distance = a - expected
    guard abs(distance) > 1e-9 * max(1, expected) else { return 1 }
    // From this many steps in the other direction on a table is as far; 1e−9 admits ties that rounding breaks.
    let steps = 2 * abs(distance) * (1 - 1e-9)
    let down = Self.walk(a, d, b, c, 1, far: distance > 0 ? steps : 0)
    let up = Self.walk(b, c, a, d, 1, far: distance > 0 ? 0 : steps)
    let observed = down.scale * up.scale
    let total = down.sum * up.scale + observed + up.sum * down.scale
    return min(1, (down.far * up.scale + observed + up.far * down.scale) / total)
  }

  /// The relative tolerance within which R's `fisher.test` takes two probabilities for equal.
  static let tieTolerance = 1e-7

  /// What one direction of the walk adds up to, in units of the observed table's weight over `scale`.
  private struct Side {
    var sum = 0.0
    var extreme = 0.0
    var distance = 0.0
    var far = 0.0
    var scale = 1.0
  }

  /// Moves people one by one out of the cells `x` and `y` into `u` and `v`.
  private static func walk(
    _ x: Double, _ y: Double, _ u: Double, _ v: Double, _ factor: Double, far: Double = .infinity
  ) -> Side {
    var side = Side()
    var weight = 1.0
    let steps = min(x, y)
    var step = 0.0
    while step < steps {
      let ratio = factor * (x - step) * (y - step) / ((u + step + 1) * (v + step + 1))
      weight *= ratio
      step += 1
      side.sum += weight
      side.distance += step * weight
      if weight <= side.scale * (1 + tieTolerance) { side.extreme += weight }
      if step >= far { side.far += weight }
      if ratio < 1 {
        let rest = weight * ratio
        if rest < 1e-17 * (1 - ratio) * min(side.sum, side.scale + side.extreme) { break }
      } else if weight > 1e200 {
        weight *= 1e-200
        side.sum *= 1e-200
        side.extreme *= 1e-200
        side.far *= 1e-200
        side.distance *= 1e-200
        side.scale *= 1e-200
      }
    }
    return side
  }
}
