package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// How much of a fall after a programme selection alone explains.
package struct SelectionQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "selection",
    abstract: "Regression to the mean: the fall to expect of people who were chosen for being high.",
    discussion: """
      printf '%s\\n' before,after 6,4 6,10 5,2 9,6 7,7 5,0 8,3 12,9 5,4 6,1 \\
        7,2 5,5 10,4 6,3 > managed.csv
      reoffending selection managed.csv --before before --after after --least 5

      The table has a row a person. Who is chosen for many offences, as by integrated offender management, has fewer \
      afterwards without any programme. The rates of people are taken as gamma distributed and their offences as Poisson \
      (Hauer 1980); with --everybody the table holds those not chosen too and the distribution is theirs, else it is \
      inferred from the chosen people alone. Limits are from drawing people anew.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The column of each person's offences before.")
  var before: String

  @Option(help: "The column of each person's offences after.")
  var after: String?

  @Option(help: "People with so many offences or more were chosen.")
  var least: Int

  @Flag(help: "The table holds people who were not chosen too.")
  var everybody = false

  @Option(
    name: .customLong("months-before"), help: "The length of the first period, where the two differ.")
  var monthsBefore = 12.0

  @Option(name: .customLong("months-after"), help: "The length of the second period.")
  var monthsAfter = 12.0

  @Option(help: "How often people are drawn anew for the limits.")
  var replicates = 200

  @Option(help: "The seed of the draws.")
  var seed: UInt64 = 1

  package init() {}

  package func answer() throws -> Answer {
    guard least >= 1 else { throw StudyError(.usage, "--least \(least): at least 1 is needed") }
    guard monthsBefore > 0, monthsAfter > 0, monthsBefore.isFinite, monthsAfter.isFinite else {
      throw StudyError(.usage, "--months-before and --months-after are above 0")
    }
    guard (0...10_000).contains(replicates) else {
      throw StudyError(.usage, "--replicates \(replicates): from 0 to 10000 are possible")
    }
    let rows = try input.people(
      columns: [WantedColumn(before, as: .count)] + (after.map { [WantedColumn($0, as: .count)] } ?? []))
    let first = try rows.column(before)
    let counts = first.counts
    let later = try after.map { try rows.column($0).counts }
    var people: [SelectionEffect.Person] = []
    var left = 0
    for row in 0..<rows.rowCount {
      guard let count = counts[row], later == nil || later?[row] != nil else {
        left += 1
        continue
      }
      if !everybody, count < least {
        throw StudyError(
          .data,
          "\(rows.location(row: row, column: first)): \(count) is below the \(least) for which people were chosen; "
            + "--everybody takes those not chosen too")
      }
      people.append(SelectionEffect.Person(before: count, after: later?[row] ?? nil))
    }
    let result = try SelectionEffect(
      people, least: least, isWholePopulation: everybody, exposureRatio: monthsAfter / monthsBefore,
      replicates: replicates, seed: seed, level: level.value(),
      notes: left > 0 ? ["\(Plural.people(left)) left out, because a number is missing."] : [])
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      SelectionFigure.make(result, context: context)
    }.addingSentences()
  }
}
