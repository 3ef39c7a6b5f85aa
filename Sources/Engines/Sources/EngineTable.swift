import Numbers
import Synchronization
package import Tables

/// A table or a query of an engine, as a source of columns.
package final class EngineTable: ColumnSource {
  package let name: String
  package let columnNames: [String]
  package let notes: [String]

  private let dialect: SQLDialect
  private let columns: [EngineColumn]
  private let relation: Relation
  private let key: RowKey?
  private let hasPositions: Bool
  /// One statement at a time is sent, under the lock.
  private nonisolated(unsafe) let connection: any EngineConnection
  private let lock = Mutex(())

  /// The column of how many rows a group has, in statements and in what comes back of them.
  package static let countName = "people_counted"

  /// Looks at the columns of what is to be read.
  ///
  /// - Parameter keyName: the column by which messages name a row; nil for the table's own key.
  init(
    _ connection: sending any EngineConnection, _ relation: Relation, keyName: String? = nil,
    notes: [String] = []
  ) throws(TableError) {
    dialect = connection.dialect
    self.relation = relation
    name = connection.name + (relation.words.isEmpty ? "" : ", \(relation.words)")
    let columns = try connection.columns(of: relation)
    guard !columns.isEmpty else { throw .empty(source: name) }
    self.columns = columns
    columnNames = columns.map(\.name)
    if let keyName {
      guard let own = columns.first(where: { Column.normalized($0.name) == Column.normalized(keyName) }) else {
        throw .cannotRead(path: name, reason: "there is no column \(keyName) to name rows by (--key)")
      }
      key = RowKey(name: own.name, sql: connection.dialect.identifier(own.name))
    } else {
      key = try connection.key(of: relation)
    }
    if connection.dialect.rowPosition == nil {
      hasPositions = false
    } else {
      hasPositions = try connection.hasRowPositions(relation)
    }
    self.notes = notes
    self.connection = connection
  }

  package func statements(for request: ColumnRequest) throws(TableError) -> [String] {
    [plan(request, isAsked: true).statement.inlined(dialect) + ";"]
  }

  package func read(_ request: ColumnRequest) throws(TableError) -> ColumnReading {
    let plan = plan(request, isAsked: !request.filtersHere)
    let further = request.isGrouped || plan.hasKey ? 1 : 0
    var coders = Array(repeating: TextCoder(), count: plan.columns.count + further)
    let progress = request.progress.map { tell in
      { (rows: Int) in tell(ReadingProgress(rows: rows, share: nil)) }
    }
    try run(plan.statement, &coders, progress)
    let rows = coders.first?.count ?? 0
    var multiplicities: [Int]?
    var rowName = RowNames { row in "row \(row + 1)" }
    if request.isGrouped {
      multiplicities = coders[coders.count - 1].rowTexts.map { Int($0) ?? 0 }
      rowName = names(of: coders, plan)
    } else if plan.hasKey, let key {
      let keys = coders[coders.count - 1].column(named: key.name)
      rowName = RowNames { row in "row \(key.name) \(keys.texts[keys.codes[row]])" }
    }
    return ColumnReading(
      columns: zip(plan.columns, coders).map { $1.column(named: $0) }, rowCount: rows,
      multiplicities: multiplicities, filter: plan.rest, rowName: rowName, isOrdered: plan.isOrdered)
  }

  private struct Plan {
    let statement: SQLText
    /// The columns that come back, without key and count.
    let columns: [String]
    let rest: RowFilter?
    let hasKey: Bool
    let isOrdered: Bool
  }

  private func plan(_ request: ColumnRequest, isAsked: Bool) -> Plan {
    var names = request.columns
    var rest: RowFilter?
    var narrowing: SQLText?
    if let filter = request.filter {
      let compiled = isAsked ? FilterSQL(filter, dialect: dialect) { self.column($0) } : nil
      narrowing = compiled?.necessary
      let left = compiled.map(\.rest) ?? filter.expression
      if let left {
        let own = RowFilter(left, of: filter)
        rest = own
        for name in own.columnNames.compactMap({ column($0)?.name }) where !names.contains(name) {
          names.append(name)
        }
      }
    }
    let listed = names.map { name in
      let column = dialect.identifier(name)
      let kind = self.columns.first { $0.name == name }?.kind
      return kind == .text || kind == .any ? dialect.exact(column) : column
    }
    let from = relation.sql(dialect)
    let condition = narrowing.map { "\nWHERE " + $0.text } ?? ""
    if request.isGrouped {
      let shown = zip(listed, names).map { $0 == dialect.identifier($1) ? $0 : "\($0) AS \(dialect.identifier($1))" }
      let count = "\(dialect.count) AS \(dialect.identifier(Self.countName))"
      var sql = "SELECT \((shown + [count]).joined(separator: ", "))\nFROM \(from)\(condition)"
      if !names.isEmpty { sql += "\nGROUP BY " + listed.joined(separator: ", ") }
      let isOrdered = hasPositions && !names.isEmpty
      if isOrdered, let position = dialect.rowPosition { sql += "\nORDER BY MIN(\(position))" }
      return Plan(
        statement: SQLText(sql, values: narrowing?.values ?? []), columns: names, rest: rest,
        hasKey: false, isOrdered: isOrdered)
    }
    var shown = names.map(dialect.identifier)
    if let key { shown.append(key.sql) }
    var sql = "SELECT \(shown.joined(separator: ", "))\nFROM \(from)\(condition)"
    if let order = hasPositions ? dialect.rowPosition : key?.sql { sql += "\nORDER BY \(order)" }
    return Plan(
      statement: SQLText(sql, values: narrowing?.values ?? []), columns: names, rest: rest,
      hasKey: key != nil, isOrdered: true)
  }

  private func run(
    _ statement: SQLText, _ coders: inout [TextCoder], _ progress: ((Int) -> Void)?
  ) throws(TableError) {
    nonisolated(unsafe) var own = coders
    nonisolated(unsafe) let progress = progress
    let outcome = lock.withLock { _ -> Result<Void, TableError> in
      do throws(TableError) {
        try connection.run(statement, into: &own, progress: progress)
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    coders = own
    try outcome.get()
  }

  /// The names of groups of equal rows: the key of the first, which is asked for when somebody needs it.
  private func names(of coders: [TextCoder], _ plan: Plan) -> RowNames {
    let columns = zip(plan.columns, coders).map { $1.column(named: $0) }
    return RowNames { [self] row in
      let values = columns.map { ($0.name, $0.texts[$0.codes[row]]) }
      if let key, let found = try? firstKey(of: values, key) { return "row \(key.name) \(found)" }
      let words = values.map { "\($0) \($1.isEmpty ? "missing" : $1)" }
      return words.isEmpty ? "all rows" : "the rows with \(words.joined(separator: ", "))"
    }
  }

  private func firstKey(of values: [(name: String, text: String)], _ key: RowKey) throws(TableError) -> String? {
    var conditions: [String] = []
    var bound: [SQLText.Value] = []
    for (name, text) in values {
      let column = dialect.identifier(name)
      guard !text.isEmpty else {
        conditions.append("\(column) IS NULL")
        continue
      }
      if let number = Double(text), number.isFinite, text == NumberWords.text(number) {
        conditions.append("\(column) = \(SQLText.mark)")
        bound.append(.number(number))
      } else {
        conditions.append("\(column) = \(SQLText.mark)")
        bound.append(.text(text))
      }
    }
    var coders = [TextCoder()]
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    try run(
      SQLText("SELECT MIN(\(key.sql)) FROM \(relation.sql(dialect))\(filter)", values: bound), &coders, nil)
    let text = coders[0].rowTexts.first ?? ""
    return text.isEmpty ? nil : text
  }

  private func column(_ name: String) -> EngineColumn? {
    let wanted = Column.normalized(name)
    let matches = columns.filter { Column.normalized($0.name) == wanted }
    return matches.first { $0.name == name } ?? (matches.count == 1 ? matches[0] : nil)
  }
}
