/// Phase 4: an axis with its limits, ticks and measured labels for a given length.
struct AxisPlan: Sendable {
  struct Entry: Sendable {
    var datum: Datum
    /// The middle between this value and the next, for what is centred there.
    var middle: Datum?
    /// Whether it is written on the other side of the plot than the axis' first marks.
    var isOpposite = false
    /// Whether the chart has asked for this value beside round ones, so that its label stays.
    var isAskedFor = false
    var hasCenteredLabel = false
    var hasCenteredGrid = false
    var hasCenteredTick = false
    /// Pixels between plot and label; nil for the usual distance.
    var spacing: Double?
    /// The line of a label that hangs on a leader, from 0 under the plot; nil for labels below their value.
    var stair: Int?
    var label: TextBlock?
    var labelPaint: Paint
    var grid: (paint: Paint, stroke: StrokeStyle)?
    var tick: (length: Double, paint: Paint, stroke: StrokeStyle)?
  }

  /// Pixels between plot and labels.
  static let labelSpacing = 8.0
  /// Pixels between a leader and the label that hangs on it.
  static let leaderGap = 4.0

  var scale: PositionScale.Kind
  var isReversed = false
  var entries: [Entry] = []
  /// Pixels kept free at both ends of the plot.
  var padding = (start: 0.0, end: 0.0)
  /// The distance of bars on an axis of numbers, in values; nil without such bars.
  var barGap: Double?
  var notes: [String] = []
  /// The share of a row's step that its bars take; nil for the usual one.
  var slotShare: Double?
  /// The step of rows at which names that are shortened have the lines they need; nil where none is, or none would do.
  var wishedStep: Double?

  /// The room of labels beside a level axis, with the distance from the plot.
  var labelReach: Double { reach(isOpposite: false) }
  /// The room of labels on the other side of the plot.
  var farReach: Double { reach(isOpposite: true) }
  /// The room of labels under a level axis, with the distance from the plot.
  var labelDrop: Double { drop(isOpposite: false) }
  /// The room of labels above a level axis whose first ones are below, or the other way round.
  var farDrop: Double { drop(isOpposite: true) }

  private func reach(isOpposite: Bool) -> Double {
    entries.lazy.filter { $0.isOpposite == isOpposite }.compactMap { entry in
      entry.label.flatMap { $0.isEmpty ? nil : $0.width + entry.labelSpacing }
    }.max() ?? 0
  }

  private func drop(isOpposite: Bool) -> Double {
    entries.lazy.filter { $0.isOpposite == isOpposite }.compactMap { entry in
      entry.label.flatMap { $0.isEmpty ? nil : $0.height + entry.labelSpacing + entry.stairDrop }
    }.max() ?? 0
  }

  /// Whether letters of a label were left out.
  var hasShortened: Bool { entries.contains { $0.label?.isShortened == true } }

  /// The widest label.
  var labelWidth: Double { entries.compactMap { $0.label?.width }.max() ?? 0 }
  /// The highest label.
  var labelHeight: Double { entries.compactMap { $0.label?.height }.max() ?? 0 }

  /// The share of the plot's length that paddings may take.
  static let mostPadding = 0.6

  /// The paddings, made smaller together where they would leave the values too little room or turn them around.
  private func paddings(within length: Double) -> (start: Double, end: Double) {
    let total = padding.start + padding.end
    guard total > length * Self.mostPadding, total > 0 else { return padding }
    let part = length * Self.mostPadding / total
    return (padding.start * part, padding.end * part)
  }

  /// The scale over a range of pixels.
  func positionScale(from start: Double, to end: Double) -> PositionScale {
    let direction: Double = end >= start ? 1 : -1
    let padding = paddings(within: abs(end - start))
    let (near, far) = (start + direction * padding.start, end - direction * padding.end)
    return PositionScale(scale, start: isReversed ? far : near, end: isReversed ? near : far)
  }
}

extension AxisPlan.Entry {
  /// Whether anything stands in the middle between this value and the next.
  var isCentered: Bool { hasCenteredLabel || hasCenteredGrid || hasCenteredTick }
  /// Where the label stands.
  var labelDatum: Datum { hasCenteredLabel ? middle ?? datum : datum }
  /// Where the gridline stands.
  var gridDatum: Datum { hasCenteredGrid ? middle ?? datum : datum }
  /// Where the tick stands.
  var tickDatum: Datum { hasCenteredTick ? middle ?? datum : datum }
  /// Pixels between plot and label.
  var labelSpacing: Double { spacing ?? AxisPlan.labelSpacing }
  /// Pixels of the lines above a label that hangs on a leader.
  var stairDrop: Double { stair.map { Double($0) * (label?.lineHeight ?? 0) } ?? 0 }
}
