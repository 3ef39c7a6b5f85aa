/// A prefix code that gives frequent symbols few bits.
///
/// - Source: Huffman (1952), *Proceedings of the IRE* 40, 1098–1101, doi:10.1109/JRPROC.1952.273898; the canonical form
///   is that of RFC 1951, section 3.2.2.
struct HuffmanCode {
  /// The number of bits for each symbol, 0 for one that does not occur.
  let lengths: [Int]
  /// The bits for each symbol, the first in the lowest place.
  let codes: [Int]

  init(frequencies: [Int], longest: Int) {
    var weights = frequencies
    var lengths = Self.lengths(weights)
    while lengths.contains(where: { $0 > longest }) {
      // Halving the frequencies, but none to zero, flattens the tree until it fits.
      weights = weights.map { $0 == 0 ? 0 : $0 / 2 + 1 }
      lengths = Self.lengths(weights)
    }
    self.lengths = lengths
    codes = Self.codes(lengths)
  }

  /// The depth of each symbol in the tree, made from two queues of which each is sorted.
  private static func lengths(_ frequencies: [Int]) -> [Int] {
    var lengths = [Int](repeating: 0, count: frequencies.count)
    let leaves = frequencies.indices.filter { frequencies[$0] > 0 }
      .sorted { (frequencies[$0], $0) < (frequencies[$1], $1) }
    guard leaves.count > 1 else {
      if let only = leaves.first { lengths[only] = 1 }
      return lengths
    }
    var weights = leaves.map { frequencies[$0] }
    var parents = [Int](repeating: 0, count: 2 * leaves.count - 1)
    var leaf = 0
    var inner = leaves.count
    while weights.count < parents.count {
      var weight = 0
      for _ in 0..<2 {
        let takesLeaf = leaf < leaves.count && (inner >= weights.count || weights[leaf] <= weights[inner])
        let child = takesLeaf ? leaf : inner
        if takesLeaf { leaf += 1 } else { inner += 1 }
        weight += weights[child]
        parents[child] = weights.count
      }
      weights.append(weight)
    }
    var depths = [Int](repeating: 0, count: parents.count)
    for node in stride(from: parents.count - 2, through: 0, by: -1) {
      depths[node] = depths[parents[node]] + 1
    }
    for (index, symbol) in leaves.enumerated() { lengths[symbol] = depths[index] }
    return lengths
  }

  /// The first code of a length is twice the end of the codes one bit shorter.
  private static func codes(_ lengths: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[length] += 1 }
    var next = [Int](repeating: 0, count: 16)
    for length in 1..<16 { next[length] = (next[length - 1] + counts[length - 1]) << 1 }
    return lengths.map { length in
      guard length > 0 else { return 0 }
      defer { next[length] += 1 }
      return (0..<length).reduce(0) { $0 << 1 | next[length] >> $1 & 1 }
    }
  }
}
