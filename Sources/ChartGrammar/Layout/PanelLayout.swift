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
  var columns: [(column: TextColumn, heading: TextBlock, width: Double)] = []
  /// Room that annotations and end labels need between plot and guides.
  var overflow = Margins()
  var plot = Rect(x: 0, y: 0, width: 0, height: 0)
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
      let widest = column.values.values.map { measurer.measure($0, in: theme.font()).width }.max() ?? 0
      columns.append((column, heading, max(widest, heading.width)))
    }
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
    yPlan = try AxisPlanner(
      axis: yAxis, isHorizontal: false, length: max(plotHeight, 1), room: max(cellWidth * 0.4, 30),
      showsLabels: panel.showsY && panel.options.y.marks?.isEmpty != true,
      hasGrid: yAxis.kind != .category && !panel.options.y.isHidden, theme: theme, measurer: measurer
    ).plan()
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

  /// The horizontal title that all facets share.
  var sharedXTitle: String {
    panel.isFacet ? title(xAxis, panel.options.x, shows: true) : ""
  }

  var yLabelRoom: Double { yPlan.labelWidth > 0 ? yPlan.labelWidth + 8 : 0 }
  var xLabelRoom: Double { xPlan.labelHeight > 0 ? xPlan.labelHeight + 8 : 0 }
  var headingHeight: Double { columns.map(\.heading.height).max() ?? 0 }

  /// The room that everything around the plot needs.
  func margins() -> Margins {
    var margins = overflow
    let columnRooms = (
      leading.map { $0.width + Self.columnGap }.reduce(0, +),
      trailing.map { $0.width + Self.columnGap }.reduce(0, +)
    )
    margins.left += columnRooms.0 + (isYTrailing ? 0 : yLabelRoom)
    margins.right += columnRooms.1 + (isYTrailing ? yLabelRoom : 0)
    let overhang = labelOverhang()
    margins.left = max(margins.left, overhang.0)
    margins.right = max(margins.right, overhang.1)
    margins.top += yTitle.isEmpty ? 0 : yTitle.height + theme.textSize * 0.9
    margins.top += strip.isEmpty ? 0 : strip.height + 6
    margins.top += columns.isEmpty ? 0 : headingHeight + 6
    if isXTop { margins.top += xLabelRoom } else { margins.bottom += xLabelRoom }
    margins.bottom += xTitle.isEmpty ? 0 : xTitle.height + 4
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
      guard let label = entry.label, let place = scale.position(entry.datum) else { continue }
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
