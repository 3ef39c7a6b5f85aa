import ArgumentParser
import Numbers
import Reoffending
import Studies

/// Binary and frequency rate of each group.
struct RatesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rates", abstract: "Binary and frequency rate of each group, with intervals.")

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(help: "Mark rates on fewer people as of low reliability.")
  var reliability = 30

  func run() throws {
    let cohorts = try suppress.applied(to: input.cohorts(by: ColumnList.split(by)))
    let result = try GroupRates(cohorts, level: level.value(), reliabilityThreshold: reliability)
    try output.emit(
      result, table: result.table, notes: result.notes,
      rounds: suppress.isOn
    ) { context in
      RatesFigure.make(result, context: context)
    }
  }
}
