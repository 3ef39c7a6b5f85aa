import ArgumentParser
import Reoffending
import ReoffendingReport

/// Directly and indirectly standardised rates.
struct StandardiseVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standardise", abstract: "Rates made comparable where groups differ in age or other strata.",
    discussion: """
      reoffending standardise areas.csv --by area --strata age_band --standard population.csv

      The table has a row for each group and stratum (cohort and reoffenders), or a row a person. The standard has a row \
      a stratum, with the column population (or cohort) and, for indirect rates, reoffenders or actual_rate. Without \
      --standard, all groups together are the standard.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(help: "The columns that make the strata, separated by commas.")
  var strata: String

  @Option(help: "The standard population: a CSV file or the name of a bundled data set.")
  var standard: String?

  func run() throws {
    let strata = ColumnList.split(strata)
    let population = try standard.map { try StandardPopulation(DataSource.table(named: $0), strata: strata) }
    let result = try StandardisedRates(
      input.table(), by: ColumnList.split(by), strata: strata, standard: population, names: input.columns,
      level: level.value())
    try output.emit(result, table: result.table, sentences: result.sentences, notes: result.notes)
  }
}
