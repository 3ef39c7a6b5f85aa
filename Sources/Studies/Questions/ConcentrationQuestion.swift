package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// How few people commit most reoffences.
package struct ConcentrationQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "concentration",
    abstract: "How few people commit most reoffences: Lorenz curve, Gini, the most prolific.",
    discussion: """
      reoffending concentration synthetic-people --by sex --top 0.01,0.05 \\
        --prolific 10 --figure lorenz.png

      The table has a row a person with the number of reoffences; or, with --people, a row a number of reoffences with how \
      many people have it. Gini's coefficient has limits from leaving out each person in turn, the shares of the most \
      prolific have theirs by linearisation. The coefficient that chance alone would make, with the same rate for \
      everybody, stands beside it.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(help: "The shares of people whose reoffences are told, as 0.01 or 1%, separated by commas.")
  var top = "0.01,0.05,0.1"

  @Option(help: "The least number of reoffences of a prolific offender.")
  var prolific = 5

  @Option(help: "The column of how many people a row stands for, where a row is not a person.")
  var people: String?

  package init() {}

  package func answer() throws -> Answer {
    let keys = ColumnList.split(by)
    let file = try input.file()
    let column = try input.reoffencesColumn(of: file)
    let shares = try ShareList.parse(top, option: "--top")
    let rows = try input.people(
      of: file,
      columns: [WantedColumn(column, as: .count)]
        + (people.map { [WantedColumn($0, as: .count, missing: .refused)] } ?? [])
        + keys.map { WantedColumn($0, as: .category) })
    let counted = try ReoffenceCounting(rows, reoffences: column, by: keys, weights: people)
    let result = try ReoffendingConcentration(
      counted.groups, shares: shares, rule: prolific, level: level.value(), notes: counted.notes)
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      ConcentrationFigure.make(result, context: context)
    }
  }
}
