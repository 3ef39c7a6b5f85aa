package import Tables

extension EngineTable: SummingSource {
  package var engineTitle: String { subject.dialect.title }

  package var compensates: Bool {
    switch subject.dialect {
    case .sqlite, .duckdb: true
    case .postgresql, .spark, .sqlserver, .snowflake, .bigquery, .trino, .mysql, .standard: false
    }
  }

  private var sql: SumSQL { SumSQL(subject, hasOwnFunctions: hasOwnFunctions) }

  package func summedKindOfType(_ name: String) -> SummedKind? { subject.column(name).flatMap(kind) }

  /// What can be done with a column by its type alone; nil where it must be looked at.
  private func kind(_ column: EngineColumn) -> SummedKind? {
    switch subject.dialect {
    // Texts are told apart by their bytes there, or functions are lacking.
    case .sqlserver, .mysql: return .neither
    case .sqlite where !hasOwnFunctions: return .neither
    case .sqlite: return nil
    case .duckdb, .postgresql, .spark, .snowflake, .bigquery, .trino, .standard: break
    }
    switch column.kind {
    case .integer, .decimal: return .numbers
    case .float, .single: return nil
    case .boolean, .date, .text: return .texts
    case .any, .money, .several: return .neither
    }
  }

  package func summedKinds(of columns: [String]) throws(TableError)
    -> (kinds: [String: SummedKind], rows: Int)
  {
    var kinds: [String: SummedKind] = [:]
    let known = columns.compactMap { subject.column($0) }
    for column in known { kinds[column.name] = kind(column) }
    let open = known.filter { kinds[$0.name] == nil }.map(\.name)
    let counts = try whole(sql.numbersCounted(open), columns: 1 + open.count)
    for (name, others) in zip(open, counts.dropFirst()) {
      kinds[name] = others == 0 ? .numbers : subject.dialect == .sqlite ? .texts : .neither
    }
    return (kinds, counts.first ?? 0)
  }

  package func patternCount(of columns: [String]) throws(TableError) -> Int {
    try whole(sql.patternsCounted(columns.compactMap { subject.column($0)?.name }), columns: 1)[0]
  }

  package func statementsOfCounts(of columns: [String]) -> [String] {
    let known = columns.compactMap { subject.column($0) }
    return [
      sql.numbersCounted(known.filter { kind($0) == nil }.map(\.name)),
      sql.patternsCounted(known.map(\.name)),
    ]
    .map { $0.inlined(subject.dialect) + ";" }
  }

  package func sums(_ request: SumRequest) throws(TableError) -> SumReading {
    let width = request.groups.count
    var coders = Array(
      repeating: TextCoder(), count: width + 1 + request.sums.count + 2 * request.ranges.count)
    try run(sql.statement(request), &coders, nil)
    let texts = coders.map(\.rowTexts)
    let rows = try wholeNumbers(coders[width])
    return SumReading(
      groups: rows.indices.map { row in
        (
          texts: (0..<width).map { texts[$0][row] }, rows: rows[row],
          sums: texts[(width + 1)...].map { Double($0[row]) }
        )
      })
  }

  package func statement(for request: SumRequest) -> String {
    sql.statement(request).inlined(subject.dialect) + ";"
  }

  package func undecided(_ filter: RowFilter, numbers: Set<String>) -> RowFilter? {
    sql.compiled(filter, numbers).rest.map { RowFilter($0, of: filter) }
  }

  private func whole(_ statement: SQLText, columns: Int) throws(TableError) -> [Int] {
    var coders = Array(repeating: TextCoder(), count: columns)
    try run(statement, &coders, nil)
    return try coders.map { (coder) throws(TableError) in try wholeNumbers(coder).first ?? 0 }
  }
}
