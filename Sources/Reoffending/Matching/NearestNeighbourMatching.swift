/// Greedy nearest-neighbour matching without replacement.
///
/// People on the programme choose in order of their score, the largest first, and of their row where scores are
/// equal. Each takes the free person whose score is nearest, of several equally near the one in the first row. For
/// k:1 everyone chooses once before anyone chooses again, as in R's `MatchIt`. The result depends on nothing else.
///
/// The caliper is in standard deviations of the score over all people, as in `MatchIt` (whose version 4.5.1 ignores
/// it for scores between 0 and 1).
///
/// - Source: Rosenbaum and Rubin (1985), *The American Statistician* 39, 33–38, doi:10.2307/2683903; Austin (2011),
///   *Pharmaceutical Statistics* 10, 150–161, doi:10.1002/pst.433.
package struct NearestNeighbourMatching: Sendable {
  /// For each person on the programme with a match, in order of row: the rows chosen, nearest choice first.
  package let matches: [(treated: Int, comparison: [Int])]
  /// The people on the programme without a match.
  package let unmatched: [Int]
  /// How many people there were to choose from.
  package let available: Int
  /// The largest distance allowed, on the scale of the score; nil without a caliper.
  package let width: Double?

  /// Matches people.
  ///
  /// - Parameters:
  ///   - scores: the log-odds of being on the programme; nil for a row that is left out.
  ///   - isTreated: whether each row is on the programme.
  ///   - caliper: the largest distance in standard deviations of the score; nil for none.
  ///   - ratio: how many to choose for each.
  ///   - exact: for each row a number; only rows with equal numbers are matched.
  /// - Throws: `MatchingError` for an empty group, a caliper or ratio that is not positive, or no match at all.
  package init(
    scores: [Double?], isTreated: [Bool?], caliper: Double? = nil, ratio: Int = 1, exact: [Int]? = nil
  ) throws(MatchingError) {
    try Self.check(scores, isTreated, caliper: caliper, ratio: ratio, exact: exact)
    let used = scores.indices.filter { scores[$0] != nil && isTreated[$0] != nil }
    let treated = used.filter { isTreated[$0] == true }
    let others = used.filter { isTreated[$0] == false }
    guard !treated.isEmpty else { throw .emptyGroup("the programme") }
    guard !others.isEmpty else { throw .emptyGroup("the comparison group") }
    let score = scores.map { $0 ?? 0 }
    let width = caliper.map { $0 * Self.standardDeviation(used.map { score[$0] }) }
    var pools: [Int: FreeNeighbours] = [:]
    for (group, rows) in Dictionary(grouping: others, by: { exact?[$0] ?? 0 }) {
      pools[group] = FreeNeighbours(rows: rows, scores: score)
    }
    let order = treated.sorted { (-score[$0], $0) < (-score[$1], $1) }
    var chosen: [Int: [Int]] = [:]
    for _ in 0..<ratio {
      for row in order {
        guard let found = pools[exact?[row] ?? 0]?.take(nearest: score[row], within: width ?? .infinity)
        else {
          continue
        }
        chosen[row, default: []].append(found)
      }
    }
    guard !chosen.isEmpty else {
      throw .noMatches(
        "no one in the comparison group is near enough; use a wider caliper or fewer exact columns")
    }
    matches = treated.compactMap { row in chosen[row].map { (treated: row, comparison: $0) } }
    unmatched = treated.filter { chosen[$0] == nil }
    available = others.count
    self.width = width
  }

  /// The groups to compare: each person on the programme has the weight 1, shared by those chosen for them.
  package var group: ComparisonGroup {
    ComparisonGroup(
      treated: matches.map(\.treated),
      comparison: matches.flatMap { match in
        match.comparison.map { ComparisonGroup.Member(row: $0, weight: 1 / Double(match.comparison.count)) }
      }, unmatched: unmatched, available: available)
  }

  private static func check(
    _ scores: [Double?], _ isTreated: [Bool?], caliper: Double?, ratio: Int, exact: [Int]?
  ) throws(MatchingError) {
    guard isTreated.count == scores.count else {
      throw .lengthMismatch(argument: "isTreated", count: isTreated.count, expected: scores.count)
    }
    if let exact, exact.count != scores.count {
      throw .lengthMismatch(argument: "exact", count: exact.count, expected: scores.count)
    }
    if let caliper, !(caliper > 0 && caliper.isFinite) {
      throw .outOfRange(argument: "caliper", value: caliper, allowed: "above 0")
    }
    guard ratio >= 1 else { throw .outOfRange(argument: "ratio", value: Double(ratio), allowed: "1 or more") }
    for row in scores.indices {
      if let score = scores[row], !score.isFinite {
        throw .badValue(argument: "score", row: row + 1, found: "\(score)", allowed: "a finite number")
      }
    }
  }

  private static func standardDeviation(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)).squareRoot()
  }
}
