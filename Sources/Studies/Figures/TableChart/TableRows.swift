import ChartGrammar
import Numbers

/// The marks of all rows of a table, each with its interval, colour and small chart.
struct TableRows: ChartContent {
  typealias Body = Never

  let columns: ChartColumns
  let mark: ChartSpecification.Mark

  func collect(into collection: inout MarkCollection) {
    // Bands and bars lie under lines and limits.
    if mark == .line || mark == .area {
      for row in columns.rows { addLimits(of: row, to: &collection) }
      for row in columns.rows { addMark(of: row, to: &collection) }
    } else {
      for row in columns.rows { addMark(of: row, to: &collection) }
      for row in columns.rows { addLimits(of: row, to: &collection) }
    }
  }

  private func addMark(of row: ChartColumns.Row, to collection: inout MarkCollection) {
    let x = columns.x.flatMap { column in row.x.map { PlottableValue.value(column.title, $0) } }
    let y = columns.y.flatMap { column in row.y.map { PlottableValue.value(column.title, $0) } }
    switch mark {
    case .bar:
      guard let x, let y else { return }
      if let value = value(of: row), row.lower == nil, columns.rows.count <= 40 {
        add(
          BarMark(x: x, y: y).annotation(position: .valueEnd) { Text(value) }, row, to: &collection)
      } else {
        add(BarMark(x: x, y: y), row, to: &collection)
      }
    case .point: if let x, let y { add(PointMark(x: x, y: y), row, to: &collection) }
    case .line: if let x, let y { add(LineMark(x: x, y: y), row, to: &collection) }
    case .area:
      if let x, let y {
        if row.lower == nil {
          add(AreaMark(x: x, y: y), row, to: &collection)
        } else {
          add(LineMark(x: x, y: y), row, to: &collection)
        }
      }
    case .rule:
      guard row.lower == nil else { return }
      if let x { add(RuleMark(x: x), row, to: &collection) }
      if let y { add(RuleMark(y: y), row, to: &collection) }
    case .rectangle: if let x, let y { add(RectangleMark(x: x, y: y), row, to: &collection) }
    case .sector: if let y { add(SectorMark(angle: y, innerRadius: .ratio(0.55)), row, to: &collection) }
    }
  }

  /// The number at the end of a bar.
  private func value(of row: ChartColumns.Row) -> String? {
    let isLevel = columns.x?.isQuantity == true
    guard let column = isLevel ? columns.x : columns.y, let number = (isLevel ? row.x : row.y)?.number else {
      return nil
    }
    return TableChartWords.text(number, column)
  }

  /// The interval of a row: a band under lines, an error bar elsewhere.
  private func addLimits(of row: ChartColumns.Row, to collection: inout MarkCollection) {
    guard let low = row.lower, let high = row.upper, let lower = columns.lower, let upper = columns.upper
    else { return }
    let start = PlottableValue.value(lower.title, ChartDatum(.number(low)))
    let end = PlottableValue.value(upper.title, ChartDatum(.number(high)))
    let isBand = mark == .line || mark == .area
    let isLevel =
      !isBand && (columns.x == nil || columns.x?.isQuantity == true && columns.y?.isQuantity == false)
    if isLevel, let y = row.y, let column = columns.y {
      add(
        ErrorBarMark(xStart: start, xEnd: end, y: .value(column.title, y)), row, isLimit: true,
        to: &collection)
    } else if let x = row.x, let column = columns.x {
      if isBand {
        add(
          AreaMark(x: .value(column.title, x), yStart: start, yEnd: end).opacity(0.2), row, to: &collection)
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
        return addFaceted(content.foregroundStyle(Color.orange), row, to: &collection)
      }
      return addFaceted(content.foregroundStyle(ThemeStyle.focus), row, to: &collection)
    }
    let value = PlottableValue.value(column.title, color)
    switch mark {
    case .bar where isLimit:
      addFaceted(content.foregroundStyle(ThemeStyle.primary).position(by: value), row, to: &collection)
    case .bar: addFaceted(content.foregroundStyle(by: value).position(by: value), row, to: &collection)
    case .point where !column.isQuantity && !isLimit:
      addFaceted(content.foregroundStyle(by: value).symbol(by: value), row, to: &collection)
    case .point, .line, .area, .rule, .rectangle, .sector:
      addFaceted(content.foregroundStyle(by: value), row, to: &collection)
    }
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
