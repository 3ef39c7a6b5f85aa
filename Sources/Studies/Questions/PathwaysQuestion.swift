package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// Pathways in the order of the reoffenders that each could avoid.
package struct PathwaysQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "pathways",
    abstract: "The pathways of a strategy in the order of reoffenders avoidable, with what is not known.",
    discussion: """
      reoffending pathways synthetic-people --adjust sex,age_band \\
        --reached 25% --figure pathways.png

      The table has a row a person with a column of yes and no for each need. --pathways is a table with the columns pathway, \
      need (the name of that column; empty where there is none) and offer (yes for those of a minimum offer); data export \
      framework-pathways writes one to fill. A share of the people with a need is given the rate of people alike without \
      it: arithmetic, not a forecast. Pathways whose need is not in the table are told as not known.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The pathways: a file or data set with the columns pathway, need and offer.")
  var pathways = "framework-pathways"

  @Option(help: "The share of people in need who are reached, as 0.25 or 25%.")
  var reached = "25%"

  @Option(help: "The columns within whose strata people are compared, separated by commas.")
  var adjust: String?

  package init() {}

  package func answer() throws -> Answer {
    let shares = try ShareList.parse(reached, option: "--reached", upTo: .included)
    guard shares.count == 1, let share = shares.first else {
      throw StudyError(.usage, "--reached takes one share")
    }
    let wanted = try Pathway.read(AskingContext.table(named: pathways))
    let strata = ColumnList.split(adjust)
    let columns = try input.file().columns.map(\.name)
    let known = Set(columns.map(Column.normalized))
    let needs = wanted.compactMap(\.need).filter { known.contains(Column.normalized($0)) }
    let offered = PathwayRanking.offered(wanted, in: columns)
    let own = Set(offered.map(Column.normalized))
    if offered.count > 1, let name = strata.first(where: { own.contains(Column.normalized($0)) }) {
      throw StudyError(
        .usage, "--adjust \(name) is a need of the minimum offer, within which its people cannot be compared")
    }
    let offer = offered.count > 1 ? [PathwayRanking.expression(offered)] : []
    let result = try PathwayRanking(
      wanted, reached: share, adjustingFor: strata, columns: columns, level: level.value(),
      counts: input.counts(by: needs + offer + strata))
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      PathwayRankingFigure.make(result, context: context)
    }
  }
}
