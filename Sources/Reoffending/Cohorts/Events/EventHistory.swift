public import Numbers
public import Tables

/// Offenders with what happened to them, read from a table that has a row an event.
///
/// The columns are `person` (or `synthetic_person`), `event` (`index`, `offence` or `custody`), `date`, `conviction_date` (of an offence; empty
/// where none followed), and if need be `end_date` (of custody: the day of release) and `offence`. Any other column
/// describes the index event, such as `area` or `sanction`, and is kept.
public struct EventHistory: Sendable {
  /// What brings a person into a cohort: release, start of a sentence in the community, or caution.
  public struct IndexEvent: Hashable, Sendable {
    /// The index date.
    public let date: CalendarDate
    /// The row of the file.
    let row: Int
  }

  /// An offence, proven or not.
  public struct Offence: Hashable, Sendable {
    /// When it was committed.
    public let date: CalendarDate
    /// When it led to a conviction or caution; nil where it did not.
    public let conviction: CalendarDate?

    /// Makes an offence.
    public init(date: CalendarDate, conviction: CalendarDate?) {
      self.date = date
      self.conviction = conviction
    }
  }

  /// A person with all events.
  public struct Offender: Sendable {
    /// What the file calls the person.
    public let person: String
    /// The index events in the order of time; those of a day in the order of the file.
    public let indexEvents: [IndexEvent]
    /// The offences in the order of time.
    public let offences: [Offence]
    /// The days in custody.
    public let custody: CustodySpells
  }

  /// The offenders in the order in which the file first names them.
  public let offenders: [Offender]
  /// When the data end: later events are not known.
  public let dataEnd: CalendarDate
  /// Whether `dataEnd` was stated; otherwise it is the latest date in the file.
  public let isDataEndStated: Bool
  /// Whether the file has spells of custody.
  public let hasCustody: Bool
  /// The name of the column that names people.
  public let personColumn: String
  /// The names of the columns that describe index events.
  public let details: [String]

  private let detailColumns: [PersonColumn]
  private let table: PersonTable

  /// The description of an index event in one of the columns of `details`; empty where there is none.
  public func detail(_ column: Int, of event: IndexEvent) -> String {
    let code = detailColumns[column].codes[event.row]
    return detailColumns[column].entries[code].text
  }

  /// Where a file describes an index event in one of the columns of `details`.
  func location(_ column: Int, of event: IndexEvent) -> CellLocation {
    table.location(row: event.row, column: detailColumns[column])
  }

  /// The columns to be read of a file.
  public static func columns(of file: TableFile) -> [WantedColumn] {
    let person = file.firstColumn(among: ["person", "synthetic_person"])?.name ?? "person"
    let fixed = [
      WantedColumn(person, as: .category, missing: .refused),
      WantedColumn("event", as: .category, missing: .refused),
      WantedColumn("date", as: .date, missing: .refused), WantedColumn("conviction_date", as: .date),
    ]
    let ends = file.firstColumn(among: ["end_date"]).map { [WantedColumn($0.name, as: .date)] } ?? []
    let known = Set((fixed + ends).map { Column.normalized($0.name) })
    let others = file.columns.filter { !$0.name.isEmpty && !known.contains(Column.normalized($0.name)) }
    return fixed + ends + others.map { WantedColumn($0.name, as: .category) }
  }

  /// Gathers the events of a table by person.
  ///
  /// - Parameters:
  ///   - table: a row an event, with the columns that `columns(of:)` asks for.
  ///   - stated: when the data end; nil for the latest date in the file.
  /// - Throws: `TableError.faults` with every fault: an event of an unknown kind, a conviction before its offence, a
  ///   release before the reception, a date after the data end, and a person without an index event.
  public init(_ table: PersonTable, dataEnd stated: CalendarDate? = nil) throws(TableError) {
    var reading = try EventReading(table)
    let end = stated ?? reading.latest
    reading.check(dataEnd: end)
    guard reading.faults.isEmpty else { throw .faults(reading.faults) }
    offenders = reading.offenders()
    dataEnd = end
    isDataEndStated = stated != nil
    hasCustody = offenders.contains { !$0.custody.isEmpty }
    personColumn = reading.personColumn
    let fixed = [Column.normalized(personColumn), "event", "date", "convictiondate", "enddate"]
    detailColumns = table.columns.filter { !fixed.contains(Column.normalized($0.name)) }
    details = detailColumns.map(\.name)
    self.table = table
  }
}
