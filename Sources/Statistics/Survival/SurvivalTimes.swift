/// Times to an event or to the end of observation.
public struct SurvivalTimes: Sendable {
  /// The time of each person, 0 or more.
  public let times: [Double]
  /// Whether the time ended with the event; otherwise it is censored.
  public let events: [Bool]

  /// Takes times with their endings.
  ///
  /// - Throws: `ModelError` for unequal lengths, no person, or a time below zero or not finite.
  public init(times: [Double], events: [Bool]) throws(ModelError) {
    guard !times.isEmpty else { throw .noRows(excluded: 0) }
    guard times.count == events.count else {
      throw .lengthMismatch(column: "events", count: events.count, expected: times.count)
    }
    for row in times.indices where !(times[row] >= 0 && times[row].isFinite) {
      throw .badValue(
        column: "time", row: row + 1, found: times[row].formattedBriefly,
        allowed: "a finite time of 0 or more")
    }
    self.times = times
    self.events = events
  }

  /// How many people there are.
  public var count: Int { times.count }
  /// How many events there are.
  public var eventCount: Int { events.count { $0 } }
}
