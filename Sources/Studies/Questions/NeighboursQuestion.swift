package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// The areas most like one, and where it stands among them.
package struct NeighboursQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "neighbours",
    abstract: "The areas most like one, with distances, and where it stands among them.",
    discussion: """
      reoffending neighbours local-authorities-2015 --by area \\
        --area Dudley --like cohort,predicted_rate --count 5

      Columns of --like are brought to the same spread and the nearest areas make the family. With --time, the first and \
      the last period are compared: how the area's rank changed, and whether chance explains it. Values of likeness are \
      those of an area's last row.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The column that names the areas.")
  var by = "area"

  @Option(help: "The area whose family is looked for.")
  var area: String

  @Option(help: "The columns in which areas are to be alike, separated by commas.")
  var like: String

  @Option(help: "How much each of these columns counts, separated by commas; else all alike.")
  var weights: String?

  @Option(help: "How many other areas make the family.")
  var count = 10

  @Option(help: "The column that names the period.")
  var time: String?

  package init() {}

  package func answer() throws -> Answer {
    let columns = ColumnList.split(like)
    guard !columns.isEmpty else { throw StudyError(.usage, "--like names no column") }
    let weights = try ColumnList.split(weights).map { text in
      guard let weight = Double(text), weight > 0, weight.isFinite else {
        throw StudyError(.usage, "--weights “\(text)” is no number above 0")
      }
      return weight
    }
    let file = try input.file()
    let table = try input.table(of: file)
    var reading = table.reading()
    let found = reading.column(by)
    // The values of likeness are those of an area's last row that has all of them.
    let read = columns.map { reading.numbers($0).values.map { $0?.value } }
    try reading.finish()
    guard let name = found else { throw StudyError(.usage, "there is no column \(by)") }
    var values: [String: [Double]] = [:]
    for row in 0..<table.rowCount {
      let own = read.compactMap { $0[row] }
      if own.count == columns.count { values[table.cell(row: row, column: name).text] = own }
    }
    let cohorts = try CohortTable(table, by: [by] + [time].compactMap(\.self), names: input.columns)
    let periods = time == nil ? [] : ends(cohorts)
    var areas: [AreaNeighbours.Area] = []
    var left: [String] = []
    var order: [String] = []
    for group in cohorts.groups where !order.contains(group.key.parts[0].value) {
      order.append(group.key.parts[0].value)
    }
    for one in order {
      let own = cohorts.groups.filter { $0.key.parts[0].value == one }
      let chosen =
        periods.isEmpty ? own : periods.compactMap { period in own.first { $0.key.parts[1].value == period } }
      let counts = chosen.compactMap { group -> (events: Int, trials: Int)? in
        guard let events = group.events?.nearest, let trials = group.trials, trials > 0 else { return nil }
        return (events, trials)
      }
      guard let numbers = values[one], numbers.count == columns.count, !counts.isEmpty,
        counts.count == max(1, periods.count)
      else {
        left.append(one)
        continue
      }
      areas.append(AreaNeighbours.Area(name: one, values: numbers, counts: counts))
    }
    let result = try AreaNeighbours(
      of: area, among: areas, columns: columns, weights: weights, count: min(count, max(2, areas.count - 1)),
      periods: periods, level: level.value(),
      notes: cohorts.notes
        + (left.isEmpty
          ? [] : ["Left out, because a value or a count is missing: \(left.joined(separator: ", "))."]))
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      NeighboursFigure.make(result, context: context)
    }.addingSentences()
  }

  /// The first and the last period.
  private func ends(_ cohorts: CohortTable) -> [String] {
    var names: [String] = []
    for group in cohorts.groups where !names.contains(group.key.parts[1].value) {
      names.append(group.key.parts[1].value)
    }
    let ordered = PeriodOrder.sorted(names, dates: input.dates)
    guard let first = ordered.first, let last = ordered.last, first != last else { return ordered }
    return [first, last]
  }
}
