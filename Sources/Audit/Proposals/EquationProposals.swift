import Numbers

/// Equations within a row: ratios, differences and sums of columns.
///
/// The search runs on floating-point numbers with the rounding of every figure added up; the rules it proposes are then
/// checked exactly. A figure that was cut off counts as obeying. The evidence for an equation is −log₁₀ of the probability that figures without any relation would
/// fulfil it as often, less log₁₀ of the number of equations tried.
struct EquationProposals {
  private let proposer: RuleProposer
  private let columns: [Int]
  private let rows: [Int]
  private let values: [[Double?]]
  private let halfUnits: [[Double]]

  /// Columns beyond these are left to rules that are given.
  private static let mostColumns = 60
  /// With more columns than these, sums of three and four are tried of neighbouring columns only.
  private static let fewColumns = 16

  private struct Candidate {
    let target: Int
    let inputs: [Int]
    let isDifference: Bool
    let text: () -> String
    let compute: ([Double]) -> Double
  }

  init(_ proposer: RuleProposer) {
    self.proposer = proposer
    let table = proposer.table
    let numeric = table.columns.indices.filter {
      table.columns[$0].isNumeric && !Self.isRank(table.columns[$0])
    }
    columns = Array(numeric.prefix(Self.mostColumns))
    let step = max(1, table.rowCount / 500)
    let rows = Array(stride(from: 0, to: table.rowCount, by: step))
    self.rows = rows
    values = columns.map { column in
      rows.map { row in
        guard let number = table.columns[column].numbers[row], number.qualifier == .exactly else {
          return nil
        }
        return number.value.double
      }
    }
    halfUnits = columns.map { column in
      rows.map { row in
        guard let number = table.columns[column].numbers[row] else { return 0 }
        let isExact = number.isWholeCount && !table.columns[column].namesRate
        return isExact ? 0 : number.unitInLastPlace.double / 2
      }
    }
  }

  /// The equations that hold too often for chance, the best for each column.
  func proposals() -> [RuleProposal] {
    let candidates = self.candidates()
    guard !candidates.isEmpty else { return [] }
    var best: [Int: (evidence: Double, candidate: Candidate)] = [:]
    for candidate in candidates {
      guard let evidence = evidence(candidate, tried: candidates.count) else { continue }
      if evidence > best[candidate.target]?.evidence ?? 0 { best[candidate.target] = (evidence, candidate) }
    }
    var used: Set<Set<Int>> = []
    return best.sorted { $0.key < $1.key }.compactMap { _, found in
      guard used.insert(Set(found.candidate.inputs + [found.candidate.target])).inserted else { return nil }
      return proposer.proposal(found.candidate.text()) { audit in
        "\(audit.consistentCount) of \(audit.consistentCount + audit.inconsistentCount) rows obey it; "
          + "chance would do so once in 10^\(Int(found.evidence)) tables"
      }
    }
  }

  private static func isRank(_ column: AuditedColumn) -> Bool {
    !AuditedTable.words(of: column.name).isDisjoint(with: ["rank", "ranks", "position", "year", "id"])
  }

  private func isCount(_ index: Int) -> Bool {
    proposer.table.columns[columns[index]].isWhole && !proposer.table.columns[columns[index]].namesRate
  }

  private func candidates() -> [Candidate] {
    var found: [Candidate] = []
    for target in columns.indices {
      for a in columns.indices where a != target {
        for b in columns.indices where b != target && b != a {
          found += quotients(target, a, b) + sums(target, a, b)
        }
      }
    }
    return found
  }

  private func name(_ index: Int) -> String { proposer.name(columns[index]) }

  private func quotients(_ target: Int, _ a: Int, _ b: Int) -> [Candidate] {
    guard !isCount(target) else { return [] }
    func candidate(
      isDifference: Bool = false, _ formula: @escaping (String, String) -> String,
      _ compute: @escaping ([Double]) -> Double
    ) -> Candidate {
      Candidate(
        target: target, inputs: [a, b], isDifference: isDifference,
        text: { "\(name(target)) = \(formula(name(a), name(b)))" }, compute: compute)
    }
    var found = [candidate({ "\($0) / \($1)" }) { $0[0] / $0[1] }]
    for factor in [100, 1_000, 100_000] {
      found.append(candidate({ "\(factor) * \($0) / \($1)" }) { Double(factor) * $0[0] / $0[1] })
    }
    found.append(
      candidate(isDifference: true, { "100 * (\($0) - \($1)) / \($1)" }) { 100 * ($0[0] - $0[1]) / $0[1] })
    if !isCount(a), !isCount(b) {
      found.append(candidate(isDifference: true, { "\($0) - \($1)" }) { $0[0] - $0[1] })
    }
    return found
  }

  private func sums(_ target: Int, _ a: Int, _ b: Int) -> [Candidate] {
    guard a < b, isCount(target) == isCount(a), isCount(a) == isCount(b) else { return [] }
    func candidate(_ inputs: [Int]) -> Candidate {
      Candidate(
        target: target, inputs: inputs, isDifference: false,
        text: { "\(name(target)) = \(inputs.map(name).joined(separator: " + "))" },
        compute: { $0.reduce(0, +) })
    }
    let all = columns.count <= Self.fewColumns
    var found = [candidate([a, b])]
    for c in columns.indices where c > b && c != target && isCount(c) == isCount(a) {
      guard all || (b == a + 1 && c == b + 1) else { continue }
      found.append(candidate([a, b, c]))
      for d in columns.indices where d > c && d != target && isCount(d) == isCount(a) {
        guard all || d == c + 1 else { continue }
        found.append(candidate([a, b, c, d]))
      }
    }
    return found
  }

  /// How strongly the rows speak for an equation; nil where it fails too often.
  private func evidence(_ candidate: Candidate, tried: Int) -> Double? {
    var tuples: Set<[Double]> = []
    var holds = 0
    var near = 0
    var decidable = 0
    var score = 0.0
    let present = values[candidate.target].compactMap { $0 }
    let spread = max((present.max() ?? 0) - (present.min() ?? 0), present.map(abs).max() ?? 0)
    guard spread > 0 else { return nil }
    for row in rows.indices {
      guard let target = values[candidate.target][row] else { continue }
      let inputs = candidate.inputs.compactMap { values[$0][row] }
      guard inputs.count == candidate.inputs.count, tuples.insert(inputs + [target]).inserted else {
        continue
      }
      let result = candidate.compute(inputs)
      guard result.isFinite else { continue }
      decidable += 1
      let half = halfUnits[candidate.target][row]
      let slack = 2 * half + inputSlack(candidate, inputs, row: row, result: result) + 1e-9 * abs(result)
      let distance = abs(target - result)
      if distance <= slack + 4 * half + 0.01 * abs(target) { near += 1 }
      if distance <= slack {
        holds += 1
        score += min(6, -(max(2 * slack, 1e-6 * spread) / spread).logarithm10)
      }
      if decidable == 12, near < 3 { return nil }
    }
    let corrected =
      score + nameEvidence(candidate, holds: holds, decidable: decidable) - Double(tried).logarithm10
    let isUsual = decidable > 0 && 5 * holds >= 2 * decidable && 2 * near >= decidable
    return holds >= 2 && isUsual && corrected >= 2 ? corrected : nil
  }

  /// What the name of a column adds where most rows hold: one that is named difference is taken to be a hundred times
  /// likelier to be that of two others; the factor is our choice.
  private func nameEvidence(_ candidate: Candidate, holds: Int, decidable: Int) -> Double {
    let names = AuditedTable.words(of: proposer.table.columns[columns[candidate.target]].name)
    let isNamed = !names.isDisjoint(with: ["difference", "change", "gap"])
    return isNamed && candidate.isDifference && holds >= 3 && 3 * holds >= 2 * decidable ? 2 : 0
  }

  /// How far the rounding of the inputs can move the result.
  private func inputSlack(_ candidate: Candidate, _ inputs: [Double], row: Int, result: Double) -> Double {
    var slack = 0.0
    for (index, column) in candidate.inputs.enumerated() where halfUnits[column][row] > 0 {
      var moved = inputs
      moved[index] += halfUnits[column][row]
      slack += abs(candidate.compute(moved) - result)
    }
    return slack.isFinite ? slack : .infinity
  }
}
