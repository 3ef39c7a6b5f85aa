/// Phases 6 and 7 for one panel: gridlines, marks, axes, labels, insets.
struct PanelDrawing {
  private var layout: PanelLayout
  private let theme: Theme
  private let measurer: any TextMeasurer
  private(set) var commands: [DrawingCommand] = []
  private(set) var notes: [String] = []
  /// The labels that have no room.
  private(set) var unwritten: [String] = []
  /// Where marks stand and what they show.
  var marks: [SceneMark] { MarkTitles(layout: layout, scaler: scaler).marks() }
  private let scaler: MarkScaler

  init(layout: PanelLayout, theme: Theme, measurer: any TextMeasurer) {
    self.layout = layout
    self.theme = theme
    self.measurer = measurer
    scaler = layout.scaler
    notes = layout.xPlan.notes + layout.yPlan.notes + layout.notes
    if layout.resolver.isShortOfColors {
      notes.append(
        "\(layout.resolver.colors.names.count) values are told apart by shades and dashes of the theme’s \(theme.palette.count) colours; small charts would be easier to read."
      )
    }
  }

  private var plot: Rect { layout.plot }

  /// Draws everything that belongs to the panel.
  mutating func draw() throws(ChartError) {
    let options = layout.panel.options
    if let ground = options.plotBackground { commands.append(.fill(Path(plot), theme.color(ground))) }
    let isReversed = layout.xPlan.isReversed
    commands += layout.strip.commands(
      x: isReversed ? plot.maxX : plot.x,
      top: plot.y - layout.topRooms.strip,
      anchor: isReversed ? .end : .start, color: theme.ink)
    guard !layout.panel.records.isEmpty || layout.panel.isFacet else { return }
    let axes = AxisDrawing(layout: layout, scaler: scaler, theme: theme, measurer: measurer)
    if layout.panel.hasAxes { commands += axes.gridlines() }
    let canvas = drawMarks()
    commands += canvas.commands
    if layout.panel.hasAxes { commands += axes.linesAndLabels() }
    if let edge = options.plotBorder {
      commands.append(.stroke(Path(plot), theme.color(edge), StrokeStyle(width: options.plotBorderWidth)))
    }
    if layout.panel.isEmpty { drawEmptyMessage() }
    drawEndLabels()
    drawAnnotations(canvas)
    drawColumns()
    drawPlotTexts()
    for inset in options.insets { try draw(inset) }
  }

  /// What an empty small chart says, so that it is not taken for zeros.
  private mutating func drawEmptyMessage() {
    let text = TextBlock("No data", font: theme.font(), measurer: measurer)
    guard text.width <= plot.width, text.height <= plot.height else { return }
    commands += text.commands(
      x: plot.centre.x, top: plot.centre.y - text.height / 2, anchor: .middle, color: theme.mutedInk)
  }

  private mutating func drawMarks() -> Canvas {
    var canvas = Canvas()
    let records = layout.panel.records
    var hidden: [String] = []
    let room = plot.outset(0.5)
    for (_, item) in SeriesGroups(records).items {
      switch item {
      case .single(let index):
        let record = records[index]
        if let effects = MarkEffects(record.style, scaler: scaler, notes: &notes) {
          canvas.add(effects) { own in
            record.mark.draw(at: scaler.position(record), style: layout.resolver.style(record), into: &own)
          }
          continue
        }
        let position = scaler.position(record)
        let kind = ObjectIdentifier(type(of: record.mark))
        if kind == ObjectIdentifier(PointMark.self) || kind == ObjectIdentifier(TextMark.self) {
          let centre = position.centre
          if centre.x < room.x || centre.x > room.maxX || centre.y < room.y || centre.y > room.maxY {
            hidden.append(record.placeName)
            continue
          }
        }
        record.mark.draw(at: position, style: layout.resolver.style(record), into: &canvas)
      case .series(let indices):
        guard let mark = records[indices[0]].mark as? any SeriesMark else { continue }
        let positions = indices.map { scaler.position(records[$0]) }
        let style = layout.resolver.style(records[indices[0]])
        if let effects = MarkEffects(records[indices[0]].style, scaler: scaler, notes: &notes) {
          canvas.add(effects) { mark.draw(through: positions, style: style, into: &$0) }
        } else {
          mark.draw(through: positions, style: style, into: &canvas)
        }
      }
    }
    canvas.flush()
    if records.count <= 3000, !layout.panel.contents.annotated.isEmpty {
      for record in records where record.mark is PointMark {
        let style = layout.resolver.style(record)
        canvas.occupy(record.mark.frame(at: scaler.position(record), style: style))
      }
    }
    if !hidden.isEmpty {
      let named = hidden.filter { !$0.isEmpty }.prefix(10)
      notes.append(
        "\(hidden.count) \(hidden.count == 1 ? "mark lies" : "marks lie") outside the limits of the axes and "
          + (hidden.count == 1 ? "is" : "are") + " not drawn"
          + (named.isEmpty
            ? "."
            : ": " + named.joined(separator: ", ")
              + (hidden.count > named.count ? " and \(hidden.count - named.count) more." : ".")))
    }
    guard isCut(layout.xAxis) || isCut(layout.yAxis) else { return canvas }
    var clipped = Canvas()
    clipped.obstacles = canvas.obstacles
    clipped.lines = canvas.lines
    clipped.add(.clipped(plot.outset(1), canvas.commands))
    return clipped
  }

  /// Whether values lie beyond limits that the chart has fixed.
  private func isCut(_ axis: TrainedAxis?) -> Bool {
    guard let axis, case .between(let first, let last)? = axis.options.limits else { return false }
    return axis.lower < min(first, last) || axis.upper > max(first, last)
  }

  private mutating func drawEndLabels() {
    let labels = layout.endLabels.labels
    guard !labels.isEmpty else { return }
    let ends = labels.map { label in scaler.position(layout.panel.records[label.record]).centre }
    let tops = LineEndLabels.tops(
      centres: ends.map(\.y), heights: labels.map(\.text.height),
      within: plot.y - 4...max(plot.maxY + 4, plot.y))
    for (index, label) in labels.enumerated() {
      let middle = tops[index] + label.text.height / 2
      let x = plot.maxX + 10
      if abs(middle - ends[index].y) > label.text.lineHeight * 0.6 || plot.maxX - ends[index].x > 24 {
        let color = label.color.opacity(0.55)
        commands.append(
          .stroke(
            Path([.move(Point(x: ends[index].x + 4, y: ends[index].y)), .line(Point(x: x - 3, y: middle))]),
            color,
            StrokeStyle(width: 1)))
      }
      commands += label.text.commands(x: x, top: tops[index], anchor: .start, color: label.color)
    }
  }

  private mutating func drawAnnotations(_ canvas: Canvas) {
    let requests = LabelCollector.requests(&layout, theme: theme, measurer: measurer)
    guard !requests.isEmpty else { return }
    let overflow = layout.overflow
    let ends = layout.endLabels.labels.isEmpty ? 0 : layout.endLabels.width + 12
    let bounds = Rect(
      x: plot.x - overflow.left - 1, y: plot.y - overflow.top - 1,
      width: plot.width + overflow.left + max(overflow.right - ends, 0) + 2,
      height: plot.height + overflow.top + overflow.bottom + 2)
    var placer = LabelPlacer(bounds: bounds, obstacles: canvas.obstacles, lines: canvas.lines)
    for index in layout.panel.contents.texts {
      let record = layout.panel.records[index]
      guard let mark = record.mark as? TextMark else { continue }
      if let rect = mark.extent(at: scaler.position(record), theme: theme, measurer: measurer) {
        placer.block(rect)
      }
    }
    var (placed, dropped) = placer.place(requests)
    let isShort = dropped.contains { requests[$0].isBarEnd }
    if isShort {
      // Values at some bars and not at others would look like a choice.
      placed.removeAll { requests[$0.request].isBarEnd }
      notes.append("The values at the ends of the bars have no room and are not written.")
    }
    if dropped.contains(where: { requests[$0].isInCell }) {
      dropped += placed.map(\.request).filter { requests[$0].isInCell }
      placed.removeAll { requests[$0.request].isInCell }
    }
    let within = dropped.count { requests[$0].mustFit }
    if within > 0 {
      notes.append(
        "\(within) of \(requests.count { $0.mustFit }) values have no room within their marks and are not written."
      )
    }
    dropped.removeAll { requests[$0].isBarEnd || requests[$0].mustFit }
    for place in placed {
      let request = requests[place.request]
      if place.needsLeader { commands.append(leader(from: request.frame, to: place.rect)) }
      if let backdrop = request.backdrop { commands.append(.fill(Path(place.rect), backdrop)) }
      let anchor = place.rect.centre.x
      commands += request.text.commands(x: anchor, top: place.rect.y, anchor: .middle, color: request.color)
    }
    unwritten += dropped.map { requests[$0].text.lines.joined(separator: " ") }
    for index in dropped.prefix(50) {
      notes.append(
        "The label “\(requests[index].text.lines.joined(separator: " "))” has no room and is not drawn.")
    }
    if dropped.count > 50 {
      notes.append("\(dropped.count - 50) more labels have no room and are not drawn.")
    }
  }

  private func leader(from frame: Rect, to label: Rect) -> DrawingCommand {
    let centre = frame.centre
    let target = Point(
      x: min(max(centre.x, label.x), label.maxX), y: min(max(centre.y, label.y + 2), label.maxY - 2))
    let (dx, dy) = (target.x - centre.x, target.y - centre.y)
    let length = max((dx * dx + dy * dy).squareRoot(), 1)
    let radius = min(frame.width, frame.height) / 2 + 1
    let start = Point(x: centre.x + dx / length * radius, y: centre.y + dy / length * radius)
    return .stroke(
      Path([.move(start), .line(target)]), theme.mutedInk.opacity(0.7), StrokeStyle(width: 1))
  }

  /// What stands in the middle of the plot, as the total in a ring.
  private mutating func drawPlotTexts() {
    let options = layout.panel.options
    let blocks = (options.plotTexts + (layout.panel.contents.isPie ? options.ringTexts : [])).map { text in
      (text, TextBlock(text, theme: theme, maxWidth: max(plot.width, 40), measurer: measurer))
    }
    var top = plot.centre.y - blocks.map(\.1.height).reduce(0, +) / 2
    for (text, block) in blocks {
      if let backdrop = text.backdrop {
        commands.append(
          .fill(
            Path(Rect(x: plot.centre.x - block.width / 2, y: top, width: block.width, height: block.height)),
            theme.color(backdrop)))
      }
      commands += block.commands(
        x: plot.centre.x, top: top, anchor: .middle, color: text.paint.map(theme.color) ?? theme.ink)
      top += block.height
    }
  }

  private mutating func drawColumns() {
    guard !layout.columns.isEmpty, case .band(let categories) = layout.yPlan.scale else { return }
    if layout.hasRowsApart {
      let half = layout.rowMarks(scaler.y.step) / 2
      for name in categories.names {
        guard let y = scaler.y.position(.category(name)) else { continue }
        commands += layout.rowText(layout.columnsBlock(name), top: y + half, color: theme.mutedInk)
      }
      return
    }
    var x =
      plot.maxX + layout.overflow.right + (layout.isYTrailing ? layout.yLabelRoom : layout.yPlan.farReach)
    for column in layout.trailing {
      x += PanelLayout.columnGap
      draw(column, at: x, categories)
      x += column.width
    }
    x = plot.x - layout.overflow.left
    for column in layout.leading.reversed() {
      x -= PanelLayout.columnGap + column.width
      draw(column, at: x, categories)
    }
  }

  private mutating func draw(
    _ column: (column: TextColumn, heading: TextBlock, width: Double), at x: Double,
    _ categories: CategoryList
  ) {
    let (anchor, place): (TextRun.Anchor, Double) =
      switch column.column.alignment.horizontal {
      case .trailing: (.end, x + column.width)
      case .leading: (.start, x)
      case .center: (.middle, x + column.width / 2)
      }
    commands += column.heading.commands(
      x: place, top: plot.y - layout.overflow.top - 6 - column.heading.height, anchor: anchor,
      color: theme.ink)
    let font = theme.font()
    let step = scaler.y.step
    let every = max(1, Int((font.size * 1.2 / max(step, 0.01)).rounded(.up)))
    for (index, name) in categories.names.enumerated() where index % every == 0 {
      guard let text = column.column.values[name], let y = scaler.y.position(.category(name)) else {
        continue
      }
      commands.append(
        .text(
          TextRun(
            text, at: Point(x: place, y: y + font.size * 0.36), anchor: anchor,
            font: PanelLayout.font(ofRow: name, layout.panel.options, theme), color: theme.ink)))
    }
    let unknown = column.column.values.keys.filter { categories.index(of: .category($0)) == nil }.sorted()
    if !unknown.isEmpty {
      notes.append("The column “\(column.column.heading)” has text for “\(unknown[0])”, which is not a row.")
    }
    if every > 1 { notes.append("The column “\(column.column.heading)” shows every \(every)th row only.") }
  }

  private mutating func draw(_ inset: ChartInset) throws(ChartError) {
    let x = plot.x + plot.width * min(max(inset.x.lowerBound, 0), 1)
    let y = plot.y + plot.height * min(max(inset.y.lowerBound, 0), 1)
    let width = plot.x + plot.width * min(max(inset.x.upperBound, 0), 1) - x
    let height = plot.y + plot.height * min(max(inset.y.upperBound, 0), 1) - y
    let small = theme.changed { $0.padding = 6 }
    let inner = try ChartLayout(
      figure: inset.chart.figure, size: Size(width: width, height: height), theme: small, measurer: measurer
    ).layOut()
    commands.append(.fill(Path(Rect(x: x, y: y, width: width, height: height)), theme.background))
    commands += inner.scene.commands.map { $0.moved(by: Point(x: x, y: y)) }
    notes += inner.notes
  }
}
