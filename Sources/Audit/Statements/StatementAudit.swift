/// Checks what documents say about their figures against the figures.
///
/// With counts a statement is tested; with percentages alone it is asked what a cohort of any plausible size could show.
/// Statements about the same rows that exclude each other are found as well.
public struct StatementAudit: Sendable {
  let statements: [Statement]
  let tables: [String: AuditedTable]
  /// The largest cohort that percentages without counts can plausibly rest on.
  let largestCohort: Int
  /// The smallest.
  let smallestCohort: Int

  /// Prepares the audit.
  ///
  /// - Parameters:
  ///   - statements: the statements.
  ///   - tables: the tables that they name.
  ///   - plausibleCohorts: the sizes of cohort that percentages without counts may rest on.
  public init(
    _ statements: [Statement], tables: [AuditedTable], plausibleCohorts: ClosedRange<Int> = 30...20_000
  ) {
    self.statements = statements
    self.tables = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    smallestCohort = plausibleCohorts.lowerBound
    largestCohort = plausibleCohorts.upperBound
  }

  /// The findings in the order of the statements.
  public func findings() -> [StatementFinding] {
    let alone = statements.map { finding($0) }
    return alone.map { finding in
      guard finding.verdict == .missing, let rival = rival(of: finding.statement) else { return finding }
      return StatementFinding(
        finding.statement, .inconsistent,
        "“\(rival.words)” is said of the same figures in \(rival.document) (\(rival.id)); " + finding.message,
        smallestCohort: finding.smallestCohort, pValue: finding.pValue)
    }
  }

  private func finding(_ statement: Statement) -> StatementFinding {
    guard !statement.table.isEmpty else {
      return StatementFinding(statement, .missing, "no figures are printed")
    }
    guard let table = tables[statement.table] else {
      return StatementFinding(statement, .missing, "the table \(statement.table) is not at hand")
    }
    let rows = self.rows(of: statement, in: table)
    guard !rows.isEmpty else {
      return StatementFinding(statement, .missing, "no row of \(statement.table) is meant")
    }
    let check = StatementCheck(
      statement: statement, table: table, rows: rows,
      plausible: smallestCohort...max(smallestCohort, largestCohort), against: compared(statement))
    return check.finding()
  }

  /// The rows of a statement's document in the table that it is compared with.
  private func compared(_ statement: Statement) -> (table: AuditedTable, rows: [Int])? {
    guard !statement.against.isEmpty, let table = tables[statement.against] else { return nil }
    let rows = (0..<table.rowCount).filter { row in
      table.document(ofRow: row).map { $0 == statement.document } ?? true
    }
    return (table, rows)
  }

  /// The rows that a statement stands on: those of its own document.
  private func rows(of statement: Statement, in table: AuditedTable) -> [Int] {
    var condition: RowCondition?
    if !statement.rows.isEmpty {
      guard var parser = try? RuleParser(statement.rows), let read = try? parser.rowCondition() else {
        return []
      }
      condition = read
    }
    return (0..<table.rowCount).filter { row in
      if let document = table.documentColumn, !statement.document.isEmpty,
        table.columns[document].texts[row] != statement.document
      {
        return false
      }
      return condition?.parts.allSatisfy { part in
        guard
          let column = try? table.column(named: part.column, position: part.position, rule: statement.rows)
        else {
          return false
        }
        return part.holds(for: table.columns[column].texts[row])
      } ?? true
    }
  }

  /// A statement that excludes another: within what is expected, and yet higher than that.
  private func rival(of statement: Statement) -> Statement? {
    guard statement.kind == .withinExpected, let table = tables[statement.table] else { return nil }
    let own = Set(rows(of: statement, in: table).map { key($0, table) })
    let rivals = statements.filter { other in
      other.id != statement.id && other.table == statement.table
        && [.higher, .lower, .increase, .significant].contains(other.kind)
        && rows(of: other, in: table).contains { own.contains(key($0, table)) }
    }
    return rivals.first { $0.document == statement.document } ?? rivals.first
  }

  private func key(_ row: Int, _ table: AuditedTable) -> [String] {
    table.labelColumns.filter { $0 != table.documentColumn && $0 == table.labelColumns.first }
      .map { LabelKey.key(table.columns[$0].texts[row]) }
  }
}
