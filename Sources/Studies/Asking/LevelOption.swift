import ArgumentParser
package import Statistics

/// The confidence level, checked.
package struct LevelOption: ParsableArguments {
  package init() {}

  @Option(help: "The confidence level as a fraction.")
  package var level = 0.95

  /// The level as a value, refused with the fraction that was meant where it is a percentage.
  package func value() throws -> ConfidenceLevel {
    try Self.checked(level)
  }

  /// A level of another option, refused alike.
  package static func checked(_ level: Double) throws -> ConfidenceLevel {
    do {
      return try ConfidenceLevel(level)
    } catch {
      throw StudyError(.usage, error.description)
    }
  }
}
