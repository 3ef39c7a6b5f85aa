package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// This cohort so far against earlier ones at the same point.
package struct TrackQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "track",
    abstract: "Live tracking: a cohort so far against earlier ones at the same point, and what is to come.",
    discussion: """
      reoffending track synthetic-people --cohorts quarter \\
        --time days_to_reoffence --event reoffended --horizon 365

      The table has a row a person: the cohort, the time to the first reoffence or to the end of observation, and which of \
      the two it was. The last cohort is tracked, or the one that --current names. At each point the share who have \
      reoffended stands beside that of the earlier cohorts at the same point; where the cohort will end is told as a range. \
      The table is also that of the months to the first reoffence.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var time: TimeOptions

  @Option(help: "The column that names the cohort of each person.")
  var cohorts: String

  @Option(help: "The cohort that is tracked; else the last.")
  var current: String?

  @Option(help: "The time at which the follow-up ends.")
  var horizon = 365.0

  @Option(
    help: "The times at which cohorts are compared, separated by commas; else twelve parts of the horizon.")
  var points: String?

  @Option(help: "The fewest people still followed at a point that is told.")
  var fewest = 10

  @Option(help: "The seed of the range.")
  var seed: UInt64 = 1

  package init() {}

  package func answer() throws -> Answer {
    guard horizon > 0, horizon.isFinite else {
      throw StudyError(
        .usage, "--horizon \(NumberFormat.plain(horizon)): a time above 0 is needed, such as 365")
    }
    guard fewest >= 1 else { throw StudyError(.usage, "--fewest \(fewest): at least 1 is needed") }
    guard time.cause == nil else {
      throw StudyError(.usage, "track follows one kind of event; leave out --cause")
    }
    let data = try time.read(input, further: [cohorts], categories: [cohorts])
    let column = try data.people.column(cohorts)
    let texts = column.texts
    var members: [String: (times: [Double], events: [Bool])] = [:]
    var left = 0
    for row in data.times.indices {
      guard let name = texts[row], let time = data.times[row], let ending = data.endings[row] else {
        left += 1
        continue
      }
      members[name, default: ([], [])].times.append(time)
      members[name, default: ([], [])].events.append(ending == 1)
    }
    let names = PeriodOrder.sorted(Array(members.keys), dates: input.dates)
    let ordered = try names.map { name in
      (
        name: name,
        times: try SurvivalTimes(times: members[name]?.times ?? [], events: members[name]?.events ?? [])
      )
    }
    try GroupNames.check([current].compactMap(\.self), among: names, of: cohorts)
    // Cohorts after the one that is tracked are no past of it.
    let known =
      current.flatMap { name in names.firstIndex(of: name) }.map { Array(ordered[...$0]) } ?? ordered
    let result = try CohortTracking(
      known, current: current, points: pointList(), horizon: horizon, unit: time.unitInWords, fewest: fewest,
      level: level.value(), seed: seed,
      notes: left > 0 ? ["\(Plural.people(left)) left out, because cohort, time or ending is missing."] : [])
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      TrackFigure.make(result, context: context)
    }
  }

  private func pointList() throws -> [Double] {
    guard let points else {
      let twelfths = (1...12).map { horizon * Double($0) / 12 }
      return horizon < 12 ? twelfths : twelfths.map { $0.rounded(.down) }
    }
    return try ColumnList.split(points).map { text in
      guard let point = Double(text), point > 0, point <= horizon else {
        throw StudyError(
          .usage, "--points “\(text)” is no time above 0 and up to the horizon \(NumberFormat.plain(horizon))"
        )
      }
      return point
    }
  }
}

/// Names of periods in order of time, where they can be read as such.
enum PeriodOrder {
  /// The names in order of time; in that of their letters where one is no period.
  static func sorted(_ names: [String], dates: DayMonthOrder?) -> [String] {
    let names = names.sorted()
    let read = PeriodNames(names, order: dates)
    guard read.problems.isEmpty, read.periods.allSatisfy({ $0 != nil }) else { return names }
    return zip(names, read.periods).sorted { first, second in
      guard let a = first.1, let b = second.1, a != b else { return first.0 < second.0 }
      return a < b
    }.map(\.0)
  }
}
