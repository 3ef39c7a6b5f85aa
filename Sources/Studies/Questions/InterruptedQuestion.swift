package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// A series that is interrupted by a change at a known time.
package struct InterruptedQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "interrupted",
    abstract: "Interrupted time series: the jump and the change of slope at a known time.",
    discussion: """
      printf '%s\\n' quarter,cohort,reoffenders 2021Q1,900,270 2021Q2,880,262 \\
        2021Q3,910,280 2021Q4,905,268 2022Q1,890,225 2022Q2,900,220 \\
        2022Q3,915,222 2022Q4,898,211 > quarters.csv
      reoffending interrupted quarters.csv --time quarter --change 2022Q1

      A straight line before the change and another after it, with the standard errors of Newey and West for errors that \
      follow each other. With --control, the difference from another group's rate is taken, so that what hit both alike is \
      gone. Three periods are needed on either side; far more make a better case. --method state-space takes what the past of \
      the rate, and the rates of one --control or several, say of the periods after (as CausalImpact does): a level that \
      drifts and a multiple of each control. Periods before October 2015 are left out unless --break none says otherwise.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var breakOption: BreakOption

  @Option(help: "The column that names the period.")
  var time: String

  @Option(help: "The first period after the change.")
  var change: String

  @Option(help: "The column that names the groups, where there are several.")
  var by: String?

  @Option(help: "The group that is looked at.")
  var group: String?

  @Option(
    help: """
      The group whose rate is taken off; with --method state-space groups that the change did not reach, separated by \
      commas.
      """)
  var control: String?

  @Option(
    help: """
      lines before and after the change, or state-space: what a drifting level and the controls would have made without it.
      """)
  var method = Method.lines

  /// How a series is compared with what it would have been.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case lines
    case stateSpace = "state-space"
  }

  @Option(
    help: "Over how many periods errors may follow each other; else chosen by the length of the series.")
  var lag: Int?

  @Flag(
    name: .customLong("in-order"), help: "The rows stand in order of time; names of periods are not read.")
  var inOrder = false

  package init() {}

  package func answer() throws -> Answer {
    guard (by == nil) == (group == nil), by != nil || control == nil else {
      throw StudyError(.usage, "--by and --group go together, and --control needs both")
    }
    if let lag, lag < 0 { throw StudyError(.usage, "--lag \(lag): 0 or more periods are needed") }
    if lag != nil, method == .stateSpace {
      throw StudyError(.usage, "--lag is of --method lines; a state space has none")
    }
    let names = method == .lines ? [control].compactMap(\.self) : ColumnList.split(control)
    if let group, names.contains(group) {
      throw StudyError(.usage, "--control has the group itself, \(group)")
    }
    let own: ForecastSeries
    let others: [[String: Double]]
    do {
      own = try series(group)
      others = try names.map { name in
        Dictionary(try series(name).points.map { ($0.time, Double($0.events) / Double($0.trials)) }) { $1 }
      }
    } catch {
      // A group that is not there makes no rows, of which the message would be.
      try checkGroups([group].compactMap(\.self) + names)
      throw error
    }
    var notes = own.notes
    let points = own.points.compactMap {
      point -> (time: String, rate: Double, people: Int, controls: [Double])? in
      let same = others.compactMap { $0[point.time] }
      guard same.count == others.count else { return nil }
      return (point.time, Double(point.events) / Double(point.trials), point.trials, same)
    }
    if points.count < own.points.count {
      notes.append(
        "\(Plural.count(own.points.count - points.count, "period")) without a figure of the control left out."
      )
    }
    switch method {
    case .lines:
      let result = try InterruptedSeries(
        points.map { ($0.time, $0.rate, $0.controls.first) }, change: change, control: control, lag: lag,
        level: level.value(), notes: notes)
      return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) {
        InterruptedFigure.make(result, context: $0)
      }.addingSentences()
    case .stateSpace:
      let result = try CounterfactualSeries(
        points, change: change, controls: names, level: level.value(), notes: notes)
      return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) {
        CounterfactualFigure.make(result, context: $0)
      }.addingSentences()
    }
  }

  /// Refuses groups that the table does not have.
  private func checkGroups(_ names: [String]) throws {
    guard let by else { return }
    let rows = try input.people(
      of: input.file(), columns: [WantedColumn(by, as: .category)], keepsGroups: true)
    try GroupNames.check(names, among: rows.column(by).entries.map(\.text), of: by)
  }

  private func series(_ group: String?) throws -> ForecastSeries {
    var options = input
    if let by, let group {
      let condition = RowFilter.condition(column: by, equals: group)
      options.filter = input.filter.map { "(\($0)) and \(condition)" } ?? condition
    }
    let trend = try TrendOptions(level: level.value(), dates: input.dates, isInOrder: inOrder)
    let file = try options.file()
    let ends = TrendTimes.ends(of: time) { file.firstColumn(among: [$0])?.name }
    guard let wanted = options.columns.peopleColumns(of: file, by: [time] + ends) else {
      return try ForecastSeries(
        options.table(of: file, making: [time]), time: time, names: options.columns,
        breaks: breakOption.breaks(), options: trend)
    }
    return try ForecastSeries(
      options.people(of: file, columns: wanted), time: time, ends: ends, names: options.columns,
      breaks: breakOption.breaks(), options: trend)
  }
}
