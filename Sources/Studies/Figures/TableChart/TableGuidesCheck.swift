/// Refuses lines, ranges and words that have no place in a chart.
struct TableGuidesCheck {
  let columns: ChartColumns
  let specification: ChartSpecification

  func run() throws(ChartSpecificationError) {
    for (index, reference) in (specification.references ?? []).enumerated() {
      try numbers(reference.axis, "references \(index + 1)")
    }
    for (index, range) in (specification.ranges ?? []).enumerated() {
      try numbers(range.axis, "ranges \(index + 1)")
    }
    let guides = TableGuides(columns: columns, specification: specification)
    for (index, annotation) in (specification.annotations ?? []).enumerated()
    where guides.row(annotation) == nil {
      throw .scale(
        "annotations \(index + 1): no row has “\(annotation.x)”"
          + (annotation.name.map { " with “\($0)”" } ?? ""))
    }
  }

  private func numbers(_ axis: ChartSpecification.Axis, _ path: String) throws(ChartSpecificationError) {
    let column = axis == .x ? columns.x : columns.y ?? columns.lower
    guard let column, column.isQuantity || column.kind == .year else {
      throw .scale("\(path): the axis \(axis.rawValue) has no numbers")
    }
  }
}
