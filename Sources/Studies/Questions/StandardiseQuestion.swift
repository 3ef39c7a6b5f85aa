package import ArgumentParser
import Reoffending
import Tables

/// Directly and indirectly standardised rates.
package struct StandardiseQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "standardise", abstract: "Rates made comparable where groups differ in age or other strata.",
    discussion: """
      reoffending standardise synthetic-people --by area --strata age_band

      The table has a row for each group and stratum (cohort and reoffenders), or a row a person. The standard has a row \
      a stratum, with the column population (or cohort) and, for indirect rates, reoffenders or actual_rate. Without \
      --standard, all groups together are the standard.

      With --repeats reoffences are counted, of which one person may have several (the column of --reoffences), and the \
      limits take those of one person as going together:

      reoffending standardise synthetic-people --by area --strata age_band --repeats
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(help: "The columns that make the strata, separated by commas.")
  var strata: String

  @Option(help: "The standard population: a CSV file or the name of a bundled data set.")
  var standard: String?

  @Flag(help: "Count reoffences, several of which may be one person's, in place of reoffenders.")
  var repeats = false

  @Option(
    help: "With --repeats: the column of how many people a row stands for, where a row is not a person.")
  var people: String?

  @Option(
    help: """
      With --repeats: the column of all people of the group and stratum, where the rows are those with events only.
      """)
  var population: String?

  package init() {}

  package func answer() throws -> Answer {
    let strata = ColumnList.split(strata)
    let standardPopulation = try standard.map {
      try StandardPopulation(AskingContext.table(named: $0), strata: strata, countsEvents: !repeats)
    }
    let groups = ColumnList.split(by)
    guard repeats || people == nil && population == nil else {
      throw StudyError(.usage, "--people and --population belong to --repeats")
    }
    guard !repeats else { return try repeated(groups, strata, standardPopulation) }
    let result = try StandardisedRates(
      input.cohorts(by: groups + strata), by: groups, strata: strata, standard: standardPopulation,
      level: level.value())
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) {
      StandardisedFigure.make(result, context: $0)
    }
  }

  private func repeated(
    _ groups: [String], _ strata: [String], _ standard: StandardPopulation?
  ) throws -> Answer {
    let file = try input.file()
    let column = try input.reoffencesColumn(of: file)
    let keys = groups + strata
    let weights = [people, population].compactMap(\.self)
    let rows = try input.people(
      of: file,
      columns: [WantedColumn(column, as: .count)]
        + weights.map { WantedColumn($0, as: .count, missing: .refused) }
        + keys.map { WantedColumn($0, as: .category) })
    let result = try StandardisedRates(
      repeats: ReoffenceCounting(rows, reoffences: column, by: keys, weights: people),
      population: population.map { try ReoffenceCounting(rows, reoffences: $0, by: keys) }, by: groups,
      strata: strata, standard: standard, level: level.value())
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) {
      StandardisedFigure.make(result, context: $0)
    }
  }
}
