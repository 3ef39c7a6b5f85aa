import ChartGrammar

/// The marks, axes and legend of a chart of any table.
enum TableChartMarks {
  static func chart(_ columns: ChartColumns, _ specification: ChartSpecification, _ runs: ChartLineRuns)
    -> Chart
  {
    let guides = TableGuides(columns: columns, specification: specification)
    var chart = Chart {
      guides
      TableRows(columns: columns, specification: specification, runs: runs)
    }
    if let names = columns.facetNames {
      chart = chart.chartFacets(
        columns: specification.facetColumns, sharing: sharing(specification.facetScales), names: names)
    }
    func title(_ column: ChartColumn?, isMeasured: Bool) -> String? {
      column.map { isMeasured ? columns.drawnTitle(of: $0) : $0.title }
    }
    if let title = specification.xLabel ?? title(columns.x, isMeasured: columns.isLying) {
      chart = chart.chartXAxisLabel(title)
    }
    if let title = specification.yLabel ?? title(columns.y, isMeasured: !columns.isLying) {
      chart = chart.chartYAxisLabel(title)
    }
    if specification.mark == .sector { return chart }
    chart = colored(chart, columns, specification)
    let isLevel = columns.x?.isQuantity == true && columns.y?.isQuantity != true
    let isShare = specification.stack == .normalized
    let xColumn = columns.x ?? (columns.y?.kind == .category || isLevel ? columns.lower : nil)
    if let xColumn {
      let marks = axis(
        xColumn, specification.xFormat, isShare: isShare && columns.isLying,
        values: columns.rows.compactMap(\.x), isHorizontal: true)
      chart = chart.chartXAxis { marks }
    }
    if let yColumn = columns.y ?? (columns.x?.isQuantity != true ? columns.lower : nil) {
      let marks = axis(
        yColumn, specification.yFormat, isShare: isShare && !columns.isLying,
        values: columns.rows.compactMap(\.y), isHorizontal: false)
      chart = chart.chartYAxis { marks }
    }
    let isFree = specification.facetScales
    if isFree != .free, isFree != .freeX, let names = columns.names(columns.x, { $0.x }) {
      chart = chart.chartXScale(domain: names)
    }
    if isFree != .free, isFree != .freeY, let names = columns.names(columns.y, { $0.y }) {
      chart = chart.chartYScale(domain: names)
    }
    if let whole = wholeRange(columns, specification) { chart = chart.chartXScale(domain: whole) }
    if let range = specification.xRange { chart = chart.chartXScale(domain: limits(range, columns.x)) }
    if let range = specification.yRange { chart = chart.chartYScale(domain: limits(range, columns.y)) }
    if let scale = specification.xScale { chart = chart.chartXScale(type: type(scale)) }
    if let scale = specification.yScale { chart = chart.chartYScale(type: type(scale)) }
    return chart
  }

  /// From the first to the last number along which a line runs: months from 1 to 12 have no month 0.
  private static func wholeRange(
    _ columns: ChartColumns, _ specification: ChartSpecification
  ) -> ClosedRange<Double>? {
    guard specification.mark == .line || specification.mark == .area, specification.xScale == nil,
      specification.facetScales != .free, specification.facetScales != .freeX,
      let column = columns.x, column.kind == .number || column.kind == .year, column.isWhole
    else { return nil }
    let guides =
      (specification.references ?? []).filter { $0.axis == .x }.map(\.value)
      + (specification.ranges ?? []).filter { $0.axis == .x }.flatMap { [$0.from, $0.to] }
    let values = (columns.rows + columns.withheld).compactMap { $0.x?.number } + guides
    guard let first = values.min(), let last = values.max(), first < last else { return nil }
    return first...last
  }

  private static func sharing(_ scales: ChartSpecification.FacetScales?) -> AxisSet {
    switch scales {
    case .shared?, nil: [.horizontal, .vertical]
    case .free?: []
    case .freeX?: [.vertical]
    case .freeY?: [.horizontal]
    }
  }

  /// Grey for what is not highlighted.
  private static func colored(
    _ chart: Chart, _ columns: ChartColumns, _ specification: ChartSpecification
  ) -> Chart {
    guard let highlight = specification.highlight, !highlight.isEmpty, columns.color?.isQuantity == false
    else {
      return chart
    }
    var names: [String] = []
    for row in columns.rows + columns.withheld {
      guard let name = row.color?.datum.name, !names.contains(name) else { continue }
      names.append(name)
    }
    let styles = names.map { name in
      highlight.firstIndex(of: name).map { ThemeStyle.series($0, of: highlight.count) } ?? .context
    }
    return chart.chartForegroundStyleScale(domain: names, range: styles)
  }

  /// The axis of a column: years and printed periods at their own places, numbers at round ones.
  private static func axis(
    _ column: ChartColumn, _ format: ChartFormat?, isShare: Bool, values: [ChartDatum], isHorizontal: Bool
  ) -> AxisMarks {
    let form = isShare ? ValueFormat.percent : format.map { $0.applied(to: column.format) } ?? column.format
    switch column.kind {
    case .year:
      let years = Set(values.compactMap(\.number)).sorted()
      if years.count <= 12 { return AxisMarks(format: form, values: years) }
    case .period where format == nil:
      var texts: [Double: String] = [:]
      for (datum, text) in zip(column.values, column.texts) {
        if let seconds = datum?.quantity { texts[seconds] = text }
      }
      let places = texts.keys.sorted().map { ChartDatum(.date($0)) }
      return AxisMarks(values: places) { [texts] value in
        if isHorizontal { AxisTick() }
        AxisValueLabel(value.as(ChartDatum.self)?.quantity.flatMap { texts[$0] } ?? "")
      }
    case .date:
      let days = Set(values.compactMap(\.quantity)).sorted()
      if days.count <= 6 { return AxisMarks(format: form, values: days.map { ChartDatum(.date($0)) }) }
    case .number, .percent, .category, .period: break
    }
    // An axis of whole numbers has no halves.
    return AxisMarks(
      format: form, values: column.isWhole && !isShare ? .automatic(minimumStride: 1) : .automatic)
  }

  private static func limits(_ range: [Double], _ column: ChartColumn?) -> ClosedRange<Double> {
    let factor = column?.kind == .percent ? 0.01 : 1
    return (range[0] * factor)...(range[1] * factor)
  }

  private static func type(_ scale: ChartSpecification.Scale) -> ScaleType {
    switch scale {
    case .linear: .linear
    case .log: .log
    case .squareRoot: .squareRoot
    case .logit: .logit
    }
  }
}
