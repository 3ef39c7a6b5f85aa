/// Measured texts for several names, shortened so that no two of them read the same.
enum DistinctBlocks {
  /// A block for each name, in their order.
  ///
  /// Names that would be shortened to the same text keep their first word and what they differ in.
  ///
  /// - Parameter special: the letters of names by their place, where these have their own.
  static func make(
    _ names: [String], font: Font, special: [Int: Font] = [:], maxWidth: Double, maxLines: Int,
    isBalanced: Bool = false, measurer: any TextMeasurer
  ) -> [TextBlock] {
    func block(_ index: Int, _ text: String) -> TextBlock {
      TextBlock(
        text, font: special[index] ?? font, maxWidth: maxWidth, maxLines: maxLines, isBalanced: isBalanced,
        measurer: measurer)
    }
    var blocks = names.indices.map { block($0, names[$0]) }
    guard blocks.contains(where: \.isShortened) else { return blocks }
    for indices in same(names, blocks) {
      let short = shortened(indices.map { names[$0] })
      for (index, text) in zip(indices, short) { blocks[index] = block(index, text).marked }
    }
    for indices in same(names, blocks) {
      for (number, index) in indices.enumerated() {
        blocks[index] = block(index, "\(number + 1): \(names[index])").marked
      }
    }
    return blocks
  }

  /// The places of different names whose blocks read the same.
  private static func same(_ names: [String], _ blocks: [TextBlock]) -> [[Int]] {
    var groups: [[String]: [Int]] = [:]
    for index in blocks.indices where blocks[index].isShortened {
      groups[blocks[index].lines, default: []].append(index)
    }
    return groups.values.filter { Set($0.map { names[$0] }).count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// The first word, an ellipsis and the words from the first that differs.
  private static func shortened(_ names: [String]) -> [String] {
    let words = names.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    let least = words.map(\.count).min() ?? 0
    let common = (0..<least).first { place in Set(words.map { $0[place] }).count > 1 } ?? least
    guard common > 1 else { return names }
    return words.map { words in
      words.count > common ? "\(words[0]) … \(words[common...].joined(separator: " "))" : "\(words[0]) …"
    }
  }
}
