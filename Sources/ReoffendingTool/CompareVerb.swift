import ArgumentParser
import Reoffending
import Studies
import Statistics

/// Actual against predicted rate of each group.
struct CompareVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Actual against predicted rate of each group.",
    discussion: """
      Counts of reoffenders that are not printed are recovered from cohort and rate; where more than one whole number
      fits, that is said, and a verdict is given only where all agree. Without cohort sizes the verdict is unknown,
      and the smallest cohort that would make each difference significant is given. No cohort is ever assumed.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(
    help: "Adjustment of p-values for the number of groups: bonferroni, holm, hochberg, hommel, bh or by.")
  var adjustment = "holm"

  @Option(help: "Groups to put in focus in the figure, separated by commas.")
  var focus: String?

  func run() throws {
    guard let method = AdjustmentMethod(rawValue: adjustment) else {
      let names = AdjustmentMethod.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "there is no adjustment \(adjustment); choose one of \(names)")
    }
    let cohorts = try suppress.applied(to: input.cohorts(by: ColumnList.split(by)))
    let result = try ActualAgainstPredicted(cohorts, level: level.value(), adjustment: method)
    try output.emit(
      result, table: result.table, notes: result.notes,
      rounds: suppress.isOn
    ) { context in
      var context = context
      context.focus = ColumnList.split(focus)
      return ActualAgainstPredictedFigure.make(result, context: context)
    }
  }
}
