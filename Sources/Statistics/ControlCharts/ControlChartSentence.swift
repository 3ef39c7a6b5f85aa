extension ControlChart: StatisticalResult {
  /// The change from the first point to the last.
  public var change: Double { (points.last?.value ?? 0) - (points.first?.value ?? 0) }

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

  /// Nothing beyond what the sentence says.
  public var warnings: [StatisticsWarning] { [] }
}
