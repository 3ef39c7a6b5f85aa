import Numbers

/// What a model refuses, and why it could not be fitted.
public enum ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A formula cannot be read; the position counts characters from 1.
  case formula(String, position: Int, found: String)
  /// A column that the model needs is not there.
  case unknownColumn(String, known: [String])
  /// Two columns have the same name.
  case duplicateColumn(String)
  /// Columns differ in length.
  case lengthMismatch(column: String, count: Int, expected: Int)
  /// A value cannot be used; rows count from 1.
  case badValue(column: String, row: Int, found: String, allowed: String)
  /// A column is of the wrong kind for what it is used for.
  case wrongKind(column: String, needed: String)
  /// A column has only one value, so no effect of it exists.
  case constantColumn(String)
  /// No row is left after those with missing values.
  case noRows(excluded: Int)
  /// The outcome has one value only, or a value that the family does not allow.
  case badOutcome(column: String, reason: String)
  /// Columns are sums of others, so that their effects cannot be told apart.
  case collinear(columns: [String])
  /// Some combination of columns predicts the outcome without error, so estimates run off to infinity.
  case separation(columns: [SeparatedColumn])
  /// As many coefficients as rows, or more.
  case tooFewRows(rows: Int, coefficients: Int)
  /// The iteration did not reach its tolerance.
  case noConvergence(method: String, iterations: Int)
  /// A setting is out of range.
  case outOfRange(argument: String, value: Double, allowed: String)
  /// The quantity asked for does not exist for this model.
  case undefined(quantity: String, because: String)

  /// The sentence shown to a user.
  public var description: String {
    switch self {
    case .formula(let expected, let position, let found):
      "the formula cannot be read at character \(position): found \(found); \(expected)"
    case .unknownColumn(let name, let known):
      "there is no column “\(name)”; the columns are \(known.joined(separator: ", "))"
    case .duplicateColumn(let name):
      "the column “\(name)” is there twice"
    case .lengthMismatch(let column, let count, let expected):
      "the column “\(column)” has \(count) values where there are \(expected) rows"
    case .badValue(let column, let row, let found, let allowed):
      "row \(row), column \(column): \(found) must be \(allowed)"
    case .wrongKind(let column, let needed):
      "the column “\(column)” is used where \(needed) is needed"
    case .constantColumn(let column):
      "the column “\(column)” has one value only, so it can have no effect; leave it out of the formula"
    case .noRows(let excluded):
      "no row is left: \(excluded) have a missing value"
    case .badOutcome(let column, let reason):
      "the outcome “\(column)” \(reason)"
    case .collinear(let columns):
      "\(NameList.first(8, of: columns)): the effect cannot be told apart from that of the columns before; "
        + "leave one of them out"
    case .separation(let columns):
      "the outcome is separated: \(NameList.first(4, of: columns.map(\.description), separator: "; ")). Merge the level with "
        + "another, leave the column out, or fit with Firth's penalty"
    case .tooFewRows(let rows, let coefficients):
      "\(coefficients) coefficients cannot be estimated from \(rows) rows"
    case .noConvergence(let method, let iterations):
      "\(method) did not converge in \(iterations) iterations"
    case .outOfRange(let argument, let value, let allowed):
      "\(argument) is \(value.formattedBriefly); it must be \(allowed)"
    case .undefined(let quantity, let because):
      "\(quantity) does not exist: \(because)"
    }
  }
}

/// A column through which the outcome is predicted without error.
public struct SeparatedColumn: Hashable, Sendable, CustomStringConvertible {
  /// The name of the term.
  public let term: String
  /// The outcome that everyone with the term has, or nil where several columns separate together.
  public let outcome: Bool?
  /// How many people have the term, where it is an indicator.
  public let people: Int?

  /// Names a column.
  public init(term: String, outcome: Bool?, people: Int?) {
    self.term = term
    self.outcome = outcome
    self.people = people
  }

  /// The sentence shown to a user.
  public var description: String {
    guard let outcome, let people else { return "\(term) takes part in a perfect prediction" }
    return "all \(people) with \(term) have the outcome \(outcome ? 1 : 0)"
  }
}
