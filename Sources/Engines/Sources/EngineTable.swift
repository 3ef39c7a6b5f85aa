import Numbers
import Synchronization
package import Tables

/// A table or a query of an engine, as a source of columns.
package final class EngineTable: ColumnSource {
  package let name: String
  package let columnNames: [String]
  package let notes: [String]

  let subject: StatementPlan.Subject
  /// Whether the engine was given functions of our own.
  let hasOwnFunctions: Bool
  /// One statement at a time is sent, under the lock.
  private nonisolated(unsafe) let connection: any EngineConnection
  /// Whether a snapshot is being read.
  private let lock = Mutex(false)

  /// The column of how many rows a group has, in statements and in what comes back of them.
  package static let countName = "people_counted"

  /// Looks at the columns of what is to be read.
  ///
  /// - Parameter keyName: the column by which messages name a row; nil for the table's own key.
  init(
    _ connection: sending any EngineConnection, _ relation: Relation, keyName: String? = nil,
    notes: [String] = []
  ) throws(TableError) {
    name = connection.name + (relation.words.isEmpty ? "" : ", \(relation.words)")
    let isReading = Self.begin(connection)
    let columns = try Self.columns(connection, relation)
    let places = try connection.places(of: relation, columns: columns)
    guard !columns.isEmpty else { throw .empty(source: name) }
    columnNames = columns.map(\.name)
    let key: RowKey?
    if let keyName {
      guard let own = columns.first(where: { Column.normalized($0.name) == Column.normalized(keyName) })
      else {
        throw .cannotRead(path: name, reason: "there is no column \(keyName) to name rows by (--key)")
      }
      key = RowKey(name: own.name, sql: connection.dialect.identifier(own.name))
    } else {
      key = places.key
    }
    let position = relation.position ?? (places.arePositioned ? connection.dialect.rowPosition : nil)
    subject = StatementPlan.Subject(
      dialect: connection.dialect, relation: relation, columns: columns, key: key, position: position)
    self.notes = notes
    hasOwnFunctions = connection is SQLiteDatabase
    self.connection = connection
    lock.withLock { $0 = isReading }
    OpenTables.add(self)
  }

  deinit { OpenTables.remove(self) }

  /// Whether reading it can keep tables of an engine from being written.
  func keeps(_ names: [String], of engine: SourceAddress.Engine) -> Bool {
    switch engine {
    case .sqlite(let path):
      // Whoever reads a file keeps it all.
      return subject.dialect == .sqlite && FilePath.resolved(path) == FilePath.resolved(connection.name)
    case .postgresql:
      guard subject.dialect == .postgresql else { return false }
      guard case .table(let parts) = subject.relation else { return true }
      return names.contains { $0.split(separator: ".").last.map(String.init) == parts.last }
    case .duckdb, .spark, .driver, .file: return subject.dialect != .sqlite && subject.dialect != .postgresql
    }
  }

  /// Ends the snapshot that is read, so that nobody who writes waits for it; the next statement begins another.
  func endReading() {
    lock.withLock { isReading in
      if isReading { try? connection.execute(SQLText("COMMIT")) }
      isReading = false
    }
  }

  private static func columns(
    _ connection: any EngineConnection, _ relation: Relation
  ) throws(TableError) -> [EngineColumn] {
    try connection.columns(of: relation).filter { $0.name != relation.position }
  }

  /// Begins to read the tables as they are now, whatever others write; false where that cannot be had.
  private static func begin(_ connection: any EngineConnection) -> Bool {
    guard let words = connection.dialect.snapshot, (try? connection.execute(SQLText(words))) != nil else {
      return false
    }
    // SQLite looks at the file no sooner than something is read of it.
    return connection.dialect != .sqlite
      || (try? connection.rows(SQLText("SELECT COUNT(*) FROM sqlite_master"), columns: 1)) != nil
  }

  /// Whether all statements see the same rows.
  private var isOfOneMoment: Bool {
    if case .file = subject.relation { return false }
    return subject.dialect.snapshot != nil
  }

  /// Refuses columns that are no longer what they were: a condition that was left to the engine could mean another one.
  private func checkColumns() throws(TableError) {
    guard try Self.columns(connection, subject.relation) == subject.columns else {
      throw .altered(connection.name)
    }
  }

  package func canSum(_ name: String) -> Bool {
    switch subject.column(name)?.kind {
    case .float, .decimal, .integer: true
    case .any: subject.dialect == .sqlite
    // Of the shortest decimals of shorter numbers the sums are others than of the numbers.
    case .boolean, .date, .text, .single, .money, .several, nil: false
    }
  }

  package func statements(for request: ColumnRequest) throws(TableError) -> [String] {
    [StatementPlan(request, subject).statement.inlined(subject.dialect) + ";"]
  }

  package func read(_ request: ColumnRequest) throws(TableError) -> ColumnReading {
    let plan = StatementPlan(request, subject)
    let width = plan.columns.count
    let further =
      request.isGrouped ? 1 + StatementPlan.sumColumns * request.summed.count : plan.hasKey ? 1 : 0
    var coders = Array(repeating: TextCoder(), count: width + further)
    let progress = request.progress.map { tell in
      { (rows: Int) in tell(ReadingProgress(rows: rows, share: nil)) }
    }
    try run(plan.statement, &coders, progress)
    let rows = coders.first?.count ?? 0
    var multiplicities: [Int]?
    var sums: [String: [RateSums]] = [:]
    var rowName = RowNames { row in "row \(row + 1)" }
    if request.isGrouped {
      multiplicities = try wholeNumbers(coders[width])
      for (place, name) in request.summed.enumerated() {
        let first = width + 1 + place * StatementPlan.sumColumns
        let parts = try coders[first..<first + StatementPlan.sumColumns].map { (coder) throws(TableError) in
          try wholeNumbers(coder)
        }
        sums[name] = self.sums(parts, rows: rows)
      }
      rowName = names(of: coders, plan)
    } else if plan.hasKey, let key = subject.key {
      let keys = coders[width].column(named: key.name)
      rowName = RowNames { row in "row \(key.name) \(keys.texts[keys.codes[row]])" }
    }
    return ColumnReading(
      columns: zip(plan.columns, coders).map { $1.column(named: $0) }, rowCount: rows,
      multiplicities: multiplicities, sums: sums, filter: plan.rest, rowName: rowName,
      isOrdered: plan.isOrdered)
  }

  /// Counts and sums of whole numbers, of which the sum of nothing is none.
  func wholeNumbers(_ coder: TextCoder) throws(TableError) -> [Int] {
    try coder.rowTexts.map { (text) throws(TableError) in
      guard let number = text.isEmpty ? 0 : Int(text) else {
        throw .damaged(source: name, problem: "the engine gave “\(text)” where a whole number was asked for")
      }
      return number
    }
  }

  private func sums(_ columns: [[Int]], rows: Int) -> [RateSums] {
    (0..<rows).map { row in
      RateSums(
        people: columns[0][row], within: columns[1][row],
        probability: RateSums.Parts(high: columns[2][row], middle: columns[3][row], low: columns[4][row]),
        variance: RateSums.Parts(high: columns[5][row], middle: columns[6][row], low: columns[7][row]))
    }
  }

  func run(
    _ statement: SQLText, _ coders: inout [TextCoder], _ progress: ((Int) -> Void)?
  ) throws(TableError) {
    nonisolated(unsafe) var own = coders
    nonisolated(unsafe) let progress = progress
    let outcome = lock.withLock { isReading -> Result<Void, TableError> in
      do throws(TableError) {
        if !isReading, subject.dialect.snapshot != nil {
          isReading = Self.begin(connection)
          try checkColumns()
        }
        try connection.run(statement, into: &own, progress: progress)
        if !isOfOneMoment, !statement.values.isEmpty { try checkColumns() }
        return .success(())
      } catch {
        // What failed may have ended the transaction.
        if isReading { try? connection.execute(SQLText("ROLLBACK")) }
        isReading = false
        return .failure(error)
      }
    }
    coders = own
    try outcome.get()
  }

  /// The names of groups of equal rows: the key of the first, which is asked for when somebody needs it.
  private func names(of coders: [TextCoder], _ plan: StatementPlan) -> RowNames {
    let columns = zip(plan.columns, coders).map { $1.column(named: $0) }
    return RowNames { [self] row in
      let values = columns.map { ($0.name, $0.texts[$0.codes[row]]) }
      if let key = subject.key, let found = try? firstKey(of: values, key) {
        return "row \(key.name) \(found)"
      }
      let words = values.map { "\($0) \($1.isEmpty ? "missing" : $1)" }
      return words.isEmpty ? "all rows" : "the rows with \(words.joined(separator: ", "))"
    }
  }

  private func firstKey(of values: [(name: String, text: String)], _ key: RowKey) throws(TableError)
    -> String?
  {
    var conditions: [String] = []
    var bound: [SQLText.Value] = []
    for (name, text) in values {
      let column = subject.dialect.identifier(name)
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
      SQLText("SELECT MIN(\(key.sql)) FROM \(subject.relation.sql(subject.dialect))\(filter)", values: bound),
      &coders, nil)
    let text = coders[0].rowTexts.first ?? ""
    return text.isEmpty ? nil : text
  }
}
