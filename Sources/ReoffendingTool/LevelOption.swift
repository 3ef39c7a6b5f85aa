import ArgumentParser
import Statistics

/// The confidence level, checked.
struct LevelOption: ParsableArguments {
  @Option(help: "The confidence level as a fraction.")
  var level = 0.95

  /// The level as a value, refused with the fraction that was meant where it is a percentage.
  func value() throws -> ConfidenceLevel {
    try Self.checked(level)
  }

  /// A level of another option, refused alike.
  static func checked(_ level: Double) throws -> ConfidenceLevel {
    do {
      return try ConfidenceLevel(level)
    } catch {
      throw Failure(.usage, error.description)
    }
  }
}
