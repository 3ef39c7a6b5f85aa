import ChartGrammar

/// The lines, shaded ranges and words that a specification adds to the marks of a table.
struct TableGuides: ChartContent {
  typealias Body = Never

  let columns: ChartColumns
  let specification: ChartSpecification

  func collect(into collection: inout MarkCollection) {
    for range in specification.ranges ?? [] { add(range, to: &collection) }
    for reference in specification.references ?? [] { add(reference, to: &collection) }
    for annotation in specification.annotations ?? [] { add(annotation, to: &collection) }
  }

  private func column(_ axis: ChartSpecification.Axis) -> ChartColumn? {
    axis == .x ? columns.x : columns.y ?? columns.lower
  }

  /// A number as the axis prints it, as the marks have it: 35 on an axis of per cents is 0.35.
  private func value(_ number: Double, _ axis: ChartSpecification.Axis) -> PlottableValue<Double> {
    let isPercent = column(axis)?.kind == .percent || isShare(axis)
    return .value(column(axis)?.title ?? "", isPercent ? number / 100 : number)
  }

  private func isShare(_ axis: ChartSpecification.Axis) -> Bool {
    specification.stack == .normalized && (axis == .x) == columns.isLying
  }

  private func add(_ reference: ChartReference, to collection: inout MarkCollection) {
    let place = value(reference.value, reference.axis)
    let text = reference.label ?? "\(ValueFormat.number.string(reference.value))"
    let style = StrokeStyle(lineWidth: 1.5, dash: [6, 4])
    let label = Text(text).background(.background)
    switch reference.axis {
    case .x:
      RuleMark(x: place).lineStyle(style).foregroundStyle(ThemeStyle.primary)
        .annotation(position: .top, priority: 2) { label }.collect(into: &collection)
    case .y:
      RuleMark(y: place).lineStyle(style).foregroundStyle(ThemeStyle.primary)
        .annotation(position: .automatic, priority: 2) { label }.collect(into: &collection)
    }
  }

  private func add(_ range: ChartRange, to collection: inout MarkCollection) {
    let (from, to) = (value(range.from, range.axis), value(range.to, range.axis))
    let label = Text(range.label ?? "").foregroundStyle(ThemeStyle.secondary)
    switch range.axis {
    case .x:
      RectangleMark(xStart: from, xEnd: to).foregroundStyle(ThemeStyle.context).opacity(0.35)
        .annotation(position: .top) { label }.collect(into: &collection)
    case .y:
      RectangleMark(yStart: from, yEnd: to).foregroundStyle(ThemeStyle.context).opacity(0.35)
        .annotation(position: .trailing) { label }.collect(into: &collection)
    }
  }

  private func add(_ annotation: ChartAnnotation, to collection: inout MarkCollection) {
    guard let row = row(annotation), let x = row.x, let y = row.y, let xColumn = columns.x,
      let yColumn = columns.y
    else { return }
    let point = PointMark(x: .value(xColumn.title, x), y: .value(yColumn.title, y)).symbolSize(0.01)
      .foregroundStyle(ThemeStyle.primary).annotation(priority: 3) { Text(annotation.text).bold() }
    if let facet = row.facet, let column = columns.facet {
      point.facet(by: .value(column.title, facet)).collect(into: &collection)
    } else {
      point.collect(into: &collection)
    }
  }

  /// The row that an annotation names.
  func row(_ annotation: ChartAnnotation) -> ChartColumns.Row? {
    columns.rows.first { row in
      let isPlace =
        columns.x?.texts[row.number] == annotation.x || columns.y?.texts[row.number] == annotation.x
      let names = [columns.color, columns.facet].compactMap { $0?.texts[row.number] }
      return isPlace && annotation.name.map(names.contains) != false
    }
  }
}
