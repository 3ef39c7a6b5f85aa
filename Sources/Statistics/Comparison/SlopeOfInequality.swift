internal import CGSL

/// How much a share differs between the two ends of an order of groups, by a line through all of them.
///
/// Groups stand at the middle of their part of all people, put in order. The line is fitted by least squares weighted by their
/// people; its limits follow from the binomial variance of each group's share. The slope index is the line's end less its
/// beginning, the relative index its end over its beginning.
///
/// - Source: Mackenbach and Kunst (1997), *Social Science & Medicine* 44, 757–771, doi:10.1016/S0277-9536(96)00073-1; the
///   weights are those of `phe_sii` in PHEindicatormethods.
public struct SlopeOfInequality: Sendable {
  /// On what scale the line is straight.
  public enum Scale: String, CaseIterable, Sendable {
    /// Shares themselves.
    case share
    /// Their logarithms.
    case log
    /// Their log odds.
    case logit

    private var link: ModelLink {
      switch self {
      case .share: .identity
      case .log: .log
      case .logit: .logit
      }
    }

    fileprivate func value(_ share: Double) -> Double { link.predictor(share) }

    /// How fast the value grows with the share.
    fileprivate func growth(_ share: Double) -> Double {
      switch self {
      case .share: 1
      case .log: 1 / share
      case .logit: 1 / (share * (1 - share))
      }
    }

    fileprivate func share(_ value: Double) -> Double {
      switch self {
      case .share: value
      case .log: exp(value)
      case .logit: 1 / (1 + exp(-value))
      }
    }
  }

  /// A group with its place in the order.
  public struct Group: Hashable, Sendable {
    /// Where it stands; groups of the same place share it.
    public let place: Double
    /// Its people and those with the event.
    public let proportion: Proportion

    /// Joins a place and counts.
    public init(place: Double, proportion: Proportion) {
      self.place = place
      self.proportion = proportion
    }
  }

  /// A group on the line.
  public struct Point: Hashable, Sendable {
    /// The share of all people who stand before the group.
    public let from: Double
    /// The share of all people who stand before its end.
    public let to: Double
    /// The share on the line at its middle.
    public let fitted: Double

    /// The middle of the group.
    public var middle: Double { (from + to) / 2 }
  }

  /// The groups, in the order given.
  public let points: [Point]
  /// The share at the beginning and at the end of the line.
  public let ends: (first: Double, last: Double)
  /// On what scale the line is straight.
  public let scale: Scale
  /// How the groups scatter about the line, against what chance makes; nil for two of them.
  public let scatter: TestResult?
  private let slope: Double
  private let covariance: (first: Double, both: Double, last: Double)

  /// Fits a line.
  ///
  /// - Throws: `StatisticsError` for fewer than two places, and a share of 0 or 1 where the scale has no number for it.
  public init(_ groups: [Group], scale: Scale = .share) throws(StatisticsError) {
    for group in groups { try Require.finite(group.place, "place") }
    guard Set(groups.map(\.place)).count > 1 else {
      throw .undefined(quantity: "a slope index", because: "two places in the order or more are needed")
    }
    let shares = groups.map(\.proportion.estimate)
    if scale != .share, let extreme = shares.first(where: { $0 == 0 || (scale == .logit && $0 == 1) }) {
      throw .undefined(
        quantity: "a slope index on the scale \(scale.rawValue)",
        because: "a group has a share of \(extreme == 0 ? 0 : 100)%; the scale share allows it")
    }
    let people = groups.map { Double($0.proportion.trials) }
    let all = people.reduce(0, +)
    let sizes = Dictionary(zip(groups.map(\.place), people)) { $0 + $1 }
    var (below, parts) = (0.0, [Double: (from: Double, to: Double)]())
    for (place, count) in sizes.sorted(by: { $0.key < $1.key }) {
      parts[place] = (below / all, (below + count) / all)
      below += count
    }
    let bounds = groups.map { parts[$0.place] ?? (from: 0, to: 1) }
    let weights = people.map { $0 / all }
    let ranks = bounds.map { ($0.from + $0.to) / 2 }
    let values = shares.map(scale.value)
    let meanRank = zip(weights, ranks).reduce(0) { $0 + $1.0 * $1.1 }
    let spread = zip(weights, ranks).reduce(0) { $0 + $1.0 * ($1.1 - meanRank) * ($1.1 - meanRank) }
    let variances = zip(groups, shares).map { group, share in
      let growth = scale.growth(share)
      return share * (1 - share) / Double(group.proportion.trials) * growth * growth
    }
    // Each coefficient is a sum of the values, each times a number that the ranks and weights give.
    let slopeParts = zip(weights, ranks).map { $0 * ($1 - meanRank) / spread }
    let firstParts = zip(weights, slopeParts).map { $0 - meanRank * $1 }
    let lastParts = zip(firstParts, slopeParts).map { $0 + $1 }
    func line(_ parts: [Double]) -> Double { zip(parts, values).reduce(0) { $0 + $1.0 * $1.1 } }
    func joint(_ first: [Double], _ second: [Double]) -> Double {
      variances.indices.reduce(0) { $0 + first[$1] * second[$1] * variances[$1] }
    }
    let (first, last) = (line(firstParts), line(lastParts))
    let steepness = last - first
    slope = steepness
    covariance = (joint(firstParts, firstParts), joint(firstParts, lastParts), joint(lastParts, lastParts))
    let fitted = ranks.map { first + steepness * $0 }
    points = zip(bounds, fitted).map { Point(from: $0.from, to: $0.to, fitted: scale.share($1)) }
    ends = (scale.share(first), scale.share(last))
    self.scale = scale
    if sizes.count > 2, variances.allSatisfy({ $0 > 0 }) {
      let statistic = values.indices.reduce(0) {
        $0 + (values[$1] - fitted[$1]) * (values[$1] - fitted[$1]) / variances[$1]
      }
      let degrees = Double(groups.count - 2)
      scatter = TestResult(
        statistic: statistic, degreesOfFreedom: degrees,
        pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: degrees), method: "chi-squared")
    } else {
      scatter = nil
    }
  }

  /// The share at the end less that at the beginning.
  public func slopeIndex(level: ConfidenceLevel = .p95) -> Estimate {
    let half =
      StandardNormal.quantile(upperTail: level.tail)
      * error(atFirst: density(ends.first), atLast: density(ends.last))
    let value = ends.last - ends.first
    return Estimate(
      value, interval: ConfidenceInterval(lower: value - half, upper: value + half, level: level),
      method: "wald")
  }

  /// The share at the end over that at the beginning; nil where the line falls to 0 or below.
  public func relativeIndex(level: ConfidenceLevel = .p95) -> Estimate? {
    guard ends.first > 0, ends.last > 0 else { return nil }
    let value = ends.last / ends.first
    let factor = exp(
      StandardNormal.quantile(upperTail: level.tail)
        * error(atFirst: density(ends.first) / ends.first, atLast: density(ends.last) / ends.last))
    return Estimate(
      value, interval: ConfidenceInterval(lower: value / factor, upper: value * factor, level: level),
      method: "delta-log")
  }

  /// The test that the line is level.
  public var test: TestResult {
    let error = error(atFirst: 1, atLast: 1)
    let statistic = error > 0 ? slope / error : slope == 0 ? 0 : .infinity * slope
    return TestResult(
      statistic: statistic, degreesOfFreedom: nil,
      pValue: StandardNormal.pValue(statistic, alternative: .twoSided), method: "wald")
  }

  /// How fast a share grows with the value of the line.
  private func density(_ share: Double) -> Double { 1 / scale.growth(share) }

  /// The standard error of a multiple of the last end less a multiple of the first.
  private func error(atFirst first: Double, atLast last: Double) -> Double {
    max(
      0,
      last * last * covariance.last - 2 * first * last * covariance.both + first * first * covariance.first
    ).squareRoot()
  }
}
