/// Polynomials that are orthonormal over the values of a column, as R's `poly`.
///
/// - Source: Forsythe (1957), *Journal of the Society for Industrial and Applied Mathematics* 5, 74–88,
///   doi:10.1137/0105007.
struct OrthogonalPolynomial: Codable, Hashable, Sendable {
  let degree: Int
  private let centres: [Double]
  private let norms: [Double]

  init(values: [Double], counts: [Double], degree: Int) {
    self.degree = degree
    var previous = values.map { _ in 0.0 }
    var current = values.map { _ in 1.0 }
    var norms = [1.0]
    var centres: [Double] = []
    for step in 0...degree {
      var norm = CompensatedSum()
      var centre = CompensatedSum()
      for index in values.indices {
        let square = counts[index] * current[index] * current[index]
        norm.add(square)
        centre.add(values[index] * square)
      }
      norms.append(norm.value)
      centres.append(centre.value / norm.value)
      let ratio = step == 0 ? 0 : norm.value / norms[step]
      let next = values.indices.map {
        (values[$0] - centres[step]) * current[$0] - ratio * previous[$0]
      }
      previous = current
      current = next
    }
    self.norms = norms
    self.centres = centres
  }

  func callAsFunction(_ x: Double) -> [Double] {
    var previous = 0.0
    var current = 1.0
    var result: [Double] = []
    for step in 0..<degree {
      let ratio = step == 0 ? 0 : norms[step + 1] / norms[step]
      (previous, current) = (current, (x - centres[step]) * current - ratio * previous)
      result.append(current / norms[step + 2].squareRoot())
    }
    return result
  }
}
