import Numbers

/// A table that is kept elsewhere, such as in a database, and gives its columns to whoever asks.
///
/// This is the one way in for tables that are no files: every verb reads them as it reads a file.
package protocol ColumnSource: Sendable {
  /// What messages call it, such as `cases.db, table people`.
  var name: String { get }
  /// The names of its columns, in their order.
  var columnNames: [String] { get }
  /// What was taken for granted when it was opened, to be told to the reader.
  var notes: [String] { get }

  /// Reads columns.
  ///
  /// - Throws: `TableError.cannotRead` for what the engine refuses or for a connection that is lost.
  func read(_ request: ColumnRequest) throws(TableError) -> ColumnReading

  /// Whether sums can be asked of a column, which then holds numbers only.
  func canSum(_ name: String) -> Bool

  /// What would be sent for a request, in the words of the engine.
  ///
  /// - Throws: as `read(_:)`.
  func statements(for request: ColumnRequest) throws(TableError) -> [String]
}

/// What is asked of a table that is kept elsewhere.
package struct ColumnRequest: Sendable {
  /// The columns, by the names that the table has, each once.
  package let columns: [String]
  /// The rows to keep.
  package let filter: RowFilter?
  /// Whether rows that are equal in all columns come as one, with how many they are.
  package let isGrouped: Bool
  /// Columns of probabilities of which only the sums are needed, where rows are grouped; none of `columns`.
  package var summed: [String] = []
  /// The fewest rows that a group may have to be sent at all; nil for all.
  package var minimumCell: Int?
  /// How many groups are sent at most; nil for all.
  package var mostGroups: Int?
  /// Whether the whole filter is decided here, because a message needs what it says of all rows.
  package let filtersHere: Bool
  /// Told how far the reading is.
  package let progress: (@Sendable (ReadingProgress) -> Void)?

  package init(
    columns: [String], filter: RowFilter? = nil, isGrouped: Bool = false,
    filtersHere: Bool = false, progress: (@Sendable (ReadingProgress) -> Void)? = nil
  ) {
    self.columns = columns
    self.filter = filter
    self.isGrouped = isGrouped
    self.filtersHere = filtersHere
    self.progress = progress
  }
}

/// What a table that is kept elsewhere answered.
package struct ColumnReading: Sendable {
  /// A column: its distinct texts in the order in which they came, and for each row the index of its text.
  ///
  /// A value that is not there has the empty text.
  package struct Texts: Sendable {
    package let name: String
    package let texts: [String]
    package let codes: NarrowCodes

    package init(name: String, texts: [String], codes: NarrowCodes) {
      self.name = name
      self.texts = texts
      self.codes = codes
    }
  }

  /// The columns asked for, then those that what is left of the filter needs.
  package let columns: [Texts]
  /// The number of rows.
  package let rowCount: Int
  /// How many rows of the table each stands for; nil where each is one.
  package let multiplicities: [Int]?
  /// The part of the filter that could not be decided there, which is decided here.
  package let filter: RowFilter?
  /// The sums of each row, by the names of their columns.
  package let sums: [String: [RateSums]]
  /// What a row is called where something is wrong with it, such as `row id 17`.
  package let rowName: RowNames
  /// Whether the rows stand in the order of the table; else they are brought into the order of their values.
  package let isOrdered: Bool

  package init(
    columns: [Texts], rowCount: Int, multiplicities: [Int]?, sums: [String: [RateSums]] = [:],
    filter: RowFilter?, rowName: RowNames, isOrdered: Bool
  ) {
    self.sums = sums
    self.isOrdered = isOrdered
    self.columns = columns
    self.rowCount = rowCount
    self.multiplicities = multiplicities
    self.filter = filter
    self.rowName = rowName
  }
}

/// What the rows of a table without lines are called.
package struct RowNames: Sendable {
  private let name: @Sendable (Int) -> String

  /// Finds the name of a row, counted from 0, when somebody needs it.
  package init(_ name: @escaping @Sendable (Int) -> String) { self.name = name }

  /// The name of a row, counted from 0.
  package subscript(row: Int) -> String { name(row) }
}
