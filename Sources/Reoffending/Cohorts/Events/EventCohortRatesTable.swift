import Numbers
public import Tables

extension EventCohortRates {
  /// The rates as a table, a row a cohort and group.
  public var table: OutputTable {
    let table = OutputTable(groups, fields: Self.fields) { $0.rates.withholding }
    return OutputTable(
      columns: table.columns.map { $0.key == "cohort" ? OutputColumn(key: "cohort", title: "Cohort") : $0 },
      rows: table.rows)
  }

  /// A sentence a cohort and group.
  public var sentences: [String] { groups.map(\.rates.sentence) }

  private static let fields: [ResultField<Row>] = [
    .name { $0.rates.key }, .count("trials", "Offenders") { $0.rates.trials },
    .count("events", "Reoffended") { $0.rates.events }, .shareEstimate("rate", "Rate") { $0.rates.rate },
    .count("reoffences", "Reoffences") { $0.reoffences },
    .number("perReoffender", "per reoffender") { $0.rates.reoffencesPerReoffender },
    .number("perOffender", "per offender") { $0.rates.reoffencesPerOffender },
    .number("perPersonYear", "per year at risk") { $0.perPersonYear },
    .number("medianDays", "Median days", decimals: 1) { $0.medianDays },
    .text("convictionsUntil", "Convictions until") { $0.convictionsUntil.description },
    .flags { $0.rates.flags },
  ]
}
