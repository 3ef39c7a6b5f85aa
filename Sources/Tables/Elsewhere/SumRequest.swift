/// A number that an engine makes of a row.
package indirect enum SumExpression: Hashable, Sendable {
  case number(Double)
  /// No number.
  case nothing
  /// The number of a column.
  case column(String)
  /// What a step before was called.
  case step(String)
  /// The number that stands beside the texts of which the column holds one; else the last.
  case cases(column: String, [Choice], otherwise: SumExpression)
  /// The first number where another is 0 or more; else the second.
  case sign(of: SumExpression, isNotNegative: SumExpression, isNegative: SumExpression)
  case plus([SumExpression])
  case times([SumExpression])
  case over(SumExpression, SumExpression)
  case exponential(SumExpression)
  case logarithm(SumExpression)
  case squareRoot(SumExpression)
  case absolute(SumExpression)
  /// 1 where there is a finite number, else 0.
  case isFinite(SumExpression)
  /// 1 where there is a whole number, else 0.
  case isWhole(SumExpression)

  /// Texts of a column, and the number that they stand for.
  package struct Choice: Hashable, Sendable {
    package let texts: [String]
    package let value: SumExpression

    package init(_ texts: [String], _ value: SumExpression) {
      self.texts = texts
      self.value = value
    }
  }
}

/// Sums over the rows of a table that is kept elsewhere, by groups of values.
package struct SumRequest: Sendable {
  /// The columns whose values make groups.
  package var groups: [String] = []
  /// The rows to keep, as far as the engine can decide it alone.
  package var filter: RowFilter?
  /// The combinations of values of which a row must have one, where we decide what is kept.
  package var kept: (columns: [String], rows: [[String]])?
  /// Columns whose numbers can be compared there, since all of them are finite.
  package var numbers: Set<String> = []
  /// Columns of which a row must have a number.
  package var present: [String] = []
  /// Columns of which a row must have a number above 0.
  package var positive: [String] = []
  /// Texts of columns by which a row has no value.
  package var missing: [String: [String]] = [:]
  /// Numbers of a row by name, each made of those in the steps before.
  package var steps: [[(name: String, value: SumExpression)]] = []
  /// How many groups are sent at most; nil for all.
  package var most: Int?
  /// What is added up.
  package var sums: [SumExpression] = []
  /// Of what the least and the greatest are wanted, behind the sums.
  package var ranges: [SumExpression] = []

  package init() {}
}

/// The sums that came back.
package struct SumReading: Sendable {
  /// For each group the texts of its columns, the number of its rows, and the sums; one of no number is nil.
  package let groups: [(texts: [String], rows: Int, sums: [Double?])]

  package init(groups: [(texts: [String], rows: Int, sums: [Double?])]) { self.groups = groups }
}

/// What an engine can do with a column in sums.
package enum SummedKind: Hashable, Sendable {
  /// All its values are numbers of the engine, or missing.
  case numbers
  /// It holds texts, flags or days, each of which can be told from the others there.
  case texts
  /// It can only be read.
  case neither
}

/// A table kept elsewhere whose engine adds up what is reckoned of each row.
package protocol SummingSource: ColumnSource {
  /// What the engine is called.
  var engineTitle: String { get }
  /// Whether numbers are added up with what rounding loses.
  var compensates: Bool { get }

  /// What can be done with columns, and how many rows there are in all.
  ///
  /// - Throws: what the engine says of a failure.
  func summedKinds(of columns: [String]) throws(TableError) -> (kinds: [String: SummedKind], rows: Int)

  /// What can be done with a column by its type alone; nil where it must be looked at, and for a column that is not there.
  func summedKindOfType(_ name: String) -> SummedKind?

  /// How many rows differ in some columns.
  ///
  /// - Throws: as `summedKinds(of:)`.
  func patternCount(of columns: [String]) throws(TableError) -> Int

  /// Asks for sums.
  ///
  /// - Throws: as `summedKinds(of:)`.
  func sums(_ request: SumRequest) throws(TableError) -> SumReading

  /// What would be sent.
  func statement(for request: SumRequest) -> String

  /// The part of a condition that is decided here, where some columns hold finite numbers only.
  func undecided(_ filter: RowFilter, numbers: Set<String>) -> RowFilter?

  /// What would be sent for `summedKinds(of:)` and `patternCount(of:)`.
  func statementsOfCounts(of columns: [String]) -> [String]
}
