/// Tails of a discrete distribution from its density and the ratio of neighbouring densities.
///
/// The smaller tail is summed outwards from its inner end. The terms fall geometrically, so the sum ends after a few
/// standard deviations and keeps its relative accuracy.
struct RatioTails {
  let support: ClosedRange<Int>
  let mean: Double
  let density: (Int) -> Double
  /// The density at `k + 1` over that at `k`.
  let ratio: (Int) -> Double

  func lowerTail(_ k: Int) -> Double {
    if k < support.lowerBound { return 0 }
    if k >= support.upperBound { return 1 }
    return Double(k) < mean ? downwards(from: k) : 1 - upwards(from: k + 1)
  }

  func upperTail(_ k: Int) -> Double {
    if k < support.lowerBound { return 1 }
    if k >= support.upperBound { return 0 }
    return Double(k) < mean ? 1 - downwards(from: k) : upwards(from: k + 1)
  }

  private func downwards(from start: Int) -> Double {
    var term = 1.0
    var sum = CompensatedSum()
    var k = start
    while term > sum.value * 1e-18 {
      sum.add(term)
      guard k > support.lowerBound else { break }
      k -= 1
      term /= ratio(k)
    }
    return min(1, density(start) * sum.value)
  }

  private func upwards(from start: Int) -> Double {
    var term = 1.0
    var sum = CompensatedSum()
    var k = start
    while term > sum.value * 1e-18 {
      sum.add(term)
      guard k < support.upperBound else { break }
      term *= ratio(k)
      k += 1
    }
    return min(1, density(start) * sum.value)
  }
}
