import ArgumentParser
import Numbers
import Reoffending
import Tables

/// The options of questions on the same areas in the same periods.
struct PanelOptions: ParsableArguments {
  @Option(help: "The column that names the period.")
  var time: String

  @Option(help: "The column that names the areas.")
  var by: String

  @Option(help: "A column of numbers that is looked at in place of the rate of reoffending.")
  var value: String?

  /// Reads the areas and periods.
  ///
  /// - Parameter start: the column of the first period after something began; nil for none.
  func panel(_ input: InputOptions, start: String? = nil) throws -> AreaPanel {
    let begun = try start.map { try beginnings(input, $0) } ?? [:]
    let (rows, notes) = try value.map { try numbers(input, $0, begun) } ?? rates(input, begun)
    var times: [String] = []
    for row in rows where !times.contains(row.time) { times.append(row.time) }
    return try AreaPanel(
      rows, times: PeriodOrder.sorted(times, dates: input.dates),
      outcome: value.map { .number($0) } ?? .rate, notes: notes)
  }

  private func rates(
    _ input: InputOptions, _ begun: [String: String]
  ) throws -> (rows: [AreaPanel.Row], notes: [String]) {
    let table = try input.cohorts(by: [by, time])
    let rows = try table.groups.map { group in
      let parts = group.key.parts.map(\.value)
      guard let trials = group.trials, let events = group.events?.nearest, trials > 0 else {
        throw StudyError(.data, "\(group.key): the number of people and of reoffenders are needed")
      }
      return AreaPanel.Row(
        area: parts[0], time: parts[1], start: begun[parts[0]], value: Double(events) / Double(trials),
        people: trials)
    }
    return (rows, table.notes)
  }

  private func numbers(
    _ input: InputOptions, _ value: String, _ begun: [String: String]
  ) throws -> (rows: [AreaPanel.Row], notes: [String]) {
    let table = try input.table(making: [by, time])
    var reading = table.reading()
    let areas = reading.texts(by, missing: .refused).values
    let times = reading.texts(time, missing: .refused).values
    let values = reading.numbers(value, missing: .refused).values
    try reading.finish()
    let rows = (0..<table.rowCount).map { row in
      let area = areas[row] ?? ""
      return AreaPanel.Row(
        area: area, time: times[row] ?? "", start: begun[area], value: values[row]?.plainValue ?? 0)
    }
    return (rows, [])
  }

  /// When it began in each area; areas where it never did have no entry.
  private func beginnings(_ input: InputOptions, _ start: String) throws -> [String: String] {
    var options = input
    options.reoffendedWords = nil
    var found: [String: String?] = [:]
    for (area, start) in try startsOfPeople(options, start) ?? startsOfRows(options, start) {
      guard let area else { continue }
      let own = start.flatMap(Self.begun)
      if let known = found[area], known != own {
        throw StudyError(
          .data,
          "\(area) has two beginnings, \(known ?? "never") and \(own ?? "never"); every row of an area has the same"
        )
      }
      found.updateValue(own, forKey: area)
    }
    return found.compactMapValues(\.self)
  }

  /// The areas with what their people have as the beginning, each pair once; nil where rows are no people.
  private func startsOfPeople(_ input: InputOptions, _ start: String) throws -> [(String?, String?)]? {
    let file = try input.file()
    guard value == nil, input.columns.peopleColumns(of: file, by: [by]) != nil else { return nil }
    let people = try input.people(
      of: file, columns: [by, start].map { WantedColumn($0, as: .category) }, keepsGroups: true)
    let (areas, starts) = (try people.column(by), try people.column(start))
    func text(_ column: PersonColumn, _ row: Int) -> String? {
      let entry = column.entries[column.codes[row]]
      return entry.value.missing == nil ? entry.text : nil
    }
    var pairs: [Int: Int] = [:]
    for row in 0..<people.rowCount {
      let pair = areas.codes[row] * starts.entries.count + starts.codes[row]
      if pairs[pair] == nil { pairs[pair] = row }
    }
    return pairs.values.sorted().map { (text(areas, $0), text(starts, $0)) }
  }

  private func startsOfRows(_ input: InputOptions, _ start: String) throws -> [(String?, String?)] {
    var reading = try input.table(making: [by]).reading()
    let areas = reading.texts(by).values
    let starts = reading.texts(start).values
    try reading.finish()
    return Array(zip(areas, starts))
  }

  /// The beginning that a cell with a value names; nil for one that says that there was none.
  private static func begun(_ text: String) -> String? {
    ["0", "never", "none", "no", "inf"].contains(text.lowercased()) ? nil : text
  }
}
