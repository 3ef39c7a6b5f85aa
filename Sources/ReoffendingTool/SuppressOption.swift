import ArgumentParser
import Reoffending

/// The hiding of small counts.
struct SuppressOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Hide groups with counts from 1 to N, and those that would give them away.", valueName: "N"))
  var suppress: Int?

  /// Whether small counts are hidden.
  var isOn: Bool { suppress != nil }

  /// The suppression asked for, or nil for none.
  func value() throws -> Suppression? {
    guard let suppress else { return nil }
    guard let suppression = Suppression(upTo: suppress) else {
      throw Failure(
        .usage, "--suppress \(suppress) hides nothing; a whole number of at least 1, such as 5, is needed")
    }
    return suppression
  }

  /// The table with small groups hidden, if asked for.
  func applied(to cohorts: CohortTable) throws -> CohortTable {
    try value()?.applied(to: cohorts) ?? cohorts
  }
}
