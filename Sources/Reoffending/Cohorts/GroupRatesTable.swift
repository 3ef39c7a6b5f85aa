import Statistics
public import Tables

extension GroupRates {
  /// The rates as a table, a row a group and the total last.
  public var table: OutputTable {
    let names = groups.first?.key.parts.map(\.column) ?? []
    var rows = groups.map { group in group.key.parts.map { .text($0.value) } + Self.cells(group) }
    if let total { rows.append(names.indices.map { .text($0 == 0 ? "Total" : "") } + Self.cells(total)) }
    return OutputTable(columns: names.map { OutputColumn(key: $0) } + Self.columns, rows: rows)
  }

  /// The rates of several series in one table, the series in the first column.
  public static func table(joining series: [(name: String, rates: GroupRates)]) -> OutputTable {
    OutputTable(
      columns: [OutputColumn(key: "series", title: "Series"), OutputColumn(key: "group", title: "Group")]
        + columns,
      rows: series.flatMap { one in
        one.rates.groups.map { [.text(one.name), .text($0.name)] + cells($0) }
      })
  }

  private static let columns = [
    OutputColumn(key: "trials", title: "People", kind: .number(decimals: 0)),
    OutputColumn(key: "events", title: "Reoffended", kind: .number(decimals: 0)),
    OutputColumn(key: "rate", title: "Rate", kind: .perCent(decimals: 1)),
    OutputColumn(key: "rateLower", title: "from", kind: .perCent(decimals: 1)),
    OutputColumn(key: "rateUpper", title: "to", kind: .perCent(decimals: 1)),
    OutputColumn(key: "perReoffender", title: "Reoffences per reoffender", kind: .number(decimals: 2)),
    OutputColumn(key: "perOffender", title: "Reoffences per offender", kind: .number(decimals: 2)),
    OutputColumn(key: "flags", title: "Notes"),
  ]

  private static func cells(_ group: GroupRate) -> [OutputCell] {
    let cells: [OutputCell] = [
      .optional(group.trials), .optional(group.events), .optional(group.rate?.value),
      .optional(group.rate?.interval?.lower), .optional(group.rate?.interval?.upper),
      .optional(group.reoffencesPerReoffender), .optional(group.reoffencesPerOffender),
    ]
    return cells.map { group.isSuppressed ? .missing(Suppression.marker) : $0 }
      + [.text(group.flags.joined(separator: "; "))]
  }
}
