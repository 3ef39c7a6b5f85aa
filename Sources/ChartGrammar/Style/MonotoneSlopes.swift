/// Slopes at the vertices of a curve that never overshoots its values.
///
/// - Source: Fritsch and Butland (1984), *SIAM Journal on Scientific and Statistical Computing* 5, 300–304,
///   doi:10.1137/0905021: the weighted harmonic mean of the neighbouring slopes, and 0 at a turn.
struct MonotoneSlopes {
  let slopes: [Double]

  init(_ points: [Point]) {
    let widths = zip(points, points.dropFirst()).map { $1.x - $0.x }
    let secants = zip(points, points.dropFirst()).map { $1.x == $0.x ? 0 : ($1.y - $0.y) / ($1.x - $0.x) }
    var slopes = [Double](repeating: 0, count: points.count)
    for index in slopes.indices {
      if index == 0 {
        slopes[index] = secants.first ?? 0
      } else if index == points.count - 1 {
        slopes[index] = secants.last ?? 0
      } else if secants[index - 1] * secants[index] > 0 {
        let (h0, h1) = (widths[index - 1], widths[index])
        let (w0, w1) = (2 * h1 + h0, h1 + 2 * h0)
        slopes[index] = (w0 + w1) / (w0 / secants[index - 1] + w1 / secants[index])
      }
    }
    self.slopes = slopes
  }
}
