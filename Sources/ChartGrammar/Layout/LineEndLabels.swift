/// The names of lines at their right-hand ends, moved apart where they would touch.
struct LineEndLabels {
  struct Label {
    var name: String
    var text: TextBlock
    var color: Color
    /// The vertex that ends the line, by its number among the records.
    var record: Int
  }

  var labels: [Label] = []

  var width: Double { labels.map(\.text.width).max() ?? 0 }

  /// Whether all labels have room below each other.
  func fits(height: Double) -> Bool {
    labels.map(\.text.height).reduce(0, +) <= height
  }

  /// The tops of labels that want to be centred at given heights, kept apart and within limits.
  ///
  /// Neighbours that would touch become one block around their common mean, as in isotonic regression.
  static func tops(centres: [Double], heights: [Double], within limits: ClosedRange<Double>) -> [Double] {
    struct Block {
      var members: [Int]
      var height: Double
      var centre: Double
    }
    let order = centres.indices.sorted { centres[$0] == centres[$1] ? $0 < $1 : centres[$0] < centres[$1] }
    var blocks: [Block] = []
    func clamped(_ block: Block) -> Block {
      var block = block
      block.centre = min(
        max(block.centre, limits.lowerBound + block.height / 2),
        max(limits.upperBound - block.height / 2, limits.lowerBound + block.height / 2))
      return block
    }
    for index in order {
      var block = clamped(Block(members: [index], height: heights[index], centre: centres[index]))
      while let above = blocks.last, above.centre + above.height / 2 > block.centre - block.height / 2 + 1e-9
      {
        blocks.removeLast()
        let members = above.members + block.members
        var offset = 0.0
        var sum = 0.0
        for member in members {
          sum += centres[member] - offset - heights[member] / 2
          offset += heights[member]
        }
        block = clamped(
          Block(members: members, height: offset, centre: sum / Double(members.count) + offset / 2))
      }
      blocks.append(block)
    }
    var tops = centres
    for block in blocks {
      var top = block.centre - block.height / 2
      for member in block.members {
        tops[member] = top
        top += heights[member]
      }
    }
    return tops
  }
}
