import ArgumentParser
import Numbers
import Reoffending
import Statistics
import Tables

/// Where times and their endings come from, for verbs about time to an event.
struct TimeOptions: ParsableArguments {
  @Option(help: "The column of times to the event or to the end of observation.")
  var time: String?

  @Option(help: "The column that says whether the time ended with the event: yes or no, 1 or 0.")
  var event: String?

  @Option(help: "The time that people without the event were followed, where their time is not in the file.")
  var followUp: Double?

  @Option(help: "Instead of --time: the column of the days from which people were followed, as 2016-03-31.")
  var start: String?

  @Option(help: "With --start: the column of the days of the event, empty for those without.")
  var end: String?

  @Option(help: "With --start: the last day of observation, as 2016-03-31.")
  var until: String?

  @Option(
    help: "Instead of --event: a column that names how the time ended, where one ending rules out the others."
  )
  var cause: String?

  @Option(help: "With --cause: the value that stands for the end of observation.")
  var censored = "0"

  @Option(help: "The unit of time, in the plural; else that of the column's name, such as week.")
  var unit: String?

  /// Times and endings of everybody whose both are known.
  struct Endings {
    let people: PersonTable
    let frame: PeopleFrame
    let times: [Double?]
    /// 0 for the end of observation, 1 for the event, or the number of the cause.
    let endings: [Int?]
    /// The names of the causes; empty without a column of causes.
    let causes: [String]
  }

  /// The columns that are read.
  var columns: [String] {
    isFromDates
      ? [start ?? "", end ?? ""].filter { !$0.isEmpty } + [cause].compactMap(\.self)
      : [time ?? "days_to_reoffence", cause ?? eventColumn]
  }

  private var isFromDates: Bool { start != nil || end != nil }

  /// The column of the event.
  var eventColumn: String { event ?? "reoffended" }

  /// The unit in words.
  var unitInWords: String {
    if let unit { return unit }
    guard let time, !isFromDates else { return "days" }
    let name = time.lowercased()
    return ["day", "week", "month", "quarter", "year"].first { name.contains($0) }.map { $0 + "s" }
      ?? "units of time"
  }

  /// Reads times, endings and further columns.
  ///
  /// - Parameter rows: how those of an engine's table are read; never grouped.
  func read(
    _ input: InputOptions, further: [String], categories: Set<String> = [], rows: ModelInput.Rows = .oneByOne
  ) throws -> Endings {
    var options = self
    options.event = event ?? input.outcome
    return try options.readColumns(input, further: further, categories: categories, rows: rows)
  }

  private func readColumns(
    _ input: InputOptions, further: [String], categories: Set<String>, rows: ModelInput.Rows
  ) throws -> Endings {
    if isFromDates {
      guard start != nil, end != nil, time == nil, event == nil || event == input.outcome else {
        throw StudyError(.usage, "times from dates need --start and --end, and no --time and --event")
      }
      guard cause == nil else { throw StudyError(.usage, "--cause needs times in a column (--time)") }
    }
    if !isFromDates, time == nil {
      let file = try input.file()
      guard file.firstColumn(among: [columns[0]]) != nil else {
        let names = file.columns.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
        throw StudyError(
          .usage,
          "name the column of times with --time, or days with --start and --end; the columns are \(names)")
      }
    }
    let source = try source()
    var kinds: [String: PersonColumnKind] = [:]
    var categories = categories
    for name in [start, end].compactMap(\.self) { kinds[name] = .date }
    if !isFromDates { kinds[columns[0]] = .number }
    if let cause { categories.insert(cause) }
    let data = try ModelInput(
      input, columns: columns + further, kinds: kinds, categories: categories, rows: rows)
    let (endings, causes) = try self.endings(data)
    let times = try PeopleTimes(
      data.people, source: source, events: endings.map { $0.map { $0 > 0 } }, today: AskingContext.today())
    return try Endings(
      people: data.people, frame: data.frame(), times: times.times,
      endings: times.endings.map { $0.map { $0 ? 1 : 0 } } ?? endings, causes: causes)
  }

  private func source() throws -> PeopleTimes.Source {
    guard isFromDates else { return .column(columns[0], followUp: followUp) }
    guard let until, let last = CalendarDate(iso8601: until) else {
      throw StudyError(
        .usage,
        until.map { "--until \($0) is no date; write it as 2016-03-31" }
          ?? "say with --until on which day observation ended, as 2016-03-31")
    }
    return .dates(start: start ?? "", end: end ?? "", until: last)
  }

  private func endings(_ data: ModelInput) throws -> ([Int?], [String]) {
    if isFromDates { return (Array(repeating: nil, count: data.people.rowCount), []) }
    guard let cause else {
      guard !OutcomeName.isOfCensoring(eventColumn) else {
        throw StudyError(
          .data,
          "\(eventColumn) says by its name that the time ended without the event, so that 1 would be no event; give the column "
            + "of the event with --event, or --cause \(eventColumn) --censored 1, which takes the other value for the event"
        )
      }
      try data.people.checkOutcome(eventColumn, allowingOneValue: true)
      let column = try data.people.column(eventColumn)
      guard column.kind != .category else {
        throw StudyError(
          .data,
          "\(data.people.headerLocation(of: column)): the event is \(column.levels.joined(separator: " and ")); yes "
            + "and no, or 1 and 0, are needed")
      }
      return (column.numbers.map { $0.map(Int.init) }, [])
    }
    let column = try data.people.column(cause)
    let causes = column.levels.filter { $0 != censored }
    guard causes.count < column.levels.count else {
      throw StudyError(
        .usage,
        "nobody of \(cause) has the value \(censored); name with --censored which stands for the end of observation; "
          + NearestName.suggestion(for: censored, among: column.levels))
    }
    guard !causes.isEmpty else {
      throw StudyError(
        .data, "\(data.people.headerLocation(of: column)): everybody is \(censored), so there is no event")
    }
    return (column.texts.map { text in text.map { text in (causes.firstIndex(of: text) ?? -1) + 1 } }, causes)
  }
}
