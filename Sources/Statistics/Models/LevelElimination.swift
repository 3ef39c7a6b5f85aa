/// A Newton step of a model with an intercept for each level of some columns, from which the intercepts are eliminated.
struct AbsorbedStep: Sendable {
  /// The step of the coefficients, the common intercept apart.
  let coefficients: [Double]
  /// The step of the linear predictor of each cell.
  let predictor: [Double]
  /// The squared length of the step in standard errors.
  let decrement: Double
  /// The information of the coefficients, that which the intercepts share taken off.
  let information: SymmetricMatrix
}

/// What takes the intercepts of levels out of the equations of a model.
protocol LevelAbsorption: Sendable {
  /// The step at the information and the score of each cell.
  mutating func step(information: [Double], score: [Double]) throws(ModelError) -> AbsorbedStep
  /// The columns of a cell less what the levels hold of them, by the weights of the last step.
  func cleared(_ cell: Int) -> [Double]
  /// The part of a row's leverage that its levels have; nil where that is not known.
  func leverage(_ cell: Int, mass: Double) -> Double?
}

/// The levels of one column, whose block of the information is diagonal: it is eliminated exactly (Schur's complement).
struct LevelElimination: LevelAbsorption {
  private let cells: GroupedCells
  private let table: DesignTable
  private let pieces: [Range<Int>]
  private var means: [Double] = []
  private var weights: [Double] = []

  init(_ cells: GroupedCells, table: DesignTable) {
    (self.cells, self.table) = (cells, table)
    // Whole levels, in pieces of about as many cells.
    var (pieces, first): ([Range<Int>], Int) = ([], 0)
    let count = cells.starts.count - 1
    for range in OrderedChunks.ranges(count: cells.count) where first < count {
      var end = first
      while end < count, cells.starts[end] < range.upperBound { end += 1 }
      if end > first { pieces.append(first..<end) }
      first = end
    }
    self.pieces = pieces
  }

  private var width: Int { table.columnCount - 1 }

  private struct Piece: Sendable {
    var information: [Double]
    var score: [Double]
    var means: [Double]
    var weights: [Double]
    var shifts: [Double]
    var decrement = 0.0
  }

  mutating func step(information: [Double], score: [Double]) throws(ModelError) -> AbsorbedStep {
    let width = width
    let (cells, table, fixed) = (cells, table, self)
    let found = OrderedChunks.map(ranges: pieces) { fixed.piece($0, information, score) }
    var (sum, total) = (SymmetricMatrix(order: width), Array(repeating: 0.0, count: width))
    for piece in found {
      for index in sum.elements.indices { sum.elements[index] += piece.information[index] }
      for index in total.indices { total[index] += piece.score[index] }
    }
    sum.mirrorLowerTriangle()
    means = found.flatMap(\.means)
    weights = found.flatMap(\.weights)
    let coefficients = CholeskyFactor(sum).solve(total)
    let parts = table.predictorOfRows([0] + coefficients)
    let (means, shifts) = (means, found.flatMap(\.shifts))
    let predictor = OrderedChunks.map(ranges: pieces) { levels in
      var result: [Double] = []
      result.reserveCapacity(cells.starts[levels.upperBound] - cells.starts[levels.lowerBound])
      for level in levels {
        var shift = shifts[level]
        for column in 0..<width { shift -= means[level * width + column] * coefficients[column] }
        for cell in cells.starts[level]..<cells.starts[level + 1] {
          let first = Int(cells.patterns[cell]) * table.blocks
          var value = shift
          for block in first..<first + table.blocks { value += parts[Int(table.rowOfBlock[block])] }
          result.append(value)
        }
      }
      return result
    }
    return AbsorbedStep(
      coefficients: coefficients, predictor: Array(predictor.joined()),
      decrement: zip(coefficients, total).reduce(0) { $0 + $1.0 * $1.1 }
        + found.reduce(0) { $0 + $1.decrement },
      information: sum)
  }

  private func piece(_ levels: Range<Int>, _ weights: [Double], _ scores: [Double]) -> Piece {
    let width = width
    var piece = Piece(
      information: Array(repeating: 0, count: width * width), score: Array(repeating: 0, count: width),
      means: Array(repeating: 0, count: width * levels.count),
      weights: Array(repeating: 0, count: levels.count), shifts: Array(repeating: 0, count: levels.count))
    var (columns, values) = (
      Array(repeating: 0, count: table.widest), Array(repeating: 0.0, count: table.widest)
    )
    var sums = Array(repeating: 0.0, count: width)
    for (place, level) in levels.enumerated() {
      for column in 0..<width { sums[column] = 0 }
      var (weight, score) = (0.0, 0.0)
      for cell in cells.starts[level]..<cells.starts[level + 1] {
        let (w, s) = (weights[cell], scores[cell])
        weight += w
        score += s
        let first = Int(cells.patterns[cell]) * table.blocks
        var filled = 0
        for block in first..<first + table.blocks {
          let row = Int(table.rowOfBlock[block])
          for entry in Int(table.starts[row])..<Int(table.starts[row + 1]) {
            columns[filled] = Int(table.columns[entry]) - 1
            values[filled] = table.values[entry]
            filled += 1
          }
        }
        for i in 0..<filled {
          let weighted = w * values[i]
          sums[columns[i]] += weighted
          piece.score[columns[i]] += s * values[i]
          let base = columns[i] * width
          for j in 0...i { piece.information[base + columns[j]] += weighted * values[j] }
        }
      }
      guard weight > 0 else { continue }
      piece.weights[place] = weight
      piece.shifts[place] = score / weight
      piece.decrement += score * score / weight
      for column in 0..<width where sums[column] != 0 {
        let mean = sums[column] / weight
        piece.means[place * width + column] = mean
        piece.score[column] -= mean * score
        for other in 0...column { piece.information[column * width + other] -= mean * sums[other] }
      }
    }
    return piece
  }

  func cleared(_ cell: Int) -> [Double] {
    let level = Int(cells.groupings[0].levels[cell])
    var result = Array(repeating: 0.0, count: width)
    for entry in table.entries(Int(cells.patterns[cell])) where entry.column > 0 {
      result[entry.column - 1] = entry.value
    }
    for column in 0..<width { result[column] -= means[level * width + column] }
    return result
  }

  func leverage(_ cell: Int, mass: Double) -> Double? {
    let weight = weights[Int(cells.groupings[0].levels[cell])]
    return weight > 0 ? mass / weight : 0
  }
}
