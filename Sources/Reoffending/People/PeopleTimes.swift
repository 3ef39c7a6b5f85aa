public import Numbers
public import Tables

/// How long each person was followed, and how it ended.
///
/// Times stand in a column, or follow from two days and the end of observation.
public struct PeopleTimes: Sendable {
  /// Where the times come from.
  public enum Source: Hashable, Sendable {
    /// A column of times; people without the event and without a time were followed for `followUp`, where it is given.
    case column(String, followUp: Double?)
    /// The days from one date to another; people without the second were followed until `until`.
    case dates(start: String, end: String, until: CalendarDate)
  }

  /// The time of each person; nil where it is not known.
  public let times: [Double?]
  /// Whether it ended with the event, for times from dates; nil where a column says so.
  public let endings: [Bool]?

  /// Reads the times of people.
  ///
  /// - Parameters:
  ///   - people: with the columns of the source.
  ///   - source: where the times stand: in a column, or between two days.
  ///   - events: for each person whether the event happened, for times of a column.
  ///   - today: the last day that can have been.
  /// - Throws: `TableError.faults` with the place of each fault: a time below zero, a person without event and time, an
  ///   end before the start, a day in the future.
  public init(
    _ people: PersonTable, source: Source, events: [Bool?], today: CalendarDate
  ) throws(TableError) {
    switch source {
    case .column(let name, let followUp):
      try people.checkNotNegative(name, what: "a time")
      let column = try people.column(name)
      let numbers = column.numbers
      times = numbers.indices.map { row in numbers[row] ?? (events[row] == false ? followUp : nil) }
      let without = numbers.indices.filter { numbers[$0] == nil && events[$0] == false }
      if followUp == nil, let first = without.first {
        throw people.fault(
          at: people.location(row: first, column: column),
          "nothing says how long this person without the event was followed, nor \(without.count - 1) others; give the "
            + "length of follow-up")
      }
      endings = nil
    case .dates(let start, let end, let until):
      try people.checkColumns([start, end], today: today)
      let (from, to) = (try people.column(start).dates, try people.column(end).dates)
      let (startColumn, endColumn) = (try people.column(start), try people.column(end))
      var faults = FaultList()
      var endings: [Bool] = []
      times = from.indices.map { row in
        let happened = to[row].map { $0 <= until } ?? false
        endings.append(happened)
        guard let first = from[row] else { return nil }
        let final = happened ? to[row] ?? until : until
        let days = final.daysSince1970 - first.daysSince1970
        guard days >= 0 else {
          faults.append(
            Fault(
              at: people.location(row: row, column: happened ? endColumn : startColumn),
              happened
                ? "\(final) is before the start \(first); a time is 0 or more"
                : "the start \(first) is after \(until), up to which people are followed; give a later --until, or leave "
                  + "such people out with --where"))
          return nil
        }
        return Double(days)
      }
      self.endings = endings
      guard faults.isEmpty else { throw .faults(faults) }
    }
  }
}
