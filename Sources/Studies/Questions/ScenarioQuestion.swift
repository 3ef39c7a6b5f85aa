package import ArgumentParser
import Reoffending
import Statistics

/// What would be avoided if a risk factor were reduced.
package struct ScenarioQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Reoffenders, reoffences and cost avoided if fewer people had a risk factor.",
    discussion: """
      reoffending scenario synthetic-people --factors homeless=0,unemployed=0 \\
        --reduction 0.25,0.5 --adjust sex,age_band

      A share of the people with each level is given the rate of the reference level (the most frequent one, or the one \
      named), among people alike in the columns of --adjust. It is arithmetic, not a forecast: it holds as far as the \
      factor itself causes the difference. Costs are reckoned only from a unit cost that you give, because published unit \
      costs are of crimes and not of proven reoffences.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(
    help: "The columns that hold the factors, separated by commas; column=level names the level moved to.")
  var factors: String

  @Option(
    help: "The shares of those with the factor who move, from 0 to 1 or per cents, separated by commas.")
  var reduction = "0.1,0.25,0.5"

  @Option(help: "The columns within whose strata people are compared, separated by commas.")
  var adjust: String?

  @Option(name: .customLong("cost-per-reoffence"), help: "Pounds for each proven reoffence.")
  var costPerReoffence: Double?

  @Option(name: .customLong("cost-per-reoffender"), help: "Pounds for each reoffender.")
  var costPerReoffender: Double?

  package init() {}

  package func answer() throws -> Answer {
    let cost: Scenario.UnitCost? =
      switch (costPerReoffence, costPerReoffender) {
      case (let pounds?, nil): .perReoffence(pounds)
      case (nil, let pounds?): .perReoffender(pounds)
      case (nil, nil): nil
      case (.some, .some):
        throw StudyError(.usage, "give --cost-per-reoffence or --cost-per-reoffender, not both")
      }
    let selections = ColumnList.split(factors).map { RiskFactorSelection(parsing: $0) }
    let strata = ColumnList.split(adjust)
    let result = try Scenario(
      factors: selections, reductions: ShareList.parse(reduction, option: "--reduction", upTo: .included),
      adjustingFor: strata,
      unitCost: cost, level: level.value(), counts: input.counts(by: selections.map(\.column) + strata))
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) {
      context in
      ScenarioFigure.make(result, context: context)
    }.addingSentences()
  }
}
