package import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// How many reoffences a person has had by each time.
package struct RecurrenceQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "recurrence",
    abstract: "Repeated reoffending: the mean number of reoffences of a person by each time.",
    discussion: """
      reoffending synthesise --people 2000 --events --output events.csv
      reoffending cohort events.csv --data-end 2018-12-31 --spells spells.csv
      reoffending recurrence spells.csv --by sex --figure recurrence.png

      A row is a stretch of time of a person: who (--id), from when to when under observation (--entry and --time), and \
      how many reoffences at its end (--event: 0, 1 or more). Without --entry each row of a person begins where the one \
      before ended, the first at 0. The figure is the mean cumulative function of each group. \
      cox --recurrent models the same rows with covariates.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption

  @Option(help: "The column that names the person; else follow_up or person.")
  var id: String?

  @Option(help: "The column of the times from which each row is under observation.")
  var entry: String?

  @Option(help: "The column of the times at which each row ends.")
  var time = "stop"

  @Option(help: "The column of the number of reoffences at that time; else reoffences or reoffended.")
  var event: String?

  @Option(help: "The unit of time, in the plural.")
  var unit = "days"

  @Option(help: "The columns that name the groups, separated by commas.")
  var by: String?

  @Option(help: "Times that are told, separated by commas, such as 90,180,365.")
  var at: String?

  package init() {}

  package func answer() throws -> Answer {
    let keys = ColumnList.split(by)
    let file = try input.file()
    let id = id ?? file.firstColumn(among: ["follow_up", "person"])?.name ?? "person"
    let event = event ?? file.firstColumn(among: ["reoffences", "reoffended"])?.name ?? "reoffended"
    let start = entry ?? (time == "stop" ? file.firstColumn(among: ["start"])?.name : nil)
    let people = try input.people(
      of: file,
      columns: [
        WantedColumn(id, as: .category, missing: .refused),
        WantedColumn(time, as: .number, missing: .refused),
        WantedColumn(event, as: .count, missing: .refused),
      ] + (start.map { [WantedColumn($0, as: .number, missing: .refused)] } ?? [])
        + keys.map { WantedColumn($0, as: .category) })
    let columns = try keys.map { try people.column($0) }
    let texts = columns.map(\.texts)
    let rows = (0..<people.rowCount).filter { row in texts.allSatisfy { $0[row] != nil } }
    guard !rows.isEmpty else {
      throw StudyError(.data, "no row is left: every one lacks a value of \(by ?? "")")
    }
    try people.checkSum(of: people.column(event))
    let stretches = try stretches(people, rows, start: start, id: id, event: event)
    let names = rows.map { row in
      GroupKey(
        zip(columns, texts).map { column, texts in
          GroupKey.Part(column: column.name, value: texts[row] ?? "")
        })
    }
    let left = people.rowCount - rows.count
    let result = try located(people) {
      try RepeatedReoffending(
        stretches, groups: names, inOrder: order(names, columns, rows), at: times(), unit: unit,
        level: level.value(),
        notes: left > 0 ? ["\(Plural.count(left, "row")) left out for a missing value."] : [])
    }
    return Answer(result, table: result.table, sentences: result.sentences, notes: result.notes) { context in
      RecurrenceFigure.make(result, context: context)
    }
  }

  /// The groups in the order of ranges where a column has one, else as they first occur, as people are counted.
  private func order(_ names: [GroupKey], _ columns: [PersonColumn], _ rows: [Int]) -> [GroupKey] {
    var seen: Set<GroupKey> = []
    let first = rows.indices.filter { seen.insert(names[$0]).inserted }
    let ranks = columns.map { column in
      first.reduce(into: [Int: Int]()) { ranks, place in
        let code = column.codes[rows[place]]
        if ranks[code] == nil { ranks[code] = column.isOrdered ? code : ranks.count }
      }
    }
    func rank(_ place: Int) -> [Int] { zip(columns, ranks).map { $1[$0.codes[rows[place]]] ?? 0 } }
    return columns.contains(where: \.isOrdered)
      ? first.map { (rank($0), names[$0]) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
      : first.map { names[$0] }
  }

  private func times() throws -> [Double] {
    try ColumnList.split(at).map { text in
      guard let time = Double(text), time > 0, time.isFinite else {
        throw StudyError(.usage, "--at \(text): give times above 0, as in 90,180,365")
      }
      return time
    }
  }

  private func stretches(
    _ people: PersonTable, _ rows: [Int], start: String?, id: String, event: String
  ) throws -> MeanCumulativeFunction.Stretches {
    let ids = try people.column(id).texts
    let ends = try people.column(time).numbers
    let events = try people.column(event).numbers
    let begun = try start.map { try people.column($0).numbers }
    var numbers: [String: Int] = [:]
    let persons = rows.map { row in
      let name = ids[row] ?? ""
      let number = numbers[name] ?? numbers.count
      numbers[name] = number
      return number
    }
    var entries = Array(repeating: 0.0, count: rows.count)
    // In the order of the file, so that the first fault told is the same in each run.
    let stretches = Dictionary(grouping: rows.indices, by: { persons[$0] }).values.sorted { $0[0] < $1[0] }
    for own in stretches {
      let order = own.sorted { (ends[rows[$0]] ?? 0) < (ends[rows[$1]] ?? 0) }
      var last = 0.0
      for (position, index) in order.enumerated() {
        let row = rows[index]
        let from = begun?[row] ?? last
        entries[index] = from
        let to = ends[row] ?? 0
        guard from >= (position == 0 ? 0 : last), to > from else {
          let place = try people.location(row: row, column: people.column(time))
          throw StudyError(
            .data,
            "\(place): \(ids[row] ?? "") is under observation from \(NumberFormat.plain(from)) to \(NumberFormat.plain(to)), and "
              + "before that until \(NumberFormat.plain(last)); a row must end after it begins, and begin where the person's "
              + "one before ended or later")
        }
        last = to
      }
    }
    return try MeanCumulativeFunction.Stretches(
      entries: entries, times: rows.map { ends[$0] ?? 0 }, events: rows.map { Int(events[$0] ?? 0) },
      persons: persons)
  }

  private func located<Value>(
    _ people: PersonTable, _ body: () throws -> Value
  ) throws -> Value {
    do { return try body() } catch let error as ModelError {
      if case .outOfRange = error { throw StudyError(.usage, "--at: \(error)") }
      throw people.located(error)
    }
  }
}
