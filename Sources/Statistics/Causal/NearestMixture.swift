/// The mixture of points that lies nearest to a target: weights of 0 or more that add up to 1, by least squares.
///
/// It is the point of least norm of a convex hull, which Wolfe's method finds in a finite number of steps, without a
/// tolerance on the weights.
///
/// - Source: Wolfe (1976), *Mathematical Programming* 11, 128–149, doi:10.1007/BF01580381.
package struct NearestMixture: Hashable, Sendable {
  /// The weight of each point.
  package let weights: [Double]
  /// The mixture.
  package let mixture: [Double]
  /// The sum of its squared differences from the target.
  package let squaredDistance: Double

  /// Finds the weights.
  ///
  /// - Throws: `StatisticsError` for no points, points of another length than the target, and values that are not finite.
  package init(of points: [[Double]], to target: [Double]) throws(StatisticsError) {
    guard !points.isEmpty else { throw .empty(argument: "points") }
    guard !target.isEmpty else { throw .empty(argument: "target") }
    for point in points {
      guard point.count == target.count else {
        throw .lengthMismatch(
          first: "a point", firstCount: point.count, second: "the target", secondCount: target.count)
      }
      for value in point { try Require.finite(value, "a value") }
    }
    for value in target { try Require.finite(value, "a value of the target") }
    let shifted = points.map { zip($0, target).map(-) }
    weights = try Self.leastNorm(shifted)
    var mixture = [Double](repeating: 0, count: target.count)
    for (point, weight) in zip(points, weights) where weight > 0 {
      for place in mixture.indices { mixture[place] += weight * point[place] }
    }
    self.mixture = mixture
    squaredDistance = zip(mixture, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  private static func leastNorm(_ points: [[Double]]) throws(StatisticsError) -> [Double] {
    let norms = points.map { $0.dot($0) }
    let scale = norms.max() ?? 0
    guard scale > 0, let first = norms.indices.min(by: { norms[$0] < norms[$1] }) else {
      return points.indices.map { $0 == 0 ? 1 : 0 }
    }
    var (chosen, weights) = ([first], [1.0])
    let most = 100 * (points.count + points[0].count)
    for _ in 0..<most {
      var here = [Double](repeating: 0, count: points[0].count)
      for (index, weight) in zip(chosen, weights) {
        for place in here.indices { here[place] += weight * points[index][place] }
      }
      let products = points.map { $0.dot(here) }
      guard let next = products.indices.min(by: { products[$0] < products[$1] }),
        products[next] < here.dot(here) - 1e-13 * scale, !chosen.contains(next)
      else {
        var all = [Double](repeating: 0, count: points.count)
        for (index, weight) in zip(chosen, weights) { all[index] = weight }
        return all
      }
      chosen.append(next)
      weights.append(0)
      while let plane = inPlane(chosen.map { points[$0] }), plane.contains(where: { $0 <= 1e-14 }) {
        let reach =
          zip(weights, plane).filter { $0.1 <= 1e-14 }.map { $0.0 / max($0.0 - $0.1, 1e-300) }.min() ?? 1
        weights = zip(weights, plane).map { max(0, (1 - reach) * $0 + reach * $1) }
        let kept = weights.indices.filter { weights[$0] > 1e-14 }
        guard kept.count < weights.count, !kept.isEmpty else { break }
        chosen = kept.map { chosen[$0] }
        weights = kept.map { weights[$0] }
      }
      if let plane = inPlane(chosen.map { points[$0] }), plane.allSatisfy({ $0 > 0 }) { weights = plane }
      let sum = weights.reduce(0, +)
      weights = weights.map { $0 / sum }
    }
    throw .noConvergence(method: "Wolfe's search of the nearest mixture", iterations: most)
  }

  /// The weights, of any sign, of the point of least norm in the plane through points; nil where they are dependent.
  private static func inPlane(_ points: [[Double]]) -> [Double]? {
    var gram = SymmetricMatrix(order: points.count)
    let shift = points.map { $0.dot($0) }.max() ?? 1
    for i in points.indices {
      for j in points.indices { gram[i, j] = points[i].dot(points[j]) + shift }
    }
    let factor = CholeskyFactor(gram, tolerance: 1e-15)
    guard factor.isPositiveDefinite else { return nil }
    let solved = factor.solve(points.map { _ in 1 })
    let sum = solved.reduce(0, +)
    guard sum > 0, sum.isFinite else { return nil }
    return solved.map { $0 / sum }
  }
}
