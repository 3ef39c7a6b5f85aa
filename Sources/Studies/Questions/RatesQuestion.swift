package import ArgumentParser
import Numbers
import Reoffending

/// Binary and frequency rate of each group.
package struct RatesQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "rates", abstract: "Binary and frequency rate of each group, with intervals.",
    discussion: """
      reoffending rates local-authorities-2015 --by area --figure rates.png

      The binary rate is the share who reoffended, with Wilson's interval; the frequency rate is the reoffences of each
      person, where they are counted. The table has a row a group (cohort and reoffenders) or a row a person (reoffended).
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(help: "Mark rates on fewer people as of low reliability.")
  var reliability = 30

  package init() {}

  package func answer() throws -> Answer {
    let cohorts = try suppress.applied(
      to: input.cohorts(by: ColumnList.split(by), names: suppress.columns(input.columns)))
    let result = try GroupRates(cohorts, level: level.value(), reliabilityThreshold: reliability)
    return Answer(
      result, table: result.table, sentences: result.groups.lazy.map(\.sentence), notes: result.notes,
      rounds: suppress.isOn
    ) { context in
      RatesFigure.make(result, context: context)
    }.streamingRows(result.groups, of: "groups", in: result.object(groups: []))
  }
}
