/// A symmetric matrix, such as a covariance.
public struct SymmetricMatrix: Hashable, Sendable {
  /// How many rows it has, and columns.
  public let order: Int
  /// The elements row by row.
  public internal(set) var elements: [Double]

  init(order: Int) {
    self.order = order
    elements = Array(repeating: 0, count: order * order)
  }

  /// The element in a row and column, counted from 0.
  public internal(set) subscript(_ row: Int, _ column: Int) -> Double {
    get { elements[row * order + column] }
    set { elements[row * order + column] = newValue }
  }

  /// The diagonal.
  public var diagonal: [Double] { (0..<order).map { self[$0, $0] } }

  /// The quadratic form v′Mv.
  public func quadraticForm(_ vector: [Double]) -> Double {
    bilinearForm(vector, vector)
  }

  func bilinearForm(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for row in 0..<order where left[row] != 0 {
      var inner = 0.0
      for column in 0..<order { inner += self[row, column] * right[column] }
      sum += left[row] * inner
    }
    return sum
  }

  func times(_ vector: [Double]) -> [Double] {
    (0..<order).map { row in
      var sum = 0.0
      for column in 0..<order { sum += self[row, column] * vector[column] }
      return sum
    }
  }

  func scaled(by factor: Double) -> SymmetricMatrix {
    var result = self
    for index in result.elements.indices { result.elements[index] *= factor }
    return result
  }

  /// The sum with a multiple of another.
  func adding(_ other: SymmetricMatrix, times factor: Double = 1) -> SymmetricMatrix {
    var result = self
    for index in result.elements.indices { result.elements[index] += factor * other.elements[index] }
    return result
  }

  /// The product A·M·A for a symmetric A, made exactly symmetric.
  func sandwiched(by outer: SymmetricMatrix) -> SymmetricMatrix {
    var half = Array(repeating: 0.0, count: order * order)
    for i in 0..<order {
      for k in 0..<order {
        let a = outer[i, k]
        if a == 0 { continue }
        for j in 0..<order { half[i * order + j] += a * self[k, j] }
      }
    }
    var result = SymmetricMatrix(order: order)
    for i in 0..<order {
      for j in 0...i {
        var sum = 0.0
        for k in 0..<order { sum += half[i * order + k] * outer[k, j] }
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }

  func restricted(to indices: [Int]) -> SymmetricMatrix {
    var result = SymmetricMatrix(order: indices.count)
    for (a, i) in indices.enumerated() {
      for (b, j) in indices.enumerated() { result[a, b] = self[i, j] }
    }
    return result
  }
}
