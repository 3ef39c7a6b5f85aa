import Numbers
import Statistics
public import Tables

extension EventCohortRates {
  /// The rates as a table, a row a cohort and group.
  public var table: OutputTable {
    let names = groups.first?.rates.key.parts.map(\.column) ?? []
    return OutputTable(
      columns: names.map { OutputColumn(key: $0, title: $0 == "cohort" ? "Cohort" : $0) } + Self.columns,
      rows: groups.map { row in
        let rate = row.rates
        let cells: [OutputCell] = [
          .optional(rate.trials), .optional(rate.events), .optional(rate.rate?.value),
          .optional(rate.rate?.interval?.lower), .optional(rate.rate?.interval?.upper),
          .optional(row.reoffences), .optional(rate.reoffencesPerReoffender),
          .optional(rate.reoffencesPerOffender), .optional(row.perPersonYear), .optional(row.medianDays),
        ]
        return rate.key.parts.map { .text($0.value) }
          + cells.map { rate.isSuppressed ? .missing(Suppression.marker) : $0 }
          + [.text(row.convictionsUntil.description), .text(rate.flags.joined(separator: "; "))]
      })
  }

  /// A sentence a cohort and group.
  public var sentences: [String] { groups.map(\.rates.sentence) }

  private static let columns = [
    OutputColumn(key: "trials", title: "Offenders", kind: .number(decimals: 0)),
    OutputColumn(key: "events", title: "Reoffended", kind: .number(decimals: 0)),
    OutputColumn(key: "rate", title: "Rate", kind: .perCent(decimals: 1)),
    OutputColumn(key: "rateLower", title: "from", kind: .perCent(decimals: 1)),
    OutputColumn(key: "rateUpper", title: "to", kind: .perCent(decimals: 1)),
    OutputColumn(key: "reoffences", title: "Reoffences", kind: .number(decimals: 0)),
    OutputColumn(key: "perReoffender", title: "per reoffender", kind: .number(decimals: 2)),
    OutputColumn(key: "perOffender", title: "per offender", kind: .number(decimals: 2)),
    OutputColumn(key: "perPersonYear", title: "per year at risk", kind: .number(decimals: 2)),
    OutputColumn(key: "medianDays", title: "Median days", kind: .number(decimals: 1)),
    OutputColumn(key: "convictionsUntil", title: "Convictions until"),
    OutputColumn(key: "flags", title: "Notes"),
  ]
}
