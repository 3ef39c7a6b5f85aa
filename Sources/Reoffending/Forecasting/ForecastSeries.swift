import Numbers
import Statistics
package import Tables

/// The counts of a table or of people by periods, in order of time, with what the next periods are called.
package struct ForecastSeries {
  /// The periods of the latest stretch without a gap or a break.
  package let points: [(time: String, events: Int, trials: Int)]
  /// How many periods make a year; nil where they are not parts of one.
  package let season: Int?
  /// What a reader must know.
  package let notes: [String]
  private let last: Period?

  /// Reads the periods of a table.
  package init(
    _ table: Table, time: String, names: CohortColumns, breaks: [SourceBreak], options: TrendOptions
  )
    throws
  {
    let ends = TrendTimes.ends(of: time) { table.firstColumn(among: [$0])?.name }
    let cohorts = try CohortTable(table, by: [time] + ends, names: names)
    try self.init(
      cohorts, times: TrendTimes(table, time: time, ends: ends, options: options), breaks: breaks)
  }

  /// Reads the periods of people.
  package init(
    _ people: PersonTable, time: String, ends: [String], names: CohortColumns, breaks: [SourceBreak],
    options: TrendOptions
  ) throws {
    let cohorts = try CohortTable(people, by: [time] + ends, names: names)
    try self.init(
      cohorts, times: TrendTimes(cohorts.groups.map(\.key.parts), of: people, options: options),
      breaks: breaks)
  }

  private init(_ cohorts: CohortTable, times: TrendTimes, breaks: [SourceBreak]) throws(StatisticsError) {
    var notes = cohorts.notes + times.notes
    var periods = TrendPeriods(cohorts.groups, timePlace: 0, times: times, rollingMonths: nil)
    periods.sort()
    if let overlap = periods.overlap {
      throw .undefined(
        quantity: "a forecast",
        because:
          "\(overlap), so that each figure repeats part of the one before; keep periods that do not overlap with --where"
      )
    }
    var known: [(time: String, events: Int, trials: Int)] = []
    for group in periods.groups {
      let name = group.key.parts[0].value
      guard let trials = group.trials, trials > 0, let events = group.events?.nearest else {
        throw .undefined(
          quantity: "a forecast", because: "the number of people and of reoffenders of \(name) are needed")
      }
      known.append((name, events, trials))
    }
    var start = 0
    if let found = periods.periods {
      for place in found.indices.dropFirst() where found[place - 1].gap(before: found[place]) != nil {
        start = place
        notes.append(
          "Something before \(known[place].time) is not covered; only the periods from there on are used.")
      }
      if let place = SourceBreak.places(breaks, among: found).last, place > start {
        start = place
        let reason = breaks.last.map { "figures from \($0.day) on \($0.reason)" } ?? ""
        notes.append(
          "Only periods from \(known[place].time) on are used: \(reason); --break none goes across.")
      }
    }
    points = Array(known[start...])
    let lengths = (periods.periods.map { Array($0[start...]) } ?? []).map(\.wholeMonths)
    last = periods.periods?.last
    if let months = lengths.first ?? nil, lengths.allSatisfy({ $0 == months }) {
      season = 12 % months == 0 && months < 12 ? 12 / months : nil
    } else {
      season = nil
      if !lengths.isEmpty {
        throw .undefined(
          quantity: "a forecast", because: "the periods are of different length, or not whole months")
      }
    }
    self.notes = notes
  }

  /// What the next periods are called: in the style of the last name where it is a quarter, else by their days.
  package func nextNames(_ count: Int) -> [String] {
    guard let last, let months = last.wholeMonths else { return (0..<count).map { "+\($0 + 1)" } }
    return (1...max(1, count)).map { step in
      let month = last.first.year * 12 + last.first.month - 1 + step * months
      let (year, number) = (month / 12, month % 12 + 1)
      guard let period = Period(year: year, month: number, months: months) else { return "+\(step)" }
      if months == 3, number % 3 == 1 { return "\(year) Q\((number - 1) / 3 + 1)" }
      if months == 12, number == 1 { return "\(year)" }
      if months == 12, number == 4 { return "\(year)/\((year + 1) % 100 < 10 ? "0" : "")\((year + 1) % 100)" }
      return months == 1 ? String("\(period.first)".prefix(7)) : "\(period)"
    }
  }
}
