/// Turns shares into whole people.
enum QuotaRounding {
  /// Shares `total` in proportion to weights: each part is its quota rounded down or up, the largest remainders up.
  static func largestRemainder(_ weights: [Double], total: Int) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.map { _ in 0 } }
    let quotas = weights.map { $0 / sum * Double(total) }
    var parts = quotas.map { Int($0.rounded(.down)) }
    let order = quotas.indices.sorted { first, second in
      let left = quotas[first] - Double(parts[first])
      let right = quotas[second] - Double(parts[second])
      return left != right ? left > right : first < second
    }
    for index in order.prefix(total - parts.reduce(0, +)) { parts[index] += 1 }
    return parts
  }

  /// Shares `total` in proportion to weights so that also every run of neighbours from the first on is rounded once.
  ///
  /// Unlike the largest remainder this does not favour the parts that are just above a half, however many there are.
  static func systematic(_ weights: ArraySlice<Double>, total: Int) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.map { _ in 0 } }
    var cumulative = 0.0
    var given = 0
    return weights.indices.map { index in
      cumulative += weights[index]
      let upTo =
        index == weights.endIndex - 1 ? total : Int((cumulative / sum * Double(total)).rounded())
      defer { given = upTo }
      return upTo - given
    }
  }
}
