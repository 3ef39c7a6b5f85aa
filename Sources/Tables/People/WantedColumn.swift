/// A column that a question needs of a person-level file, and what it must hold.
public struct WantedColumn: Hashable, Sendable {
  /// The name, whatever its case, blanks, underscores and hyphens.
  public let name: String
  /// What the column must hold.
  public let kind: PersonColumnKind
  /// What is done with a cell that holds no value.
  public let missing: MissingPolicy

  /// Asks for a column.
  public init(_ name: String, as kind: PersonColumnKind = .automatic, missing: MissingPolicy = .allowed) {
    self.name = name
    self.kind = kind
    self.missing = missing
  }
}

/// What a column of a person-level file holds.
public enum PersonColumnKind: Hashable, Sendable {
  /// What all values fit: yes or no, counts, numbers or dates, and else categories.
  case automatic
  /// Texts, of which each is a category.
  case category
  /// Numbers.
  case number
  /// Whole numbers of at least 0.
  case count
  /// Yes or no.
  case boolean
  /// Days of the calendar.
  case date
  /// Probabilities or shares: fractions, or per cents taken as fractions.
  case rate

  /// Whether values are numbers, of which a range may be printed instead.
  var isNumeric: Bool {
    switch self {
    case .number, .count, .rate: true
    case .automatic, .category, .boolean, .date: false
    }
  }

  /// What a cell of this kind must hold, for messages.
  var needed: String {
    switch self {
    case .automatic: "a value"
    case .category: "a text"
    case .number: "a number"
    case .count: "a count"
    case .boolean: "yes or no"
    case .date: "a date"
    case .rate: "a rate"
    }
  }

  /// The plural used in notes.
  var plural: String {
    switch self {
    case .automatic: "values"
    case .category: "categories"
    case .number: "numbers"
    case .count: "counts"
    case .boolean: "yes or no"
    case .date: "dates"
    case .rate: "rates"
    }
  }
}
