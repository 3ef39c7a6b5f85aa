/// Two groups of people, each divided into those with and those without an event.
///
/// The exposed group is the one with the risk factor or the programme, the unexposed group the one it is
/// compared with. Every measure has an answer for every table that `init` accepts: where the data determine no
/// value the estimate is nil, where a limit has no bound it is infinite, and nothing is ever NaN.
public struct TwoByTwoTable: Hashable, Sendable {
  /// Exposed people with the event.
  public let exposedEvents: Int
  /// Exposed people without the event.
  public let exposedNonEvents: Int
  /// Unexposed people with the event.
  public let unexposedEvents: Int
  /// Unexposed people without the event.
  public let unexposedNonEvents: Int

  /// The largest count of people that a table holds, so that every sum stays exact.
  static let largestCount = 1_000_000_000_000

  /// Takes the four cells, row by row.
  ///
  /// - Throws: `StatisticsError.outOfRange` where a cell is negative or a group is empty.
  public init(
    exposedEvents: Int, exposedNonEvents: Int, unexposedEvents: Int, unexposedNonEvents: Int
  ) throws(StatisticsError) {
    try Self.check(exposedEvents, "exposed events")
    try Self.check(exposedNonEvents, "exposed people without event")
    try Self.check(unexposedEvents, "unexposed events")
    try Self.check(unexposedNonEvents, "unexposed people without event")
    guard exposedEvents + exposedNonEvents > 0 else {
      throw .outOfRange(argument: "exposed people", value: 0, allowed: "at least 1")
    }
    guard unexposedEvents + unexposedNonEvents > 0 else {
      throw .outOfRange(argument: "unexposed people", value: 0, allowed: "at least 1")
    }
    self.exposedEvents = exposedEvents
    self.exposedNonEvents = exposedNonEvents
    self.unexposedEvents = unexposedEvents
    self.unexposedNonEvents = unexposedNonEvents
  }

  /// Takes the events and the size of each group.
  ///
  /// - Throws: `StatisticsError.outOfRange` where a count is negative, a group is empty, or has more events than
  ///   people.
  public init(
    exposedEvents: Int, of exposedPeople: Int, unexposedEvents: Int, of unexposedPeople: Int
  ) throws(StatisticsError) {
    try Self.check(exposedPeople, "exposed people")
    try Self.check(unexposedPeople, "unexposed people")
    try Self.check(exposedEvents, "exposed events", atMost: exposedPeople, "the exposed people")
    try Self.check(unexposedEvents, "unexposed events", atMost: unexposedPeople, "the unexposed people")
    try self.init(
      exposedEvents: exposedEvents, exposedNonEvents: exposedPeople - exposedEvents,
      unexposedEvents: unexposedEvents, unexposedNonEvents: unexposedPeople - unexposedEvents)
  }

  /// Exposed people.
  public var exposedTotal: Int { exposedEvents + exposedNonEvents }
  /// Unexposed people.
  public var unexposedTotal: Int { unexposedEvents + unexposedNonEvents }
  /// People with the event.
  public var events: Int { exposedEvents + unexposedEvents }
  /// People without the event.
  public var nonEvents: Int { exposedNonEvents + unexposedNonEvents }
  /// All people.
  public var total: Int { exposedTotal + unexposedTotal }

  /// The proportion of exposed people with the event.
  public var exposedRisk: Double { Double(exposedEvents) / Double(exposedTotal) }
  /// The proportion of unexposed people with the event.
  public var unexposedRisk: Double { Double(unexposedEvents) / Double(unexposedTotal) }

  /// Whether one of the four cells is zero.
  public var hasZeroCell: Bool {
    exposedEvents == 0 || exposedNonEvents == 0 || unexposedEvents == 0 || unexposedNonEvents == 0
  }

  /// The smallest count that would be expected in a cell if both groups had the same risk.
  public var smallestExpectedCount: Double {
    Double(min(exposedTotal, unexposedTotal)) * Double(min(events, nonEvents)) / Double(total)
  }

  /// The table with exposed and unexposed people exchanged.
  public var swappingGroups: TwoByTwoTable {
    TwoByTwoTable(
      trusted: (unexposedEvents, unexposedNonEvents, exposedEvents, exposedNonEvents))
  }

  /// The table with events and non-events exchanged.
  public var swappingOutcomes: TwoByTwoTable {
    TwoByTwoTable(
      trusted: (exposedNonEvents, exposedEvents, unexposedNonEvents, unexposedEvents))
  }

  private init(trusted cells: (Int, Int, Int, Int)) {
    exposedEvents = cells.0
    exposedNonEvents = cells.1
    unexposedEvents = cells.2
    unexposedNonEvents = cells.3
  }

  static func check(
    _ count: Int, _ name: String, atMost limit: Int = largestCount, _ limitName: String? = nil
  ) throws(StatisticsError) {
    guard count >= 0, count <= limit else {
      let most = limitName.map { "\($0), \(limit)" } ?? "\(limit)"
      throw .outOfRange(argument: name, value: Double(count), allowed: "from 0 to \(most)")
    }
  }
}
