/// Times to an event or to the end of observation.
public struct SurvivalTimes: Sendable {
  /// The time of each person, 0 or more.
  public let times: [Double]
  /// Whether the time ended with the event; otherwise it is censored.
  public let events: [Bool]
  /// The time from which each person is at risk; nil where all are from the beginning.
  public let entries: [Double]?

  /// Takes times with their endings.
  ///
  /// - Parameters:
  ///   - times: for each person the time to the event or to the end of observation, in any unit.
  ///   - events: for each person whether the time ended with the event; otherwise it is censored.
  ///   - entries: the times from which people are at risk, who came under observation late.
  /// - Throws: `ModelError` for unequal lengths, no person, a time below zero or not finite, or an entry that is not before its time.
  public init(times: [Double], events: [Bool], entries: [Double]? = nil) throws(ModelError) {
    guard !times.isEmpty else { throw .noRows(excluded: 0) }
    guard times.count == events.count else {
      throw .lengthMismatch(column: "events", count: events.count, expected: times.count)
    }
    for row in times.indices where !(times[row] >= 0 && times[row].isFinite) {
      throw .badValue(
        column: "time", row: row + 1, found: times[row].formattedBriefly,
        allowed: "a finite time of 0 or more")
    }
    if let entries {
      guard entries.count == times.count else {
        throw .lengthMismatch(column: "entries", count: entries.count, expected: times.count)
      }
      for row in entries.indices where !(entries[row] >= 0 && entries[row] < times[row]) {
        throw .badValue(
          column: "entry", row: row + 1, found: entries[row].formattedBriefly,
          allowed: "0 or more and below the time, which is \(times[row].formattedBriefly)")
      }
    }
    self.entries = entries
    self.times = times
    self.events = events
  }

  /// How many people there are.
  public var count: Int { times.count }
  /// How many events there are.
  public var eventCount: Int { events.count { $0 } }
}
