package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// Time to reoffending, by group.
package struct SurvivalQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "survival",
    abstract: "Time to reoffending: Kaplan-Meier curves and the log-rank test, or competing causes.",
    discussion: """
      reoffending survival synthetic-people --time days_to_reoffence \\
        --event reoffended --by homeless --figure curves.png

      In place of --time, dates may say how long: --start released --end reoffended_on --until 2016-12-31. People who were not followed to the event count as long as they were followed. With --cause, the share of people \
      with each kind of ending is given after Aalen and Johansen.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption
  @OptionGroup var time: TimeOptions

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  package init() {}

  package func answer() throws -> Answer {
    let columns = ColumnList.split(by)
    let suppression = try suppress.value(refusing: [.counts, .rates, .withheldRates], in: Self.verb)
    guard suppression == nil || time.cause == nil else {
      throw StudyError(
        .usage,
        "--suppress hides counts of the Kaplan-Meier curves only; the shares of competing causes (--cause) would give "
          + "small counts away")
    }
    let data = try time.read(input, further: columns, categories: Set(columns))
    let labels = try labels(columns, data.people)
    let rows = data.times.indices.filter { row in
      data.times[row] != nil && data.endings[row] != nil && labels[row] != nil
    }
    let times = rows.map { data.times[$0] ?? 0 }
    let endings = rows.map { data.endings[$0] ?? 0 }
    let groups = rows.map { labels[$0] ?? "" }
    let excluded = data.times.count - rows.count
    guard data.causes.isEmpty else {
      let result = try CompetingRisks(
        times: times, causes: endings, names: data.causes, groups: columns.isEmpty ? nil : groups,
        unit: time.unitInWords, excluded: excluded, level: level.value())
      return Answer(
        result, table: result.table, sentences: result.sentences, notes: result.notes
      ) { CumulativeIncidenceFigure.make(result, context: $0) }
    }
    let end = times.max() ?? 1
    let result = try SurvivalComparison(
      times: times, events: endings.map { $0 == 1 }, groups: groups, unit: time.unitInWords,
      atRiskAt: (0...4).map { (end * Double($0) / 4).rounded(.down) }, excluded: excluded,
      level: level.value(), suppression: suppression)
    return Answer(
      result, table: result.table, sentences: [result.headline + "."] + result.sentences, notes: result.notes,
      rounds: suppress.isOn
    ) { context in
      guard !result.curves.isEmpty else {
        throw StudyError(.data, "no curve is left to draw: every group is suppressed; leave out --figure")
      }
      return SurvivalFigure.make(result, context: context)
    }
  }

  /// The group of each person, nil where a column is missing.
  private func labels(_ names: [String], _ people: PersonTable) throws -> [String?] {
    let columns = try names.map { try people.column($0) }
    let texts = columns.map(\.texts)
    return (0..<people.rowCount).map { row in
      guard !columns.isEmpty else { return "Everybody" }
      var parts: [String] = []
      for (column, texts) in zip(columns, texts) {
        guard let text = texts[row] else { return nil }
        parts.append("\(column.name.replacing("_", with: " ")): \(text)")
      }
      return parts.joined(separator: ", ")
    }
  }
}
