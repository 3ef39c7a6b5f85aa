package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// The relative rate index of groups through the stages of the justice system.
package struct DisparityQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "disparity",
    abstract: "Disproportionality: the relative rate index of groups through the stages.",
    discussion: """
      printf '%s\\n' ethnicity,population,arrests,charged \\
        White,410000,4471,1893 Black,38000,1018,456 > stages.csv
      reoffending disparity stages.csv --by ethnicity \\
        --stages population,arrests,charged

      Each stage is a column of counts, or of yes and no where a row is a person; each rate is of those at the stage \
      before. The index is a group's rate over that of the reference (the largest group, unless it is named), with limits \
      and p-values adjusted for the number of comparisons. There is none where numbers are small: --fewest-reached, \
      --fewest-before and --least-share set the rules.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String

  @Option(help: "The columns of the stages in their order, separated by commas.")
  var stages: String

  @Option(help: "The group that others are compared with, as it is printed; else the largest.")
  var reference: String?

  @Option(name: .customLong("fewest-reached"), help: "The fewest who must have reached a stage.")
  var fewestReached = 5

  @Option(name: .customLong("fewest-before"), help: "The fewest who must have been at the stage before.")
  var fewestBefore = 50

  @Option(name: .customLong("least-share"), help: "The least share of the first stage that a group must be.")
  var leastShare = 0.01

  @Option(
    help:
      "Adjustment of p-values for the number of comparisons: bonferroni, holm, hochberg, hommel, bh or by.")
  var adjustment = AdjustmentMethod.holm

  package init() {}

  package func answer() throws -> Answer {
    let names = ColumnList.split(stages)
    let columns = ColumnList.split(by)
    guard names.count >= 2 else {
      throw StudyError(.usage, "--stages takes two columns or more, such as population,arrests")
    }
    guard fewestReached >= 1, fewestBefore >= 1, leastShare >= 0, leastShare < 1 else {
      throw StudyError(
        .usage, "--fewest-reached and --fewest-before are at least 1, --least-share from 0 to below 1")
    }
    let file = try input.file()
    let people = try input.people(
      of: file,
      columns: names.map { WantedColumn($0) } + columns.map { WantedColumn($0, as: .category) })
    let stageColumns = try names.map { try people.column($0) }
    let areFlags = stageColumns.map { $0.kind == .boolean }
    let typed = try people.retyped(
      areFlags.contains(false) ? names.map { WantedColumn($0, as: .count) } : [])
    let counted = try StageCounting(typed, stages: names, by: columns)
    // Where a row is a person, everybody is at the stage before the first.
    let arePeople = !areFlags.contains(false)
    let result = try RelativeRates(
      arePeople ? counted.startingWithEverybody : counted.groups,
      stages: arePeople ? ["everybody"] + names : names, reference: reference,
      smallNumbers: .init(reached: fewestReached, base: fewestBefore, share: leastShare),
      adjustment: adjustment, level: level.value(), notes: counted.notes)
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      guard result.rows.contains(where: { $0.index != nil }) else {
        throw StudyError(.data, "no index is left to draw: all numbers are small; leave out --figure")
      }
      return DisparityFigure.make(result, context: context)
    }
  }
}
