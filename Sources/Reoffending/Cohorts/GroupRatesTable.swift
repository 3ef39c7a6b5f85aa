public import Tables

extension GroupRates {
  /// The rates as a table, a row a group and the total last.
  public var table: OutputTable { GroupRate.table(groups, total: total) }

  /// The rates of several series in one table, the series in the first column.
  public static func table(joining series: [(name: String, rates: GroupRates)]) -> OutputTable {
    let fields = GroupRate.fields.filter { !$0.isName }
    let rows = series.map { GroupRate.table($0.rates.groups, fields: fields).rows }
    return OutputTable(
      columns: [OutputColumn(key: "series", title: "Series"), OutputColumn(key: "group", title: "Group")]
        + fields.flatMap(\.columns),
      rows: zip(series, rows).flatMap { one, rows in
        zip(one.rates.groups, rows).map { [.text(one.name), .text($0.name)] + $1 }
      })
  }
}
