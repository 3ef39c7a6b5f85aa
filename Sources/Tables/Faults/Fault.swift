/// One fault of the data: where it is, what was found and what would have been right.
public struct Fault: Error, Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Where the fault is.
  public let location: CellLocation
  /// What is wrong there.
  public let problem: Problem

  /// Makes a fault.
  public init(at location: CellLocation, _ problem: Problem) {
    self.location = location
    self.problem = problem
  }

  /// Makes a fault found by a check of the caller's own, such as `41 is more than the cohort of 40`.
  public init(at location: CellLocation, _ sentence: String) {
    self.init(at: location, .other(sentence))
  }

  /// `figures.csv, line 3, column reoffenders: “ninety” is not a count; a whole number such as 90 is needed`.
  public var description: String { "\(location): \(problem)" }

  /// The order of reading.
  public static func < (first: Fault, second: Fault) -> Bool { first.location < second.location }
}
