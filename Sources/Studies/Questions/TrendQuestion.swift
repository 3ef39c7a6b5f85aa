package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// A rate over time.
package struct TrendQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "A rate over time: control chart, rules, change from first to last.",
    discussion: """
      reoffending trend synthetic-people --time quarter --figure trend.png

      The days of a period are read from the columns period_start and period_end, else from its name: 2016 Q1, \
      2015/16, Mar-16, 01/03/2016, Apr 2014 to Mar 2015, year ending March 2015. Rolling figures, such as the last 12 months printed each quarter, repeat each other; say \
      so with --rolling 12. Rules are refused on figures that overlap; --no-rules prints the rates without them. \
      Limits start afresh with the first period after 1 October 2015, from when the Ministry of Justice's figures come \
      from another source; --break none goes across.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption
  @OptionGroup var breakOption: BreakOption

  @Option(
    help:
      "The column that names the period, or \"period(Year, Month)\" where the year and the month, quarter or half stand in two columns."
  )
  var time: String

  @Option(help: "The columns that name the series, separated by commas.")
  var by: String?

  @Option(
    help:
      "p (proportions), laney-p (the same for large groups), u (reoffences for each person) or xmr (single values)."
  )
  var chart: ControlChart.Kind?

  @Option(help: "The periods from which the limits start afresh, separated by commas.")
  var rebase: String?

  @Option(
    help: ArgumentHelp("The figures cover this many months up to their period's end.", valueName: "months"))
  var rolling: Int?

  @Flag(
    name: .customLong("in-order"), help: "The rows stand in order of time; names of periods are not read.")
  var inOrder = false

  @Flag(inversion: .prefixedNo, help: "Draw limits and run rules.")
  var rules = true

  package init() {}

  package func answer() throws -> Answer {
    if let rolling, rolling < 1 {
      throw StudyError(
        .usage, "--rolling \(rolling): a whole number of months of at least 1, such as 12, is needed")
    }
    var options = try TrendOptions(
      kind: chart, rebasedAt: ColumnList.split(rebase), rollingMonths: rolling, runsRules: rules,
      level: level.value(), dates: input.dates, isInOrder: inOrder)
    options.breaks = try breakOption.breaks()
    let result = try trend(options)
    return Answer(
      result, table: result.table, sentences: result.sentences, notes: result.notes, rounds: suppress.isOn
    ) {
      context in
      guard result.series.contains(where: { $0.chart != nil }) else {
        throw StudyError(
          .usage,
          rules
            ? "there is no control chart to draw, since each period stands alone beside a break of the series; --break "
              + "none goes across it, or leave out --figure"
            : "there is no control chart to draw without limits; leave out --no-rules or --figure")
      }
      return TrendFigure.make(result, context: context)
    }
  }

  private func trend(_ options: TrendOptions) throws -> Trend {
    let series = ColumnList.split(by)
    let file = try input.file()
    let names = try suppress.columns(input.columns)
    let suppression = try suppress.value(refusing: [.rates], in: Self.verb)
    let ends = TrendTimes.ends(of: time) { file.firstColumn(among: [$0])?.name }
    guard let wanted = input.columns.peopleColumns(of: file, by: series + [time] + ends) else {
      return try Trend(
        input.table(of: file, making: series + [time]), time: time, by: series, names: names,
        options: options,
        suppression: suppression)
    }
    return try Trend(
      input.people(of: file, columns: wanted, keepsGroups: true), time: time, ends: ends, by: series,
      names: names,
      options: options, suppression: suppression)
  }
}
