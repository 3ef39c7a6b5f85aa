/// A named family of p-values and its adjustment, as R's `p.adjust` computes it.
///
/// - Source: Holm (1979), *Scandinavian Journal of Statistics* 6, 65–70; Hochberg (1988), *Biometrika* 75, 800–802,
///   doi:10.1093/biomet/75.4.800; Hommel (1988), *Biometrika* 75, 383–386, doi:10.1093/biomet/75.2.383; Benjamini and
///   Hochberg (1995), *Journal of the Royal Statistical Society B* 57, 289–300,
///   doi:10.1111/j.2517-6161.1995.tb02031.x; Benjamini and Yekutieli (2001), *Annals of Statistics* 29, 1165–1188,
///   doi:10.1214/aos/1013699998.
public struct MultipleTesting: Hashable, Sendable {
  /// What the family consists of, such as `12 local authorities`.
  public let family: String
  /// The p-values as they came.
  public let pValues: [Double]
  /// The adjusted p-values, in the same order.
  public let adjusted: [Double]
  /// The adjustment.
  public let method: AdjustmentMethod

  /// Adjusts a family of p-values.
  ///
  /// - Throws: `StatisticsError.empty` for no p-value and `.outOfRange` for one outside [0, 1].
  public init(_ pValues: [Double], method: AdjustmentMethod, family: String) throws(StatisticsError) {
    self.family = family
    self.pValues = pValues
    self.method = method
    adjusted = try Self.adjust(pValues, method: method)
  }

  /// The adjusted p-values in the order of the originals.
  ///
  /// - Throws: `StatisticsError.empty` for no p-value and `.outOfRange` for one outside [0, 1].
  public static func adjust(
    _ pValues: [Double], method: AdjustmentMethod
  ) throws(StatisticsError) -> [Double] {
    guard !pValues.isEmpty else { throw .empty(argument: "pValues") }
    for value in pValues { try Require.probability(value, "pValues") }
    let n = Double(pValues.count)
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    let sorted = order.map { pValues[$0] }
    let adjusted: [Double] =
      switch method {
      case .bonferroni: sorted.map { $0 * n }
      case .holm: runningMaximum(sorted.enumerated().map { (n - Double($0)) * $1 })
      case .hochberg: runningMinimumFromEnd(sorted.enumerated().map { (n - Double($0)) * $1 })
      case .hommel: hommel(sorted)
      case .bh: runningMinimumFromEnd(sorted.enumerated().map { n / Double($0 + 1) * $1 })
      case .by: runningMinimumFromEnd(sorted.enumerated().map { harmonic(n) * n / Double($0 + 1) * $1 })
      }
    var result = pValues
    for (place, index) in order.enumerated() { result[index] = min(1, adjusted[place]) }
    return result
  }

  private static func harmonic(_ n: Double) -> Double {
    stride(from: n, through: 1, by: -1).reduce(0) { $0 + 1 / $1 }
  }

  private static func runningMaximum(_ values: [Double]) -> [Double] {
    var largest = -Double.infinity
    return values.map {
      largest = max(largest, $0)
      return largest
    }
  }

  private static func runningMinimumFromEnd(_ values: [Double]) -> [Double] {
    var result = values
    for i in values.indices.dropLast().reversed() { result[i] = min(result[i], result[i + 1]) }
    return result
  }

  /// Wright's algorithm for Hommel's adjustment (1992, *Biometrics* 48, 1005–1013, doi:10.2307/2532694).
  private static func hommel(_ sorted: [Double]) -> [Double] {
    let n = sorted.count
    var adjusted = sorted
    let simes = sorted.indices.map { Double(n) * sorted[$0] / Double($0 + 1) }.min() ?? 1
    var bound = [Double](repeating: simes, count: n)
    adjusted = bound
    for m in stride(from: n - 1, to: 1, by: -1) {
      let first = n - m + 1
      var smallest = Double.infinity
      for j in 2...m { smallest = min(smallest, Double(m) * sorted[first + j - 2] / Double(j)) }
      for i in 0..<first { bound[i] = min(Double(m) * sorted[i], smallest) }
      for i in first..<n { bound[i] = bound[first - 1] }
      for i in 0..<n { adjusted[i] = max(adjusted[i], bound[i]) }
    }
    return (0..<n).map { max(adjusted[$0], sorted[$0]) }
  }
}

extension MultipleTesting: StatisticalResult {
  /// How many of the family stay below 0.05 after adjustment.
  public var sentence: String {
    let kept = adjusted.count { $0 < ConfidenceLevel.p95.alpha }
    return
      "\(kept) of \(pValues.count) tests (\(family)) stay below 0.05 after adjustment by \(method.rawValue)."
  }

  /// Empty: the adjustments hold for every family of valid p-values.
  public var warnings: [StatisticsWarning] { [] }
}
