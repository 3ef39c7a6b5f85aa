/// Contradictions that are known and accepted, so that a pipeline fails on new ones only.
///
/// Known is what an earlier audit found: the same figure and words, on whatever line they stand now.
public struct AuditBaseline: Hashable, Sendable {
  private let known: Set<[String]>

  /// The findings of an earlier audit, as its JSON gives them.
  public init(_ findings: [Finding]) {
    known = Set(findings.map(\.key))
  }

  /// A finding of an earlier audit.
  public struct Finding: Decodable, Sendable {
    let printed: String?
    let implied: String?
    let message: String?
    let verdict: String?

    fileprivate var key: [String] { [printed ?? "", implied ?? "", message ?? ""] }
  }

  /// The JSON of an earlier audit: `{"checks": […]}`.
  public struct Document: Decodable, Sendable {
    let checks: [Finding]

    /// What was found inconsistent.
    public var baseline: AuditBaseline { AuditBaseline(checks.filter { $0.verdict == "inconsistent" }) }
  }

  /// Whether a contradiction was known.
  public func accepts(_ contradiction: Contradiction) -> Bool {
    known.contains([
      contradiction.figure?.printed ?? "", contradiction.figure?.implied ?? "", contradiction.message,
    ])
  }
}
