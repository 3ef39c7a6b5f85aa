package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// Reoffending weighted by harm.
package struct SeverityQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "severity",
    abstract: "Reoffending weighted by harm: how serious it is, and whether it escalates.",
    discussion: """
      reoffending severity severity-example --weights weights-example \\
        --person person --index index_offence --by area --serious 100

      The table has a row a reoffence with its offence; somebody without one has a row whose offence is empty. --weights is \
      a table with the columns offence and weight (and valid_from, where weights change): the Cambridge Crime Harm Index \
      (cambridge-ebp.co.uk/chi, days) and the ONS Crime Severity Score (its data tool) are to be had from their publishers \
      and are not bundled; --weights-sheet and --weights-columns take a workbook as it is, and weights-example is made up. \
      Every offence of the table must have a weight. Limits are of the people: harm is that of few, and the limits show it.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The weights: a file or data set with the columns offence and weight.")
  var weights: String

  @Option(
    name: .customLong("weights-columns"),
    help:
      "The columns of --weights with the offence and its weight, such as \"FULL_OFFENCE_TITLE,CCHI Score\".")
  var weightsColumns = "offence,weight"

  @Option(
    name: .customLong("weights-sheet"), help: "The sheet of --weights, where it is a workbook with several.")
  var weightsSheet: String?

  @Option(
    name: .customLong("weights-on"), help: "The day whose weights are taken, as 2016-03-31; else the last.")
  var weightsOn: String?

  @Option(help: "The column of the reoffence.")
  var offence = "offence"

  @Option(help: "The column of who committed it; else each row is a person.")
  var person: String?

  @Option(help: "The column of the index offence, against which escalation is told.")
  var index: String?

  @Option(help: "The column that says whether custody followed the reoffence.")
  var custodial: String?

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(help: "The least weight of a serious reoffence.")
  var serious: Double?

  @Option(help: "What the weights are, such as days.")
  var unit = "points"

  package init() {}

  package func answer() throws -> Answer {
    let keys = ColumnList.split(by)
    if let serious {
      guard serious > 0, serious.isFinite else {
        throw StudyError(.usage, "--serious \(NumberFormat.plain(serious)): a weight above 0 is needed")
      }
    }
    let day = try weightsOn.map { text in
      guard let day = CalendarDate(iso8601: text) else {
        throw StudyError(.usage, "--weights-on “\(text)” is no day; write it as 2016-03-31")
      }
      return day
    }
    let named = ColumnList.split(weightsColumns)
    guard named.count == 2 else {
      throw StudyError(.usage, "--weights-columns \(weightsColumns): two columns are needed, offence,weight")
    }
    let weighed = try HarmWeights(
      AskingContext.table(named: weights, sheet: weightsSheet), offence: named[0], weight: named[1], on: day)
    let columns = ReoffendingSeverity.Columns(
      offence: offence, person: person, index: index, custodial: custodial)
    let texts = [offence] + [person, index].compactMap(\.self) + keys
    let people = try input.people(
      columns: texts.map { WantedColumn($0, as: .category) }
        + (custodial.map { [WantedColumn($0, as: .boolean)] } ?? []))
    let result = try ReoffendingSeverity(
      people, columns: columns, by: keys, weights: weighed, seriousFrom: serious, unit: unit,
      level: level.value())
    return Answer(
      result, table: result.table, further: result.furtherTables, sentences: result.sentences,
      notes: result.notes
    ) { context in SeverityFigure.make(result, context: context) }
  }
}
