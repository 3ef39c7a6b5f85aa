/// The verdicts of several rules, as the command line prints them.
///
/// Encodes as `{"checks": […], "summary": {…}}`; each check has the keys of ``AuditFinding``.
public struct AuditResult: Sendable, Encodable {
  /// The verdicts rule by rule.
  public let rules: [RuleAudit]

  /// How many rows were judged how.
  public struct Summary: Hashable, Sendable, Encodable {
    /// The number of rules.
    public let rules: Int
    /// The rows that obey their rule.
    public let consistent: Int
    /// The rows that cannot obey it.
    public let inconsistent: Int
    /// The rows that cannot be decided.
    public let missing: Int
  }

  /// Joins the verdicts of several rules.
  public init(rules: [RuleAudit]) {
    self.rules = rules
  }

  /// The counts over all rules.
  public var summary: Summary {
    Summary(
      rules: rules.count, consistent: rules.reduce(0) { $0 + $1.consistentCount },
      inconsistent: rules.reduce(0) { $0 + $1.inconsistentCount },
      missing: rules.reduce(0) { $0 + $1.missingCount })
  }

  /// All findings with the inconsistent ones first, those furthest off before others, then the undecided.
  public var worstFirst: [AuditFinding] {
    let wrong = rules.flatMap { $0.findings(.inconsistent) }
    let order = wrong.indices.sorted { (-wrong[$0].distance, $0) < (-wrong[$1].distance, $1) }
    return order.map { wrong[$0] } + rules.flatMap { $0.findings(.missing) }
      + rules.flatMap { $0.findings(.consistent) }
  }

  private enum CodingKeys: String, CodingKey {
    case checks, summary
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var checks = container.nestedUnkeyedContainer(forKey: .checks)
    for rule in rules {
      for finding in rule.findings { try checks.encode(finding) }
    }
    try container.encode(summary, forKey: .summary)
  }
}

extension AuditFinding {
  /// How far the published figure lies from what was computed, relative to it.
  fileprivate var distance: Double {
    guard let low = published?.lower, let high = published?.upper, let from = computed?.lower,
      let to = computed?.upper
    else { return 0 }
    let gap = max(from - high, low - to, 0)
    return gap / max(abs(from), abs(to), 1e-9)
  }
}
