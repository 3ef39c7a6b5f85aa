/// Phase 5: gives each panel its plot rectangle, plots in a row or column being aligned.
struct PanelPlacement {
  let grid: PanelGrid
  private(set) var layouts: [PanelLayout]
  private var content: Rect
  private let theme: Theme
  private let measurer: any TextMeasurer
  private var sharedTitle: TextBlock
  private let gap: Double

  init(grid: PanelGrid, layouts: [PanelLayout], content: Rect, theme: Theme, measurer: any TextMeasurer) {
    self.grid = grid
    self.layouts = layouts
    self.content = content
    self.theme = theme
    self.measurer = measurer
    gap = theme.textSize * 1.6
    sharedTitle = TextBlock(
      layouts.first?.sharedXTitle ?? "", font: theme.font(), maxWidth: max(content.width, 1), maxLines: 2,
      measurer: measurer)
    if !sharedTitle.isEmpty { self.content.height = max(0, content.height - sharedTitle.height - 6) }
  }

  /// Measures and places until the margins no longer change, four times at most.
  mutating func place(picture: Size) throws(ChartError) {
    let columns = grid.columnWeights.count
    let rows = grid.rowWeights.count
    let total = (grid.columnWeights.reduce(0, +), grid.rowWeights.reduce(0, +))
    alignColumns()
    for index in layouts.indices {
      let panel = layouts[index].panel
      layouts[index].plot = Rect(
        x: 0, y: 0, width: content.width * grid.columnWeights[panel.column] / total.0 * 0.75,
        height: content.height * grid.rowWeights[panel.row] / total.1 * 0.8)
    }
    for round in 0..<4 {
      let before = layouts.map(\.plot)
      for index in layouts.indices {
        let plot = layouts[index].plot
        try layouts[index].measure(
          plotWidth: plot.width, plotHeight: plot.height, cellWidth: content.width / Double(columns))
        if round > 0 { LabelCollector.measureOverflow(&layouts[index], theme: theme, measurer: measurer) }
      }
      alignRows()
      try arrange(columns, rows, total, picture)
      if round > 0, layouts.map(\.plot) == before { break }
    }
    try PanelRoom(theme: theme, measurer: measurer).check(layouts, picture: picture)
  }

  /// Panels below each other whose columns have the same headings have them at the same places.
  private mutating func alignColumns() {
    for (index, layout) in layouts.enumerated() where layout.columns.count > 0 {
      let like = layouts.filter {
        $0.panel.column == layout.panel.column
          && $0.columns.map(\.column.heading) == layout.columns.map(\.column.heading)
      }
      guard like.count > 1 else { continue }
      for place in layout.columns.indices {
        layouts[index].columns[place].width = like.map { $0.columns[place].width }.max() ?? 0
      }
    }
  }

  /// Panels beside each other reach equally far above their plots, so that their titles stand in one line.
  private mutating func alignRows() {
    for row in Set(layouts.map(\.panel.row)) {
      let members = layouts.indices.filter { layouts[$0].panel.row == row }
      let top = members.map { layouts[$0].overflow.top }.max() ?? 0
      for index in members where !layouts[index].strip.isEmpty { layouts[index].overflow.top = top }
    }
  }

  private mutating func arrange(
    _ columns: Int, _ rows: Int, _ total: (Double, Double), _ picture: Size
  ) throws(ChartError) {
    var left = [Double](repeating: 0, count: columns)
    var right = left
    var top = [Double](repeating: 0, count: rows)
    var bottom = top
    for layout in layouts {
      let margins = layout.margins()
      let (row, column) = (layout.panel.row, layout.panel.column)
      left[column] = max(left[column], margins.left)
      right[column] = max(right[column], margins.right)
      top[row] = max(top[row], margins.top)
      bottom[row] = max(bottom[row], margins.bottom)
    }
    let gaps = (gap * Double(columns - 1), gap * Double(rows - 1))
    let room = (
      content.width - left.reduce(0, +) - right.reduce(0, +) - gaps.0,
      content.height - top.reduce(0, +) - bottom.reduce(0, +) - gaps.1
    )
    let least = (40.0 * Double(columns), 16.0 * Double(rows))
    let isEmpty = layouts.allSatisfy { $0.panel.records.isEmpty }
    guard isEmpty || (room.0 >= least.0 && room.1 >= least.1) else {
      throw .tooSmall(
        size: picture,
        needed: Size(
          width: picture.width + max(0, least.0 - room.0), height: picture.height + max(0, least.1 - room.1)))
    }
    var xs: [(Double, Double)] = []
    var x = content.x
    for column in 0..<columns {
      let width = max(0, room.0) * grid.columnWeights[column] / total.0
      xs.append((x + left[column], width))
      x += left[column] + width + right[column] + gap
    }
    var ys: [(Double, Double)] = []
    var y = content.y
    let heights = heights(max(0, room.1), rows: rows)
    for row in 0..<rows {
      let height = heights[row]
      ys.append((y + top[row], height))
      y += top[row] + height + bottom[row] + gap
    }
    for index in layouts.indices {
      let (column, row) = (xs[layouts[index].panel.column], ys[layouts[index].panel.row])
      var plot = Rect(x: column.0, y: row.0, width: column.1, height: row.1)
      layouts[index].place = plot
      if let aspect = layouts[index].panel.options.plotAspect {
        plot.width = min(plot.width, plot.height * aspect)
        plot.height = plot.width / aspect
      }
      layouts[index].plot = plot
    }
  }

  /// The heights of the rows of panels: by their weights, but no less than the names of a panel need, where the others
  /// keep at least half of theirs.
  private func heights(_ room: Double, rows: Int) -> [Double] {
    let total = grid.rowWeights.reduce(0, +)
    var heights = grid.rowWeights.map { room * $0 / total }
    guard rows > 1 else { return heights }
    var least = [Double](repeating: 0, count: rows)
    for layout in layouts { least[layout.panel.row] = max(least[layout.panel.row], layout.leastHeight) }
    let short = heights.indices.filter { heights[$0] < least[$0] }
    let rest = heights.indices.filter { !short.contains($0) }
    let left = room - short.reduce(0) { $0 + least[$1] }
    let before = rest.reduce(0) { $0 + heights[$1] }
    guard !short.isEmpty, left >= before / 2, rest.allSatisfy({ heights[$0] * left / before >= least[$0] })
    else {
      return heights
    }
    for row in short { heights[row] = least[row] }
    for row in rest { heights[row] *= left / before }
    return heights
  }

  /// How much higher a picture would show all names, or how much less high it would do without empty room; nil where
  /// its height suits.
  var wished: Double? {
    func most(_ height: (PanelLayout) -> Double) -> Double {
      Dictionary(grouping: layouts, by: \.panel.row).values.reduce(0) { $0 + ($1.map(height).max() ?? 0) }
    }
    let lacking = most(\.wishedHeight)
    guard lacking == 0 else { return lacking.rounded(.up) }
    guard layouts.allSatisfy({ $0.panel.options.plotAspect != nil }) else { return nil }
    let empty = -most { $0.plot.height - $0.place.height }
    return empty > Self.mostEmpty ? -empty.rounded(.down) : nil
  }

  /// Pixels below plots that are not worth another picture.
  private static let mostEmpty = 40.0

  /// The horizontal title that all facets share, below them.
  func sharedTitleCommands() -> [DrawingCommand] {
    let left = layouts.map(\.plot.x).min() ?? content.x
    let right = layouts.map(\.plot.maxX).max() ?? content.maxX
    return sharedTitle.commands(
      x: (left + right) / 2, top: content.maxY + 6, anchor: .middle, color: theme.mutedInk)
  }
}
