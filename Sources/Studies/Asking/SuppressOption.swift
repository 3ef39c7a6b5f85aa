package import ArgumentParser
package import Reoffending

/// The hiding of small counts.
package struct SuppressOption: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp(
      "Hide groups with counts from 1 to N, and those that would give them away.", valueName: "N"))
  package var suppress: Int?

  /// Whether small counts are hidden.
  package var isOn: Bool { suppress != nil }

  /// The suppression asked for, or nil for none.
  package func value() throws -> Suppression? {
    guard let suppress else { return nil }
    guard let suppression = Suppression(upTo: suppress) else {
      throw StudyError(
        .usage, "--suppress \(suppress) hides nothing; a whole number of at least 1, such as 5, is needed")
    }
    return AskingContext.current.decision?.groups(suppression) ?? suppression
  }

  /// The table with small groups hidden, if asked for.
  package func applied(to cohorts: CohortTable) throws -> CohortTable {
    guard let suppression = try value() else { return cohorts }
    return AskingContext.current.decision?.table(suppression, cohorts) ?? suppression.applied(to: cohorts)
  }
}
