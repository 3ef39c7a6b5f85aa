/// One plot of a figure with its marks, after facets have been told apart.
struct Panel: Sendable {
  var options: ChartOptions
  var records: [MarkRecord]
  /// The title above the plot.
  var strip: String
  var row: Int
  var column: Int
  /// Places in the list of trained axes.
  var xAxis = 0
  var yAxis = 0
  /// Whether this panel writes the labels of its axes.
  var showsX = true
  var showsY = true
  var isFacet = false
  /// Whether other panels stand in the same row.
  var isBesideOthers = false

  let contents: PanelContents

  init(options: ChartOptions, records: [MarkRecord], strip: String, row: Int, column: Int) {
    self.options = options
    self.records = records
    self.strip = strip
    self.row = row
    self.column = column
    contents = PanelContents(records)
  }

  /// Whether a small chart has no marks of its own, though others have.
  var isEmpty: Bool { isFacet && !records.contains { $0.style.encoding(.facet) != nil } }

  /// Whether the panel is neither a pie nor a map nor empty.
  var hasAxes: Bool { !contents.isPie && !contents.hasMaps && (isFacet || !records.isEmpty) }
}

/// The panels of a figure in rows and columns.
struct PanelGrid: Sendable {
  var panels: [Panel] = []
  var rowWeights: [Double]
  var columnWeights: [Double]
  var sharing: AxisSet
  var notes: [String] = []

  /// Phase 1: tells facets apart and gives each its place.
  init(_ figure: Figure, size: Size) {
    rowWeights = figure.rowWeights
    columnWeights = figure.columnWeights
    sharing = figure.sharing
    if figure.cells.count == 1, let cell = figure.cells.first, Self.hasFacets(cell.chart) {
      split(cell.chart, size)
    } else {
      for cell in figure.cells {
        panels.append(
          Panel(
            options: cell.chart.options, records: cell.chart.collection.records,
            strip: cell.chart.options.title ?? "", row: cell.row, column: cell.column))
        if Self.hasFacets(cell.chart) {
          notes.append("Facets inside one of several panels are drawn over each other.")
        }
      }
    }
    shareLabels()
  }

  private static func hasFacets(_ chart: Chart) -> Bool {
    chart.options.facetNames != nil || chart.collection.records.contains { $0.style.encoding(.facet) != nil }
  }

  private mutating func split(_ chart: Chart, _ size: Size) {
    var names = CategoryList(chart.options.facetNames ?? [])
    for record in chart.collection.records {
      if let facet = record.style.encoding(.facet) { names.add(facet.datum.name) }
    }
    let count = names.names.count
    let wanted = (Double(count) * size.width / max(size.height, 1) * 0.8).squareRoot().rounded()
    let columns = min(count, max(1, chart.options.facetColumns ?? Int(min(wanted, 8))))
    let rows = (count + columns - 1) / columns
    var groups = [[MarkRecord]](repeating: [], count: count)
    for record in chart.collection.records {
      if let facet = record.style.encoding(.facet), let index = names.index(of: .category(facet.datum.name)) {
        groups[index].append(record)
      } else {
        for index in groups.indices { groups[index].append(record) }
      }
    }
    rowWeights = Array(repeating: 1, count: rows)
    columnWeights = Array(repeating: 1, count: columns)
    sharing = chart.options.facetSharing
    panels = groups.enumerated().map { index, records in
      var panel = Panel(
        options: chart.options, records: records, strip: names.names[index], row: index / columns,
        column: index % columns)
      panel.isFacet = true
      return panel
    }
  }

  /// Shared axes are written once: below the lowest panel of a column, left of the first of a row.
  private mutating func shareLabels() {
    for index in panels.indices {
      let panel = panels[index]
      panels[index].isBesideOthers = columnWeights.count > 1
      panels[index].showsX = !panel.options.x.isHidden
      panels[index].showsY = !panel.options.y.isHidden
      if sharing.contains(.horizontal) {
        let isLast = !panels.contains {
          $0.column == panel.column && $0.row > panel.row && !$0.options.x.isHidden
        }
        panels[index].showsX = panels[index].showsX && isLast
      }
      if sharing.contains(.vertical) {
        let isFirst = !panels.contains {
          $0.row == panel.row && $0.column < panel.column && !$0.options.y.isHidden
        }
        panels[index].showsY = panels[index].showsY && isFirst
      }
    }
  }
}
