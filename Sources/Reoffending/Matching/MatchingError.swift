/// What a comparison of a programme with a matched group refuses.
public enum MatchingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One of the groups is empty.
  case emptyGroup(String)
  /// Lists of different lengths.
  case lengthMismatch(argument: String, count: Int, expected: Int)
  /// A value that cannot be used; rows count from 1.
  case badValue(argument: String, row: Int, found: String, allowed: String)
  /// A setting that cannot be used.
  case outOfRange(argument: String, value: Double, allowed: String)
  /// Everybody with a covariate is on the programme, or nobody is, so nobody like them can be compared.
  case noOverlap([String])
  /// Nobody could be matched.
  case noMatches(String)

  /// The sentence shown to a user.
  public var description: String {
    switch self {
    case .emptyGroup(let name): "nobody is in \(name), so there is nothing to compare"
    case .lengthMismatch(let argument, let count, let expected):
      "\(argument) has \(count) values where there are \(expected) people"
    case .badValue(let argument, let row, let found, let allowed):
      "row \(row), \(argument): \(found) must be \(allowed)"
    case .outOfRange(let argument, let value, let allowed): "\(argument) is \(value); it must be \(allowed)"
    case .noOverlap(let columns):
      "\(columns.joined(separator: "; ")): nobody like them is in the other group, so there is nothing to compare; leave the "
        + "covariate out, or keep only people who could have been in either group"
    case .noMatches(let reason): "nobody could be matched: \(reason)"
    }
  }
}
