import Numbers
import Tables

/// The rows of a table of events, checked.
struct EventReading {
  /// What a row is about.
  private enum Kind: String, CaseIterable {
    case index, offence, custody
  }

  private(set) var faults = FaultList()
  /// The name of the column that names people.
  var personColumn: String { person.name }
  /// The latest date in the table.
  let latest: CalendarDate

  private let table: PersonTable
  private let person: PersonColumn
  private let dateColumn: PersonColumn
  private let convictionColumn: PersonColumn
  private let endColumn: PersonColumn?
  private let kinds: [Kind?]
  private let dates: [CalendarDate?]
  private let convictions: [CalendarDate?]
  private let ends: [CalendarDate?]

  init(_ table: PersonTable) throws(TableError) {
    self.table = table
    let synthetic = table.columns.first { Column.normalized($0.name) == "syntheticperson" }
    if let synthetic { person = synthetic } else { person = try table.column("person") }
    dateColumn = try table.column("date")
    convictionColumn = try table.column("conviction_date")
    endColumn = table.columns.first { Column.normalized($0.name) == "enddate" }
    dates = dateColumn.dates
    convictions = convictionColumn.dates
    ends = endColumn?.dates ?? dates.map { _ in nil }
    let event = try table.column("event")
    let meanings = event.levels.map { Kind(rawValue: $0.lowercased()) }
    let kindOfEntry = event.levelOfEntry.map { $0.flatMap { meanings[$0] } }
    kinds = event.codes.map(kindOfEntry)
    latest = (dates + convictions + ends).compactMap { $0 }.max() ?? Self.epoch
    for row in kinds.indices where kinds[row] == nil {
      let text = event.entries[event.codes[row]].text
      let nearest = NearestName.find(text, among: Kind.allCases.map(\.rawValue))
      faults.append(
        Fault(
          at: table.location(row: row, column: event),
          "“\(text)” is no kind of event\(nearest.map { "; did you mean \($0)?" } ?? "") Events are index, offence and "
            + "custody"))
    }
  }

  /// Reports what cannot have happened, or not yet.
  mutating func check(dataEnd: CalendarDate) {
    var hasIndex = [Bool](repeating: false, count: person.entries.count)
    for row in kinds.indices where kinds[row] == .index { hasIndex[person.codes[row]] = true }
    for row in kinds.indices {
      checkOrder(row)
      for (column, values) in [(dateColumn, dates), (convictionColumn, convictions)]
        + (endColumn.map { [($0, ends)] } ?? [])
      {
        if let date = values[row], date > dataEnd {
          report(row, column, "\(date) is after \(dataEnd), on which the data end")
        }
      }
      if let kind = kinds[row], kind != .index, !hasIndex[person.codes[row]] {
        report(
          row, person,
          "“\(person.entries[person.codes[row]].text)” has no index event, so that no follow-up of theirs begins; a "
            + "row whose event is index is needed")
      }
    }
  }

  private mutating func checkOrder(_ row: Int) {
    guard let date = dates[row] else { return }
    if kinds[row] == .offence, let conviction = convictions[row], conviction < date {
      report(
        row, convictionColumn, "\(conviction) is before the offence on \(date); a conviction comes after it")
    }
    if kinds[row] == .custody, let endColumn, let end = ends[row], end < date {
      report(row, endColumn, "\(end) is before the reception on \(date); a release comes after it")
    }
  }

  private mutating func report(_ row: Int, _ column: PersonColumn, _ sentence: String) {
    faults.append(Fault(at: table.location(row: row, column: column), sentence))
  }

  /// The events of each person, people in the order of the file.
  func offenders() -> [EventHistory.Offender] {
    var order: [Int] = []
    var rows = [[Int]](repeating: [], count: person.entries.count)
    for row in kinds.indices {
      let code = person.codes[row]
      if rows[code].isEmpty { order.append(code) }
      rows[code].append(row)
    }
    return order.map { code in
      var events: [EventHistory.IndexEvent] = []
      var offences: [EventHistory.Offence] = []
      var spells: [(from: CalendarDate, to: CalendarDate?)] = []
      for row in rows[code] {
        guard let date = dates[row], let kind = kinds[row] else { continue }
        switch kind {
        case .index: events.append(.init(date: date, row: row))
        case .offence: offences.append(.init(date: date, conviction: convictions[row]))
        case .custody: spells.append((date, ends[row]))
        }
      }
      return EventHistory.Offender(
        person: person.entries[code].text,
        indexEvents: events.sorted { ($0.date, $0.row) < ($1.date, $1.row) },
        offences: offences.sorted { $0.date < $1.date }, custody: CustodySpells(spells))
    }
  }

  private static let epoch: CalendarDate = {
    guard let date = CalendarDate(year: 1970, month: 1, day: 1) else {
      preconditionFailure("a day that exists")
    }
    return date
  }()
}
