import Numbers

/// Tests whether two groups differ by exchanging their members at random.
///
/// The p-value is the share of the ways to divide the people into groups of these sizes whose difference is at least
/// as large. It is exact for proportions of any size, and for means where there are few ways; otherwise ways are drawn
/// at random and the observed one is counted among them.
///
/// - Source: Phipson and Smyth (2010), *Statistical Applications in Genetics and Molecular Biology* 9(1), 39,
///   doi:10.2202/1544-6115.1585.
public struct PermutationTest: Hashable, Sendable {
  /// The first group's mean or proportion less the second's.
  public let difference: Double
  /// The p-value, under the name `permutation-exact` or `permutation-simulated`.
  public let result: TestResult
  /// How many divisions were drawn, or nil where all were counted.
  public let replicates: Int?

  /// The most divisions that are all visited.
  public static let largestEnumeration = 200_000

  /// Tests the difference of two proportions, counting every division.
  public init(_ table: TwoByTwoTable, alternative: Alternative = .twoSided) {
    difference = table.riskDifferenceValue
    replicates = nil
    let tails = FixedMargins(table).tails()
    let pValue =
      switch alternative {
      case .less: tails.below + tails.at
      case .greater: tails.at + tails.above
      case .twoSided: FixedMargins(table).atLeastAsFar()
      }
    result = TestResult(statistic: difference, pValue: min(1, pValue), method: "permutation-exact")
  }

  /// Tests the difference of two means.
  ///
  /// - Throws: `StatisticsError` where a group is empty, a value is not finite, or there is no replicate.
  public init(
    _ first: [Double], _ second: [Double], alternative: Alternative = .twoSided, replicates: Int = 10_000,
    seed: UInt64 = 1
  ) throws(StatisticsError) {
    guard !first.isEmpty else { throw .empty(argument: "first group") }
    guard !second.isEmpty else { throw .empty(argument: "second group") }
    try Require.atLeast(1, replicates, "replicates")
    let all = first + second
    for value in all { try Require.finite(value, "value") }
    // Distances from the mean keep the digits that large values would take from the sums.
    let mean = all.reduce(0, +) / Double(all.count)
    let values = all.map { $0 - mean }
    let observed = values[..<first.count].reduce(0, +)
    let tolerance = 1e-12 * values.reduce(0) { $0 + abs($1) }
    let isExtreme: @Sendable (Double) -> Bool = { sum in
      switch alternative {
      case .less: sum <= observed + tolerance
      case .greater: sum >= observed - tolerance
      case .twoSided: abs(sum) >= abs(observed) - tolerance
      }
    }
    difference =
      first.reduce(0, +) / Double(first.count) - second.reduce(0, +) / Double(second.count)
    if let ways = Self.ways(first.count, of: all.count) {
      var extreme = 0
      Self.visit(values, choosing: first.count) { if isExtreme($0) { extreme += 1 } }
      result = TestResult(
        statistic: difference, pValue: Double(extreme) / Double(ways), method: "permutation-exact")
      self.replicates = nil
    } else {
      let extreme = Self.simulate(values, first.count, replicates, seed, isExtreme)
      result = TestResult(
        statistic: difference, pValue: Double(extreme + 1) / Double(replicates + 1),
        method: "permutation-simulated")
      self.replicates = replicates
    }
  }

  /// How many ways there are to choose, or nil where they are too many to visit.
  private static func ways(_ chosen: Int, of count: Int) -> Int? {
    var ways = 1
    for index in 0..<min(chosen, count - chosen) {
      ways = ways * (count - index) / (index + 1)
      if ways > largestEnumeration { return nil }
    }
    return ways
  }

  private static func visit(_ values: [Double], choosing chosen: Int, _ body: (Double) -> Void) {
    var picks = Array(0..<chosen)
    while true {
      body(picks.reduce(0) { $0 + values[$1] })
      var place = chosen - 1
      while place >= 0, picks[place] == values.count - chosen + place { place -= 1 }
      guard place >= 0 else { return }
      picks[place] += 1
      for next in stride(from: place + 1, to: chosen, by: 1) { picks[next] = picks[next - 1] + 1 }
    }
  }

  private static func simulate(
    _ values: [Double], _ chosen: Int, _ replicates: Int, _ seed: UInt64,
    _ isExtreme: @Sendable (Double) -> Bool
  ) -> Int {
    let chunk = 64
    var counts = [Int](repeating: 0, count: (replicates + chunk - 1) / chunk)
    counts.withUnsafeMutableBufferPointer { counts in
      nonisolated(unsafe) let counts = counts
      ParallelChunks.forEach(count: replicates, chunk: chunk) { range in
        var shuffled = values
        for replicate in range {
          var generator = ReplicateGenerator(seed: seed, replicate: replicate)
          // A shuffle starts from the order given, so that a replicate depends on its own number only.
          for index in values.indices { shuffled[index] = values[index] }
          var sum = 0.0
          for index in 0..<chosen {
            shuffled.swapAt(index, index + generator.index(below: values.count - index))
            sum += shuffled[index]
          }
          if isExtreme(sum) { counts[range.lowerBound / chunk] += 1 }
        }
      }
    }
    return counts.reduce(0, +)
  }
}

extension PermutationTest: StatisticalResult {
  /// The difference and how often chance alone would make one as large.
  public var sentence: String {
    "The first group differs from the second by \(difference.brief(4)); against exchanging the members at "
      + "random, p \(PValueText(result.pValue).text)."
  }

  /// The error of a simulated p-value.
  public var warnings: [StatisticsWarning] {
    guard let replicates else { return [] }
    let error = (result.pValue * (1 - result.pValue) / Double(replicates)).squareRoot()
    return [.simulated(replicates: replicates, standardError: error)]
  }
}
