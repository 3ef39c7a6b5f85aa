import Audit
import Studies
import Tables

/// The audit of what was read, as the verb makes it.
enum AuditRunnerInput {
  static func audit(_ table: Table) throws -> AuditReport {
    try AuditRunner().audit(AuditedTable(table, named: "input"), rules: [])
  }
}

extension FuzzTarget {
  /// Readers of documents, with the audit of what they read; of a spreadsheet the input is the sheet.
  static let documents = TextDocument.Kind.allCases.map { kind in
    FuzzTarget("document-\(kind.rawValue)") { bytes in
      let file = kind == .spreadsheet ? try workbook(sheet: bytes) : bytes
      let document = try TextDocument(file, kind: kind, source: "input")
      let report = try AuditRunner().audit(document)
      _ = report.markdown(title: "input")
      _ = report.html(title: "input")
    }
  }
}
