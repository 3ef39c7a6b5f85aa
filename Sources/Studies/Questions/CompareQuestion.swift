package import ArgumentParser
import Reoffending
import Statistics

/// Actual against predicted rate of each group.
package struct CompareQuestion: Question {
  /// What the figure shows.
  enum Drawing: String, CaseIterable, ExpressibleByArgument {
    case rates
    case percentDifference = "percent-difference"
  }

  package static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Actual against predicted rate of each group.",
    discussion: """
      reoffending compare local-authorities-2015 --by area --figure areas.png

      Counts of reoffenders that are not printed are recovered from cohort and rate; where more than one whole number
      fits, that is said, and a verdict is given only where all agree. Without cohort sizes the verdict is unknown,
      and the smallest cohort that would make each difference significant is given. No cohort is ever assumed.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(
    help: "Adjustment of p-values for the number of groups: bonferroni, holm, hochberg, hommel, bh or by.")
  var adjustment = AdjustmentMethod.holm

  @Option(help: "Groups to put in focus in the figure, separated by commas.")
  var focus: String?

  @Option(help: "What --figure draws: rates, or percent-difference from the prediction.")
  var draw = Drawing.rates

  package init() {}

  package func answer() throws -> Answer {
    let cohorts = try suppress.applied(
      to: input.cohorts(by: ColumnList.split(by), names: suppress.columns(input.columns)))
    let result = try ActualAgainstPredicted(cohorts, level: level.value(), adjustment: adjustment)
    try GroupNames.check(
      ColumnList.split(focus), among: result.groups.map(\.name), of: by ?? "the table")
    return Answer(
      result, table: result.table, sentences: result.groups.lazy.map(\.sentence), notes: result.notes,
      rounds: suppress.isOn
    ) { context in
      let context = context.focusing(on: ColumnList.split(focus))
      return switch draw {
      case .rates: ActualAgainstPredictedFigure.make(result, context: context)
      case .percentDifference: PercentDifferenceFigure.make(result, context: context)
      }
    }.streamingRows(result.groups, of: "groups", in: result.object(groups: []))
  }
}
