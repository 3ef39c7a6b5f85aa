import Reoffending
import Tables

extension FuzzTarget {
  /// Readers of tables.
  static let tables = [
    FuzzTarget("table") { bytes in
      let table = try TableFile(csv: bytes, source: "input").table()
      var reading = table.reading()
      for column in table.columns {
        _ = reading.counts(column.name)
        _ = reading.rates(column.name)
        _ = reading.dates(column.name)
        _ = reading.booleans(column.name)
        _ = reading.texts(column.name)
      }
      try reading.finish()
    },
    FuzzTarget("people") { bytes in
      let file = try TableFile(csv: bytes, source: "input")
      let people = try file.people(file.columns.prefix(12).map { WantedColumn($0.name) })
      for column in people.columns { _ = column.texts.count }
    },
    FuzzTarget("cohorts") { bytes in
      let file = try TableFile(csv: bytes, source: "input")
      let first = file.columns.first.map { [$0.name] } ?? []
      let cohorts = try CohortTable(file.table(), by: first)
      let rates = try GroupRates(cohorts)
      _ = rates.table.csv()
      if let suppression = Suppression(upTo: 5) { _ = suppression.applied(to: cohorts) }
    },
    FuzzTarget("events") { bytes in
      let file = try TableFile(csv: bytes, source: "input")
      let history = try EventHistory(file.people(EventHistory.columns(of: file)))
      _ = try EventCohorts(
        history, plan: .quarters, rule: FollowUpRule(months: 12, waitingMonths: 6), excludingCustody: true,
        incomplete: .flag)
    },
    FuzzTarget("audited-table") { bytes in
      let table = try TableFile(csv: bytes, source: "input").table()
      _ = try AuditRunnerInput.audit(table)
    },
  ]
}
