import Numbers
import Tables

/// A table that has a row for each figure of a group: one column says what the figure is, another holds it.
///
/// Its texts become columns, as `Number of children in cohort`, `Number of reoffenders` and `Number of reoffences` in rows
/// below each other do in the Youth Justice Board's open data.
struct MeasureRows {
  /// The table with a row a group.
  let table: Table
  /// What was done, to be told to the reader.
  let note: String

  /// Reads a table without a column that says how many reoffended; nil where no column names figures, or where the groups have
  /// not all the figures of a rate.
  ///
  /// - Parameters:
  ///   - by: the names of the columns that make the groups, of which none says what a figure is.
  ///   - names: the names of figures that the caller gave.
  /// - Throws: `TableError.faults` where a group has the same figure twice.
  init?(_ table: Table, by keys: [String], names: CohortColumns) throws(TableError) {
    let wanted = Set(keys.map { Column.normalized($0) })
    let labels = table.columns.filter { !$0.name.isEmpty && table.order(of: $0) == nil }
    guard table.rowCount > 1,
      let (measure, figures) = labels.lazy.filter({ !wanted.contains(Column.normalized($0.name)) })
        .compactMap({ column in Self.figures(column, of: table, names).map { (column, $0) } }).first,
      let value = Self.valueColumn(labels.filter { $0 != measure }, of: table)
    else { return nil }
    let open = table.columns.filter { $0 != measure && $0 != value }
    let apart = open.filter { column in
      !wanted.contains(Column.normalized(column.name))
        && (Self.remarkNames.contains(ComparedName.of(column.name))
          || TotalRows.determines([measure], column, table))
    }
    let kept = open.filter { !apart.contains($0) }
    // Each group has as many rows as there are figures of it, but for a few that are not published.
    let rows = table.texts(of: measure).rows { figures[$0] != nil }
    let groups = table.kinds(by: kept, rows: rows).count
    guard groups * (figures.count * 2 - 1) <= rows.count * 2 else { return nil }
    let order = figures.sorted { $0.value < $1.value }.map(\.key)
    self.table = try table.widened(
      measure, over: value, names: order.map { ($0, Self.name($0, apart, measure, table)) }, keys: kept)
    note =
      "The figures of \(value.name) are read as columns of their own by \(measure.name): "
      + "\(NameList.joined(order.map { "“\($0)”" }))."
  }

  /// The texts of a column that name figures of cohorts, with the place of each; nil where these give no rate.
  private static func figures(
    _ column: Column, of table: Table, _ names: CohortColumns
  ) -> [String: Int]? {
    var places: [String: Int] = [:]
    var found: Set<CohortColumns.Quantity> = []
    var seen: Set<String> = []
    for row in 0..<table.rowCount {
      let text = table.plainText(row: row, column: column)
      guard seen.insert(text).inserted else { continue }
      guard seen.count <= 60 else { return nil }
      let quantities = CohortColumns.Quantity.allCases.filter { quantity in
        guard quantity != .outcome else { return false }
        if let given = names.given(quantity) { return Column.normalized(given) == Column.normalized(text) }
        return QuantityNames.means(quantity, text) && !isState(text)
      }
      guard !text.isEmpty, !quantities.isEmpty else { continue }
      places[text] = places.count
      found.formUnion(quantities)
    }
    return found.contains(.cohort) && (found.contains(.reoffenders) || found.contains(.actual)) ? places : nil
  }

  /// Whether a text can be what became of people too, of which one is no part of another: `Released` beside `Returned`.
  private static func isState(_ text: String) -> Bool {
    ["released", "returned", "reoffended"].contains(TotalLabel.plain(text))
  }

  /// The column that holds the figures: the one that says so, else the only one of figures.
  private static func valueColumn(_ columns: [Column], of table: Table) -> Column? {
    let named = columns.filter { valueNames.contains(ComparedName.of($0.name)) }
    if !named.isEmpty { return named.count == 1 ? named[0] : nil }
    let numeric = columns.filter { QuantityColumns.holdsFigures($0, of: table) && isDistinct($0, table) }
    return numeric.count == 1 ? numeric[0] : nil
  }

  private static func isDistinct(_ column: Column, _ table: Table) -> Bool {
    (1..<table.rowCount).contains {
      table.plainText(row: $0, column: column) != table.plainText(row: 0, column: column)
    }
  }

  private static let valueNames: Set = [
    "value", "values", "obsvalue", "observation", "observations", "count", "number", "figure", "figures", "n",
    "datavalue", "v4", "measurevalue", "indicatorvalue",
  ]

  /// Columns that say something of each figure.
  private static let remarkNames: Set = [
    "status", "obsstatus", "flag", "flags", "note", "notes", "footnote", "footnotes", "symbol", "comment",
  ]

  /// The name of a figure, with the per cent that a column beside it says.
  private static func name(_ text: String, _ apart: [Column], _ measure: Column, _ table: Table) -> String {
    let row = (0..<table.rowCount).first { table.plainText(row: $0, column: measure) == text }
    let isPerCent = row.map { row in
      apart.contains {
        ["%", "per cent", "percent", "percentage"].contains(
          table.plainText(row: row, column: $0).lowercased())
      }
    }
    return isPerCent == true && !text.contains("%") ? text + " (%)" : text
  }
}
