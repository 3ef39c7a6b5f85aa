package import Tables

/// A table of an engine that cannot be reached: what would be asked of it is said, and nothing is read.
package struct PlannedTable: ColumnSource {
  package let name: String
  package let columnNames: [String]
  package let notes: [String] = []
  private let subject: StatementPlan.Subject

  package init(relation: Relation, columns: [EngineColumn], dialect: SQLDialect) {
    name = relation.words
    columnNames = columns.map(\.name)
    subject = StatementPlan.Subject(dialect: dialect, relation: relation, columns: columns)
  }

  /// Sums cannot be read back from a file of counts, so that each value makes a group.
  package func canSum(_ name: String) -> Bool { false }

  package func statements(for request: ColumnRequest) throws(TableError) -> [String] {
    [StatementPlan(request, subject).statement.inlined(subject.dialect) + ";"]
  }

  package func read(_ request: ColumnRequest) throws(TableError) -> ColumnReading {
    throw .cannotRead(path: name, reason: "it is only named")
  }
}
