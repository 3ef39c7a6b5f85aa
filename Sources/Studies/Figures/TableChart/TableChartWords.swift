import ChartGrammar
import Reoffending

/// What can be said of a chart of any table: its columns and its extremes.
enum TableChartWords {
  /// The highest and lowest value where rows have names, else what is drawn against what.
  static func finding(_ columns: ChartColumns, _ specification: ChartSpecification) -> String {
    let mark = specification.mark
    guard let quantity = columns.measured(mark), quantity.isQuantity, !names(columns, mark).isEmpty else {
      return subtitle(columns)
    }
    let named = columns.rows.compactMap { row in
      columns.drawn(row.number, of: quantity).map { (row, $0.value) }
    }
    guard let highest = named.map(\.1).max(), let lowest = named.map(\.1).min() else {
      return subtitle(columns)
    }
    func all(_ value: Double) -> String {
      let rows = named.filter { $0.1 == value }.map { name($0.0, columns, mark) }
      return rows.count > 3 ? "\(rows.count) rows" : Words.list(rows)
    }
    func text(_ value: Double) -> String {
      named.first { $0.1 == value }.flatMap { columns.drawn($0.0.number, of: quantity)?.text } ?? ""
    }
    let title = columns.drawnTitle(of: quantity)
    if named.count == 1 { return "\(title): \(text(highest)) for \(all(highest))" }
    guard highest > lowest else { return "\(title): \(text(highest)) for all \(named.count) rows" }
    return "\(title): highest for \(all(highest)) (\(text(highest))), lowest for \(all(lowest)) "
      + "(\(text(lowest)))"
  }

  /// The columns that name a row.
  private static func names(_ columns: ChartColumns, _ mark: ChartSpecification.Mark) -> [ChartColumn] {
    let quantity = columns.measured(mark)
    let all = [columns.x, columns.y, columns.color, columns.facet].compactMap(\.self).filter {
      $0.name != quantity?.name && (!$0.isQuantity || mark != .point)
    }
    return all.reduce(into: [ChartColumn]()) { found, next in
      if !found.contains(where: { $0.name == next.name }) { found.append(next) }
    }
  }

  /// A row as a sentence names it.
  static func name(
    _ row: ChartColumns.Row, _ columns: ChartColumns, _ mark: ChartSpecification.Mark
  ) -> String {
    let parts = names(columns, mark).map { column in
      let text = column.text(row: row.number)
      return column.isQuantity && !text.isEmpty ? "\(column.title.lowercased()) \(text)" : text
    }.filter { !$0.isEmpty }
    return parts.isEmpty ? "row \(row.number + 1)" : parts.joined(separator: ", ")
  }

  /// The columns that are drawn.
  static func subtitle(_ columns: ChartColumns) -> String {
    let all = [columns.y, columns.x, columns.color, columns.facet].compactMap(\.self)
      .reduce(into: [ChartColumn]()) { found, next in
        if !found.contains(where: { $0.name == next.name }) { found.append(next) }
      }
    let ordered = all.filter(\.isQuantity) + all.filter { !$0.isQuantity }
    guard let first = ordered.first ?? columns.lower else { return "" }
    let others = ordered.dropFirst().map { $0.title.lowercased() }
    let title = first.isQuantity ? columns.drawnTitle(of: first) : first.title
    return others.isEmpty ? title : title + " by " + Words.list(others)
  }

  static func alternativeText(
    _ columns: ChartColumns, _ specification: ChartSpecification, finding: String
  ) -> String {
    let kind =
      switch specification.mark {
      case .bar: "Bar chart"
      case .point: "Dot plot"
      case .line: "Line chart"
      case .area: "Area chart"
      case .rule: "Chart of intervals"
      case .rectangle: "Heat map"
      case .sector: "Ring chart"
      }
    let intervals = columns.lower == nil ? "" : " with intervals"
    let missing = columns.withheld.isEmpty ? "" : " Without a value: \(columns.withheld.count)."
    return "\(kind)\(intervals) of \(columns.rows.count) rows: \(subtitle(columns)). \(finding).\(missing)"
  }
}
