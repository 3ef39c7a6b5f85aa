public import Tables

/// Everything an audit has to say of tables, statements and a text, from which table, sentences, Markdown and figure are
/// made.
///
/// Encodes as `{"checks", "summary", "rules", "cohorts", "notChecked", "score"}`.
public struct AuditReport: Sendable {
  /// The tables.
  public let tables: [TableAudit]
  /// The verdicts on statements about them.
  public let statements: [StatementFinding]
  /// The verdicts on figures in running text.
  public let prose: [ProseFinding]
  /// What has the form of a figure that can be checked, and was not.
  public let unchecked: [UncheckedFigure]
  /// What a place in the text is: a line or a paragraph.
  public let textUnit: String
  /// The running text that was read.
  public let passages: [ProsePassage]
  /// The number of the first line of each page, where the document has pages.
  public let pageStarts: [Int]
  /// The names of the sheets, where the document has sheets in place of pages.
  public let sheetNames: [String]
  /// Contradictions that are known and accepted.
  public var baseline: AuditBaseline?

  /// Collects the parts.
  public init(
    tables: [TableAudit], statements: [StatementFinding] = [], prose: [ProseFinding] = [],
    unchecked: [UncheckedFigure] = [], textUnit: String = "line", passages: [ProsePassage] = [],
    pageStarts: [Int] = [], sheetNames: [String] = []
  ) {
    self.sheetNames = sheetNames
    self.tables = tables
    self.statements = statements
    self.prose = prose
    self.unchecked = unchecked + tables.flatMap(\.unchecked)
    self.textUnit = textUnit
    self.passages = passages
    self.pageStarts = pageStarts
  }

  /// Where a line stands: `line 12`, `page 3, line 7` or `paragraph 4`.
  public func place(_ number: Int) -> String {
    guard let page = pageStarts.lastIndex(where: { $0 <= number }) else { return "\(textUnit) \(number)" }
    if sheetNames.indices.contains(page) {
      return "sheet “\(sheetNames[page])”, row \(number - pageStarts[page] + 1)"
    }
    return "page \(page + 1), line \(number - pageStarts[page] + 1)"
  }

  /// How far a document, or a table, has been checked.
  public struct Score: Hashable, Sendable, Encodable {
    /// The figures that were checked.
    public let checked: Int
    /// Those that agree with the others.
    public let agreeing: Int
    /// Those that contradict them.
    public let contradicting: Int
    /// Those that a missing figure leaves open.
    public let undecidable: Int
    /// What has the form of a figure that can be checked and was not.
    public let notChecked: Int
  }

  /// The score.
  public var score: Score {
    let counts = summary
    return Score(
      checked: counts.consistent + counts.inconsistent, agreeing: counts.consistent,
      contradicting: counts.inconsistent,
      undecidable: counts.missing, notChecked: unchecked.count)
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
    let all = allContradictions
    guard let baseline else { return all }
    return all.filter { !baseline.accepts($0) }
  }

  /// The contradictions, those that are accepted included.
  public var allContradictions: [Contradiction] {
    let found = tables.flatMap(\.contradictions) + proseContradictions
    let order = found.indices.sorted { a, b in
      let (first, second) = (found[a], found[b])
      if first.relativeDistance != second.relativeDistance {
        return first.relativeDistance > second.relativeDistance
      }
      return a < b
    }
    return order.map { found[$0] } + statements.filter { $0.verdict == .inconsistent }.map(contradiction)
  }

  /// One for each sentence and figure, however often the sentence stands in the text.
  private var proseContradictions: [Contradiction] {
    var order: [[String]] = []
    var merged: [[String]: [ProseFinding]] = [:]
    for finding in prose where finding.verdict == .inconsistent {
      let key = [finding.words, finding.figure?.printed ?? "", finding.message]
      if merged[key] == nil { order.append(key) }
      if merged[key]?.last?.line != finding.line { merged[key, default: []].append(finding) }
    }
    return order.compactMap { key in
      guard let findings = merged[key], let finding = findings.first else { return nil }
      return Contradiction(
        table: "text", rule: finding.rule,
        places: findings.map { Contradiction.Place(document: place($0.line), section: "", line: $0.line) },
        label: "“\(finding.words)”", figure: finding.figure, published: finding.published,
        computed: finding.computed, message: finding.message, causes: finding.causes)
    }
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
    case checks, summary, rules, cohorts, notChecked, score, baseline
  }

  private struct Omission: Encodable {
    let words: String
    let line: Int
    let place: String
    let reason: String
  }

  private struct Known: Encodable {
    let known: Int
    let new: Int
  }

  private struct Rule: Encodable {
    let table: String
    let rule: String
    let reason: String
    let consistent: Int
    let inconsistent: Int
    let missing: Int
  }

  /// The key of an encoder's user information by which the list of checks stays empty, for ``AuditJSON`` to fill.
  package static var leavesChecksOut: CodingUserInfoKey { CodingUserInfoKey("leavesChecksOut") }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var checks = container.nestedUnkeyedContainer(forKey: .checks)
    if encoder.userInfo[Self.leavesChecksOut] == nil {
      for rule in tables.flatMap(\.result.rules) {
        for finding in rule.findings { try checks.encode(finding) }
      }
      for finding in statements { try checks.encode(finding) }
      for finding in prose { try checks.encode(finding) }
    }
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
    try container.encode(
      unchecked.map { Omission(words: $0.words, line: $0.line, place: place($0.line), reason: $0.reason) },
      forKey: .notChecked)
    try container.encode(score, forKey: .score)
    if baseline != nil {
      let new = contradictions.count
      try container.encode(Known(known: allContradictions.count - new, new: new), forKey: .baseline)
    }
  }
}

extension CodingUserInfoKey {
  /// A key by a name that is not empty; every text is one.
  fileprivate init(_ name: StaticString) {
    guard let key = CodingUserInfoKey(rawValue: "\(name)") else { preconditionFailure("no key \(name)") }
    self = key
  }
}

extension AuditReport {
  /// The contradicted figures with their places in the document and the reasons, to be marked in a copy of it.
  public var marks: [DocumentMark] {
    contradictions.flatMap { one in
      one.places.compactMap { place in
        guard let line = place.line, let printed = one.mark else { return nil }
        return DocumentMark(
          line: line, text: printed, reason: one.message + "." + (one.likely.map { " Likely: \($0)." } ?? ""))
      }
    }
  }
}

extension Contradiction {
  /// The figure as it is printed, where it is one.
  fileprivate var mark: String? {
    guard let printed = figure?.printed, printed.contains(where: \.isNumber) else { return figure?.printed }
    let trimmed = printed.drop { "<>=p ".contains($0) }
    return String(trimmed)
  }
}
