import Numbers
package import Tables

/// The names of the columns that hold the figures of a cohort.
///
/// Names are matched without regard to case, spaces, underscores and hyphens. A name that the caller gave must be
/// there; a default name may be absent.
public struct CohortColumns: Hashable, Sendable {
  /// The number of people followed up, in a table of counts.
  public var cohort: String?
  /// The number of those who reoffended, in a table of counts.
  public var reoffenders: String?
  /// The number of reoffences.
  public var reoffences: String?
  /// The binary rate as printed, in a table of counts.
  public var actual: String?
  /// The predicted rate as printed, or a person's predicted probability.
  public var predicted: String?
  /// Whether a person reoffended, in a table of people.
  public var outcome: String?

  /// For columns that name groups by numbers, the number from which all are one group.
  public var topCodes: [String: Int] = [:]

  /// Names of columns; nil for the default name.
  public init(
    cohort: String? = nil, reoffenders: String? = nil, reoffences: String? = nil, actual: String? = nil,
    predicted: String? = nil, outcome: String? = nil
  ) {
    self.cohort = cohort
    self.reoffenders = reoffenders
    self.reoffences = reoffences
    self.actual = actual
    self.predicted = predicted
    self.outcome = outcome
  }

  /// The quantities that a column can hold, with the names tried for each.
  enum Quantity: String, CaseIterable {
    case cohort, reoffenders, reoffences, actual, predicted, outcome

    var defaultNames: [String] {
      switch self {
      case .cohort: ["cohort"]
      case .reoffenders: ["reoffenders"]
      case .reoffences: ["reoffences"]
      case .actual: ["actual_rate"]
      case .predicted: ["predicted_rate", "predicted"]
      case .outcome: ["reoffended"]
      }
    }

    /// Whether only tables of counts have it.
    var isOfGroups: Bool {
      switch self {
      case .cohort, .reoffenders, .actual: true
      case .reoffences, .predicted, .outcome: false
      }
    }

    /// What the quantity is, for sentences.
    var words: String {
      switch self {
      case .cohort: "number of people followed up"
      case .reoffenders: "number of those who reoffended"
      case .reoffences: "number of reoffences"
      case .actual: "actual rate"
      case .predicted: "predicted rate"
      case .outcome: "outcome"
      }
    }

    /// Whether the quantity is a number of people or of offences.
    var isCount: Bool {
      switch self {
      case .cohort, .reoffenders, .reoffences: true
      case .actual, .predicted, .outcome: false
      }
    }

    /// The sentence that says which column was taken for the quantity.
    func guessNote(_ name: String) -> String {
      "“\(name)” is taken as the \(words); name another column with --\(rawValue)."
    }
  }

  /// What a search among the columns of a table found.
  enum Found {
    case none
    /// One column, by its default name or, as a guess, by the words of its name.
    case one(Column, isGuess: Bool)
    case several([Column])
  }

  /// The column of a quantity that the caller has not named.
  ///
  /// - Parameter holdsFigures: whether the cells of a column can be figures: `Cohort` may be the name of a period.
  func find(
    _ quantity: Quantity, among all: [Column], holdsFigures: (Column) -> Bool = { _ in true }
  ) -> Found {
    let columns = all.filter {
      (quantity == .outcome || holdsFigures($0)) && !isOutcome($0.name, not: quantity)
        // `Reoffenders (%)` is a rate, whatever stands beside it.
        && !(quantity.isCount && QuantityNames.isShare($0.name))
    }
    for name in quantity.defaultNames.map({ Column.normalized($0) }) {
      var matches = columns.filter { !$0.name.isEmpty && Column.normalized($0.name) == name }
      // Beside “reoffenders” a “reoffenders (%)” is another column.
      let exact = matches.filter { ComparedName.of(ColumnName.withoutNotes($0.name)) == name }
      if !exact.isEmpty { matches = exact }
      if matches.count > 1 { return .several(matches) }
      if let match = matches.first {
        // A name that the header has twice is numbered by the reader.
        let repeated = columns.filter { $0.index > match.index && Self.isRepetition($0.name, of: match.name) }
        return repeated.isEmpty ? .one(match, isGuess: false) : .several([match] + repeated)
      }
    }
    let matches = columns.filter { QuantityNames.means(quantity, $0.name) }
    if matches.count > 1 {
      let ofAll = matches.filter { QuantityNames.isOfAll($0.name) }
      return ofAll.count == 1 ? .one(ofAll[0], isGuess: true) : .several(matches)
    }
    return matches.first.map { .one($0, isGuess: true) } ?? .none
  }

  private static func isRepetition(_ name: String, of first: String) -> Bool {
    name.hasPrefix(first + ".") && Int(name.dropFirst(first.count + 1)).map { $0 > 0 } == true
  }

  /// Whether a note says that a column was taken for a quantity by the words of its name.
  package static func isGuess(_ note: String, among columns: [Column]) -> Bool {
    Quantity.allCases.contains { quantity in columns.contains { note == quantity.guessNote($0.name) } }
  }

  /// The names with every quantity that the columns of a table hold named: two ways of naming one column are then equal.
  ///
  /// - Parameter holdsFigures: whether the cells of a column can be figures.
  package func resolved(
    among columns: [Column], holdsFigures: (Column) -> Bool = { _ in true }
  ) -> CohortColumns {
    func name(_ quantity: Quantity) -> String? {
      let named = given(quantity).flatMap { given in
        columns.first { Column.normalized($0.name) == Column.normalized(given) }?.name ?? given
      }
      if let named { return named }
      guard case .one(let column, _) = find(quantity, among: columns, holdsFigures: holdsFigures) else {
        return nil
      }
      return column.name
    }
    return CohortColumns(
      cohort: name(.cohort), reoffenders: name(.reoffenders), reoffences: name(.reoffences),
      actual: name(.actual), predicted: name(.predicted),
      outcome: nameCounts(among: columns) ? nil : name(.outcome))
  }

  /// Whether a name is that of the outcome that the caller named, which holds nothing else: `no_reoffence` is no number of
  /// reoffences then.
  func isOutcome(_ name: String, not quantity: Quantity) -> Bool {
    quantity != .outcome && outcome.map { Column.normalized($0) == Column.normalized(name) } ?? false
  }

  func given(_ quantity: Quantity) -> String? {
    switch quantity {
    case .cohort: cohort
    case .reoffenders: reoffenders
    case .reoffences: reoffences
    case .actual: actual
    case .predicted: predicted
    case .outcome: outcome
    }
  }
}
