/// The checks that the initialisers of this module share.
enum Require {
  /// The greatest count, 2⁵³: all whole numbers up to it are numbers of the type `Double` too.
  static let greatestCount = 9_007_199_254_740_992

  static func count(_ value: Int, _ argument: String) throws(StatisticsError) {
    guard value >= 0 else {
      throw .outOfRange(argument: argument, value: Double(value), allowed: "a count, 0 or more")
    }
    try notTooMany(value, argument)
  }

  static func notTooMany(_ value: Int, _ argument: String) throws(StatisticsError) {
    guard value <= greatestCount else {
      throw .outOfRange(argument: argument, value: Double(value), allowed: "at most \(greatestCount)")
    }
  }

  static func atLeast(_ least: Int, _ value: Int, _ argument: String) throws(StatisticsError) {
    guard value >= least else {
      throw .outOfRange(argument: argument, value: Double(value), allowed: "at least \(least)")
    }
    try notTooMany(value, argument)
  }

  /// `events` of `trials`: a group of at least one, and no more events than trials.
  static func counts(events: Int, trials: Int, name: String = "events") throws(StatisticsError) {
    try atLeast(1, trials, "trials")
    try count(events, name)
    guard events <= trials else {
      throw .outOfRange(
        argument: name, value: Double(events), allowed: "at most the \(trials) trials")
    }
  }

  static func positive(_ value: Double, _ argument: String) throws(StatisticsError) {
    guard value > 0, value.isFinite else {
      throw .outOfRange(argument: argument, value: value, allowed: "a finite number above 0")
    }
  }

  static func finite(_ value: Double, _ argument: String) throws(StatisticsError) {
    guard value.isFinite else {
      throw .outOfRange(argument: argument, value: value, allowed: "a finite number")
    }
  }

  static func notNegative(_ value: Double, _ argument: String) throws(StatisticsError) {
    guard value >= 0, value.isFinite else {
      throw .outOfRange(argument: argument, value: value, allowed: "a finite number, 0 or more")
    }
  }

  /// A probability from 0 to 1; a percentage is answered with the fraction that was probably meant.
  static func probability(_ value: Double, _ argument: String) throws(StatisticsError) {
    guard value >= 0, value <= 1 else {
      throw .outOfRange(argument: argument, value: value, allowed: "a fraction from 0 to 1" + hint(value))
    }
  }

  static func openProbability(_ value: Double, _ argument: String) throws(StatisticsError) {
    guard value > 0, value < 1 else {
      throw .outOfRange(
        argument: argument, value: value, allowed: "a fraction above 0 and below 1" + hint(value))
    }
  }

  private static func hint(_ value: Double) -> String {
    value > 1 && value <= 100 ? "; for \(value.formattedBriefly)% write \(value / 100)" : ""
  }
}
