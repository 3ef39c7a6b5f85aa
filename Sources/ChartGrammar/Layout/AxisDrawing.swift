/// Draws the gridlines, lines, ticks, labels and titles of a panel's axes.
struct AxisDrawing {
  let layout: PanelLayout
  let scaler: MarkScaler
  let theme: Theme
  let measurer: any TextMeasurer

  private var plot: Rect { layout.plot }

  /// The lines across the plot, below the marks.
  func gridlines() -> [DrawingCommand] {
    var commands: [DrawingCommand] = []
    for entry in layout.xPlan.entries {
      guard let grid = entry.grid, let x = scaler.x.position(entry.datum), isWithin(x, plot.x, plot.maxX)
      else { continue }
      commands.append(line(Point(x: x, y: plot.y), Point(x: x, y: plot.maxY), grid.paint, grid.stroke))
    }
    for entry in layout.yPlan.entries {
      guard let grid = entry.grid, let y = scaler.y.position(entry.datum), isWithin(y, plot.y, plot.maxY)
      else { continue }
      commands.append(line(Point(x: plot.x, y: y), Point(x: plot.maxX, y: y), grid.paint, grid.stroke))
    }
    return commands
  }

  /// The axis line, ticks, labels and titles, above the marks.
  func linesAndLabels() -> [DrawingCommand] {
    var commands: [DrawingCommand] = []
    commands += baseline()
    commands += horizontalLabels()
    commands += verticalLabels()
    let labelBottom = plot.maxY + layout.overflow.bottom + (layout.isXTop ? 0 : layout.xLabelRoom)
    commands += layout.xTitle.commands(
      x: plot.centre.x, top: labelBottom + 4, anchor: .middle, color: theme.mutedInk)
    var top = plot.y - layout.overflow.top - layout.yTitle.height - theme.textSize * 0.9
    if !layout.columns.isEmpty { top -= layout.headingHeight + 6 }
    if !layout.strip.isEmpty { top -= layout.strip.height + 6 }
    if layout.isXTop { top -= layout.xLabelRoom }
    let left = plot.x - layout.overflow.left - (layout.isYTrailing ? 0 : layout.yLabelRoom) - leadingWidth
    commands += layout.yTitle.commands(x: left, top: top, anchor: .start, color: theme.mutedInk)
    return commands
  }

  private var leadingWidth: Double {
    layout.leading.map { $0.width + PanelLayout.columnGap }.reduce(0, +)
  }

  /// The line that bars stand on, or the bottom of the plot under a horizontal axis of values.
  private func baseline() -> [DrawingCommand] {
    let style = StrokeStyle(width: 1)
    let paint = Paint.color(theme.axisLine)
    let hasCells = layout.panel.records.contains { $0.mark is RectangleMark }
    if layout.isXCategory && layout.isYCategory { return [] }
    if layout.isYCategory {
      let hasBars = layout.panel.records.contains { $0.mark is BarMark }
      guard hasBars, case .continuous(_, let lower, let upper) = layout.xPlan.scale, lower <= 0, upper >= 0
      else {
        return []
      }
      let x = scaler.x.baseline
      return [line(Point(x: x, y: plot.y), Point(x: x, y: plot.maxY), paint, style)]
    }
    if layout.panel.options.x.isHidden || (hasCells && layout.isXCategory) { return [] }
    var y = plot.maxY
    if case .continuous(_, let lower, let upper) = layout.yPlan.scale, lower <= 0, upper >= 0 {
      y = scaler.y.baseline
    }
    return [line(Point(x: plot.x, y: y), Point(x: plot.maxX, y: y), paint, style)]
  }

  private func horizontalLabels() -> [DrawingCommand] {
    var commands: [DrawingCommand] = []
    let edge = layout.isXTop ? plot.y - layout.overflow.top : plot.maxY + layout.overflow.bottom
    for entry in layout.xPlan.entries {
      guard let x = scaler.x.position(entry.datum), isWithin(x, plot.x, plot.maxX) else { continue }
      if let tick = entry.tick {
        let outwards = layout.isXTop ? -tick.length : tick.length
        let start = layout.isXTop ? plot.y : plot.maxY
        commands.append(
          line(Point(x: x, y: start), Point(x: x, y: start + outwards), tick.paint, tick.stroke))
      }
      guard let label = entry.label else { continue }
      let top = layout.isXTop ? edge - 8 - label.height : edge + 8
      commands += label.commands(x: x, top: top, anchor: .middle, color: theme.color(entry.labelPaint))
    }
    return commands
  }

  private func verticalLabels() -> [DrawingCommand] {
    var commands: [DrawingCommand] = []
    let isStart = !layout.leading.isEmpty || layout.isYTrailing
    let x: Double
    if layout.isYTrailing {
      x = plot.maxX + layout.overflow.right + 8
    } else if isStart {
      x = plot.x - layout.overflow.left - leadingWidth - layout.yLabelRoom
    } else {
      x = plot.x - layout.overflow.left - 8
    }
    for entry in layout.yPlan.entries {
      guard let y = scaler.y.position(entry.datum), isWithin(y, plot.y, plot.maxY) else { continue }
      if let tick = entry.tick {
        let start = layout.isYTrailing ? plot.maxX : plot.x
        let end = layout.isYTrailing ? start + tick.length : start - tick.length
        commands.append(line(Point(x: start, y: y), Point(x: end, y: y), tick.paint, tick.stroke))
      }
      guard let label = entry.label else { continue }
      commands += label.commands(
        x: x, top: y - label.height / 2, anchor: isStart ? .start : .end, color: theme.color(entry.labelPaint)
      )
    }
    return commands
  }

  private func isWithin(_ value: Double, _ lower: Double, _ upper: Double) -> Bool {
    value >= lower - 0.51 && value <= upper + 0.51
  }

  private func line(_ start: Point, _ end: Point, _ paint: Paint, _ style: StrokeStyle) -> DrawingCommand {
    .stroke(Path([.move(start), .line(end)]), theme.color(paint), style)
  }
}
