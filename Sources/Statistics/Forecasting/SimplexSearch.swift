/// The least value of a function of few variables, without derivatives.
///
/// - Source: Nelder and Mead (1965), *The Computer Journal* 7, 308–313, doi:10.1093/comjnl/7.4.308.
enum SimplexSearch {
  /// - Parameters:
  ///   - step: how far the first corners lie from the start.
  ///   - tolerance: the difference of values at which the search ends.
  /// - Returns: the place of the least value found, from two searches, the second begun where the first ended.
  static func minimum(
    of function: ([Double]) -> Double, from start: [Double], step: Double = 0.5, tolerance: Double = 1e-12
  ) -> [Double] {
    let first = search(function, start, step, tolerance)
    return search(function, first, step / 4, tolerance)
  }

  private static func search(
    _ function: ([Double]) -> Double, _ start: [Double], _ step: Double, _ tolerance: Double
  ) -> [Double] {
    let count = start.count
    var corners =
      [start]
      + start.indices.map { index in
        var corner = start
        corner[index] += step
        return corner
      }
    var values = corners.map(function)
    func blend(_ centre: [Double], _ corner: [Double], _ factor: Double) -> [Double] {
      zip(centre, corner).map { $0 + factor * ($1 - $0) }
    }
    for _ in 0..<(400 * count) {
      let order = values.indices.sorted { values[$0] < values[$1] }
      corners = order.map { corners[$0] }
      values = order.map { values[$0] }
      if abs(values[count] - values[0]) <= tolerance * (abs(values[0]) + tolerance) { break }
      let centre = (0..<count).map { index in
        corners.dropLast().reduce(0) { $0 + $1[index] } / Double(count)
      }
      let mirrored = blend(centre, corners[count], -1)
      let value = function(mirrored)
      if value < values[0] {
        let further = blend(centre, corners[count], -2)
        let better = function(further)
        (corners[count], values[count]) = better < value ? (further, better) : (mirrored, value)
      } else if value < values[count - 1] {
        (corners[count], values[count]) = (mirrored, value)
      } else {
        let inner =
          value < values[count] ? blend(centre, corners[count], -0.5) : blend(centre, corners[count], 0.5)
        let better = function(inner)
        if better < min(value, values[count]) {
          (corners[count], values[count]) = (inner, better)
        } else {
          for index in 1...count {
            corners[index] = blend(corners[0], corners[index], 0.5)
            values[index] = function(corners[index])
          }
        }
      }
    }
    return corners[values.indices.min { values[$0] < values[$1] } ?? 0]
  }
}
