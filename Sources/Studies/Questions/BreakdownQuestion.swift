package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// The published table: every combination of some columns, with all totals.
package struct BreakdownQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "breakdown",
    abstract: "The table as published: offence by disposal by previous offences, with every total.",
    discussion: """
      reoffending breakdown synthetic-people \\
        --by 'sex,band(age, 18-20, 21-24, 25-29, 30-39, 40+)'

      A row for each combination and for every total, with offenders, reoffenders, reoffences, the rate with its limits and \
      reoffences for each reoffender. The bands of previous offences above are those of the proven reoffending statistics; \
      band(…), count(…), combination(…) and year(…) make groups of other columns. The figure is of the first two \
      columns, over all values of the others.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(help: "The columns, from the outermost to the innermost, separated by commas.")
  var by: String

  @Option(help: "Mark rates on fewer people as of low reliability.")
  var reliability = 30

  package init() {}

  package func answer() throws -> Answer {
    let columns = ColumnList.split(by)
    guard (1...6).contains(columns.count) else {
      throw StudyError(.usage, "--by takes from 1 to 6 columns; \(columns.count) are given")
    }
    let suppression = try suppress.value(refusing: [.counts, .rates, .withheldRates], in: Self.verb)
    let result = try PublishedBreakdown(
      input.cohorts(by: columns, names: suppress.columns(input.columns)), level: level.value(),
      reliabilityThreshold: reliability, suppression: suppression)
    return Answer(
      result, table: result.table, sentences: result.sentences, notes: result.notes, rounds: suppress.isOn
    ) { context in
      BreakdownFigure.make(result, context: context)
    }
  }
}
