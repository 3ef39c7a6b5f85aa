/// Everything an audit has to say of tables, statements and a text, from which table, sentences, Markdown and figure are
/// made.
///
/// Encodes as `{"checks", "summary", "rules", "cohorts"}`.
public struct AuditReport: Sendable {
  /// The tables.
  public let tables: [TableAudit]
  /// The verdicts on statements about them.
  public let statements: [StatementFinding]
  /// The verdicts on figures in running text.
  public let prose: [ProseFinding]
  /// What a place in the text is: a line or a paragraph.
  public let textUnit: String

  /// Collects the parts.
  public init(
    tables: [TableAudit], statements: [StatementFinding] = [], prose: [ProseFinding] = [],
    textUnit: String = "line"
  ) {
    self.tables = tables
    self.statements = statements
    self.prose = prose
    self.textUnit = textUnit
  }

  /// How many checks came out how.
  public var summary: AuditResult.Summary {
    func count(_ verdict: AuditVerdict) -> Int {
      statements.count { $0.verdict == verdict } + prose.count { $0.verdict == verdict }
    }
    let parts = tables.map(\.result.summary)
    return AuditResult.Summary(
      rules: parts.reduce(0) { $0 + $1.rules },
      consistent: parts.reduce(count(.consistent)) { $0 + $1.consistent },
      inconsistent: parts.reduce(count(.inconsistent)) { $0 + $1.inconsistent },
      missing: parts.reduce(count(.missing)) { $0 + $1.missing })
  }

  /// The contradictions: figures furthest off first, then labels, then words.
  public var contradictions: [Contradiction] {
    let found =
      tables.flatMap(\.contradictions) + prose.filter { $0.verdict == .inconsistent }.map(contradiction)
    let order = found.indices.sorted { a, b in
      let (first, second) = (found[a], found[b])
      if first.relativeDistance != second.relativeDistance {
        return first.relativeDistance > second.relativeDistance
      }
      return a < b
    }
    return order.map { found[$0] } + statements.filter { $0.verdict == .inconsistent }.map(contradiction)
  }

  private func contradiction(_ finding: ProseFinding) -> Contradiction {
    Contradiction(
      table: "text", rule: finding.rule,
      places: [Contradiction.Place(document: "\(textUnit) \(finding.line)", section: "", line: finding.line)],
      label: "“\(finding.words)”", figure: finding.figure, published: finding.published,
      computed: finding.computed,
      message: finding.message, causes: finding.causes)
  }

  private func contradiction(_ finding: StatementFinding) -> Contradiction {
    let statement = finding.statement
    return Contradiction(
      table: statement.table, rule: "“\(statement.words)”",
      places: [Contradiction.Place(document: statement.document, section: statement.section, line: nil)],
      label: [statement.subject, "“\(statement.words)”"].filter { !$0.isEmpty }.joined(separator: ", "),
      figure: nil,
      published: nil, computed: nil, message: finding.message, causes: [])
  }

  /// The percentages that need far more people than their neighbours.
  public var unusualCohorts: [CohortNeeds.Need] { tables.flatMap(\.cohorts.unusual) }
}

extension AuditReport: Encodable {
  private enum CodingKeys: String, CodingKey {
    case checks, summary, rules, cohorts
  }

  private struct Rule: Encodable {
    let table: String
    let rule: String
    let reason: String
    let consistent: Int
    let inconsistent: Int
    let missing: Int
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var checks = container.nestedUnkeyedContainer(forKey: .checks)
    for rule in tables.flatMap(\.result.rules) {
      for finding in rule.findings { try checks.encode(finding) }
    }
    for finding in statements { try checks.encode(finding) }
    for finding in prose { try checks.encode(finding) }
    try container.encode(summary, forKey: .summary)
    let rules = tables.flatMap { table in
      zip(table.result.rules, table.reasons).map { audit, reason in
        Rule(
          table: table.table.name, rule: audit.rule.text, reason: reason, consistent: audit.consistentCount,
          inconsistent: audit.inconsistentCount, missing: audit.missingCount)
      }
    }
    try container.encode(rules, forKey: .rules)
    try container.encode(tables.flatMap(\.cohorts.needs), forKey: .cohorts)
  }
}
