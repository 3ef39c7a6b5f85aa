import Audit
import PublishedData
import Reoffending
import Tables
import Testing

/// The bundled tables as the audit reads them.
enum BundledTables {
  static func table(_ name: String) throws -> AuditedTable {
    let text = try #require(PublishedData.csv(named: name))
    return AuditedTable(try Table(csv: Array(text.utf8), source: name))
  }

  static func check(_ rule: String, in name: String, context: [String] = []) throws -> RuleAudit {
    let options = AuditOptions(context: try context.map { try table($0) })
    return try RuleChecker(table(name), options: options).check(AuditRule(rule))
  }
}
