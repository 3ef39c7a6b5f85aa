import Tables

/// The statement that answers a request, and what its columns are.
struct StatementPlan {
  let statement: SQLText
  /// The columns that come back first, without key, count and sums.
  let columns: [String]
  /// The part of the condition that is decided here.
  let rest: RowFilter?
  let hasKey: Bool
  let isOrdered: Bool

  /// How many columns the sums of one column of probabilities take.
  static let sumColumns = 8

  /// What is known of a table of an engine.
  struct Subject {
    let dialect: SQLDialect
    let relation: Relation
    let columns: [EngineColumn]
    var key: RowKey?
    /// The position of a row, by which the first of a group is known; nil where there is none.
    var position: String?

    /// The column of a name, whatever its case, blanks, underscores and hyphens.
    func column(_ name: String) -> EngineColumn? {
      let wanted = Column.normalized(name)
      let matches = columns.filter { Column.normalized($0.name) == wanted }
      return matches.first { $0.name == name } ?? (matches.count == 1 ? matches[0] : nil)
    }

    /// What a statement groups by for a column, so that its values are told apart letter by letter.
    fileprivate func keys(_ name: String) -> [String] {
      let kind = columns.first { $0.name == name }?.kind
      let further = kind == .text || kind == .any ? dialect.bytes(of: dialect.identifier(name)) : nil
      return [exact(name)] + [further].compactMap(\.self)
    }

    /// How a statement names a column so that its values are told apart letter by letter.
    func exact(_ name: String) -> String {
      let column = dialect.identifier(name)
      let kind = columns.first { $0.name == name }?.kind
      if kind == .money { return "CAST(\(column) AS numeric)" }
      return kind == .text || kind == .any ? dialect.exact(column) : column
    }

    /// How a statement for rows asks for a column.
    fileprivate func shown(_ name: String) -> String {
      let column = dialect.identifier(name)
      let kind = columns.first { $0.name == name }?.kind
      // PostgreSQL's driver gives UUIDs another form than a statement that counts them.
      let shown =
        kind == .money ? exact(name) : dialect == .postgresql ? dialect.asText(column, kind) : column
      return shown == column ? column : "\(shown) AS \(column)"
    }
  }

  init(_ request: ColumnRequest, _ subject: Subject) {
    let dialect = subject.dialect
    var names = request.columns
    var rest: RowFilter?
    var narrowing: SQLText?
    if let filter = request.filter {
      let compiled =
        request.filtersHere ? nil : FilterSQL(filter, dialect: dialect) { subject.column($0) }
      narrowing = compiled?.necessary
      let left = compiled.map(\.rest) ?? filter.expression
      if let left {
        let own = RowFilter(left, of: filter)
        rest = own
        for name in own.columnNames.compactMap({ subject.column($0)?.name }) where !names.contains(name) {
          names.append(name)
        }
      }
    }
    columns = names
    self.rest = rest
    let condition = narrowing.map { "\nWHERE " + $0.text } ?? ""
    let sql: String
    if request.isGrouped {
      hasKey = false
      isOrdered = subject.position != nil && !names.isEmpty
      sql = Self.grouped(request, names, subject, condition: condition, isOrdered: isOrdered)
    } else {
      hasKey = subject.key != nil
      isOrdered = true
      sql = Self.rows(names, subject, condition: condition)
    }
    statement = SQLText(sql, values: narrowing?.values ?? [])
  }

  private static func rows(_ names: [String], _ subject: Subject, condition: String) -> String {
    var shown = names.map(subject.shown)
    if let key = subject.key { shown.append(key.sql) }
    let order = subject.key?.sql ?? subject.position
    return
      "SELECT \(shown.joined(separator: ", "))\nFROM \(subject.relation.sql(subject.dialect))\(condition)"
      + (order.map { "\nORDER BY \($0)" } ?? "")
  }

  private static func grouped(
    _ request: ColumnRequest, _ names: [String], _ subject: Subject, condition: String, isOrdered: Bool
  ) -> String {
    let dialect = subject.dialect
    let listed = names.map(subject.exact)
    let named = zip(listed, names).map { exact, name in
      exact == dialect.identifier(name) ? exact : "\(exact) AS \(dialect.identifier(name))"
    }
    let count = "\(dialect.count) AS \(dialect.identifier(EngineTable.countName))"
    var from = subject.relation.sql(dialect) + condition
    var position = subject.position
    var sums: [String] = []
    if !request.summed.isEmpty {
      // The numbers are made once for each row, and then added up in parts.
      var inner = names.map(dialect.identifier)
      if isOrdered, let own = position {
        inner.append("\(own) AS row_position")
        position = "row_position"
      }
      for (place, name) in request.summed.enumerated() {
        let given = dialect.identifier(name)
        inner.append("\(given) AS given_\(place)")
        inner.append("\(dialect.probability(given)) AS probability_\(place)")
        sums += RateSQL(dialect).sums(given: "given_\(place)", probability: "probability_\(place)")
      }
      from = "(\n  SELECT \(inner.joined(separator: ", "))\n  FROM \(from)\n) AS people_read"
    }
    var sql = "SELECT \((named + [count] + sums).joined(separator: ",\n  "))\nFROM \(from)"
    if !names.isEmpty { sql += "\nGROUP BY " + names.flatMap(subject.keys).joined(separator: ", ") }
    if let least = request.minimumCell { sql += "\nHAVING \(dialect.count) >= \(least)" }
    if isOrdered, let position { sql += "\nORDER BY MIN(\(position))" }
    return request.mostGroups.map { dialect.limited(sql, to: $0) } ?? sql
  }
}
