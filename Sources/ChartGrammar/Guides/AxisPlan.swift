/// Phase 4: an axis with its limits, ticks and measured labels for a given length.
struct AxisPlan: Sendable {
  struct Entry: Sendable {
    var datum: Datum
    var label: TextBlock?
    var labelPaint: Paint
    var grid: (paint: Paint, stroke: StrokeStyle)?
    var tick: (length: Double, paint: Paint, stroke: StrokeStyle)?
  }

  var scale: PositionScale.Kind
  var isReversed = false
  var entries: [Entry] = []
  /// Pixels kept free at both ends of the plot.
  var padding = (start: 0.0, end: 0.0)
  /// The distance of bars on an axis of numbers, in values; nil without such bars.
  var barGap: Double?
  var notes: [String] = []

  /// The widest label.
  var labelWidth: Double { entries.compactMap { $0.label?.width }.max() ?? 0 }
  /// The highest label.
  var labelHeight: Double { entries.compactMap { $0.label?.height }.max() ?? 0 }

  /// The scale over a range of pixels.
  func positionScale(from start: Double, to end: Double) -> PositionScale {
    let direction: Double = end >= start ? 1 : -1
    let (near, far) = (start + direction * padding.start, end - direction * padding.end)
    return PositionScale(scale, start: isReversed ? far : near, end: isReversed ? near : far)
  }
}
