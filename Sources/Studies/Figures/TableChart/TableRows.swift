import ChartGrammar
import Numbers

/// The marks of all rows of a table, each with its interval, colour and small chart.
struct TableRows: ChartContent {
  typealias Body = Never

  let columns: ChartColumns
  let specification: ChartSpecification
  let runs: ChartLineRuns

  private var mark: ChartSpecification.Mark { specification.mark }

  func collect(into collection: inout MarkCollection) {
    // Bands and bars lie under lines and limits.
    if mark == .line || mark == .area {
      for row in columns.rows { addLimits(of: row, to: &collection) }
      for row in columns.rows { addMark(of: row, to: &collection) }
    } else {
      for row in columns.rows { addMark(of: row, to: &collection) }
      for row in columns.withheld { addMarker(of: row, to: &collection) }
      for row in columns.rows { addLimits(of: row, to: &collection) }
    }
  }

  private func x(_ row: ChartColumns.Row) -> PlottableValue<ChartDatum>? {
    columns.x.flatMap { column in row.x.map { PlottableValue.value(column.title, $0) } }
  }

  private func y(_ row: ChartColumns.Row) -> PlottableValue<ChartDatum>? {
    columns.y.flatMap { column in row.y.map { PlottableValue.value(column.title, $0) } }
  }

  private func series(_ row: ChartColumns.Row) -> PlottableValue<String> {
    .value("Run", runs.series[row.number] ?? "")
  }

  private func addMark(of row: ChartColumns.Row, to collection: inout MarkCollection) {
    let (x, y) = (x(row), y(row))
    switch mark {
    case .bar: if let x, let y { addBar(row, x, y, to: &collection) }
    case .point: if let x, let y { add(PointMark(x: x, y: y), row, to: &collection) }
    case .line: if let x, let y { add(LineMark(x: x, y: y, series: series(row)), row, to: &collection) }
    case .area:
      guard let x, let y else { return }
      guard row.lower == nil else {
        return add(LineMark(x: x, y: y, series: series(row)), row, to: &collection)
      }
      switch specification.stack {
      case .none?:
        add(
          AreaMark(x: x, y: y, series: series(row), stacking: .unstacked).opacity(0.35), row, to: &collection)
        add(LineMark(x: x, y: y, series: series(row)), row, to: &collection)
      case .normalized?:
        add(AreaMark(x: x, y: y, series: series(row), stacking: .normalized), row, to: &collection)
      case .standard?, nil: add(AreaMark(x: x, y: y, series: series(row)), row, to: &collection)
      }
    case .rule:
      guard columns.lower == nil else { return }
      if let x { add(RuleMark(x: x), row, to: &collection) }
      if let y { add(RuleMark(y: y), row, to: &collection) }
    case .rectangle:
      guard let x, let y else { return }
      if let color = columns.color, color.isQuantity, columns.rows.count <= 150 {
        add(
          RectangleMark(x: x, y: y).annotation(position: .overlay) { Text(color.text(row: row.number)) }, row,
          to: &collection)
      } else {
        add(RectangleMark(x: x, y: y), row, to: &collection)
      }
    case .sector:
      guard let y, let column = columns.y else { return }
      add(
        SectorMark(angle: y, innerRadius: .ratio(0.55)).annotation(position: .overlay) {
          Text(column.text(row: row.number))
        }, row, to: &collection)
    }
  }

  private func addBar(
    _ row: ChartColumns.Row, _ x: PlottableValue<ChartDatum>, _ y: PlottableValue<ChartDatum>,
    to collection: inout MarkCollection
  ) {
    let isStacked = specification.stack == .standard || specification.stack == .normalized
    let bar = BarMark(x: x, y: y, stacking: specification.stack == .normalized ? .normalized : .standard)
    guard columns.lower == nil, columns.rows.count <= 60,
      let column = columns.isLying ? columns.x : columns.y
    else { return add(bar, row, to: &collection) }
    let text = Text(columns.drawn(row.number, of: column)?.text ?? "")
    add(
      bar.annotation(position: isStacked ? .overlay : .valueEnd, priority: -1) { text }, row, to: &collection)
  }

  /// What stands where a number is missing: a marker at the bar's foot or in the cell.
  private func addMarker(of row: ChartColumns.Row, to collection: inout MarkCollection) {
    let reason = row.missing ?? .empty
    let text = Text(ChartMissingWords.marker(reason)).foregroundStyle(ThemeStyle.secondary)
    switch mark {
    case .bar:
      guard specification.stack == nil || specification.stack == ChartSpecification.Stack.none else { return }
      let zero = PlottableValue.value("", ChartDatum(.number(0)))
      if columns.isLying, let y = y(row) {
        add(BarMark(x: zero, y: y).annotation(position: .trailing) { text }, row, to: &collection)
      } else if !columns.isLying, let x = x(row) {
        add(BarMark(x: x, y: zero).annotation(position: .top) { text }, row, to: &collection)
      }
    case .rectangle:
      guard let x = x(row), let y = y(row) else { return }
      addFaceted(
        RectangleMark(x: x, y: y).foregroundStyle(ThemeStyle.quaternary.opacity(0.5))
          .annotation(position: .overlay) { text }, row, to: &collection)
    case .point, .line, .area, .rule, .sector: return
    }
  }

  /// The interval of a row: a band under lines, an error bar elsewhere.
  private func addLimits(of row: ChartColumns.Row, to collection: inout MarkCollection) {
    guard let low = row.lower, let high = row.upper, let lower = columns.lower, let upper = columns.upper
    else { return }
    let start = PlottableValue.value(lower.title, ChartDatum(.number(low)))
    let end = PlottableValue.value(upper.title, ChartDatum(.number(high)))
    let isBand = mark == .line || mark == .area
    let isLevel =
      !isBand
      && (columns.x == nil || columns.isLying
        || mark != .bar && columns.x?.isQuantity == true && columns.y?.isQuantity == false)
    if isLevel, let y = row.y, let column = columns.y {
      add(
        ErrorBarMark(xStart: start, xEnd: end, y: .value(column.title, y)), row, isLimit: true,
        to: &collection)
    } else if let x = row.x, let column = columns.x {
      if isBand {
        add(
          AreaMark(x: .value(column.title, x), yStart: start, yEnd: end, series: series(row)).opacity(0.2),
          row, to: &collection)
      } else {
        add(
          ErrorBarMark(x: .value(column.title, x), yStart: start, yEnd: end), row, isLimit: true,
          to: &collection)
      }
    }
  }

  /// Adds content in its row's colour and small chart; bars of several colours stand beside each other.
  private func add(
    _ content: some ChartContent, _ row: ChartColumns.Row, isLimit: Bool = false,
    to collection: inout MarkCollection
  ) {
    guard let color = row.color, let column = columns.color else {
      if mark == .bar, isLimit {
        return addFaceted(content.foregroundStyle(ThemeStyle.series(1, of: 2)), row, to: &collection)
      }
      return addFaceted(content.foregroundStyle(style(row)), row, to: &collection)
    }
    let value = PlottableValue.value(column.title, color)
    switch mark {
    case .bar where isLimit:
      addFaceted(content.foregroundStyle(ThemeStyle.primary).position(by: value), row, to: &collection)
    case .bar where isApart:
      addFaceted(content.foregroundStyle(by: value).position(by: value), row, to: &collection)
    case .point where !column.isQuantity && !isLimit:
      addFaceted(content.foregroundStyle(by: value).symbol(by: value), row, to: &collection)
    case .bar, .point, .line, .area, .rule, .rectangle, .sector:
      addFaceted(content.foregroundStyle(by: value), row, to: &collection)
    }
  }

  /// Whether bars of different colours stand beside each other: they are not stacked, and the colours are not the slots.
  private var isApart: Bool {
    guard specification.stack == nil || specification.stack == ChartSpecification.Stack.none else {
      return false
    }
    return columns.color?.name != (columns.isLying ? columns.y : columns.x)?.name
  }

  private func style(_ row: ChartColumns.Row) -> ThemeStyle {
    guard let highlight = specification.highlight, !highlight.isEmpty else { return .focus }
    let column = columns.x?.kind == .category ? columns.x : columns.y
    return highlight.contains(column?.texts[row.number] ?? "") ? .focus : .context
  }

  private func addFaceted(
    _ content: some ChartContent, _ row: ChartColumns.Row, to collection: inout MarkCollection
  ) {
    if let facet = row.facet, let column = columns.facet {
      content.facet(by: .value(column.title, facet)).collect(into: &collection)
    } else {
      content.collect(into: &collection)
    }
  }
}
