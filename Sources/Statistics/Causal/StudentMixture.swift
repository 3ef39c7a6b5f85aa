internal import CGSL

/// A mixture of Student's distributions with the same degrees of freedom, each moved and stretched.
struct StudentMixture {
  private let student: StudentT
  private let parts: [(weight: Double, mean: Double, error: Double)]

  /// Takes the parts, whose weights add up to 1 and whose errors are above 0.
  init(
    _ parts: [(weight: Double, mean: Double, error: Double)], degreesOfFreedom: Int
  ) throws(StatisticsError) {
    student = try StudentT(degreesOfFreedom: Double(degreesOfFreedom))
    self.parts = parts
  }

  /// The mean of the means.
  var mean: Double { parts.reduce(0) { $0 + $1.weight * $1.mean } }

  /// The probability of at most so much.
  func lowerTail(_ x: Double) -> Double {
    parts.reduce(0) { $0 + $1.weight * student.lowerTail((x - $1.mean) / $1.error) }
  }

  /// The probability of more.
  func upperTail(_ x: Double) -> Double {
    parts.reduce(0) { $0 + $1.weight * student.upperTail((x - $1.mean) / $1.error) }
  }

  /// The mean with equal-tailed limits.
  func estimate(level: ConfidenceLevel, method: String) -> Estimate {
    let far = student.quantile(upperTail: level.tail)
    let ends = parts.map { ($0.mean - far * $0.error, $0.mean + far * $0.error) }
    let (least, most) = (ends.map(\.0).min() ?? 0, ends.map(\.1).max() ?? 0)
    // Each quantile of a mixture lies among those of its parts.
    let lower = BracketedRoot.find(from: least, to: ends.map(\.0).max() ?? 0) { lowerTail($0) - level.tail }
    let upper = BracketedRoot.find(from: ends.map(\.1).min() ?? 0, to: most) { level.tail - upperTail($0) }
    return Estimate(
      mean, interval: ConfidenceInterval(lower: lower, upper: upper, level: level), method: method)
  }
}
