/// One panel while it is being laid out: its axes' plans, its labels and its place.
struct PanelLayout {
  /// Room on the four sides of the plot.
  struct Margins {
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0
  }

  let panel: Panel
  let xAxis: TrainedAxis?
  let yAxis: TrainedAxis?
  let positions: CategoryList
  var resolver: StyleResolver
  var endLabels = LineEndLabels()
  var xPlan = AxisPlan(scale: .none)
  var yPlan = AxisPlan(scale: .none)
  var xTitle: TextBlock
  var yTitle: TextBlock
  var strip: TextBlock
  /// What had to be shortened, for the reader.
  var notes: [String] = []
  var columns: [(column: TextColumn, heading: TextBlock, width: Double)] = []
  /// Room that annotations and end labels need between plot and guides.
  var overflow = Margins()
  var plot = Rect(x: 0, y: 0, width: 0, height: 0)
  /// The room that the plot would fill if its sides had no ratio to keep.
  var place = Rect(x: 0, y: 0, width: 0, height: 0)
  let theme: Theme
  let measurer: any TextMeasurer

  init(
    panel: Panel, training: AxisTraining, resolver: StyleResolver, theme: Theme, measurer: any TextMeasurer
  ) {
    self.panel = panel
    self.resolver = resolver
    self.theme = theme
    self.measurer = measurer
    xAxis = panel.hasAxes ? training.xAxes[panel.xAxis] : nil
    yAxis = panel.hasAxes ? training.yAxes[panel.yAxis] : nil
    positions = training.positions
    let empty = TextBlock("", font: theme.font(), measurer: measurer)
    xTitle = empty
    yTitle = empty
    strip = empty
    for column in panel.options.textColumns where panel.hasAxes {
      let heading = TextBlock(
        column.heading, font: theme.font(nil, .bold), maxWidth: theme.textSize * 12, measurer: measurer)
      let widest =
        column.values.map { measurer.measure($1, in: Self.font(ofRow: $0, panel.options, theme)).width }
        .max() ?? 0
      columns.append((column, heading, max(widest, heading.width)))
    }
  }

  /// The letters of a row's columns.
  static func font(ofRow name: String, _ options: ChartOptions, _ theme: Theme) -> Font {
    theme.font(nil, options.rowNames.bold.contains(name) ? .bold : .regular)
  }

  var leading: [(column: TextColumn, heading: TextBlock, width: Double)] {
    columns.filter { $0.column.edge == .leading }
  }
  var trailing: [(column: TextColumn, heading: TextBlock, width: Double)] {
    columns.filter { $0.column.edge != .leading }
  }
  static let columnGap = 18.0

  var isXCategory: Bool { xAxis?.isCategory == true }
  var isYCategory: Bool { yAxis?.isCategory == true }
  /// Whether the vertical axis is written on the right.
  var isYTrailing: Bool { panel.options.y.marks?.first?.position == .trailing }
  /// Whether the horizontal axis is written above the plot.
  var isXTop: Bool { panel.options.x.marks?.first?.position == .top }

  private func title(_ axis: TrainedAxis?, _ options: AxisOptions, shows: Bool) -> String {
    guard let axis, !options.isHidden else { return "" }
    if let title = options.title ?? axis.options.title { return shows ? title : "" }
    return shows && axis.kind == .number ? axis.label ?? "" : ""
  }

  /// Phase 4 for a plot of about this size.
  mutating func measure(plotWidth: Double, plotHeight: Double, cellWidth: Double) throws(ChartError) {
    guard let xAxis, let yAxis else {
      strip = TextBlock(
        panel.strip, font: theme.font(nil, .bold), maxWidth: max(plotWidth, 40), maxLines: 3,
        measurer: measurer)
      return
    }
    xPlan = try AxisPlanner(
      axis: xAxis, isHorizontal: true, length: max(plotWidth, 1), room: plotHeight * 0.4,
      showsLabels: panel.showsX && panel.options.x.marks?.isEmpty != true,
      hasGrid: isYCategory && xAxis.kind != .category && !panel.options.x.isHidden,
      theme: theme, measurer: measurer
    ).plan()
    let isApart = hasRowsApart
    let isTight = !columns.isEmpty || (theme.setsRowsApart && panel.contents.hasCells)
    yPlan = try planY(
      yAxis, length: isApart ? 100_000 : plotHeight,
      room: isApart ? max(plotWidth, 60) : cellWidth * (isTight ? 0.28 : 0.4))
    if isApart { setRowsApart(plotHeight) }
    if !isApart, !columns.isEmpty, yPlan.hasShortened {
      yPlan = try planY(yAxis, length: plotHeight, room: cellWidth * 0.4)
    }
    let font = theme.font()
    let showsOwnX = !panel.isFacet && panel.showsX
    xTitle = TextBlock(
      title(xAxis, panel.options.x, shows: showsOwnX), font: font, maxWidth: max(plotWidth, 80), maxLines: 3,
      measurer: measurer)
    let showsOwnY = panel.showsY && (!panel.isFacet || (panel.row == 0 && panel.column == 0))
    yTitle = TextBlock(
      title(yAxis, panel.options.y, shows: showsOwnY), font: font, maxWidth: max(cellWidth, 80), maxLines: 3,
      measurer: measurer)
    strip = TextBlock(
      panel.strip, font: theme.font(nil, .bold), maxWidth: max(plotWidth, 40), maxLines: 3, measurer: measurer
    )
  }

  /// Moves the marks of each row between its name and its columns.
  private mutating func setRowsApart(_ height: Double) {
    guard case .band(let categories) = yPlan.scale, !categories.names.isEmpty else { return }
    let (above, below) = rowTexts
    let step = max(height / Double(categories.names.count), 1)
    yPlan.padding = (above / 2 - below / 2, below / 2 - above / 2)
    yPlan.slotShare = min(rowMarks(step) * 0.8 / step, MarkScaler.slotShare)
  }

  /// The vertical axis, its names no wider than the room; columns beside them leave them less, where that does.
  private func planY(_ axis: TrainedAxis, length: Double, room: Double) throws(ChartError) -> AxisPlan {
    try AxisPlanner(
      axis: axis, isHorizontal: false, length: max(length, 1), room: max(room, 30),
      showsLabels: panel.showsY && panel.options.y.marks?.isEmpty != true,
      hasGrid: axis.kind != .category && !panel.options.y.isHidden, theme: theme, measurer: measurer,
      bold: panel.options.rowNames.bold
    ).plan()
  }

  /// The pixels that a row needs for its name and its columns.
  func rowHeight(_ theme: Theme) -> Double {
    guard hasRowsApart else { return theme.textSize * 1.2 }
    let (above, below) = rowTexts
    let marks = hasTextsOnly ? 1.5 : columns.isEmpty ? 1.9 : 2.4
    return above + below + theme.textSize * marks + 1.4 * panel.contents.mostShift
  }

  /// The pixels that the marks of a row take between its name and its columns; more would part them from their name.
  func rowMarks(_ step: Double) -> Double {
    let (above, below) = rowTexts
    return min(
      max(step - above - below - theme.textSize * (columns.isEmpty ? 0.5 : 0.9), 1),
      theme.textSize * (hasTextsOnly ? 1.3 : 2.4) + panel.contents.mostShift)
  }

  /// The height in which every name of the vertical axis has a line; 0 where none is written.
  var leastHeight: Double {
    guard isYCategory, panel.showsY, !panel.options.y.isHidden, case .band(let categories) = yPlan.scale,
      panel.options.y.marks?.isEmpty != true
    else { return 0 }
    return Double(categories.names.count) * max(rowHeight(theme), theme.textSize * 1.25) + 1
  }

  /// The pixels that the plot lacks for names that are shortened, or that hang below it; 0 where it lacks none.
  var wishedHeight: Double {
    if xPlan.entries.contains(where: { $0.stair != nil }), !isYCategory {
      return max(0, min(plot.width / 2, theme.textSize * 18) - plot.height)
    }
    guard let step = yPlan.wishedStep, case .band(let categories) = yPlan.scale else { return 0 }
    return max(0, Double(categories.names.count) * step - plot.height)
  }

  /// Whether the panel holds nothing but text, as the numbers at risk under curves.
  private var hasTextsOnly: Bool {
    !panel.contents.texts.isEmpty && panel.contents.texts.count == panel.records.count
  }

  /// The horizontal title that all facets share.
  var sharedXTitle: String {
    panel.isFacet ? title(xAxis, panel.options.x, shows: true) : ""
  }

  var yLabelRoom: Double { hasRowsApart ? 0 : yPlan.labelReach }
  var xLabelRoom: Double { xPlan.labelDrop }

  /// Whether the title of the horizontal axis stands above the plot.
  var isXTitleTop: Bool {
    switch panel.options.x.titlePosition {
    case .top, .topLeading, .topTrailing: true
    case .automatic: isXTop
    case .bottom, .leading, .trailing, .bottomTrailing, .bottomLeading, .overlay, .valueEnd: false
    }
  }
  var xTitleSpacing: Double { panel.options.x.titleSpacing ?? 4 }
  var xTitleRoom: Double { xTitle.isEmpty ? 0 : xTitle.height + xTitleSpacing }
  var yTitleSpacing: Double { panel.options.y.titleSpacing ?? theme.textSize * 0.9 }

  /// The side of the plot above which the title of the vertical axis stands.
  var yTitleSide: HorizontalAlignment {
    if let alignment = panel.options.y.titleAlignment { return alignment.horizontal }
    switch panel.options.y.titlePosition {
    case .trailing, .topTrailing, .bottomTrailing: return .trailing
    case .automatic: return isYTrailing ? .trailing : .leading
    case .top, .bottom, .leading, .topLeading, .bottomLeading, .overlay, .valueEnd: return .leading
    }
  }

  /// How far up from the plot the labels, the title of the horizontal axis and the panel's own title reach.
  var topRooms: (labels: Double, title: Double, strip: Double) {
    let headings = columns.isEmpty || hasRowsApart ? 0 : headingHeight + 6
    let labels = overflow.top + max(isXTop ? xLabelRoom : xPlan.farDrop, headings)
    let title = labels + (isXTitleTop ? xTitleRoom : 0)
    return (labels, title, title + (strip.isEmpty ? 0 : strip.height + 6))
  }

  /// Whether each row has its name above and its columns below its marks, as on narrow pages.
  var hasRowsApart: Bool {
    theme.setsRowsApart && !panel.isBesideOthers && isYCategory && !isXCategory
      && (panel.contents.texts.isEmpty || hasTextsOnly)
      && !panel.contents.hasCells && panel.showsY && !panel.options.y.isHidden
  }

  /// The text of all columns of a row in one line, where rows stand apart.
  func columnsText(_ name: String) -> String {
    var line = ""
    for (column, _, _) in columns {
      guard let text = column.values[name], !text.isEmpty else { continue }
      let part =
        column.phrases[name] ?? (column.heading.isEmpty ? text : "\(column.heading) \(text)")
      let joint = line.isEmpty ? "" : part.hasPrefix("of ") ? "\u{A0}" : ", "
      line += joint + part.replacing(" ", with: "\u{A0}")
    }
    return line
  }

  /// The columns of a row as lines as wide as the plot.
  func columnsBlock(_ name: String) -> TextBlock {
    TextBlock(
      columnsText(name), font: theme.font(), maxWidth: max(plot.width, 60), measurer: measurer)
  }

  /// The commands that write a text of a row on a ground of its own, so that neither axis nor gridlines cross its letters.
  func rowText(_ block: TextBlock, top: Double, color: Color) -> [DrawingCommand] {
    guard !block.isEmpty else { return [] }
    let ground = Rect(x: plot.x - 1, y: top + 1, width: block.width + 4, height: block.height - 1)
    let paint = panel.options.plotBackground.map(theme.color) ?? theme.background
    return [.fill(Path(ground), paint)] + block.commands(x: plot.x, top: top, anchor: .start, color: color)
  }

  /// The pixels above and below the marks of each row that name and columns take, where rows stand apart.
  var rowTexts: (above: Double, below: Double) {
    guard hasRowsApart, case .band(let categories) = yPlan.scale else { return (0, 0) }
    let above = yPlan.labelHeight
    let below = columns.isEmpty ? 0 : categories.names.map { columnsBlock($0).height }.max() ?? 0
    return (above, below)
  }

  var leadingWidth: Double { hasRowsApart ? 0 : leading.map { $0.width + Self.columnGap }.reduce(0, +) }
  var trailingWidth: Double { hasRowsApart ? 0 : trailing.map { $0.width + Self.columnGap }.reduce(0, +) }
  /// Where the labels and columns on the left begin.
  var leftEdge: Double { plot.x - overflow.left - (isYTrailing ? yPlan.farReach : yLabelRoom) - leadingWidth }
  /// Where the labels and columns on the right end.
  var rightEdge: Double {
    plot.maxX + overflow.right + (isYTrailing ? yLabelRoom : yPlan.farReach) + trailingWidth
  }
  var headingHeight: Double { columns.map(\.heading.height).max() ?? 0 }

  /// The room that everything around the plot needs.
  func margins() -> Margins {
    var margins = overflow
    margins.left += leadingWidth + (isYTrailing ? yPlan.farReach : yLabelRoom)
    margins.right += trailingWidth + (isYTrailing ? yLabelRoom : yPlan.farReach)
    let overhang = labelOverhang()
    margins.left = max(margins.left, overhang.0)
    margins.right = max(margins.right, overhang.1)
    margins.top = topRooms.strip + (yTitle.isEmpty ? 0 : yTitle.height + yTitleSpacing)
    margins.bottom += isXTop ? xPlan.farDrop : xLabelRoom
    if !isXTitleTop { margins.bottom += xTitleRoom }
    let halfLine = yPlan.labelHeight / 2
    if !isYCategory, halfLine > 0 {
      margins.top = max(margins.top, halfLine)
      margins.bottom = max(margins.bottom, halfLine)
    }
    return margins
  }

  /// How far the outermost horizontal labels reach beyond the plot.
  private func labelOverhang() -> (Double, Double) {
    let scale = xPlan.positionScale(from: 0, to: max(plot.width, 1))
    var left = 0.0
    var right = 0.0
    for entry in xPlan.entries {
      guard let label = entry.label, let place = scale.position(entry.labelDatum), place >= -0.51,
        place <= max(plot.width, 1) + 0.51
      else { continue }
      guard entry.stair == nil else {
        left = max(left, label.width + AxisPlan.leaderGap - place)
        continue
      }
      left = max(left, label.width / 2 - place)
      right = max(right, place + label.width / 2 - max(plot.width, 1))
    }
    return (left, right)
  }

  /// The scaler for the plot as it is now.
  var scaler: MarkScaler {
    MarkScaler(plot: plot, xPlan: xPlan, yPlan: yPlan, positions: positions)
  }
}
