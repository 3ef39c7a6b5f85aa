import Numbers

extension ControlChart: StatisticalResult {
  /// The change from the first point to the last.
  public var change: Double { (points.last?.value ?? 0) - (points.first?.value ?? 0) }

  /// The change from the first point to the last with limits from the ordinary variation that the chart measures.
  ///
  /// The standard error of a point is what the control limits are made of (Montgomery 2019, *Introduction to Statistical
  /// Quality Control*, 8th ed., chapters 6 and 7): binomial or Poisson around the centre of its segment, or the mean
  /// moving range over 1.128. The two points are independent, because overlapping periods are refused, so their variances
  /// add; the limits are normal.
  public func changeEstimate(level: ConfidenceLevel = .p95) -> Estimate {
    let errors = [points.first, points.last].map { point in
      point.map { ($0.nearUpper - $0.centre) / 2 } ?? 0
    }
    let half =
      StandardNormal.quantile(upperTail: level.tail)
      * (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot()
    return Estimate(
      change, interval: ConfidenceInterval(lower: change - half, upper: change + half, level: level),
      method: "control-chart")
  }

  /// How many points are signals, the change between the first and last, and whether the limits are provisional.
  public var sentence: String {
    let signals = points.count { !$0.signals.isEmpty }
    let start =
      signals == 0
      ? "No point stands out from ordinary variation"
      : "\(signals) of \(points.count) points stand out from ordinary variation"
    let difference =
      kind == .xmr || kind == .u
      ? "the last value differs from the first by \(change.brief(4))"
      : "the last value differs from the first by \((100 * change).fixed(1)) percentage points"
    let provisional =
      hasProvisionalLimits
      ? "; a segment has fewer than \(Self.fewestPoints) points, so its limits are provisional" : ""
    return "\(start); \(difference)\(provisional)."
  }

  /// Segments with fewer points than limits need, the shortest of them.
  public var warnings: [StatisticsWarning] {
    let lengths = zip(segmentStarts, segmentStarts.dropFirst() + [points.count]).map { $1 - $0 }
    guard let shortest = lengths.min(), shortest < Self.fewestPoints else { return [] }
    return [.fewPoints(count: shortest, needed: Self.fewestPoints)]
  }
}
