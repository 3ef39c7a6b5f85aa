import Numbers
import Tables

/// The part of a condition that an engine can be left to decide.
///
/// A condition means for a table of an engine what it means for a file: texts are compared letter by letter without the
/// blanks and marks around them, markers such as NA are missing. What an engine would decide otherwise is decided here,
/// on the groups that come back; it is asked only not to send rows that cannot be kept.
struct FilterSQL {
  /// What is true of every row that is kept; nil where nothing is known.
  let necessary: SQLText?
  /// What is left to be decided here; nil where the engine decides all.
  let rest: FilterExpression?

  /// - Parameter column: the engine's column for a name of the condition.
  init(_ filter: RowFilter, dialect: SQLDialect, column: @escaping (String) -> EngineColumn?) {
    let compiler = Compiler(dialect: dialect, column: column)
    var sent: [SQLText] = []
    var rest: [FilterExpression] = []
    for part in Self.conjuncts(filter.expression) {
      if let exact = compiler.exact(part), Self.needsNoCheck(part) {
        sent.append(exact)
        continue
      }
      if let known = compiler.necessary(part) { sent.append(known) }
      rest.append(part)
    }
    necessary = sent.isEmpty ? nil : Compiler.joined(sent, " AND ")
    self.rest = rest.dropFirst().reduce(rest.first) { joined, part in joined.map { .and($0, part) } }
  }

  /// The conditions that all must hold.
  private static func conjuncts(_ expression: FilterExpression) -> [FilterExpression] {
    if case .and(let first, let second) = expression { return conjuncts(first) + conjuncts(second) }
    return [expression]
  }

  /// Whether a row that is kept shows that every value named in the condition is there.
  private static func needsNoCheck(_ expression: FilterExpression) -> Bool {
    switch expression {
    case .comparison, .isMissing: true
    case .membership(_, _, let values): values.count == 1
    case .not(let inner): hasOnlyOrder(inner)
    case .and, .or: hasOnlyOrder(expression)
    }
  }

  private static func hasOnlyOrder(_ expression: FilterExpression) -> Bool {
    switch expression {
    case .and(let first, let second), .or(let first, let second): hasOnlyOrder(first) && hasOnlyOrder(second)
    case .not(let inner): hasOnlyOrder(inner)
    case .comparison(_, let comparison, _): comparison != .equal && comparison != .unequal
    case .membership: false
    case .isMissing: true
    }
  }
}

private struct Compiler {
  let dialect: SQLDialect
  let column: (String) -> EngineColumn?

  static func joined(_ parts: [SQLText], _ sign: String) -> SQLText {
    guard parts.count > 1 else { return parts[0] }
    return SQLText(
      "(" + parts.map(\.text).joined(separator: sign) + ")", values: parts.flatMap(\.values))
  }

  /// A condition that holds for exactly the same rows, unknown ones included; nil where the engine may differ.
  func exact(_ expression: FilterExpression) -> SQLText? {
    switch expression {
    case .and(let first, let second):
      guard let one = exact(first), let other = exact(second) else { return nil }
      return Self.joined([one, other], " AND ")
    case .or(let first, let second):
      guard let one = exact(first), let other = exact(second) else { return nil }
      return Self.joined([one, other], " OR ")
    case .not(let inner):
      return exact(inner).map { SQLText("NOT (\($0.text))", values: $0.values) }
    case .isMissing(let name, _):
      guard let column = column(name), [.integer, .decimal, .date].contains(column.kind) else { return nil }
      return SQLText("\(dialect.identifier(column.name)) IS NULL")
    case .membership(let name, let offset, let values):
      let parts = values.compactMap { value in
        exact(.comparison(.column(name, offset: offset), .equal, value))
      }
      return parts.count == values.count && !parts.isEmpty ? Self.joined(parts, " OR ") : nil
    case .comparison(let first, let comparison, let second):
      guard let (column, sign, constant) = sides(first, comparison, second) else { return nil }
      let name = dialect.identifier(column.name)
      switch (column.kind, constant) {
      case (.integer, .number(let number, _)), (.decimal, .number(let number, _)):
        guard let value = plain(number) else { return nil }
        return SQLText("\(name) \(sign) \(SQLText.mark)", values: [value])
      case (.date, .text(let text, _)):
        guard CalendarDate(iso8601: text)?.description == text else { return nil }
        return SQLText("\(name) \(sign) CAST(\(SQLText.mark) AS DATE)", values: [.text(text)])
      default: return nil
      }
    }
  }

  /// A condition that holds for every row that the expression keeps, and perhaps for others.
  func necessary(_ expression: FilterExpression) -> SQLText? {
    if let exact = exact(expression) { return exact }
    switch expression {
    case .and(let first, let second):
      let parts = [necessary(first), necessary(second)].compactMap(\.self)
      return parts.isEmpty ? nil : Self.joined(parts, " AND ")
    case .or(let first, let second):
      guard let one = necessary(first), let other = necessary(second) else { return nil }
      return Self.joined([one, other], " OR ")
    case .not, .isMissing: return nil
    case .membership(let name, let offset, let values):
      let parts = values.compactMap { value in
        necessary(.comparison(.column(name, offset: offset), .equal, value))
      }
      return parts.count == values.count && !parts.isEmpty ? Self.joined(parts, " OR ") : nil
    case .comparison(let first, let comparison, let second):
      guard let (column, sign, constant) = sides(first, comparison, second) else { return nil }
      let name = dialect.identifier(column.name)
      switch (column.kind, constant) {
      case (.float, .number(let number, _)):
        // What is no number in a column of binary numbers is sorted in its own way by each engine.
        guard let value = plain(number) else { return nil }
        return SQLText(
          "(\(name) \(sign) \(SQLText.mark) OR NOT (\(name) BETWEEN -1e300 AND 1e300))", values: [value])
      case (.any, .number(let number, _)) where dialect == .sqlite:
        guard let value = plain(number) else { return nil }
        return SQLText(
          "(typeof(\(name)) = 'text' OR \(name) \(sign) \(SQLText.mark))", values: [value])
      case (.text, .text(let text, _)) where comparison == .equal,
        (.any, .text(let text, _)) where comparison == .equal && dialect == .sqlite:
        return contains(dialect.asText(name, column.kind), text)
      default: return nil
      }
    }
  }

  /// A cell that is equal to a text once blanks and marks are taken off has the text within it.
  private func contains(_ name: String, _ text: String) -> SQLText? {
    // Letters with accents can be written in several ways that are equal, and these three have a second sign.
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), text == trimmed(text),
      !text.contains(where: { "K;`".contains($0) })
    else { return nil }
    let sql =
      switch dialect {
      case .postgresql, .snowflake, .standard: "POSITION(\(SQLText.mark) IN \(name)) > 0"
      case .sqlserver: "CHARINDEX(\(SQLText.mark), \(name)) > 0"
      case .bigquery, .trino: "STRPOS(\(name), \(SQLText.mark)) > 0"
      case .sqlite, .duckdb, .spark, .mysql: "INSTR(\(name), \(SQLText.mark)) > 0"
      }
    return SQLText(sql, values: [.text(text)])
  }

  private func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// The value of a number without a sign of pounds or per cent.
  private func plain(_ number: PrintedNumber) -> SQLText.Value? {
    guard number.unit == .none, number.scale == 0, number.value.isFinite else { return nil }
    if number.value == number.value.rounded(), abs(number.value) < 9e15 {
      return .integer(Int64(number.value))
    }
    return .number(number.value)
  }

  /// A column, the sign between it and a constant, and the constant.
  private func sides(
    _ first: FilterExpression.Operand, _ comparison: FilterExpression.Comparison,
    _ second: FilterExpression.Operand
  ) -> (EngineColumn, String, FilterExpression.Operand)? {
    if case .column(let name, _) = first, let column = column(name) {
      if case .column = second { return nil }
      return (column, sign(comparison), second)
    }
    if case .column(let name, _) = second, let column = column(name) {
      return (column, sign(comparison.turned), first)
    }
    return nil
  }

  private func sign(_ comparison: FilterExpression.Comparison) -> String {
    comparison == .unequal ? "<>" : comparison.rawValue
  }
}
