/// A table of whole people over several factors, whose margins within each outcome are exactly those asked for.
///
/// The cells start from weights, which carry how the factors go together, and are raked until every margin fits. Then
/// each block is rounded to whole people, and people are moved between cells that differ in one factor only, until
/// that factor's margin is exact; so a move for one factor leaves all others as they are.
///
/// - Source: Deming and Stephan (1940), *Annals of Mathematical Statistics* 11(4), 427–444,
///   doi:10.1214/aoms/1177731829.
struct RakedTable {
  /// A block of cells whose total is fixed, and the outcome of its people.
  struct Block {
    let outcome: Int
    let total: Int
  }

  /// The people asked for at each level of a factor, by outcome.
  struct Margin {
    let factor: Int
    let targets: [[Int]]
  }

  /// People, block by block, the last factor running fastest.
  private(set) var counts: [Int]

  private let blocks: [Block]
  private let levels: [Int]
  private let strides: [Int]
  private let size: Int
  private var weights: [Double]

  /// Fits a table.
  ///
  /// - Parameters:
  ///   - levels: the number of levels of each factor within a block.
  ///   - weights: a positive weight a cell.
  init(blocks: [Block], levels: [Int], weights: [Double], margins: [Margin]) {
    self.blocks = blocks
    self.levels = levels
    var strides = levels.map { _ in 1 }
    for factor in levels.indices.dropLast().reversed() {
      strides[factor] = strides[factor + 1] * levels[factor + 1]
    }
    self.strides = strides
    size = levels.reduce(1, *)
    precondition(weights.count == blocks.count * size, "every cell has a weight")
    self.weights = weights
    counts = []
    rake(margins)
    for (block, part) in blocks.enumerated() {
      counts += QuotaRounding.systematic(
        self.weights[block * size..<(block + 1) * size], total: part.total)
    }
    for margin in margins { repair(margin) }
  }

  private func level(of cell: Int, factor: Int) -> Int { cell / strides[factor] % levels[factor] }

  private mutating func rake(_ margins: [Margin]) {
    for _ in 0..<60 {
      for (block, part) in blocks.enumerated() {
        let cells = block * size..<(block + 1) * size
        let sum = weights[cells].reduce(0, +)
        for cell in cells { weights[cell] *= Double(part.total) / sum }
      }
      for margin in margins {
        let width = levels[margin.factor]
        let stride = strides[margin.factor]
        var sums = [0.0, 0.0].map { _ in [Double](repeating: 0, count: width) }
        for (block, part) in blocks.enumerated() {
          for cell in block * size..<(block + 1) * size {
            sums[part.outcome][cell / stride % width] += weights[cell]
          }
        }
        let factors = zip(sums, margin.targets).map { sums, targets in
          zip(sums, targets).map { $0 > 0 ? Double($1) / $0 : 0 }
        }
        for (block, part) in blocks.enumerated() {
          for cell in block * size..<(block + 1) * size {
            weights[cell] *= factors[part.outcome][cell / stride % width]
          }
        }
      }
      // A margin of nobody leaves weights of zero; a block must not lose all of its cells for it.
      for cell in weights.indices where weights[cell] < 1e-12 { weights[cell] = 1e-12 }
    }
  }

  private mutating func repair(_ margin: Margin) {
    let width = levels[margin.factor]
    let stride = strides[margin.factor]
    for outcome in margin.targets.indices {
      var surplus = margin.targets[outcome].map { -$0 }
      for cell in counts.indices where blocks[cell / size].outcome == outcome {
        surplus[cell / stride % width] += counts[cell]
      }
      while let from = surplus.firstIndex(where: { $0 > 0 }), let to = surplus.firstIndex(where: { $0 < 0 }) {
        var best: (cell: Int, gain: Double)?
        for cell in counts.indices where counts[cell] > 0 && cell / stride % width == from {
          guard blocks[cell / size].outcome == outcome else { continue }
          let other = cell + (to - from) * stride
          let gain = Double(counts[cell]) - weights[cell] + weights[other] - Double(counts[other])
          if gain > best?.gain ?? -.infinity { best = (cell, gain) }
        }
        guard let best else { break }
        counts[best.cell] -= 1
        counts[best.cell + (to - from) * stride] += 1
        surplus[from] -= 1
        surplus[to] += 1
      }
    }
  }
}
