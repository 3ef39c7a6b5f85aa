import Reoffending
import Tables
import Testing

@Suite("Follow-up")
struct FollowUpTests {
  struct Case: Sendable, CustomStringConvertible {
    let what: String
    let index: String
    let offence: String
    let conviction: String
    let counts: Bool
    var description: String { what }
  }

  static let cases = [
    Case(
      what: "offence on the last day", index: "2015-10-01", offence: "2016-10-01", conviction: "2016-11-01",
      counts: true),
    Case(
      what: "offence a day later", index: "2015-10-01", offence: "2016-10-02", conviction: "2016-11-01",
      counts: false),
    Case(
      what: "conviction on the last day of waiting", index: "2015-10-01", offence: "2016-05-01",
      conviction: "2017-04-01", counts: true),
    Case(
      what: "conviction a day later", index: "2015-10-01", offence: "2016-05-01", conviction: "2017-04-02",
      counts: false),
    Case(what: "never convicted", index: "2015-10-01", offence: "2016-05-01", conviction: "", counts: false),
    Case(
      what: "convicted on the day of the offence", index: "2015-10-01", offence: "2016-05-01",
      conviction: "2016-05-01", counts: true),
    Case(
      what: "on the index date", index: "2015-10-01", offence: "2015-10-01", conviction: "2015-12-01",
      counts: false),
    Case(
      what: "the day after", index: "2015-10-01", offence: "2015-10-02", conviction: "2015-12-01",
      counts: true),
    Case(
      what: "before the index date, convicted after it", index: "2015-10-01", offence: "2015-09-30",
      conviction: "2015-12-01", counts: false),
    Case(
      what: "index on a leap day, last day", index: "2016-02-29", offence: "2017-02-28",
      conviction: "2017-08-29", counts: true),
    Case(
      what: "index on a leap day, a day later", index: "2016-02-29", offence: "2017-03-01",
      conviction: "2017-03-02", counts: false),
    Case(
      what: "index on a leap day, convicted too late", index: "2016-02-29", offence: "2017-02-01",
      conviction: "2017-08-30", counts: false),
    Case(
      what: "a leap day within the follow-up", index: "2015-03-01", offence: "2016-03-01",
      conviction: "2016-09-01", counts: true),
    Case(
      what: "31 August: waiting ends on the last of February", index: "2015-08-31", offence: "2016-08-31",
      conviction: "2017-02-28", counts: true),
    Case(
      what: "31 August: a day after the last of February", index: "2015-08-31", offence: "2016-08-31",
      conviction: "2017-03-01", counts: false),
  ]

  @Test("counts an offence by its date and its conviction", arguments: cases)
  func boundaries(_ one: Case) throws {
    let result = try EventFile.followUp(
      "A,index,\(one.index),,,", "A,offence,\(one.offence),\(one.conviction),,")
    #expect(result.reoffended == one.counts)
    #expect(result.reoffences == (one.counts ? 1 : 0))
  }

  @Test("days run from the index date to the first reoffence, else to the last day")
  func days() throws {
    let first = try EventFile.followUp(
      "A,index,2016-01-01,,,", "A,offence,2016-03-01,2016-04-01,,", "A,offence,2016-02-01,2016-09-01,,")
    #expect(first.reoffences == 2)
    #expect(first.days == 31)
    #expect(first.firstReoffence == (try EventFile.date("2016-02-01")))
    // 2016 is a leap year: 366 days from 1 January to 1 January.
    #expect(first.daysAtRisk == 366)
    #expect(try EventFile.followUp("A,index,2015-01-01,,,").days == 365)
  }

  @Test("other months and the index day are options")
  func options() throws {
    let rows = ["A,index,2015-10-01,,,", "A,offence,2016-01-01,2016-02-15,,"]
    func counted(_ months: Int, _ waiting: Int) throws -> Int {
      try EventFile.followUp(
        rows[0], rows[1], rule: FollowUpRule(months: months, waitingMonths: waiting)
      ).reoffences
    }
    #expect(try counted(3, 2) == 1)
    #expect(try counted(3, 1) == 0)
    #expect(try counted(2, 6) == 0)
    let sameDay = try EventFile.followUp(
      "A,index,2015-10-01,,,", "A,offence,2015-10-01,2016-02-15,,",
      rule: FollowUpRule(months: 12, waitingMonths: 6, countsIndexDay: true))
    #expect(sameDay.reoffences == 1)
    #expect(sameDay.days == 0)
    #expect(throws: CohortError.outOfRange(argument: "follow-up", value: 0, allowed: "from 1 to 120 months"))
    {
      try FollowUpRule(months: 0, waitingMonths: 6)
    }
    #expect(throws: CohortError.self) { try FollowUpRule(months: 12, waitingMonths: -1) }
  }

  @Test("overlapping spells of custody count once, the day of release not at all")
  func custody() throws {
    let rows = (
      "A,index,2015-01-10,,,", "A,custody,2014-12-01,,2015-01-10,", "A,custody,2015-02-01,,2015-02-11,",
      "A,custody,2015-02-06,,2015-02-21,"
    )
    let with = try EventFile.followUp(rows.0, rows.1, rows.2, rows.3, excludingCustody: true)
    #expect(with.custodyDays == 20)
    #expect(with.daysAtRisk == 345)
    #expect(with.days == 345)
    let without = try EventFile.followUp(rows.0, rows.1, rows.2, rows.3)
    #expect(without.custodyDays == 20)
    #expect(without.daysAtRisk == 365)
    let reoffence = try EventFile.followUp(
      rows.0, rows.1, rows.2, rows.3, "A,offence,2015-02-25,2015-03-01,,", excludingCustody: true)
    #expect(reoffence.days == 26)
  }

  @Test("custody without an end lasts to the end of the follow-up, and reoffences in it count")
  func openCustody() throws {
    let result = try EventFile.followUp(
      "A,index,2015-01-01,,,", "A,custody,2015-01-02,,,", "A,offence,2015-06-01,2015-07-01,,",
      excludingCustody: true)
    #expect(result.daysAtRisk == 0)
    #expect(result.days == 0)
    #expect(result.reoffences == 1)
  }
}
