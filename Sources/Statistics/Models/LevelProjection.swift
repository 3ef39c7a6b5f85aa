/// The levels of two and more columns, taken out of the model's columns by alternating projections.
///
/// Each column is cleared of the means of the levels of one grouping after the other, there and back, and that map's fixed point
/// is found by conjugate gradients.
///
/// - Source: Guimarães and Portugal (2010), *Stata Journal* 10, 628–649, doi:10.1177/1536867X1101000406; Hernández-Ramos,
///   Escalante and Raydan (2011), *Numerical Functional Analysis and Optimization* 32, 1047–1066,
///   doi:10.1080/01630563.2011.591954; for weights Stammann (2018), arXiv:1707.01815.
struct LevelProjection: LevelAbsorption {
  private let cells: GroupedCells
  private var columns: [[Double]]
  /// Length of each column as it was, against which what is left is judged.
  private let lengths: [Double]

  /// How much of a column's length may be left over.
  private static let tolerance = 1e-12
  private static let limit = 20_000
  /// How many numbers are held: 1.6 GB.
  private static let mostNumbers = 200_000_000

  init(_ cells: GroupedCells, table: DesignTable) throws(ModelError) {
    let width = table.columnCount - 1
    guard cells.count * max(1, width) <= Self.mostNumbers else {
      throw .undefined(
        quantity:
          "a model of \(width) coefficients and \(cells.count) different rows with several absorbed columns",
        because: "it would take more than 1.6 GB; absorb one column, or use fewer terms")
    }
    var columns = Array(repeating: Array(repeating: 0.0, count: cells.count), count: width)
    for cell in 0..<cells.count {
      for entry in table.entries(Int(cells.patterns[cell])) where entry.column > 0 {
        columns[entry.column - 1][cell] = entry.value
      }
    }
    self.cells = cells
    self.columns = columns
    lengths = columns.map { column in
      let total = cells.units.reduce(0, +)
      let square = zip(column, cells.units).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
      return (square / total).squareRoot()
    }
  }

  mutating func step(information: [Double], score: [Double]) throws(ModelError) -> AbsorbedStep {
    let width = columns.count
    let residual = zip(score, information).map { $1 > 0 ? $0 / $1 : 0 }
    let map = LevelMeans(cells, weights: information)
    let total = information.reduce(0, +)
    // What was cleared before differs from the column by means of levels only, so the search goes on from there.
    let sources = columns + [residual]
    let lengths = lengths.map { $0 * total.squareRoot() } + [map.product(residual, residual).squareRoot()]
    let cleared = OrderedChunks.map(ranges: sources.indices.map { $0..<$0 + 1 }) { range in
      map.cleared(
        sources[range.lowerBound], until: Self.tolerance * lengths[range.lowerBound], limit: Self.limit)
    }
    var done: [[Double]] = []
    for one in cleared {
      guard let one else { throw .noConvergence(method: "alternating projections", iterations: Self.limit) }
      done.append(one)
    }
    let left = done.removeLast()
    columns = done
    var matrix = SymmetricMatrix(order: width)
    var scores = Array(repeating: 0.0, count: width)
    for i in 0..<width {
      scores[i] = map.product(columns[i], left)
      for j in 0...i { matrix[i, j] = map.product(columns[i], columns[j]) }
    }
    matrix.mirrorLowerTriangle()
    let coefficients = CholeskyFactor(matrix).solve(scores)
    var predictor = zip(residual, left).map { $0 - $1 }
    for (column, coefficient) in zip(columns, coefficients) where coefficient != 0 {
      for cell in predictor.indices { predictor[cell] += coefficient * column[cell] }
    }
    return AbsorbedStep(
      coefficients: coefficients, predictor: predictor, decrement: map.product(predictor, predictor),
      information: matrix)
  }

  func cleared(_ cell: Int) -> [Double] { columns.map { $0[cell] } }

  func leverage(_ cell: Int, mass: Double) -> Double? { nil }
}

/// The means of all levels of all groupings, by the weights of cells.
private struct LevelMeans: Sendable {
  private let levels: [[Int32]]
  private let weights: [Double]
  /// One over the weight of each level, 0 where it has none.
  private let inverses: [[Double]]

  init(_ cells: GroupedCells, weights: [Double]) {
    levels = cells.groupings.map(\.levels)
    self.weights = weights
    inverses = cells.groupings.map { grouping in
      var sums = Array(repeating: 0.0, count: grouping.names.count)
      for (level, weight) in zip(grouping.levels, weights) { sums[Int(level)] += weight }
      return sums.map { $0 > 0 ? 1 / $0 : 0 }
    }
  }

  func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for cell in weights.indices { sum += weights[cell] * left[cell] * right[cell] }
    return sum
  }

  /// A vector without anything that the means of levels tell; nil where it is not found.
  func cleared(_ vector: [Double], until length: Double, limit: Int) -> [Double]? {
    var result = vector
    var rest = told(result)
    var square = product(rest, rest)
    var direction = rest
    let goal = length * length
    for _ in 0..<limit {
      if !(square > goal) { return result }
      let image = told(direction)
      let curvature = product(direction, image)
      guard curvature > 0 else { return result }
      let step = square / curvature
      for cell in result.indices {
        result[cell] -= step * direction[cell]
        rest[cell] -= step * image[cell]
      }
      let next = product(rest, rest)
      let share = next / square
      for cell in direction.indices { direction[cell] = rest[cell] + share * direction[cell] }
      square = next
    }
    return nil
  }

  /// What taking off the means of one grouping after the other, there and back, takes off.
  private func told(_ vector: [Double]) -> [Double] {
    var left = vector
    for grouping in levels.indices { takeOff(grouping, from: &left) }
    for grouping in levels.indices.dropLast().reversed() { takeOff(grouping, from: &left) }
    for cell in left.indices { left[cell] = vector[cell] - left[cell] }
    return left
  }

  private func takeOff(_ grouping: Int, from vector: inout [Double]) {
    let own = levels[grouping]
    var means = Array(repeating: 0.0, count: inverses[grouping].count)
    for cell in own.indices { means[Int(own[cell])] += weights[cell] * vector[cell] }
    for level in means.indices { means[level] *= inverses[grouping][level] }
    for cell in own.indices { vector[cell] -= means[Int(own[cell])] }
  }
}
