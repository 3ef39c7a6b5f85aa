package import ArgumentParser
import Reoffending

/// Directly and indirectly standardised rates.
package struct StandardiseQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "standardise", abstract: "Rates made comparable where groups differ in age or other strata.",
    discussion: """
      reoffending standardise synthetic-people --by area --strata age_band

      The table has a row for each group and stratum (cohort and reoffenders), or a row a person. The standard has a row \
      a stratum, with the column population (or cohort) and, for indirect rates, reoffenders or actual_rate. Without \
      --standard, all groups together are the standard.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(help: "The columns that make the strata, separated by commas.")
  var strata: String

  @Option(help: "The standard population: a CSV file or the name of a bundled data set.")
  var standard: String?

  package init() {}

  package func answer() throws -> Answer {
    let strata = ColumnList.split(strata)
    let population = try standard.map {
      try StandardPopulation(AskingContext.table(named: $0), strata: strata)
    }
    let groups = ColumnList.split(by)
    let result = try StandardisedRates(
      input.cohorts(by: groups + strata), by: groups, strata: strata, standard: population,
      level: level.value())
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes)
  }
}
