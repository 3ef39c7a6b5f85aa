import ArgumentParser
import Reoffending
import ReoffendingFigures
import Statistics
import Tables

/// The breakdown of reoffending by risk factors.
struct FactorsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factors",
    abstract: "Risk factors: each level against a reference level, crude and within strata.",
    discussion: """
      reoffending factors people.csv --factors homeless,unemployed --adjust age_band,sex

      The table may hold people (a row a person, with a column reoffended) or counts (cohort and reoffenders a row). Each \
      level is compared with the most frequent one, or with one that is named: --factors accommodation=settled. Columns \
      of --adjust make strata within which like is compared with like. Without --factors, a table with columns factor \
      and level is taken as it is.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(
    help: "The columns that hold the factors, separated by commas; column=level names a reference level.")
  var factors: String?

  @Option(help: "The columns within whose strata the factors are compared too, separated by commas.")
  var adjust: String?

  @Option(
    help:
      "Adjustment of p-values for the number of comparisons: bonferroni, holm, hochberg, hommel, bh or by.")
  var adjustment = AdjustmentMethod.holm

  func run() throws {
    let file = try input.file()
    let selections = ColumnList.split(factors).map { RiskFactorSelection(parsing: $0) }
    if selections.isEmpty,
      adjust != nil || file.firstColumn(among: ["factor"]) == nil || file.firstColumn(among: ["level"]) == nil
    {
      let names = file.columns.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
      throw Failure(.usage, "name the columns that hold the factors with --factors; the columns are \(names)")
    }
    let strata = ColumnList.split(adjust)
    let result: RiskFactors
    if !selections.isEmpty,
      let wanted = input.columns.peopleColumns(of: file, by: selections.map(\.column) + strata)
    {
      result = try RiskFactors(
        input.people(of: file, columns: wanted), factors: selections, adjustingFor: strata,
        names: input.columns, level: level.value(), adjustment: adjustment, suppression: suppress.value())
    } else {
      result = try RiskFactors(
        input.table(of: file), factors: selections, adjustingFor: strata, names: input.columns,
        level: level.value(), adjustment: adjustment, suppression: suppress.value())
    }
    try output.emit(result, table: result.table, sentences: result.sentences, notes: result.notes) {
      context in
      ForestFigure.make(AdjustedRatios(result), context: context)
    }
  }
}
