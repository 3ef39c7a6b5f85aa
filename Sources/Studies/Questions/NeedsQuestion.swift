package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// Reoffending by the number and the combination of needs.
package struct NeedsQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "needs",
    abstract: "Needs: the rate by each, by their number and by their combination.",
    discussion: """
      reoffending needs synthetic-people --needs homeless,unemployed \\
        --figure needs.png

      The table has a row a person with a column of yes and no for each need, such as those of an OASys assessment. The \
      figure shows how many people have each combination, its rate with limits, and below which needs it is made of \
      (an UpSet plot: Lex and others 2014, doi:10.1109/TVCG.2014.2346248). The trend over the number of needs is that of \
      Cochran and Armitage.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(help: "The columns of the needs, which say yes or no, separated by commas.")
  var needs: String

  @Option(help: "Combinations of fewer people are not listed.")
  var smallest = 1

  @Option(help: "Mark rates on fewer people as of low reliability.")
  var reliability = 30

  package init() {}

  package func answer() throws -> Answer {
    let names = ColumnList.split(needs)
    guard names.count >= 2, names.count <= 16, Set(names).count == names.count else {
      throw StudyError(
        .usage, "--needs takes from 2 to 16 different columns; \(names.count) are given")
    }
    // A combination is named by its needs, joined by a plus; none stands for nobody of them.
    if let name = names.first(where: { $0.contains(" + ") || $0 == "none" }) {
      throw StudyError(.usage, "a need cannot be named “\(name)” here; give the column another name")
    }
    guard smallest >= 1 else { throw StudyError(.usage, "--smallest \(smallest): at least 1 is needed") }
    let expression = "combination(\(names.map { "\"\($0)\"" }.joined(separator: ", ")))"
    // The numbers of needs are sums over combinations: where a combination is hidden nothing else may be told.
    let suppression = try suppress.value(refusing: [.counts, .rates, .withheldRates], in: Self.verb)
    let table = try input.cohorts(by: [expression], names: suppress.columns(input.columns))
    let smallestShown = max(smallest, (suppression?.limit ?? 0) + 1)
    if let suppression { try refuseSmall(table, by: suppression) }
    let result = try NeedsProfile(
      table, needs: names, smallest: smallestShown, level: level.value(),
      reliabilityThreshold: reliability, suppression: suppression)
    return Answer(
      result, table: result.table, further: result.furtherTables, programTable: { result.programTable },
      sentences: result.sentences, notes: result.notes, rounds: suppress.isOn
    ) { context in NeedsFigure.make(result, context: context) }
  }

  /// Refuses a table in which a small count could be recognised, because its sums are published beside it.
  private func refuseSmall(_ table: CohortTable, by suppression: Suppression) throws {
    let small = table.groups.filter(suppression.isSmall)
    guard small.isEmpty else {
      let rule =
        suppression.policy.isPlain
        ? "--suppress \(suppression.limit)" : "--disclosure \(suppression.policy.name)"
      throw StudyError(
        .usage,
        "\(rule): \(small.count) of the combinations of needs have small counts, which sums by need and number "
          + "would give away; name fewer needs, or use rates --by 'combination(…)'")
    }
  }
}
