/// What `Statistics` refuses, and what it could not compute.
public enum StatisticsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An argument lies outside what the method is defined for.
  case outOfRange(argument: String, value: Double, allowed: String)
  /// Something that must hold at least one value is empty.
  case empty(argument: String)
  /// Two arguments that must have equal lengths do not.
  case lengthMismatch(first: String, firstCount: Int, second: String, secondCount: Int)
  /// The quantity asked for does not exist for these data.
  case undefined(quantity: String, because: String)
  /// An iteration ended without reaching its tolerance.
  case noConvergence(method: String, iterations: Int)
  /// A routine of the numeric library failed.
  case numericalFailure(function: String, reason: String)

  /// The sentence shown to a user.
  public var description: String {
    switch self {
    case .outOfRange(let argument, let value, let allowed):
      "\(argument) is \(value.formattedBriefly); it must be \(allowed)"
    case .empty(let argument):
      "\(argument) is empty; at least one value is needed"
    case .lengthMismatch(let first, let firstCount, let second, let secondCount):
      "\(first) has \(firstCount) values and \(second) has \(secondCount); they must have as many"
    case .undefined(let quantity, let because):
      "\(quantity) does not exist: \(because)"
    case .noConvergence(let method, let iterations):
      "\(method) did not converge in \(iterations) iterations"
    case .numericalFailure(let function, let reason):
      "the numeric library failed in \(function): \(reason)"
    }
  }
}

extension Double {
  /// A whole number without its decimal point, anything else in full.
  var formattedBriefly: String {
    self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self)
  }
}
