package import ArgumentParser
import Reoffending
import Statistics

/// The slope and the relative index of inequality.
package struct InequalityQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "inequality",
    abstract: "How much reoffending differs from one end of an order to the other: slope and relative index.",
    discussion: """
      printf '%s\\n' fifth,cohort,reoffenders 1,1204,322 2,1310,371 \\
        3,1425,432 4,1618,539 5,1890,680 > fifths.csv
      reoffending inequality fifths.csv --by fifth --figure gradient.png

      The groups are put in the order of a number (the first in their name, or that of another column, --order), such as the \
      tenth of deprivation. A line through all of them, weighted by their people, gives the rate at both ends: the slope \
      index of inequality is the difference, the relative index the ratio. The last end is that of the highest number.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String

  @Option(help: "The column whose number puts the groups in order, where it is another than --by.")
  var order: String?

  @Option(help: "On what the line is straight: share, log (ratios) or logit (odds).")
  var line = SlopeOfInequality.Scale.share

  package init() {}

  package func answer() throws -> Answer {
    let keys = ColumnList.split(by)
    guard let last = keys.last else {
      throw StudyError(.usage, "--by is empty; name the column of the groups")
    }
    if order == nil, keys.count > 1 {
      throw StudyError(.usage, "--by has several columns; name that of the order with --order")
    }
    let place = order ?? last
    let result = try ReoffendingInequality(
      input.cohorts(by: keys == [place] ? keys : keys + [place]), order: place, scale: line,
      level: level.value())
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      InequalityFigure.make(result, context: context)
    }
  }
}
