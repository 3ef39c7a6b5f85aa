import Numbers
import Tables

/// The statement that adds up what is reckoned of each row.
struct SumSQL {
  private let subject: StatementPlan.Subject
  private var dialect: SQLDialect { subject.dialect }
  /// Whether the engine has functions of our own.
  private let hasOwnFunctions: Bool

  init(_ subject: StatementPlan.Subject, hasOwnFunctions: Bool) {
    self.subject = subject
    self.hasOwnFunctions = hasOwnFunctions
  }

  /// Powers of e of larger numbers are none, or a fault, in some engines.
  private static let largestExponent = "7E2"

  /// Larger numbers are none that an engine can turn into a whole one.
  private static let largestWhole = "9E15"

  /// The largest number that is taken for finite.
  private static let largest = "1E300"

  func statement(_ request: SumRequest) -> SQLText {
    var values: [SQLText.Value] = []
    let groups = request.groups.indices.map { "group_\($0)" }
    let kept = conditions(request, &values)
    var from =
      subject.relation.sql(dialect) + (kept.isEmpty ? "" : "\nWHERE " + kept.joined(separator: "\n  AND "))
    var known = zip(request.groups, groups).map { "\(subject.exact($0)) AS \($1)" }
    var names = groups
    for (place, step) in request.steps.enumerated() {
      let made = step.map { "\(expression($0.value)) AS \($0.name)" }
      from = "(\nSELECT \((known + made).joined(separator: ",\n  "))\nFROM \(from)\(fence)) AS step_\(place)"
      names += step.map(\.name)
      known = names
    }
    if request.steps.isEmpty, !groups.isEmpty {
      from = "(\nSELECT \(known.joined(separator: ", "))\nFROM \(from)) AS step_0"
    }
    let keys = zip(request.groups, groups).map { isText($0) ? dialect.exact($1) : $1 }
    let shown = zip(keys, groups).map { $0 == $1 ? $0 : "\($0) AS \($1)" }
    let count = "\(dialect.count) AS \(EngineTable.countName)"
    let sums =
      request.sums.map { sum(expression($0)) }
      + request.ranges.flatMap { ["MIN(\(expression($0)))", "MAX(\(expression($0)))"] }
    var sql = "SELECT \((shown + [count] + sums).joined(separator: ",\n  "))\nFROM \(from)"
    if !keys.isEmpty { sql += "\nGROUP BY " + keys.joined(separator: ", ") }
    return SQLText(request.most.map { dialect.limited(sql, to: $0) } ?? sql, values: values)
  }

  /// How many rows there are, and in how many each column holds no finite number where it should.
  func numbersCounted(_ columns: [String]) -> SQLText {
    let counts = columns.map { "SUM(CASE WHEN \(isNoNumber($0)) THEN 1 ELSE 0 END)" }
    return SQLText(
      "SELECT \(([dialect.count] + counts).joined(separator: ",\n  "))\nFROM \(subject.relation.sql(dialect))"
    )
  }

  func patternsCounted(_ columns: [String]) -> SQLText {
    let keys = columns.map(subject.exact).joined(separator: ", ")
    return SQLText(
      "SELECT \(dialect.count) FROM (\nSELECT 1 AS one\nFROM \(subject.relation.sql(dialect))\nGROUP BY \(keys)) AS patterns"
    )
  }

  private func isNoNumber(_ name: String) -> String {
    let column = dialect.identifier(name)
    let finite = "\(column) BETWEEN -\(Self.largest) AND \(Self.largest)"
    return dialect == .sqlite
      ? "typeof(\(column)) NOT IN ('integer', 'real', 'null') OR \(column) IS NOT NULL AND NOT \(finite)"
      : "\(column) IS NOT NULL AND NOT (\(finite))"
  }

  /// What keeps an engine from putting the steps together and reckoning each value as often as it is named.
  private var fence: String {
    switch dialect {
    case .sqlite: "\nLIMIT -1"
    case .postgresql: "\nOFFSET 0"
    case .duckdb, .spark, .sqlserver, .snowflake, .bigquery, .trino, .mysql, .standard: ""
    }
  }

  private func sum(_ number: String) -> String {
    switch dialect {
    case .duckdb: "fsum(\(number))"
    case .sqlite where hasOwnFunctions: "\(SQLiteFunctions.sum)(\(number))"
    default: "SUM(\(number))"
    }
  }

  private func conditions(_ request: SumRequest, _ values: inout [SQLText.Value]) -> [String] {
    var parts: [String] = []
    if let filter = request.filter, let sent = compiled(filter, request.numbers).necessary {
      parts.append(sent.text)
      values += sent.values
    }
    if let kept = request.kept {
      // Nothing is kept where no combination is.
      let rows = kept.rows.map { row in
        "(" + zip(kept.columns, row).map { matches($0, [$1]) }.joined(separator: " AND ") + ")"
      }
      parts.append(rows.isEmpty ? "1 = 0" : "(" + rows.joined(separator: " OR ") + ")")
    }
    parts += request.present.map { "\(dialect.identifier($0)) IS NOT NULL" }
    parts += request.positive.map { "\(dialect.identifier($0)) > 0" }
    parts += request.missing.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map {
      "NOT COALESCE(\(matches($0.key, $0.value)), FALSE)"
    }
    return parts
  }

  /// The condition as far as the engine decides it, where columns of finite numbers are compared as such.
  func compiled(_ filter: RowFilter, _ numbers: Set<String>) -> FilterSQL {
    FilterSQL(filter, dialect: dialect) { name in
      guard let column = subject.column(name) else { return nil }
      return numbers.contains(column.name) && column.kind != .single
        ? EngineColumn(name: column.name, kind: .decimal) : column
    }
  }

  private func isText(_ name: String) -> Bool {
    let kind = subject.column(name)?.kind
    return kind == .text || kind == .any
  }

  /// Whether a column holds one of some texts, as they came from the engine.
  private func matches(_ name: String, _ texts: [String]) -> String {
    let kind = subject.column(name)?.kind
    let column = dialect == .duckdb ? dialect.asText(subject.exact(name), kind) : subject.exact(name)
    var listed: [String] = []
    for text in texts where !text.isEmpty || isText(name) {
      switch kind {
      case .boolean: listed.append(text.uppercased())
      case .integer, .decimal, .float: listed.append(text)
      case .date: listed.append("CAST(\(dialect.literal(text)) AS DATE)")
      case .any:
        listed.append(dialect.literal(text))
        if let number = Double(text), number.isFinite { listed.append(NumberWords.text(number)) }
      case .text, .single, .money, .several, nil: listed.append(dialect.literal(text))
      }
    }
    let parts =
      (listed.isEmpty ? [] : ["\(column) IN (\(listed.joined(separator: ", ")))"])
      + (texts.contains("") ? ["\(dialect.identifier(name)) IS NULL"] : [])
    return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: " OR ") + ")"
  }

  private func expression(_ value: SumExpression) -> String {
    switch value {
    case .number(let number): return literal(number)
    case .column(let name): return number(name)
    case .step(let name): return name
    case .nothing: return "CAST(NULL AS \(dialect.binaryNumber))"
    case .cases(let column, let choices, let otherwise):
      let listed = choices.map { "WHEN \(matches(column, $0.texts)) THEN \(expression($0.value))" }
      return listed.isEmpty
        ? expression(otherwise) : "CASE \(listed.joined(separator: " ")) ELSE \(expression(otherwise)) END"
    case .sign(let sign, let first, let second):
      return "CASE WHEN \(expression(sign)) >= 0E0 THEN \(expression(first)) ELSE \(expression(second)) END"
    case .plus(let parts): return "(" + parts.map(expression).joined(separator: " + ") + ")"
    case .times(let parts): return "(" + parts.map(expression).joined(separator: " * ") + ")"
    case .over(let first, let second):
      return "(\(expression(first)) / NULLIF(\(expression(second)), 0E0))"
    case .exponential(let inner):
      let own = expression(inner)
      return "\(function("exp"))(CASE WHEN \(own) > \(Self.largestExponent) THEN \(Self.largestExponent) "
        + "WHEN \(own) < -\(Self.largestExponent) THEN -\(Self.largestExponent) ELSE \(own) END)"
    case .logarithm(let inner):
      let own = expression(inner)
      return "CASE WHEN \(own) > 0E0 THEN \(function("ln"))(\(own)) END"
    case .squareRoot(let inner):
      let own = expression(inner)
      return "CASE WHEN \(own) >= 0E0 THEN \(function("sqrt"))(\(own)) END"
    case .isFinite(let inner):
      return
        "CASE WHEN \(expression(inner)) BETWEEN -\(Self.largest) AND \(Self.largest) THEN 1E0 ELSE 0E0 END"
    case .isWhole(let inner):
      let own = expression(inner)
      return "CASE WHEN ABS(\(own)) < \(Self.largestWhole) THEN CASE WHEN \(own) = CAST(\(own) AS "
        + "\(dialect.wideInteger)) THEN 1E0 ELSE 0E0 END ELSE 0E0 END"
    case .absolute(let inner): return "ABS(\(expression(inner)))"
    }
  }

  private func function(_ name: String) -> String {
    hasOwnFunctions && dialect == .sqlite ? SQLiteFunctions.prefix + name : name.uppercased()
  }

  /// A binary number as a literal that no engine takes for a decimal.
  private func literal(_ number: Double) -> String {
    let text = "\(number)".uppercased()
    let plain = text.contains("E") ? text : text + "E0"
    // PostgreSQL reads such a number as a decimal, which it would turn into a binary one for each row.
    return dialect == .postgresql ? "FLOAT8 '\(plain)'" : plain
  }

  /// The number of a column; one of 24 binary digits is that of the shortest decimal, as it is read.
  private func number(_ name: String) -> String {
    let column = dialect.identifier(name)
    guard subject.column(name)?.kind == .single else {
      return "CAST(\(column) AS \(dialect.binaryNumber))"
    }
    let text = dialect == .spark || dialect == .bigquery ? "STRING" : "VARCHAR"
    return "CAST(CAST(\(column) AS \(text)) AS \(dialect.binaryNumber))"
  }
}
