internal import CGSL

/// The Cholesky factor of a symmetric matrix whose rows and columns were first scaled to a unit diagonal.
///
/// - Source: Golub and Van Loan (2013), *Matrix Computations*, 4th edition, section 4.2 (no DOI).
struct CholeskyFactor {
  private let order: Int
  /// The lower triangle, row by row, of the scaled matrix.
  private var lower: [Double]
  private let scale: [Double]
  /// Columns that are combinations of earlier ones, within the tolerance.
  let dependent: [Int]

  /// Factors a matrix; a pivot below `tolerance` of its diagonal marks a dependent column, which is left out.
  init(_ matrix: SymmetricMatrix, tolerance: Double = 1e-13) {
    let order = matrix.order
    self.order = order
    scale = matrix.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    var lower = Array(repeating: 0.0, count: order * order)
    var dependent: [Int] = []
    for j in 0..<order {
      for i in j..<order { lower[i * order + j] = matrix[i, j] * scale[i] * scale[j] }
    }
    lower.withUnsafeMutableBufferPointer { l in
      for j in 0..<order {
        let row = j * order
        var pivot = l[row + j]
        for k in 0..<j { pivot -= l[row + k] * l[row + k] }
        guard pivot > tolerance else {
          dependent.append(j)
          for i in j..<order { l[i * order + j] = 0 }
          continue
        }
        let root = pivot.squareRoot()
        l[row + j] = root
        for i in j + 1..<max(order, j + 1) {
          let other = i * order
          var sum = l[other + j]
          for k in 0..<j { sum -= l[other + k] * l[row + k] }
          l[other + j] = sum / root
        }
      }
    }
    self.lower = lower
    self.dependent = dependent
  }

  var isPositiveDefinite: Bool { dependent.isEmpty }

  /// The logarithm of the determinant of the matrix.
  var logDeterminant: Double {
    (0..<order).reduce(0) { $0 + 2 * (log(lower[$1 * order + $1]) - log(scale[$1])) }
  }

  func solve(_ vector: [Double]) -> [Double] {
    var x = (0..<order).map { vector[$0] * scale[$0] }
    for i in 0..<order {
      let pivot = lower[i * order + i]
      guard pivot != 0 else {
        x[i] = 0
        continue
      }
      var sum = x[i]
      for k in 0..<i { sum -= lower[i * order + k] * x[k] }
      x[i] = sum / pivot
    }
    for i in (0..<order).reversed() {
      let pivot = lower[i * order + i]
      guard pivot != 0 else { continue }
      var sum = x[i]
      for k in i + 1..<max(order, i + 1) { sum -= lower[k * order + i] * x[k] }
      x[i] = sum / pivot
    }
    for i in 0..<order { x[i] *= scale[i] }
    return x
  }

  /// L⁻¹ v in the scaled coordinates, whose squared length is v′M⁻¹v.
  func whitened(_ columns: some Sequence<(Int, Double)>) -> [Double] {
    var x = Array(repeating: 0.0, count: order)
    for (column, value) in columns { x[column] += value * scale[column] }
    for i in 0..<order {
      let pivot = lower[i * order + i]
      var sum = x[i]
      for k in 0..<i { sum -= lower[i * order + k] * x[k] }
      x[i] = pivot == 0 ? 0 : sum / pivot
    }
    return x
  }

  /// L v in the original coordinates, which has the covariance M where v has the identity.
  func colored(_ vector: [Double]) -> [Double] {
    (0..<order).map { row in
      let sum = (0...row).reduce(0) { $0 + lower[row * order + $1] * vector[$1] }
      return scale[row] > 0 ? sum / scale[row] : 0
    }
  }

  var inverse: SymmetricMatrix {
    // The inverse of the triangle, then its product with itself.
    var inverseLower = Array(repeating: 0.0, count: order * order)
    for j in 0..<order where lower[j * order + j] != 0 {
      inverseLower[j * order + j] = 1 / lower[j * order + j]
      for i in j + 1..<max(order, j + 1) where lower[i * order + i] != 0 {
        var sum = 0.0
        for k in j..<i { sum -= lower[i * order + k] * inverseLower[k * order + j] }
        inverseLower[i * order + j] = sum / lower[i * order + i]
      }
    }
    var result = SymmetricMatrix(order: order)
    for i in 0..<order {
      for j in 0...i {
        var sum = 0.0
        for k in i..<order { sum += inverseLower[k * order + i] * inverseLower[k * order + j] }
        let value = sum * scale[i] * scale[j]
        result[i, j] = value
        result[j, i] = value
      }
    }
    return result
  }
}
