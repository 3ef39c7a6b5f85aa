import Numbers
public import Tables

/// The offenders of cohorts as a person-level table, which every other question can be asked of.
public struct CohortPeople: Sendable {
  /// The cohorts.
  public let cohorts: EventCohorts
  /// The names of the columns that describe index events, `offence_group` among them where there is a grouping.
  public let details: [String]

  private let groupOfOffence: [String: String]
  private let offenceColumn: Int?

  /// Describes the offenders of cohorts.
  ///
  /// - Throws: `TableError.faults` for each index offence that the grouping does not know, and where there is a grouping
  ///   and no column `offence`.
  public init(_ cohorts: EventCohorts, grouping: OffenceGrouping? = nil) throws {
    self.cohorts = cohorts
    let computed = Set(Self.columns.map(Column.normalized) + ["quarter", "period", "offencegroup"])
    let history = cohorts.history
    guard let grouping else {
      details = history.details
      groupOfOffence = [:]
      offenceColumn = nil
      return
    }
    guard let offence = history.details.firstIndex(where: { Column.normalized($0) == "offence" }) else {
      throw CohortError.unknownColumn(
        "offence", nearest: NearestName.find("offence", among: history.details), available: history.details)
    }
    var faults = FaultList()
    var groups: [String: String] = [:]
    for member in cohorts.members {
      let text = history.detail(offence, of: member.index)
      if groups[text] != nil { continue }
      if let group = grouping.group(of: text) {
        groups[text] = group
      } else {
        faults.append(
          Fault(
            at: history.location(offence, of: member.index),
            "“\(text)” is not an offence of the grouping \(grouping.name); its groups are "
              + grouping.groups.joined(separator: ", ")))
      }
    }
    guard faults.isEmpty else { throw TableError.faults(faults) }
    details = history.details.filter { !computed.contains(Column.normalized($0)) } + ["offence_group"]
    groupOfOffence = groups
    offenceColumn = offence
  }

  /// The number of the column of a name.
  public func column(named name: String) throws(CohortError) -> Int {
    let wanted = Column.normalized(name)
    guard let place = details.firstIndex(where: { Column.normalized($0) == wanted }) else {
      throw .unknownColumn(name, nearest: NearestName.find(name, among: details), available: details)
    }
    return place
  }

  /// What a column of `details` says of an offender.
  public func detail(_ column: Int, of member: EventCohorts.Member) -> String {
    let history = cohorts.history
    if details[column] == "offence_group", let offenceColumn {
      return groupOfOffence[history.detail(offenceColumn, of: member.index)] ?? ""
    }
    guard let place = history.details.firstIndex(of: details[column]) else { return "" }
    return history.detail(place, of: member.index)
  }

  /// A row an offender and cohort: the description of the index event, and what became of the offender.
  public var table: OutputTable {
    let shown = shownDetails
    return OutputTable(
      columns: names(shown).map { OutputColumn(key: $0) }, rows: cohorts.members.map { cells($0, shown) })
  }

  /// Writes the table as CSV, a piece at a time.
  public func csv<Failure: Error>(to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    let shown = shownDetails
    var rows = CSVRows(columns: names(shown))
    for member in cohorts.members {
      rows.append(cells(member, shown))
      try rows.flush(to: write)
    }
    try rows.flush(atEnd: true, to: write)
  }

  private var periodName: String {
    cohorts.periods.allSatisfy { $0.name.split(separator: " ").count == 2 } ? "quarter" : "period"
  }

  /// The columns of the description that no column made here displaces.
  private var shownDetails: [Int] { shown(besides: Self.columns) }

  private func shown(besides columns: [String]) -> [Int] {
    let taken = Set((columns + [periodName]).map(Column.normalized))
    return details.indices.filter { !taken.contains(Column.normalized(details[$0])) }
  }

  /// Who it is, from when, and the description of the index event.
  private func start(_ member: EventCohorts.Member, _ shown: [Int]) -> [OutputCell] {
    [
      .text(member.person), .text(cohorts.periods[member.cohort].name), .text(member.index.date.description),
    ] + shown.map { .text(detail($0, of: member)) }
  }

  private func names(_ shown: [Int]) -> [String] {
    [cohorts.history.personColumn, periodName, "index_date"] + shown.map { details[$0] }
      + Self.columns.dropFirst(2)
  }

  private func cells(_ member: EventCohorts.Member, _ shown: [Int]) -> [OutputCell] {
    let followUp = member.followUp
    return start(member, shown) + [
      .count(followUp.reoffended ? 1 : 0), .count(followUp.reoffences), .count(followUp.days),
      .count(followUp.daysAtRisk), .count(followUp.custodyDays),
    ]
  }

  /// The columns that are always there; the first two stand before the description.
  private static let columns = [
    "person", "index_date", "reoffended", "reoffences", "days_to_reoffence", "days_at_risk", "custody_days",
  ]

  /// Writes a row for each stretch of an offender's follow-up that ends with a proven reoffence, and one for what is left
  /// of it, as CSV, a piece at a time.
  public func spellsCSV<Failure: Error>(to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    let shown = shown(besides: Self.spellColumns + ["person", "index_date"])
    var rows = CSVRows(
      columns: [cohorts.history.personColumn, periodName, "index_date"] + shown.map { details[$0] }
        + Self.spellColumns)
    for (place, member) in cohorts.members.enumerated() {
      let start = start(member, shown)
      for (number, spell) in Self.spells(member.followUp).enumerated() {
        rows.append(
          start + [
            .count(spell.start), .count(spell.stop), .count(spell.reoffences > 0 ? 1 : 0),
            .count(spell.reoffences), .count(number + 1), .count(place + 1),
          ])
      }
      try rows.flush(to: write)
    }
    try rows.flush(atEnd: true, to: write)
  }

  private static let spellColumns = ["start", "stop", "reoffended", "reoffences", "spell", "follow_up"]

  /// The stretches of a follow-up; reoffences of one day end the same one, those of day 0 count on day 1.
  static func spells(_ followUp: FollowUp) -> [(start: Int, stop: Int, reoffences: Int)] {
    var spells: [(start: Int, stop: Int, reoffences: Int)] = []
    for day in followUp.reoffenceDays.map({ max($0, 1) }) {
      if let last = spells.last, last.stop == day {
        spells[spells.count - 1].reoffences += 1
      } else {
        spells.append((spells.last?.stop ?? 0, day, 1))
      }
    }
    let end = spells.last?.stop ?? 0
    if followUp.daysAtRisk > end { spells.append((end, followUp.daysAtRisk, 0)) }
    return spells
  }
}
