import Numbers
import Reoffending

/// What can be said of a chart of any table: its columns and its extremes.
enum TableChartWords {
  /// The highest and lowest value where rows have names, else what is drawn against what.
  static func finding(_ columns: ChartColumns, _ specification: ChartSpecification) -> String {
    guard let (quantity, names) = extremes(columns) else { return subtitle(columns) }
    let named = columns.rows.compactMap { row -> (String, Double)? in
      let value = (quantity.name == columns.x?.name ? row.x : row.y)?.number
      let name = names.compactMap { key in
        key.name == columns.x?.name
          ? row.x?.datum.name
          : key.name == columns.y?.name
            ? row.y?.datum.name
            : key.name == columns.color?.name ? row.color?.datum.name : row.facet?.datum.name
      }
      return value.map { (name.joined(separator: ", "), $0) }
    }
    guard let highest = named.max(by: { $0.1 < $1.1 }), let lowest = named.min(by: { $0.1 < $1.1 }),
      highest.1 > lowest.1
    else { return subtitle(columns) }
    return
      "\(quantity.title): highest for \(highest.0) (\(text(highest.1, quantity))), lowest for \(lowest.0) "
      + "(\(text(lowest.1, quantity)))"
  }

  /// The column of numbers and the columns that name its rows.
  private static func extremes(_ columns: ChartColumns) -> (ChartColumn, [ChartColumn])? {
    let quantities = [columns.x, columns.y].compactMap(\.self).filter(\.isQuantity)
    guard quantities.count == 1, let quantity = quantities.first else { return nil }
    let names = [columns.x, columns.y, columns.color, columns.facet].compactMap(\.self).filter {
      !$0.isQuantity
    }
    let unique = names.reduce(into: [ChartColumn]()) { found, next in
      if !found.contains(where: { $0.name == next.name }) { found.append(next) }
    }
    return unique.isEmpty ? nil : (quantity, unique)
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
    return others.isEmpty ? first.title : first.title + " by " + Words.list(others)
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
    return "\(kind)\(intervals) of \(columns.rows.count) rows: \(subtitle(columns)). \(finding)."
  }

  static func text(_ value: Double, _ column: ChartColumn) -> String {
    column.kind == .percent
      ? NumberFormat.percent(value) : NumberFormat.fixed(value, decimals: value == value.rounded() ? 0 : 2)
  }
}
