package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// Rates adjusted to the offenders of a base period or group.
package struct AdjustedQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "adjusted",
    abstract: "Rates adjusted to the mix of offenders of a base, as a series, with the change since it.",
    discussion: """
      reoffending adjusted synthetic-people --time quarter --base "2016 Q1" \\
        --method model --terms "sex + age"

      difference adds to each rate the mean prediction of the base less its own; \
      ratio multiplies by their ratio; model averages the predictions of a logistic model over the people of the \
      base. Without --time, groups are adjusted to all of them together or to --base. Cohorts of three and of twelve \
      months are refused together. Figures from October 2015 on are compared among themselves unless --break none says \
      otherwise, because the Ministry's come from another source.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var breakOption: BreakOption

  @Option(help: "The column that names the period.")
  var time: String?

  @Option(help: "The columns that name the series or groups, separated by commas.")
  var by: String?

  @Option(help: "The period or group whose mix is taken; else the first period, or all groups together.")
  var base: String?

  @Option(help: "How rates are adjusted: difference, ratio or model.")
  var method = AdjustedRates.Method.difference

  @Option(help: "With --method model: the terms that offenders differ by, such as \"sex + age_band\".")
  var terms: String?

  @Flag(
    name: .customLong("in-order"), help: "The rows stand in order of time; names of periods are not read.")
  var inOrder = false

  package init() {}

  package func answer() throws -> Answer {
    let columns = ColumnList.split(by)
    guard time != nil || !columns.isEmpty else {
      throw StudyError(.usage, "name the periods with --time, or the groups with --by")
    }
    guard (method == .model) == (terms != nil) else {
      throw StudyError(.usage, "--method model needs --terms, and --terms is of --method model")
    }
    let breaks = try breakOption.breaks()
    let file = try input.file()
    let ends = time.map { name in TrendTimes.ends(of: name) { file.firstColumn(among: [$0])?.name } } ?? []
    let keys = columns + [time].compactMap(\.self)
    let result: AdjustedRates
    if let wanted = input.columns.peopleColumns(of: file, by: keys + ends) {
      let people = try input.people(of: file, columns: wanted)
      let series = try AdjustedSeries(
        people, time: time, ends: ends, by: columns, names: input.columns, dates: input.dates,
        isInOrder: inOrder)
      if let terms {
        result = try modelled(series, terms, breaks)
      } else {
        result = try series.adjusted(base: base, breaks: breaks, method: method, level: level.value())
      }
    } else {
      guard method != .model else {
        throw StudyError(.usage, "--method model needs a table with a row a person")
      }
      result = try AdjustedSeries(
        input.table(of: file, making: keys), time: time, by: columns, names: input.columns,
        dates: input.dates,
        isInOrder: inOrder
      ).adjusted(base: base, breaks: breaks, method: method, level: level.value())
    }
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      AdjustedFigure.make(result, context: context)
    }
  }

  private func modelled(_ series: AdjustedSeries, _ terms: String, _ breaks: [SourceBreak]) throws
    -> AdjustedRates
  {
    let columns = ColumnList.split(by)
    guard let group = time ?? columns.first, columns.count + (time == nil ? 0 : 1) == 1 else {
      throw StudyError(
        .usage,
        "--method model adjusts one series: name --time or one column with --by, and choose rows with --where"
      )
    }
    guard let base = base ?? series.firstPeriod else {
      throw StudyError(
        .usage, "--method model of groups without --time needs --base, the group whose people are taken")
    }
    try series.checkBase(base)
    let outcome = input.outcome ?? "reoffended"
    let formula: Formula
    do { formula = try Formula("`\(outcome)` ~ `\(group)` + \(terms)") } catch {
      throw StudyError(.usage, error.description)
    }
    let data = try ModelInput(
      input, columns: formula.columns, categories: formula.categoryColumns.union([group]))
    try data.people.checkOutcome(outcome)
    let means = try data.located {
      try GeneralizedLinearModel(
        DesignMatrix(formula, frame: data.frame(for: formula).frame), family: .binomial
      )
      .standardisedMeans(of: group, overThoseAt: base, level: level.value())
    }
    return try series.adjusted(means: means, base: base, breaks: breaks, level: level.value())
  }
}

/// Days between which figures are not compared.
struct BreakOption: ParsableArguments {
  @Option(
    name: .customLong("break"),
    help: "The day from which figures come from another source, as 2015-10-01, or none.")
  var day = "2015-10-01"

  /// The breaks.
  func breaks() throws -> [SourceBreak] {
    guard day != "none" else { return [] }
    guard let date = CalendarDate(iso8601: day) else {
      throw StudyError(.usage, "--break \(day) is no date; write it as 2015-10-01, or none")
    }
    if let known = SourceBreak.october2015, known.day == date { return [known] }
    return [SourceBreak(day: date)]
  }
}
