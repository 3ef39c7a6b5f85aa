import PublishedData
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Cohorts from events")
struct EventCohortsTests {
  @Test(
    "agrees with a second program that counts day by day",
    arguments: [("quarters", false), ("quarters", true), ("rolling", true)])
  func reference(_ plan: String, _ excluded: Bool) throws {
    let history = try EventFile.history(text: EventFile.reference("cohort-events"), dataEnd: "2021-12-31")
    let cohorts = try EventCohorts(
      history, plan: plan == "quarters" ? .quarters : .rollingYears, excludingCustody: excluded)
    let rows = try ReferenceTable("cohort-members").rows.filter {
      $0.text("plan") == plan && ($0["custody_excluded"] == 1) == excluded
    }
    #expect(rows.count > 300)
    #expect(rows.count == cohorts.members.count)
    for (row, member) in zip(rows, cohorts.members) {
      #expect(cohorts.periods[member.cohort].name == row.text("cohort"))
      #expect(member.person == row.text("person"))
      #expect(member.index.date.description == row.text("index_date"))
      #expect(member.followUp.reoffences == Int(row["reoffences"]), "\(row)")
      #expect(member.followUp.days == Int(row["days"]), "\(row)")
      #expect(member.followUp.daysAtRisk == Int(row["days_at_risk"]), "\(row)")
      #expect(member.followUp.custodyDays == Int(row["custody_days"]), "\(row)")
    }
  }

  @Test("an offender counts once in a cohort, from the first index event, and again in another quarter")
  func countedOnce() throws {
    let history = try EventFile.history(
      "A,index,2015-11-20,,,Walsall", "A,index,2015-10-05,,,Dudley", "A,index,2016-01-05,,,Sandwell",
      "A,offence,2015-10-20,2015-11-01,,", "B,index,2015-12-31,,,Dudley")
    let quarters = try EventCohorts(history, plan: .quarters)
    #expect(quarters.periods.map(\.name) == ["2015 Q4", "2016 Q1"])
    #expect(quarters.members.map(\.person) == ["A", "B", "A"])
    #expect(quarters.members.map(\.index.date.description) == ["2015-10-05", "2015-12-31", "2016-01-05"])
    #expect(quarters.members.map(\.followUp.reoffences) == [1, 0, 0])
    let rates = try EventCohortRates(quarters)
    #expect(rates.groups.map(\.rates.trials) == [2, 1])
    #expect(rates.groups.map(\.rates.events) == [1, 0])
    #expect(rates.groups[0].medianDays == 15)
    let byArea = try EventCohortRates(quarters, by: ["area"])
    #expect(byArea.groups.map(\.rates.name) == ["2015 Q4, Dudley", "2016 Q1, Sandwell"])
    let one = try EventCohorts(
      history,
      plan: .one(CohortPeriod(from: EventFile.date("2015-11-01"), through: EventFile.date("2016-03-31"))))
    #expect(one.members.map(\.index.date.description) == ["2015-11-20", "2015-12-31"])
  }

  @Test("rolling years run from quarter to quarter")
  func rolling() throws {
    let history = try EventFile.history(
      "A,index,2015-02-01,,,", "B,index,2015-12-31,,,", "C,index,2016-01-01,,,", "D,index,2016-03-31,,,")
    let cohorts = try EventCohorts(history, plan: .rollingYears)
    #expect(cohorts.periods.map(\.name) == ["2015 Q1 to 2015 Q4", "2015 Q2 to 2016 Q1"])
    #expect(cohorts.members.map(\.person) == ["A", "B", "B", "C", "D"])
    #expect(throws: CohortError.noRollingYear(quarters: 1)) {
      try EventCohorts(EventFile.history("A,index,2015-02-01,,,"), plan: .rollingYears)
    }
  }

  @Test("a cohort whose convictions are not all known is refused, left out or flagged")
  func incomplete() throws {
    let history = try EventFile.history(
      "A,index,2015-11-20,,,", "B,index,2016-01-05,,,", dataEnd: "2017-06-30")
    #expect(
      throws: CohortError.incomplete(
        cohort: "2016 Q1", needs: try EventFile.date("2017-09-30"), dataEnd: try EventFile.date("2017-06-30"))
    ) { try EventCohorts(history, plan: .quarters) }
    let omitted = try EventCohorts(history, plan: .quarters, incomplete: .omit)
    #expect(omitted.periods.map(\.name) == ["2015 Q4"])
    #expect(omitted.notes.contains { $0.contains("2016 Q1") })
    let flagged = try EventCohortRates(EventCohorts(history, plan: .quarters, incomplete: .flag))
    #expect(flagged.groups.map(\.isComplete) == [true, false])
    #expect(flagged.groups[1].rates.flags.contains("[p]"))
    let early = try EventFile.history("A,index,2015-11-20,,,", dataEnd: "2017-06-29")
    #expect(throws: CohortError.self) { try EventCohorts(early, plan: .quarters, incomplete: .omit) }
    let unstated = try EventFile.history("A,index,2015-11-20,,,", dataEnd: nil)
    #expect(unstated.dataEnd == (try EventFile.date("2015-11-20")))
    #expect(throws: CohortError.self) { try EventCohorts(unstated, plan: .quarters) }
  }

  @Test("events that cannot be are refused by line and column")
  func refusals() throws {
    let faults = try EventFile.faults(
      "A,index,2015-10-01,,,", "A,offence,2016-01-05,2016-01-04,,", "A,offense,2016-01-05,,,",
      "A,custody,2016-01-05,,2016-01-01,", "B,offence,2016-01-05,2016-02-01,,", "A,offence,2021-01-01,,,")
    #expect(faults.count == 5)
    #expect(
      faults[0]
        == "events.csv, line 3, column conviction_date: 2016-01-04 is before the offence on 2016-01-05; a conviction "
        + "comes after it")
    #expect(faults[1].contains("line 4, column event: “offense” is no kind of event; did you mean offence?"))
    #expect(faults[2].contains("line 5, column end_date: 2016-01-01 is before the reception on 2016-01-05"))
    #expect(faults[3].contains("line 6, column person: “B” has no index event"))
    #expect(faults[4].contains("line 7, column date: 2021-01-01 is after 2020-12-31, on which the data end"))
    let nobody = try EventFile.faults("A,index,2015-10-01,,,", ",offence,2016-01-05,2016-02-01,,")
    #expect(nobody.count == 1 && nobody[0].contains("line 3, column person: the cell is empty"))
    let undated = try EventFile.faults("A,index,,,,", "A,offence,05/01/2016,,,")
    #expect(undated.count == 2 && undated[1].contains("05/01/2016"))
  }

  @Test("more waiting never lowers a rate, a longer follow-up neither, and order does not matter")
  func properties() throws {
    let text = try EventFile.reference("cohort-events")
    let history = try EventFile.history(text: text, dataEnd: "2030-12-31")
    func reoffenders(_ months: Int, _ waiting: Int) throws -> [Int] {
      try EventCohorts(history, plan: .quarters, rule: FollowUpRule(months: months, waitingMonths: waiting))
        .members.map(\.followUp.reoffences)
    }
    let base = try reoffenders(12, 6)
    #expect(zip(base, try reoffenders(12, 9)).allSatisfy { $0 <= $1 })
    #expect(zip(base, try reoffenders(18, 6)).allSatisfy { $0 <= $1 })
    var lines = text.split(separator: "\n")
    var generator = SeededGenerator(seed: 5)
    let header = lines.removeFirst()
    lines.shuffle(using: &generator)
    let shuffled = try EventFile.history(
      text: ([header] + lines).joined(separator: "\n"), dataEnd: "2030-12-31")
    func byPerson(_ history: EventHistory) throws -> [String: Int] {
      let members = try EventCohorts(history, plan: .quarters).members
      return Dictionary(
        uniqueKeysWithValues: members.map { ("\($0.person) \($0.cohort)", $0.followUp.reoffences) })
    }
    #expect(try byPerson(history) == byPerson(shuffled))
  }

  @Test("synthetic events make the very outcomes of the synthetic people")
  func roundTrip() throws {
    let population = try SyntheticPopulationTests.population(3000, seed: 6)
    var bytes: [UInt8] = []
    population.eventCSV { bytes += $0 }
    let history = try EventFile.history(text: String(decoding: bytes, as: UTF8.self), dataEnd: "2018-12-31")
    let cohorts = try EventCohorts(
      history,
      plan: .one(CohortPeriod(from: EventFile.date("2015-10-01"), through: EventFile.date("2016-09-30"))))
    #expect(cohorts.members.count == 3000)
    for (row, member) in cohorts.members.enumerated() {
      let person = population.person(row)
      #expect(member.followUp.reoffences == person.reoffences)
      #expect(member.followUp.reoffended ? member.followUp.days == person.days : member.followUp.days >= 365)
    }
  }

  @Test("the person-level table is read by the other questions")
  func people() throws {
    let history = try EventFile.history(text: EventFile.reference("cohort-events"), dataEnd: "2021-12-31")
    let cohorts = try EventCohorts(history, plan: .quarters)
    let people = try CohortPeople(cohorts)
    var bytes: [UInt8] = []
    people.csv { bytes += $0 }
    let csv = String(decoding: bytes, as: UTF8.self)
    #expect(csv == people.table.csv())
    let table = try Table(csv: Array(csv.utf8), source: "people.csv")
    #expect(table.rowCount == cohorts.members.count)
    let rates = try GroupRates(CohortTable(table, by: ["quarter"], names: CohortColumns()))
    let direct = try EventCohortRates(cohorts)
    #expect(rates.groups.map(\.events) == direct.groups.map(\.rates.events))
    #expect(rates.groups.map(\.reoffencesPerOffender) == direct.groups.map(\.rates.reoffencesPerOffender))
  }

  @Test("the stretches between reoffences are the follow-up cut into pieces, with all its reoffences")
  func spells() throws {
    let history = try EventFile.history(text: EventFile.reference("cohort-events"), dataEnd: "2021-12-31")
    let cohorts = try EventCohorts(history, plan: .quarters)
    var bytes: [UInt8] = []
    try CohortPeople(cohorts).spellsCSV { bytes += $0 }
    let table = try Table(csv: bytes, source: "spells.csv")
    var reading = table.reading()
    let persons = reading.texts("person", missing: .refused)
    let quarters = reading.texts("quarter", missing: .refused)
    let starts = reading.counts("start", missing: .refused)
    let stops = reading.counts("stop", missing: .refused)
    let flags = reading.counts("reoffended", missing: .refused)
    let counts = reading.counts("reoffences", missing: .refused)
    try reading.finish()
    var found: [String: (stop: Int, reoffences: Int)] = [:]
    for row in persons.indices {
      let name = "\(persons.values[row] ?? "") \(quarters.values[row] ?? "")"
      let before = found[name] ?? (0, 0)
      let (start, stop) = (try #require(starts.values[row]), try #require(stops.values[row]))
      let own = try #require(counts.values[row])
      #expect(start == before.stop && stop > start, "\(name)")
      #expect(flags.values[row] == (own > 0 ? 1 : 0))
      found[name] = (stop, before.reoffences + own)
    }
    var followed = 0
    for member in cohorts.members where member.followUp.daysAtRisk > 0 {
      let own = try #require(found["\(member.person) \(cohorts.periods[member.cohort].name)"])
      #expect(own.stop == member.followUp.daysAtRisk)
      #expect(own.reoffences == member.followUp.reoffences)
      followed += 1
    }
    #expect(followed == found.count && followed > 100)
  }

  @Test("suppressed rows show no count at all")
  func suppression() throws {
    let history = try EventFile.history(
      "A,index,2015-11-20,,,", "A,offence,2016-01-05,2016-02-05,,", "B,index,2015-12-20,,,")
    let cohorts = try EventCohorts(history, plan: .quarters)
    let rates = try EventCohortRates(cohorts, suppression: Suppression(upTo: 5))
    let row = try #require(rates.groups.first)
    #expect(row.rates.isSuppressed)
    #expect(row.reoffences == nil && row.daysAtRisk == nil && row.medianDays == nil && row.custodyDays == nil)
    #expect(rates.table.csv().contains("[c]") && !rates.table.csv().contains("46"))
  }
}
