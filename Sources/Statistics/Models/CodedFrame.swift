/// A column as small whole numbers, of which each stands for a value; the number behind the last one means that the
/// value is missing.
public struct CodedColumn: Sendable {
  /// What the codes stand for.
  public enum Values: Sendable {
    /// Numbers in increasing order.
    case numbers([Double])
    /// Categories, and the index of the one compared against.
    case levels([String], reference: Int)
  }

  /// The name, as formulas use it.
  public let name: String
  /// What the codes stand for.
  public let values: Values
  /// Whether some rows have no value.
  public let hasMissing: Bool

  /// Adds the codes of some rows, times a number, to numbers that begin with the first of them.
  let add: @Sendable (_ rows: Range<Int>, _ stride: UInt32, _ numbers: inout [UInt32]) -> Void

  /// Takes a column.
  ///
  /// - Parameters:
  ///   - name: as formulas use it.
  ///   - values: what the codes from 0 stand for.
  ///   - hasMissing: whether some rows have no value, for which the number behind the last code stands.
  ///   - add: adds the codes of some rows, times a number, to numbers that begin with the first of them.
  public init(
    _ name: String, values: Values, hasMissing: Bool,
    add: @escaping @Sendable (_ rows: Range<Int>, _ stride: UInt32, _ numbers: inout [UInt32]) -> Void
  ) {
    self.name = name
    self.values = values
    self.hasMissing = hasMissing
    self.add = add
  }

  var variable: PatternVariable {
    switch values {
    case .numbers(let numbers): PatternVariable(name: name, values: .numbers(numbers))
    case .levels(let levels, let reference):
      PatternVariable(name: name, values: .levels(levels, reference: reference))
    }
  }

  /// How many codes there are, that of missing values among them.
  var cardinality: Int { max(1, variable.cardinality + (hasMissing ? 1 : 0)) }
}

/// Coded columns of equal length, and an outcome of two values.
public struct CodedFrame: Sendable {
  /// The columns.
  public let columns: [CodedColumn]
  /// The outcome, whose codes are 0 and 1, and 2 where it is missing; of two categories the second is the event.
  public let outcome: CodedColumn
  /// How many rows there are, those with missing values included.
  public let rows: Int
  /// How many people each row stands for; nil where each is one.
  public let multiplicities: [Int]?

  /// Joins columns.
  public init(_ columns: [CodedColumn], outcome: CodedColumn, rows: Int, multiplicities: [Int]? = nil) {
    self.multiplicities = multiplicities
    self.columns = columns
    self.outcome = outcome
    self.rows = rows
  }
}
