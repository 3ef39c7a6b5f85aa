/// From marks to a picture.
///
/// Start reading at ``layOut()``.
struct ChartLayout {
  let figure: Figure
  let size: Size
  let theme: Theme
  let measurer: any TextMeasurer

  /// Lays the figure out in eight phases, each a function of the values that the phase before it gave.
  ///
  /// ```
  ///  marks and options
  ///        │  1  collect encodings       PanelGrid        facets → panels in rows and columns
  ///        │  2  lower composite marks   StackLowering    stacks, shares and sectors → plain marks
  ///        │  3  train scales            AxisTraining     limits, names, shared axes
  ///        │  4  measure guides          AxisPlanner      ticks, wrapped labels, end labels, legend
  ///        │  5  place plot rectangles   PanelPlacement   margins from the text that is there
  ///        │  6  draw marks              PanelDrawing     values → pixels → commands
  ///        │  7  place labels            LabelPlacer      no overlaps, nothing dropped in silence
  ///        │  8  frame text              FigureFrame      headline, subtitle, notes, source
  ///        ▼
  ///  Scene and notes
  /// ```
  func layOut() throws(ChartError) -> LaidOutChart {
    guard size.width >= 1, size.height >= 1, size.width <= 32_767, size.height <= 32_767 else {
      throw .badSize(size)
    }
    var grid = PanelGrid(figure, size: size)
    for index in grid.panels.indices { try StackLowering.lower(&grid.panels[index].records) }
    let training = try AxisTraining(&grid)
    var legend = LegendBlock(theme: theme)
    var layouts: [PanelLayout] = []
    let shared = grid.panels.first?.isFacet == true ? StyleResolver(grid.panels, theme: theme) : nil
    for panel in grid.panels {
      let resolver = shared ?? StyleResolver([panel], theme: theme)
      layouts.append(
        PanelLayout(panel: panel, training: training, resolver: resolver, theme: theme, measurer: measurer))
    }
    let frame = FigureFrame(figure.text, legendHeight: 0, size: size, theme: theme, measurer: measurer)
    let weight = (grid.rowWeights.max() ?? 1) / max(grid.rowWeights.reduce(0, +), 1e-9)
    LegendPlanner(
      theme: theme, measurer: measurer, height: frame.content.height * weight - theme.textSize * 6,
      width: frame.content.width
    ).fill(&legend, &layouts)
    let options = grid.panels.first?.options.legend ?? LegendOptions()
    let position = options.position
    var content = frame.content
    legend.arrange(width: content.width, isColumn: position == .trailing || position == .leading)
    let legendOrigin = Self.cut(&content, for: legend, options, theme)
    var placement = PanelPlacement(
      grid: grid, layouts: layouts, content: content, theme: theme, measurer: measurer)
    try placement.place(picture: size)
    var commands = frame.commands()
    var marks: [SceneMark] = []
    var notes = grid.notes + legend.notes
    var unwritten: [String] = []
    if placement.layouts.allSatisfy({ $0.panel.records.isEmpty }) {
      commands += emptyMessage(content)
    } else {
      if !legend.isEmpty { commands += legend.commands(at: legendOrigin) }
      for layout in placement.layouts {
        var drawing = PanelDrawing(layout: layout, theme: theme, measurer: measurer)
        try drawing.draw()
        commands += drawing.commands
        marks += drawing.marks
        notes += drawing.notes
        unwritten += drawing.unwritten
      }
      commands += placement.sharedTitleCommands()
    }
    var unique: [String] = []
    for note in notes where !unique.contains(note) { unique.append(note) }
    var scene = Scene(
      size: size, background: theme.background, commands: commands,
      title: figure.text.headline.isEmpty ? figure.text.subtitle : figure.text.headline,
      alternativeText: figure.alternativeText, longDescription: figure.longDescription)
    scene.marks = marks
    return LaidOutChart(
      scene: scene, notes: unique, plots: placement.layouts.map(\.plot), unwritten: unwritten,
      wishedHeight: placement.wished.map { size.height + $0 })
  }

  private func emptyMessage(_ content: Rect) -> [DrawingCommand] {
    let text = TextBlock("No data", font: theme.font(theme.subtitleSize), measurer: measurer)
    guard text.width <= content.width, text.height <= content.height else { return [] }
    return text.commands(
      x: content.centre.x, top: content.centre.y - text.height / 2, anchor: .middle, color: theme.mutedInk)
  }

  /// Takes the legend's room from the content and gives its corner.
  private static func cut(
    _ content: inout Rect, for legend: LegendBlock, _ options: LegendOptions, _ theme: Theme
  ) -> Point {
    guard !legend.isEmpty else { return Point(x: content.x, y: content.y) }
    let side = options.position
    let slack = Size(
      width: max(0, content.width - legend.width), height: max(0, content.height - legend.height))
    let left = content.x + slack.width * share(options.alignment ?? horizontal(side))
    switch side {
    case .bottom, .bottomLeading, .bottomTrailing:
      let gap = options.spacing ?? theme.textSize
      content.height = max(0, content.height - legend.height - gap)
      return Point(x: left, y: content.maxY + gap)
    case .trailing, .leading:
      let gap = options.spacing ?? theme.textSize * 1.5
      let top = min(theme.textSize, slack.height)
      let y =
        options.alignment.map { content.y + slack.height * share($0) } ?? content.y + top
      let x = side == .trailing ? content.maxX - legend.width : content.x
      content.width = max(0, content.width - legend.width - gap)
      if side == .leading { content.x += legend.width + gap }
      return Point(x: x, y: y)
    case .automatic, .top, .topLeading, .topTrailing, .overlay, .valueEnd:
      let gap = options.spacing ?? theme.textSize * 0.7
      let origin = Point(x: left, y: content.y)
      content.y += legend.height + gap
      content.height = max(0, content.height - legend.height - gap)
      return origin
    }
  }

  private static func horizontal(_ side: AnnotationPosition) -> Alignment {
    side == .topTrailing || side == .bottomTrailing ? .trailing : .leading
  }

  /// How much of the free room lies before something aligned in this way.
  private static func share(_ alignment: Alignment) -> Double {
    switch alignment {
    case .leading, .top, .topLeading: 0
    case .center, .topTrailing, .bottomLeading: 0.5
    case .trailing, .bottom, .bottomTrailing: 1
    }
  }
}
