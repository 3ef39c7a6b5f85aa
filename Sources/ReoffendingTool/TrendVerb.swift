import ArgumentParser
import Reoffending
import Studies
import Statistics

/// A rate over time.
struct TrendVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "A rate over time: control chart, rules, change from first to last.",
    discussion: """
      reoffending trend quarters.csv --time quarter --by area

      The months of a period are read from the columns period_start and period_end, else from its name: 2016 Q1, \
      2015/16, 2016-03, 2016. Rolling figures, such as the last 12 months printed each quarter, repeat each other; say \
      so with --rolling 12. Rules are refused on figures that overlap; --no-rules prints the rates without them.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(help: "The column that names the period.")
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

  @Flag(inversion: .prefixedNo, help: "Draw limits and run rules.")
  var rules = true

  func run() throws {
    if let rolling, rolling < 1 {
      throw Failure(
        .usage, "--rolling \(rolling): a whole number of months of at least 1, such as 12, is needed")
    }
    let options = try TrendOptions(
      kind: chart, rebasedAt: ColumnList.split(rebase), rollingMonths: rolling, runsRules: rules,
      level: level.value())
    let result = try Trend(
      input.table(), time: time, by: ColumnList.split(by), names: input.columns, options: options,
      suppression: suppress.value())
    guard output.figure.isEmpty || result.series.contains(where: { $0.chart != nil }) else {
      throw Failure(
        .usage, "there is no control chart to draw without limits; leave out --no-rules or --figure")
    }
    try output.emit(
      result, table: result.table, sentences: result.sentences, notes: result.notes,
      rounds: suppress.isOn
    ) {
      context in
      TrendFigure.make(result, context: context)
    }
  }
}
