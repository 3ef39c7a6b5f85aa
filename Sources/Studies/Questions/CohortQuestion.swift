package import ArgumentParser
import Numbers
import Reoffending
import Tables

/// Cohorts built from events, and their proven-reoffending rates.
package struct CohortQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "Proven-reoffending rates of cohorts built from events: index dates, offences, convictions.",
    discussion: """
      reoffending synthesise --people 2000 --events --output events.csv
      reoffending cohort events.csv --data-end 2018-12-31 --people offenders.csv

      The table has a row an event, with the columns person, event (index, offence or custody), date, conviction_date \
      (of an offence; empty where none followed) and, for custody, end_date; other columns, such as area or sanction, \
      describe the index event. An offence counts if it was committed after the index date and within twelve months of \
      it, and led to a conviction or caution within six more. --people writes a row an offender, for rates, compare, \
      factors, fit, survival and match. Conviction before offence, a date after the end of the data, an offence of \
      nobody: each is refused by line and column.
      """)

  @OptionGroup var input: EventInputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(help: "Which cohorts: quarters, rolling (years, a quarter apart) or FIRST:LAST, two dates.")
  var cohorts = "quarters"

  @Option(name: .customLong("follow-up"), help: "Months of the follow-up.")
  var followUp = 12

  @Option(name: .customLong("conviction-wait"), help: "Further months in which a conviction counts.")
  var convictionWait = 6

  @Flag(name: .customLong("count-index-day"), help: "Count offences on the index date itself.")
  var countsIndexDay = false

  @Flag(name: .customLong("exclude-custody"), help: "Leave days in custody out of the days at risk.")
  var excludesCustody = false

  @Option(name: .customLong("data-end"), help: "The day on which the data end; without it the latest date.")
  var dataEnd: String?

  @Option(help: "Cohorts whose convictions are not all known: refuse, omit or flag.")
  var incomplete = EventCohorts.Incomplete.refuse

  @Option(help: "A grouping of index offences: its bundled name, or a CSV file with offence and group.")
  var grouping: String?

  @Option(help: "The columns that name the groups within a cohort, separated by commas.")
  var by: String?

  @Option(help: "Mark rates on fewer people as of low reliability.")
  var reliability = 30

  @Option(help: "Also write a row an offender to this CSV file.")
  var people: String?

  @Option(
    help: """
      Also write a row for each stretch of an offender's follow-up between reoffences to this CSV file, for recurrence \
      and cox --recurrent.
      """)
  var spells: String?

  package init() {}

  package func answer() throws -> Answer {
    let rule = try FollowUpRule(
      months: followUp, waitingMonths: convictionWait, countsIndexDay: countsIndexDay)
    let plan = try plan()
    let history = try EventHistory(
      input.events(), dataEnd: dataEnd.map { try date($0, option: "--data-end") })
    let cohorts = try EventCohorts(
      history, plan: plan, rule: rule, excludingCustody: excludesCustody, incomplete: incomplete)
    let groups = try grouping.map { try GroupingSource.grouping(named: $0) }
    let result = try EventCohortRates(
      cohorts, by: ColumnList.split(by), level: level.value(), reliabilityThreshold: reliability,
      suppression: suppress.value(), grouping: groups)
    let answer = Answer(result, table: result.table, notes: result.notes, rounds: suppress.isOn) { context in
      RatesFigure.make(result.rates, context: context)
    }
    guard people != nil || spells != nil else { return answer }
    let offenders = try CohortPeople(cohorts, grouping: groups)
    var written = answer
    if let people {
      written = written.writing(
        Answer.File(path: people) { write throws(TableError) in try offenders.csv(to: write) })
    }
    if let spells {
      written = written.writing(
        Answer.File(path: spells) { write throws(TableError) in try offenders.spellsCSV(to: write) })
    }
    return written
  }

  private func plan() throws -> CohortPeriod.Plan {
    switch cohorts {
    case "quarters": return .quarters
    case "rolling": return .rollingYears
    default:
      let parts = cohorts.split(separator: ":")
      guard parts.count == 2 else {
        throw StudyError(
          .usage,
          "--cohorts \(cohorts) is none; choose quarters, rolling, or two dates such as 2015-10-01:2015-12-31"
        )
      }
      return .one(
        try CohortPeriod(
          from: date(String(parts[0]), option: "--cohorts"),
          through: date(String(parts[1]), option: "--cohorts")))
    }
  }

  private func date(_ text: String, option: String) throws -> CalendarDate {
    guard let date = CalendarDate(iso8601: text) else {
      throw StudyError(
        .usage, "\(option) “\(text)” is not a date; write the year, month and day as in 2016-03-31")
    }
    return date
  }
}

/// Where the events come from.
struct EventInputOptions: ParsableArguments {
  @Argument(help: "A CSV file with a row an event, or - for standard input.")
  var input: String

  @Option(
    help: "How dates such as 01/03/2016 are written: day-first or month-first; else the dates must show it.")
  var dates: DayMonthOrder?

  /// Reads the events.
  func events() throws -> PersonTable {
    let file = try DataSource.file(named: input, options: CSVOptions(dates: dates))
    return try file.people(EventHistory.columns(of: file))
  }
}
