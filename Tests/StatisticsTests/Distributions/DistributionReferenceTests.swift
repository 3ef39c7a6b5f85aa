import Statistics
import TestSupport
import Testing

@Suite("distributions against mpmath") struct DistributionReferenceTests {
  static func continuous(_ row: ReferenceTable.Row) throws -> (any ContinuousDistribution)? {
    switch row.text("distribution") {
    case "normal": try Normal(mean: row["a"], standardDeviation: row["b"])
    case "gamma": try Gamma(shape: row["a"], scale: row["b"])
    case "chi-squared": try ChiSquared(degreesOfFreedom: row["a"])
    case "beta": try Beta(alpha: row["a"], beta: row["b"])
    case "t": try StudentT(degreesOfFreedom: row["a"])
    case "f": try FDistribution(numerator: row["a"], denominator: row["b"])
    default: nil
    }
  }

  static func discrete(_ row: ReferenceTable.Row) throws -> (any DiscreteDistribution)? {
    switch row.text("distribution") {
    case "binomial": return try Binomial(trials: Int(row["a"]), probability: row["b"])
    case "poisson": return try Poisson(mean: row["a"])
    case "negative-binomial": return try NegativeBinomial(size: row["a"], probability: row["b"])
    case "hypergeometric":
      return try Hypergeometric(events: Int(row["a"]), others: Int(row["b"]), draws: Int(row["c"]))
    case "fisher":
      let parts = row.text("c").split(separator: ":").compactMap { Double($0) }
      return try FisherNoncentralHypergeometric(
        events: Int(row["a"]), others: Int(row["b"]), draws: Int(parts[0]), oddsRatio: parts[1])
    default: return nil
    }
  }

  /// Tails that far out are the exponential of a logarithm near −690, of which doubles keep 1e−13.
  static let tolerance = 2e-12

  @Test("densities and both tails, to 1e-300", arguments: try ReferenceTable("distributions").rows)
  func agrees(_ row: ReferenceTable.Row) throws {
    let values: (Double, Double, Double)
    if let distribution = try Self.continuous(row) {
      let x = row["x"]
      values = (distribution.density(x), distribution.lowerTail(x), distribution.upperTail(x))
    } else {
      let distribution = try #require(try Self.discrete(row))
      let k = Int(row["x"])
      values = (distribution.density(k), distribution.lowerTail(k), distribution.upperTail(k))
    }
    for (value, column) in [(values.0, "density"), (values.1, "lower"), (values.2, "upper")] {
      if let reference = row.optional(column), reference > 1e-300 {
        expectClose(value, reference, relative: Self.tolerance, "\(column) of \(row)")
      } else {
        #expect(value < 1.1e-300, "\(column) of \(row)")
      }
    }
  }

  @Test("a quantile inverts its tail", arguments: try ReferenceTable("distributions").rows)
  func inverts(_ row: ReferenceTable.Row) throws {
    let lower = row.optional("lower") ?? 0
    let upper = row.optional("upper") ?? 0
    if let distribution = try Self.continuous(row) {
      if lower > 1e-300, lower <= 0.6 {
        expectClose(
          distribution.quantile(lowerTail: lower), row["x"], relative: 1e-10, absolute: 1e-14, "\(row)")
      }
      if upper > 1e-300, upper <= 0.6 {
        expectClose(
          distribution.quantile(upperTail: upper), row["x"], relative: 1e-10, absolute: 1e-14, "\(row)")
      }
    } else {
      let distribution = try #require(try Self.discrete(row))
      let k = Int(row["x"])
      let l = distribution.lowerTail(k)
      let u = distribution.upperTail(k)
      if l > 1e-300, l <= 0.6 { #expect(distribution.quantile(lowerTail: l) == k, "\(row)") }
      if u > 1e-300, u <= 0.6 { #expect(distribution.quantile(upperTail: u) == k, "\(row)") }
    }
  }
}
