package import ArgumentParser
import Numbers
import Reoffending

/// Rates of small groups drawn towards the mean of all.
package struct ShrinkQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "shrink",
    abstract:
      "Rates of small groups drawn towards the mean of all (empirical Bayes), beside the rates as they are.",
    discussion: """
      reoffending shrink local-authorities-2015 --by area --figure shrunk.png

      How the true rates of the groups are spread is found from the groups themselves: a beta distribution. The rate of a \
      group with few people says little and is drawn far to the mean; that of a large one stays. Three groups are needed.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String

  package init() {}

  package func answer() throws -> Answer {
    let result = try ShrunkenRates(input.cohorts(by: ColumnList.split(by)), level: level.value())
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      ShrunkenRatesFigure.make(result, context: context)
    }
  }
}
