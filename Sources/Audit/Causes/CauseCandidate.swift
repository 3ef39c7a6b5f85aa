/// An explanation that would make a row consistent, before it is compared with the others.
struct CauseCandidate {
  let kind: AuditCauseKind
  let column: String?
  let correction: String?
  let explanation: String
  /// The probability of the slip and of what is printed because of it, up to a factor that all share.
  let likelihood: Double

  /// The explanations by Bayes' rule, likeliest first, one for each kind and column; at most five.
  static func ranked(_ candidates: [CauseCandidate]) -> [AuditCause] {
    struct Key: Hashable {
      let kind: AuditCauseKind
      let column: String?
    }
    var best: [Key: CauseCandidate] = [:]
    var sums: [Key: Double] = [:]
    for candidate in candidates {
      let key = Key(kind: candidate.kind, column: candidate.column)
      sums[key, default: 0] += candidate.likelihood
      if candidate.likelihood > best[key]?.likelihood ?? 0 { best[key] = candidate }
    }
    // In the order of the candidates: a sum in the order of a dictionary has other last digits at every run.
    let total = candidates.reduce(0) { $0 + $1.likelihood }
    guard total > 0 else { return [] }
    let causes = best.map { key, candidate in
      AuditCause(
        candidate.kind, candidate.explanation, column: candidate.column, correction: candidate.correction,
        weight: (sums[key] ?? 0) / total)
    }
    return Array(causes.sorted { ($0.weight, $1.explanation) > ($1.weight, $0.explanation) }.prefix(5))
  }
}
