/// One of several two-by-two tables that are analysed together, such as an age band.
///
/// Unlike `TwoByTwoTable` a stratum may have an empty group: it then adds nothing to any stratified measure.
public struct Stratum: Hashable, Sendable {
  /// What the stratum is called.
  public let name: String
  /// Exposed people with the event.
  public let exposedEvents: Int
  /// Exposed people without the event.
  public let exposedNonEvents: Int
  /// Unexposed people with the event.
  public let unexposedEvents: Int
  /// Unexposed people without the event.
  public let unexposedNonEvents: Int

  /// Takes a name and four counts, row by row.
  ///
  /// - Throws: `StatisticsError.outOfRange` where a count is negative.
  public init(
    _ name: String, exposedEvents: Int, exposedNonEvents: Int, unexposedEvents: Int, unexposedNonEvents: Int
  ) throws(StatisticsError) {
    try TwoByTwoTable.check(exposedEvents, "exposed events in \(name)")
    try TwoByTwoTable.check(exposedNonEvents, "exposed people without event in \(name)")
    try TwoByTwoTable.check(unexposedEvents, "unexposed events in \(name)")
    try TwoByTwoTable.check(unexposedNonEvents, "unexposed people without event in \(name)")
    self.name = name
    self.exposedEvents = exposedEvents
    self.exposedNonEvents = exposedNonEvents
    self.unexposedEvents = unexposedEvents
    self.unexposedNonEvents = unexposedNonEvents
  }

  /// Takes a table as a stratum.
  public init(_ name: String, _ table: TwoByTwoTable) {
    self.name = name
    exposedEvents = table.exposedEvents
    exposedNonEvents = table.exposedNonEvents
    unexposedEvents = table.unexposedEvents
    unexposedNonEvents = table.unexposedNonEvents
  }

  /// Whether both groups hold somebody, so that they can be compared.
  public var canBeCompared: Bool {
    exposedEvents + exposedNonEvents > 0 && unexposedEvents + unexposedNonEvents > 0
  }

  /// Whether the margins leave the table a choice, so that it says something on the odds ratio.
  public var isInformative: Bool {
    canBeCompared && exposedEvents + unexposedEvents > 0 && exposedNonEvents + unexposedNonEvents > 0
  }

  var a: Double { Double(exposedEvents) }
  var b: Double { Double(exposedNonEvents) }
  var c: Double { Double(unexposedEvents) }
  var d: Double { Double(unexposedNonEvents) }
  var exposed: Double { a + b }
  var unexposed: Double { c + d }
  var events: Double { a + c }
  var nonEvents: Double { b + d }
  var total: Double { a + b + c + d }
  var smallestExpectedCount: Double { min(exposed, unexposed) * min(events, nonEvents) / total }
}
