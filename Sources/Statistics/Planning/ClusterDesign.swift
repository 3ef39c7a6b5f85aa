internal import CGSL
internal import Foundation

/// The plan of a trial in which whole clusters, such as areas or prisons, are given something or not.
///
/// In parallel arms the means of clusters are compared by Student's t: their variance is p(1 − p)(1 + (m(1 + c²) − 1)ρ)/m for
/// m people, c the coefficient of variation of m and ρ the intracluster correlation, averaged over the arms; power as R's
/// `power.t.test`. In a stepped wedge clusters begin one step after the other, and the variance is that of Hussey and
/// Hughes, with σ² = p̄(1 − p̄) and τ² = σ²ρ/(1 − ρ) as in R's `swCRTdesign::swPwr`; power is normal.
///
/// - Source: Eldridge, Ashby and Kerry (2006), *International Journal of Epidemiology* 35, 1292–1300,
///   doi:10.1093/ije/dyl129; Hussey and Hughes (2007), *Contemporary Clinical Trials* 28, 182–191,
///   doi:10.1016/j.cct.2006.05.007.
public struct ClusterDesign: Hashable, Sendable {
  /// How clusters come to it.
  public enum Form: Hashable, Sendable {
    /// Half of the clusters from the beginning, half never.
    case parallel
    /// All begin without, and as many as possible alike begin at each of so many steps.
    case steppedWedge(steps: Int)
  }

  /// The proportion without.
  public let first: Double
  /// The proportion with.
  public let second: Double
  /// The correlation of two people of one cluster.
  public let correlation: Double
  /// The people of a cluster, in a stepped wedge in each period.
  public let clusterSize: Double
  /// The standard deviation of the sizes over their mean; parallel arms only.
  public let sizeVariation: Double
  /// How clusters come to it.
  public let form: Form
  /// One less the significance level.
  public let level: ConfidenceLevel
  /// Whether the test will be two-sided.
  public let isTwoSided: Bool

  /// Takes what is assumed.
  ///
  /// - Throws: `StatisticsError.outOfRange` for proportions outside 0 and 1 or equal, a correlation below 0 or not below 1, a
  ///   size below 1, a negative variation or one in a stepped wedge, and fewer than one step.
  public init(
    first: Double, second: Double, correlation: Double, clusterSize: Double, sizeVariation: Double = 0,
    form: Form = .parallel, level: ConfidenceLevel = .p95, isTwoSided: Bool = true
  ) throws(StatisticsError) {
    try Require.openProbability(first, "first")
    try Require.openProbability(second, "second")
    guard first != second else {
      throw .outOfRange(
        argument: "second", value: second, allowed: "different from the first, or nothing can be detected")
    }
    guard correlation >= 0, correlation < 1 else {
      throw .outOfRange(argument: "correlation", value: correlation, allowed: "0 or more and below 1")
    }
    guard clusterSize >= 1, clusterSize.isFinite else {
      throw .outOfRange(argument: "clusterSize", value: clusterSize, allowed: "at least 1")
    }
    try Require.notNegative(sizeVariation, "sizeVariation")
    if case .steppedWedge(let steps) = form {
      try Require.atLeast(1, steps, "steps")
      guard sizeVariation == 0 else {
        throw .outOfRange(
          argument: "sizeVariation", value: sizeVariation,
          allowed: "0 for a stepped wedge, whose sizes are alike")
      }
    }
    self.first = first
    self.second = second
    self.correlation = correlation
    self.clusterSize = clusterSize
    self.sizeVariation = sizeVariation
    self.form = form
    self.level = level
    self.isTwoSided = isTwoSided
  }

  /// By how much more people are needed than if each were on their own, in parallel arms.
  public var designEffect: Double {
    1 + (clusterSize * (1 + sizeVariation * sizeVariation) - 1) * correlation
  }

  /// The fewest clusters that a plan can have.
  public var fewestClusters: Int {
    switch form {
    case .parallel: 4
    case .steppedWedge(let steps): max(2, steps)
    }
  }

  /// The probability that the test finds the difference.
  ///
  /// - Parameter clusters: all clusters; in parallel arms an even number.
  /// - Throws: `StatisticsError.outOfRange` for too few clusters, or an odd number in parallel arms.
  public func power(clusters: Int) throws(StatisticsError) -> Double {
    guard clusters >= fewestClusters, form != .parallel || clusters % 2 == 0 else {
      throw .outOfRange(
        argument: "clusters", value: Double(clusters),
        allowed: form == .parallel ? "an even number from 4 on" : "at least \(fewestClusters)")
    }
    let distance = abs(first - second)
    let tail = isTwoSided ? level.tail : level.alpha
    switch form {
    case .parallel:
      let variance = (first * (1 - first) + second * (1 - second)) / 2 * designEffect / clusterSize
      let each = Double(clusters / 2)
      let student = try StudentT(degreesOfFreedom: Double(clusters - 2))
      return Self.beyond(
        student.quantile(upperTail: tail), degrees: Double(clusters - 2),
        shift: distance / (2 * variance / each).squareRoot())
    case .steppedWedge(let steps):
      let error = steppedVariance(clusters: clusters, steps: steps).squareRoot()
      return StandardNormal.lowerTail(distance / error - StandardNormal.quantile(upperTail: tail))
    }
  }

  /// The fewest clusters with a power.
  ///
  /// - Throws: `StatisticsError` for a power that is not between 0 and 1, and where a million clusters do not reach it.
  public func clusters(power: Double) throws(StatisticsError) -> Int {
    try Require.openProbability(power, "power")
    let unit: Int
    switch form {
    case .parallel: unit = 2
    case .steppedWedge(let steps): unit = steps
    }
    let least = (fewestClusters + unit - 1) / unit
    var most = least
    while try self.power(clusters: unit * most) < power {
      most *= 2
      guard unit * most <= 1_000_000 else {
        throw .undefined(
          quantity: "a number of clusters with a power of \(power)",
          because: "a million clusters do not reach it")
      }
    }
    var low = least
    while low < most {
      let middle = (low + most) / 2
      if try self.power(clusters: unit * middle) >= power { most = middle } else { low = middle + 1 }
    }
    return unit * most
  }

  /// The variance of the effect in a stepped wedge.
  private func steppedVariance(clusters: Int, steps: Int) -> Double {
    let mean = (first + second) / 2
    let person = mean * (1 - mean)
    let cell = person / clusterSize
    let between = person * correlation / (1 - correlation)
    let periods = steps + 1
    let treated = (0..<clusters).map { cluster in periods - 1 - cluster * steps / clusters }
    let all = Double(treated.reduce(0, +))
    let byCluster = treated.reduce(0) { $0 + Double($1 * $1) }
    let byPeriod = (0..<periods).reduce(0.0) { sum, period in
      let count = Double(treated.count { $0 >= periods - period })
      return sum + count * count
    }
    let (i, t) = (Double(clusters), Double(periods))
    return i * cell * (cell + t * between)
      / ((i * all - byPeriod) * cell + (all * all + i * t * all - t * byPeriod - i * byCluster) * between)
  }

  /// The probability that a noncentral t is above a value: normal tails averaged over the distribution of its denominator.
  private static func beyond(_ value: Double, degrees: Double, shift: Double) -> Double {
    let constant = log(2) + degrees / 2 * log(degrees / 2) - lgamma(degrees / 2)
    let reach = 12 / (2 * degrees).squareRoot()
    let (from, to) = (max(0, 1 - reach), 1 + reach)
    let pieces = 4000
    let width = (to - from) / Double(pieces)
    var sum = 0.0
    for piece in 0...pieces {
      let s = from + Double(piece) * width
      guard s > 0 else { continue }
      let density = exp(constant + (degrees - 1) * log(s) - degrees * s * s / 2)
      let weight = piece == 0 || piece == pieces ? 1.0 : piece % 2 == 1 ? 4 : 2
      sum += weight * density * StandardNormal.lowerTail(shift - value * s)
    }
    return min(1, sum * width / 3)
  }
}
