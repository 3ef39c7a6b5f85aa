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
      guard let grid = entry.grid, let x = scaler.x.position(entry.gridDatum), isWithin(x, plot.x, plot.maxX)
      else { continue }
      commands.append(line(Point(x: x, y: plot.y), Point(x: x, y: plot.maxY), grid.paint, grid.stroke))
    }
    for entry in layout.yPlan.entries {
      guard let grid = entry.grid, let y = scaler.y.position(entry.gridDatum), isWithin(y, plot.y, plot.maxY)
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
    commands += xTitle()
    commands += yTitle()
    return commands
  }

  /// The title of the horizontal axis, under or over its labels.
  private func xTitle() -> [DrawingCommand] {
    let (x, anchor): (Double, TextRun.Anchor) =
      switch layout.panel.options.x.titleAlignment?.horizontal {
      case .leading: (plot.x, .start)
      case .trailing: (plot.maxX, .end)
      case .center, nil: (plot.centre.x, .middle)
      }
    let top =
      layout.isXTitleTop
      ? plot.y - layout.topRooms.title
      : plot.maxY + layout.overflow.bottom + (layout.isXTop ? 0 : layout.xLabelRoom) + layout.xTitleSpacing
    var commands = layout.xTitle.commands(x: x, top: top, anchor: anchor, color: theme.mutedInk)
    if let other = layout.panel.options.x.otherTitle, !layout.xTitle.isEmpty {
      commands += TextBlock(other, font: theme.font(), measurer: measurer).commands(
        x: plot.maxX, top: top, anchor: .end, color: theme.mutedInk)
    }
    return commands
  }

  /// The title of the vertical axis, level above the plot, on the side of its labels unless the chart says otherwise.
  private func yTitle() -> [DrawingCommand] {
    let top = plot.y - layout.topRooms.strip - layout.yTitle.height - layout.yTitleSpacing
    let (x, anchor): (Double, TextRun.Anchor) =
      switch layout.yTitleSide {
      case .trailing: (layout.rightEdge, .end)
      case .center: (plot.centre.x, .middle)
      case .leading: (layout.leftEdge, .start)
      }
    var commands = layout.yTitle.commands(x: x, top: top, anchor: anchor, color: theme.mutedInk)
    if let other = layout.panel.options.y.otherTitle, !layout.yTitle.isEmpty {
      commands += TextBlock(other, font: theme.font(), measurer: measurer).commands(
        x: layout.rightEdge, top: top, anchor: .end, color: theme.mutedInk)
    }
    return commands
  }

  private var leadingWidth: Double { layout.leadingWidth }

  /// The line that bars stand on, or the bottom of the plot under a horizontal axis of values.
  private func baseline() -> [DrawingCommand] {
    let style = StrokeStyle(width: 1)
    let paint = Paint.color(theme.axisLine)
    let hasCells = layout.panel.contents.hasCells
    if layout.isXCategory && layout.isYCategory { return [] }
    if layout.isYCategory {
      let hasBars = layout.panel.contents.hasBars
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
    for entry in layout.xPlan.entries {
      let isTop = layout.isXTop != entry.isOpposite
      let edge = isTop ? plot.y - layout.overflow.top : plot.maxY + layout.overflow.bottom
      if let tick = entry.tick, let x = scaler.x.position(entry.tickDatum), isWithin(x, plot.x, plot.maxX) {
        let outwards = isTop ? -tick.length : tick.length
        let start = isTop ? plot.y : plot.maxY
        commands.append(
          line(Point(x: x, y: start), Point(x: x, y: start + outwards), tick.paint, tick.stroke))
      }
      guard let label = entry.label, let x = scaler.x.position(entry.labelDatum),
        isWithin(x, plot.x, plot.maxX)
      else { continue }
      if entry.stair != nil {
        commands += hanging(label, entry, x: x, edge: edge)
        continue
      }
      let top = isTop ? edge - entry.labelSpacing - label.height : edge + entry.labelSpacing
      commands += label.commands(x: x, top: top, anchor: .middle, color: theme.color(entry.labelPaint))
    }
    return commands
  }

  /// A label on the left of the foot of a line from its place; those further to the left end above it.
  private func hanging(
    _ label: TextBlock, _ entry: AxisPlan.Entry, x: Double, edge: Double
  ) -> [DrawingCommand] {
    let top = edge + entry.labelSpacing + entry.stairDrop
    let foot = Point(x: x, y: top + label.lineHeight / 2)
    let leader = Path([
      .move(Point(x: x, y: edge + 2)), .line(foot), .line(Point(x: x - AxisPlan.leaderGap + 1, y: foot.y)),
    ])
    return [.stroke(leader, theme.axisLine, StrokeStyle(width: 1))]
      + label.commands(
        x: x - AxisPlan.leaderGap, top: top, anchor: .end, color: theme.color(entry.labelPaint))
  }

  private func verticalLabels() -> [DrawingCommand] {
    var commands: [DrawingCommand] = []
    let half = layout.hasRowsApart ? layout.rowMarks(scaler.y.step) / 2 : 0
    for entry in layout.yPlan.entries {
      let isTrailing = layout.isYTrailing != entry.isOpposite
      let isStart = isTrailing || !layout.leading.isEmpty || layout.panel.options.rowNames.areLeading
      if let tick = entry.tick, let y = scaler.y.position(entry.tickDatum), isWithin(y, plot.y, plot.maxY) {
        let start = isTrailing ? plot.maxX : plot.x
        let end = isTrailing ? start + tick.length : start - tick.length
        commands.append(line(Point(x: start, y: y), Point(x: end, y: y), tick.paint, tick.stroke))
      }
      guard let label = entry.label, let y = scaler.y.position(entry.labelDatum),
        isWithin(y, plot.y, plot.maxY)
      else { continue }
      let paint = entry.labelPaint
      if layout.hasRowsApart {
        commands += layout.rowText(label, top: y - half - label.height, color: color(paint))
        continue
      }
      let x: Double
      if isTrailing {
        x = plot.maxX + layout.overflow.right + entry.labelSpacing
      } else if isStart {
        x = plot.x - layout.overflow.left - leadingWidth - layout.yLabelRoom
      } else {
        x = plot.x - layout.overflow.left - entry.labelSpacing
      }
      commands += label.commands(
        x: x, top: y - label.height / 2, anchor: isStart ? .start : .end, color: color(paint))
    }
    return commands
  }

  /// The colour of a label; that of a series is darkened until it can be read.
  private func color(_ paint: Paint) -> Color {
    switch paint {
    case .series, .seriesAmong: Contrast.textColor(theme.color(paint), theme)
    case .color, .ink, .mutedInk, .faint, .focus, .context, .background, .gradient, .translucent:
      theme.color(paint)
    }
  }

  private func isWithin(_ value: Double, _ lower: Double, _ upper: Double) -> Bool {
    value >= lower - 0.51 && value <= upper + 0.51
  }

  private func line(_ start: Point, _ end: Point, _ paint: Paint, _ style: StrokeStyle) -> DrawingCommand {
    .stroke(Path([.move(start), .line(end)]), theme.color(paint), style)
  }
}
