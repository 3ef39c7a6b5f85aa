/// Checks whether published figures agree with each other, each read as the interval that its rounding allows.
///
/// ```swift
/// let checker = RuleChecker(table)
/// let result = try checker.check(AuditRule("rate = 100 * reoffenders / cohort"))
/// for finding in result.findings(.inconsistent) { print(finding.row, finding.message) }
/// ```
public struct RuleChecker: Sendable {
  /// The table.
  public let table: AuditedTable
  /// How it is read.
  public let options: AuditOptions

  /// Prepares the audit of a table.
  public init(_ table: AuditedTable, options: AuditOptions = AuditOptions()) {
    self.table = table
    self.options = options
  }

  /// Applies one rule to all rows.
  ///
  /// - Throws: `AuditError` where the rule names a column that the table does not have or that holds no numbers.
  public func check(_ rule: AuditRule) throws(AuditError) -> RuleAudit {
    let context = try RuleContext(rule, table: table, options: options)
    switch rule.body {
    case .relations(let relations): return try RelationCheck(context, relations: relations).run()
    case .total(let column, let total): return try TotalCheck(context, column: column, total: total).run()
    case .order(let rank, let value, let descending):
      return try OrderCheck(context, rank: rank, of: value, descending: descending).run()
    case .same(let column, let place): return try SameCheck(context, column, across: place).run()
    case .whole(let expression): return try WholeCheck(context, expression).run()
    case .wholes(let mean, let deviation, let count):
      return try WholesCheck(context, mean: mean, deviation: deviation, count: count).run()
    case .significance(let columns): return try SignificanceCheck(context, columns).run()
    case .cohort(let column, let limit, let addsUp):
      return try CohortCheck(context, column, limit: limit, addsUp: addsUp).run()
    case .distinct(let column, let other): return try DistinctCheck(context, column, from: other).run()
    }
  }

  /// Applies several rules.
  public func check(_ rules: [AuditRule]) throws(AuditError) -> AuditResult {
    var audits: [RuleAudit] = []
    for rule in rules { audits.append(try check(rule)) }
    return AuditResult(rules: audits)
  }
}
