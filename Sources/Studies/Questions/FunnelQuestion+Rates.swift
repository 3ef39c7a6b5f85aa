import Numbers
import Reoffending
import Statistics
import Tables

extension FunnelQuestion {
  /// Whether rates of events are compared, not shares or ratios of people.
  var asksRates: Bool {
    [exposure, rate, strata].contains { $0 != nil } || of == .rates || of == .standardised
  }

  /// The funnel of crude or directly standardised rates.
  func funnelOfRates(_ levels: [ConfidenceLevel]) throws -> Funnel {
    let ways = [("--exposure", exposure), ("--rate", rate), ("--strata", strata)].filter { $0.1 != nil }
    guard ways.count == 1 else {
      throw StudyError(
        .usage,
        "rates are of events over one of --exposure (a population or person-years), --rate (standardised rates) and "
          + "--strata (that they are standardised by)")
    }
    let wanted: FunnelQuantity = exposure == nil ? .standardised : .rates
    guard of == nil || of == wanted else {
      throw StudyError(.usage, "--of \(of?.rawValue ?? "") does not go with \(ways[0].0)")
    }
    guard !suppress.isOn else {
      throw StudyError(
        .usage, "--suppress hides counts of people; a funnel of rates does not hide its events")
    }
    guard per.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw StudyError(.usage, "--per \(NumberFormat.plain(per ?? 0)) must be above 0, such as 100000")
    }
    guard standard == nil || strata != nil else {
      throw StudyError(.usage, "--standard is the population that --strata standardise to")
    }
    let keys = ColumnList.split(by)
    guard !keys.isEmpty else { throw StudyError(.usage, "name the columns of the groups with --by") }
    let rates = try strata.map { try standardised(keys, ColumnList.split($0)) } ?? counted(keys)
    return try Funnel(
      rates, target: target, levels: levels, overdispersion: overdispersion, trimming: trimming,
      method: method)
  }

  /// Rates that are standardised here.
  private func standardised(_ keys: [String], _ strata: [String]) throws -> FunnelRates {
    guard events == nil else {
      throw StudyError(.usage, "--strata standardises those who reoffended; leave out --events")
    }
    let population = try standard.map {
      try StandardPopulation(AskingContext.table(named: $0), strata: strata)
    }
    let result = try StandardisedRates(
      input.cohorts(by: keys + strata), by: keys, strata: strata, standard: population, level: .p95)
    let per = per ?? 100
    let rates = result.groups.compactMap { group -> (key: GroupKey, events: Int, rate: Double)? in
      guard let events = group.observed, let rate = group.direct?.value else { return nil }
      return (group.key, events, rate * per)
    }
    let wide =
      "Limits take reoffenders as Poisson counts, so that those of high rates are too wide rather than too narrow."
    return FunnelRates(standardised: rates, events: "reoffenders", per: per, notes: result.notes + [wide])
  }

  /// Events over an exposure, added up by group, or with a rate that is standardised already.
  private func counted(_ keys: [String]) throws -> FunnelRates {
    let file = try input.file()
    let names = input.columns.resolved(among: file.columns)
    guard let events = events ?? names.reoffences ?? names.reoffenders else {
      throw StudyError(.usage, "name the column of events with --events")
    }
    let over = exposure ?? rate ?? ""
    let rows = try input.people(
      of: file,
      columns: [WantedColumn(events, as: .count), WantedColumn(over, as: .number)]
        + keys.map { WantedColumn($0, as: .category) })
    try rows.checkNotNegative(over, what: exposure == nil ? "a rate" : "an exposure")
    let named = try keys.map { try rows.column($0) }
    let (counts, amounts) = (try rows.column(events).counts, try rows.column(over).numbers)
    var order: [GroupKey] = []
    var sums: [GroupKey: (events: Int, amount: Double, rows: Int)] = [:]
    var (missing, totals) = (0, 0)
    for row in 0..<rows.rowCount {
      let parts = named.map { GroupKey.Part(column: $0.name, value: $0.entries[$0.codes[row]].text) }
      guard input.totals == .taken || !parts.contains(where: { TotalLabel.isTotal($0.value) }) else {
        totals += 1
        continue
      }
      guard let count = counts[row], let amount = amounts[row] else {
        missing += 1
        continue
      }
      let key = GroupKey(parts)
      if sums[key] == nil { order.append(key) }
      let known = sums[key] ?? (0, 0, 0)
      sums[key] = (known.events + count, known.amount + amount, known.rows + 1)
    }
    var notes: [String] = []
    if missing > 0 {
      notes.append("\(Plural.count(missing, "row")) left out, because \(events) or \(over) is missing.")
    }
    if totals > 0 {
      notes.append("\(Plural.count(totals, "row")) left out, whose name says that it is the sum of others.")
    }
    var groups = order.compactMap { key in sums[key].map { (key: key, own: $0) } }
    if input.totals != .taken, exposure != nil, groups.count > 2 {
      // England among its areas: the events and the population of all others together.
      let all = groups.reduce((events: 0, amount: 0.0)) {
        ($0.events + $1.own.events, $0.amount + $1.own.amount)
      }
      let whole = groups.firstIndex { group in
        group.own.events > 0 && 2 * group.own.events == all.events
          && abs(2 * group.own.amount - all.amount) <= 1e-9 * all.amount
      }
      if let whole {
        notes.append("\(groups[whole].key) is left out, because its figures are the sums of the others’.")
        groups.remove(at: whole)
      }
    }
    let per = per ?? 100_000
    guard exposure == nil else {
      return FunnelRates(
        groups.map { FunnelRates.Unit(key: $0.key, events: $0.own.events, exposure: $0.own.amount) },
        events: events, exposure: over, per: per, notes: notes)
    }
    if let several = groups.first(where: { $0.own.rows > 1 }) {
      throw StudyError(
        .data,
        "\(several.key) has \(several.own.rows) rows, whose standardised rates cannot be added up; name with --by what tells "
          + "them apart, or choose rows with --where")
    }
    return FunnelRates(
      standardised: groups.map { (key: $0.key, events: $0.own.events, rate: $0.own.amount) },
      events: events, per: per, notes: notes)
  }
}
