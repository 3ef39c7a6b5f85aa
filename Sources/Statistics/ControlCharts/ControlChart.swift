internal import CGSL
public import Numbers

/// Figures of consecutive periods against the limits of their own ordinary variation.
///
/// Periods are typed, and overlapping ones, such as rolling years printed each quarter, are refused: the rules
/// assume that a figure does not repeat the one before. The limits may be computed afresh from given points on
/// (a rebase); rules never run across such a break.
///
/// - Source: Shewhart (1931), *Economic Control of Quality of Manufactured Product*, Van Nostrand; Wheeler (2000),
///   *Understanding Variation*, 2nd edition, SPC Press.
public struct ControlChart: Hashable, Sendable {
  /// The kind of chart.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    /// Proportions, with binomial limits.
    case p
    /// Proportions, with binomial limits widened or narrowed by the variation between periods.
    case laneyP = "laney-p"
    /// Rates of events over an exposure, with Poisson limits.
    case u
    /// Single values, with limits from their moving range.
    case xmr
  }

  /// One period's figure and its limits.
  public struct Point: Hashable, Sendable {
    /// The period.
    public let period: Period
    /// The figure.
    public let value: Double
    /// The centre of its segment.
    public let centre: Double
    /// The lower control limit.
    public let lower: Double
    /// The upper control limit.
    public let upper: Double
    /// Two thirds of the way from the centre to the lower limit before it is cut at what is possible.
    public let nearLower: Double
    /// Two thirds of the way from the centre to the upper limit before it is cut at what is possible.
    public let nearUpper: Double
    /// The rules that the point breaks, in order of precedence; empty for ordinary variation.
    public internal(set) var signals: [ControlChartRule] = []
  }

  /// The kind of chart.
  public let kind: Kind
  /// The points in order of time.
  public let points: [Point]
  /// The positions at which the limits start afresh, the first being 0.
  public let segmentStarts: [Int]

  /// How many points a segment needs before its limits can be relied on.
  public static let fewestPoints = 13

  /// Whether a segment has fewer points than limits need.
  public var hasProvisionalLimits: Bool {
    zip(segmentStarts, segmentStarts.dropFirst() + [points.count]).contains { $1 - $0 < Self.fewestPoints }
  }

  /// A chart of proportions.
  ///
  /// - Parameters:
  ///   - events: The events of each period.
  ///   - trials: The people, or other trials, of each period.
  ///   - periods: The periods in order of time.
  ///   - rebasedAt: Positions of points from which the limits are computed afresh.
  ///   - laney: Whether the limits follow the variation between periods, for large groups.
  /// - Throws: `StatisticsError` for wrong counts, overlapping periods, unequal lengths or a segment of one point.
  /// - Source: Laney (2002), *Quality Engineering* 14, 531–537, doi:10.1081/QEN-120003555.
  public static func proportions(
    events: [Int], trials: [Int], periods: [Period], rebasedAt: [Int] = [], laney: Bool = false
  ) throws(StatisticsError) -> ControlChart {
    guard events.count == trials.count else {
      throw .lengthMismatch(
        first: "events", firstCount: events.count, second: "trials", secondCount: trials.count)
    }
    for index in trials.indices { try Require.counts(events: events[index], trials: trials[index]) }
    return try ControlChart(
      laney ? .laneyP : .p, zip(events, trials).map { Double($0) / Double($1) }, periods, rebasedAt
    ) { range in
      let people = trials[range].reduce(0.0) { $0 + Double($1) }
      let centre = events[range].reduce(0.0) { $0 + Double($1) } / people
      let errors = trials[range].map { (centre * (1 - centre) / Double($0)).squareRoot() }
      guard laney, centre > 0, centre < 1 else { return (centre, errors, 0...1) }
      let z = zip(range, errors).map { (Double(events[$0]) / Double(trials[$0]) - centre) / $1 }
      let factor = meanMovingRange(z) / movingRangeFactor
      return (centre, errors.map { $0 * factor }, 0...1)
    }
  }

  /// A chart of rates of events over an exposure.
  ///
  /// - Throws: `StatisticsError` for wrong counts, overlapping periods, unequal lengths or a segment of one point.
  public static func rates(
    events: [Int], exposure: [Double], periods: [Period], rebasedAt: [Int] = []
  ) throws(StatisticsError) -> ControlChart {
    guard events.count == exposure.count else {
      throw .lengthMismatch(
        first: "events", firstCount: events.count, second: "exposure", secondCount: exposure.count)
    }
    for index in events.indices {
      try Require.count(events[index], "events")
      try Require.positive(exposure[index], "exposure")
    }
    return try ControlChart(.u, zip(events, exposure).map { Double($0) / $1 }, periods, rebasedAt) { range in
      let centre =
        events[range].reduce(0.0) { $0 + Double($1) } / exposure[range].reduce(0, +)
      return (centre, exposure[range].map { (centre / $0).squareRoot() }, 0...Double.infinity)
    }
  }

  /// A chart of single values, with limits at 2.66 mean moving ranges.
  ///
  /// - Parameters:
  ///   - values: The figure of each period.
  ///   - periods: The periods in order of time.
  ///   - rebasedAt: Positions of points from which the limits are computed afresh.
  ///   - screened: Whether moving ranges beyond their own upper limit are left out once.
  /// - Throws: `StatisticsError` for a value that is not finite, overlapping periods, unequal lengths or a segment of
  ///   one point.
  public static func individuals(
    _ values: [Double], periods: [Period], rebasedAt: [Int] = [], screened: Bool = false
  ) throws(StatisticsError) -> ControlChart {
    for (index, value) in values.enumerated() { try Require.finite(value, "value \(index + 1)") }
    return try ControlChart(.xmr, values, periods, rebasedAt) { range in
      let segment = Array(values[range])
      let centre = segment.reduce(0, +) / Double(segment.count)
      let range = meanMovingRange(segment, screened: screened)
      // 2.66 = 3 / 1.128, as the tables of the chart round it.
      let error = 2.66 / 3 * range
      return (centre, segment.map { _ in error }, -Double.infinity...Double.infinity)
    }
  }

  /// The mean range of two normal values in units of their standard deviation, 2/√π.
  private static let movingRangeFactor = 2 / Double.pi.squareRoot()

  private static func meanMovingRange(_ values: [Double], screened: Bool = false) -> Double {
    let ranges = zip(values, values.dropFirst()).map { abs($1 - $0) }
    let mean = ranges.reduce(0, +) / Double(ranges.count)
    guard screened else { return mean }
    // 3.267 is the factor of the range's own upper limit for pairs.
    let kept = ranges.filter { $0 < 3.267 * mean }
    return kept.isEmpty ? mean : kept.reduce(0, +) / Double(kept.count)
  }

  private init(
    _ kind: Kind, _ values: [Double], _ periods: [Period], _ rebasedAt: [Int],
    _ limits: (Range<Int>) -> (centre: Double, errors: [Double], possible: ClosedRange<Double>)
  ) throws(StatisticsError) {
    guard values.count == periods.count else {
      throw .lengthMismatch(
        first: "values", firstCount: values.count, second: "periods", secondCount: periods.count)
    }
    try Require.atLeast(2, values.count, "points")
    try Period.check(periods)
    let starts = Array(Set([0] + rebasedAt)).sorted()
    var points: [Point] = []
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : values.count
      guard start >= 0, end <= values.count, end - start >= 2 else {
        throw .outOfRange(
          argument: "rebase", value: Double(start),
          allowed: "the position of a point with at least one more before the next rebase")
      }
      let segment = limits(start..<end)
      var part = zip(start..<end, segment.errors).map { position, error in
        let centre = segment.centre
        return Point(
          period: periods[position], value: values[position], centre: centre,
          lower: max(segment.possible.lowerBound, centre - 3 * error),
          upper: min(segment.possible.upperBound, centre + 3 * error), nearLower: centre - 2 * error,
          nearUpper: centre + 2 * error)
      }
      // What happened in between is not known, so no run is counted across it.
      for stretch in Period.stretches(periods[start..<end]) {
        let places = (stretch.lowerBound - start)..<(stretch.upperBound - start)
        for (position, signals) in zip(places, ControlChartRule.signals(Array(part[places]))) {
          part[position].signals = signals
        }
      }
      points += part
    }
    self.kind = kind
    self.points = points
    segmentStarts = starts
  }
}
