import Numbers

/// Equations within a row: ratios, differences and sums of columns.
///
/// The search runs on floating-point numbers with the rounding of every figure added up; the rules it proposes are then
/// checked exactly. The evidence for an equation is −log₁₀ of the probability that figures without any relation would
/// fulfil it as often, less log₁₀ of the number of equations tried. An equation that some rows break is proposed where
/// nearly all obey it; a run of rows that each obey it with a neighbour's figure counts as one break.
struct EquationProposals {
  private let proposer: RuleProposer
  private let columns: [Int]
  private let rows: [Int]
  /// The rows that no equation speaks of.
  private let leftOut: Set<Int>
  /// The figures column by column; NaN where there is none.
  private let values: [[Double]]
  private let halfUnits: [[Double]]
  /// Which columns hold counts, and how far the figures of each column lie apart.
  private let counts: [Bool]
  private let spreads: [Double]

  /// Columns beyond these are left to rules that are given.
  private static let mostColumns = 60
  /// With more columns than these, sums of three and four are tried of neighbouring columns only.
  private static let fewColumns = 16

  init(_ proposer: RuleProposer) {
    self.proposer = proposer
    let table = proposer.table
    let numeric = table.columns.indices.filter { index in
      let column = table.columns[index]
      return column.isNumeric && column.isNamed && !Self.isRank(column) && !Self.isYear(column)
        && !IntervalCells.namesInterval(column.name)
    }
    columns = Array(numeric.prefix(Self.mostColumns))
    let step = max(1, table.rowCount / 500)
    let leftOut = Self.leftOut(table)
    self.leftOut = leftOut
    let rows = stride(from: 0, to: table.rowCount, by: step).filter { !leftOut.contains($0) }
    self.rows = rows
    values = columns.map { column in
      rows.map { row in
        guard let number = table.columns[column].numbers[row], number.qualifier == .exactly else {
          return .nan
        }
        return number.value.double
      }
    }
    halfUnits = columns.map { column in
      rows.map { row in
        guard let number = table.columns[column].numbers[row] else { return 0 }
        return table.columns[column].half(of: number)
      }
    }
    counts = columns.map { table.columns[$0].holdsCounts }
    spreads = values.map { column in
      let present = column.filter { !$0.isNaN }
      return max((present.max() ?? 0) - (present.min() ?? 0), (present.map(abs).max() ?? 0) / 4)
    }
  }

  /// The equations that hold too often for chance, the best for each column.
  func proposals() -> [RuleProposal] {
    guard columns.count >= 2, rows.count >= 2 else { return [] }
    var best: [Int: (evidence: Evidence, equation: Equation)] = [:]
    var tried = 0
    var near: [Equation] = []
    let sieve = EquationSieve(values: values, halfUnits: halfUnits)
    visit { equation in
      tried += 1
      if sieve.passes(equation) { near.append(equation) }
    }
    for equation in near {
      guard let evidence = evidence(equation, tried: tried) else { continue }
      if evidence.value > best[equation.target]?.evidence.value ?? 0 {
        best[equation.target] = (evidence, equation)
      }
    }
    var used: Set<Set<Int>> = []
    return best.sorted { $0.key < $1.key }.compactMap { _, found in
      guard used.insert(Set(found.equation.inputs + [found.equation.target])).inserted else { return nil }
      return proposer.proposal(found.equation.text { name($0) }, leavingOut: leftOut) { audit in
        guard
          audit.inconsistentCount == 0
            || found.evidence.isOfShiftedRun
            || found.evidence.value >= (proposer.table.documentColumn == nil ? Self.leastForAccusing : 2)
              && accuses(audit, shifted: found.evidence.shifted)
        else { return nil }
        return "\(audit.consistentCount) of \(audit.consistentCount + audit.inconsistentCount) rows obey it"
          + (found.evidence.isOfShiftedRun ? ", the others with the figures of their neighbours; " : "; ")
          + RuleProposer.chance(found.evidence.value)
      }
    }
  }

  /// How strongly rows speak for an equation.
  private struct Evidence {
    let value: Double
    /// Whether most rows of a short table obey it with the figures of the row above or below.
    let isOfShiftedRun: Bool
    /// How many rows stand in a run that is shifted.
    let shifted: Int
  }

  /// Whether the exact count bears the search out: nearly all rows obey the rule, a run that is shifted counts as one
  /// break, in a short table one last digit that is one off as none, and those that obey it have three figures of two
  /// digits or more that are not all the same.
  private func accuses(_ audit: RuleAudit, shifted: Int) -> Bool {
    guard proposer.table.documentColumn == nil else { return true }
    let forgiven = audit.rows.count <= Self.fewRows ? min(1, audit.nearMissCount) : 0
    guard !audit.isUnsigned, !audit.isOfOthers, !audit.areNearMisses,
      proposer.isUsual(
        holds: audit.consistentCount, breaks: audit.inconsistentCount - max(0, shifted - 1) - forgiven),
      !audit.mayBeRounded
    else { return false }
    guard let column = audit.column else { return true }
    if audit.breaksLongFigures { return false }
    let figures = audit.rows.compactMap { row in
      row.verdict == .consistent ? proposer.table.columns[column].numbers[row.row]?.significand : nil
    }
    return Set(figures).count >= 2 && figures.count { abs($0) >= 10 } >= 3
  }

  /// Rows of changes; and those of totals where figures are missing, as two totals then need not be of the same parts.
  static func leftOut(_ table: AuditedTable) -> Set<Int> {
    var rows = Set((0..<table.rowCount).filter { table.isChangeRow($0) })
    guard table.rowCount <= 20_000 else { return rows }
    let totals = (table.totalRows() + table.namelessEnds()).filter { !rows.contains($0) }
    let hasGaps = table.columns.contains { column in
      column.isNumeric && column.numberCount < table.rowCount && column.numberCount > 1
    }
    if hasGaps, table.rowCount > totals.count + 1 { rows.formUnion(totals) }
    return rows
  }

  /// Below this evidence a run of shifted figures is no reason for a rule; it has two directions and many lengths.
  private static let leastForShifts = 5.0

  /// Tables of no more rows than these are short.
  private static let fewRows = 16

  /// Below this evidence a rule is proposed only where no row breaks it.
  private static let leastForAccusing = 3.0

  private static func isRank(_ column: AuditedColumn) -> Bool {
    !AuditedTable.words(of: column.name).isDisjoint(with: [
      "rank", "ranks", "position", "year", "id", "code", "age", "latitude", "longitude", "order", "p", "page",
    ])
  }

  /// Whether a column holds years, or is one.
  static func isYear(_ column: AuditedColumn) -> Bool {
    column.isWhole && column.numbers.allSatisfy { $0.map { (1900...2100).contains($0.significand) } ?? true }
      || column.name.count == 4 && (Int(column.name).map { (1900...2100).contains($0) } ?? false)
  }

  private func isCount(_ index: Int) -> Bool { counts[index] }

  private func isAverage(_ index: Int) -> Bool {
    !AuditedTable.words(of: proposer.table.columns[columns[index]].name).isDisjoint(with: [
      "mean", "median", "average", "avg", "sd", "se", "index", "score",
    ])
  }

  private func name(_ index: Int) -> String { proposer.name(columns[index]) }

  /// Tries all equations that are usual for such tables.
  private func visit(_ body: (Equation) -> Void) {
    let averages = columns.indices.map { isAverage($0) }
    let differences = columns.indices.map { namesDifference($0) }
    let rates = columns.indices.map { isRateOfGroups($0) }
    // Bands of ages and the like are no measures of which one could be the ratio of two others.
    let names = columns.indices.map { proposer.table.columns[columns[$0]].name.contains(where: \.isLetter) }
    for target in columns.indices {
      for a in columns.indices where a != target {
        for b in columns.indices where b != target && b != a {
          if !counts[target], names[target], names[a], names[b] {
            body(Equation(.quotient(1), target, [a, b]))
            for factor in [100.0, 1_000, 100_000] { body(Equation(.quotient(factor), target, [a, b])) }
            body(Equation(.percentChange, target, [a, b]))
          }
          if counts[a] == counts[b], counts[a] == counts[target],
            differences[target]
              || !counts[target] && ![target, a, b].contains(where: { rates[$0] || averages[$0] })
          {
            body(Equation(.difference, target, [a, b]))
          }
          if a < b, counts[target] == counts[a], counts[a] == counts[b], !averages[target], !averages[a],
            !averages[b],
            counts[target] || !(rates[target] || rates[a] || rates[b])
          {
            sums(target, a, b, body)
          }
        }
      }
    }
  }

  /// Rates of groups do not add up to the rate of all; figures with decimals do only where no name says rate.
  private func isRateOfGroups(_ columns: Int...) -> Bool {
    columns.contains { index in
      let column = proposer.table.columns[self.columns[index]]
      return column.namesRate || column.numbers.contains { $0?.unit == .percent }
    }
  }

  private func namesDifference(_ index: Int) -> Bool {
    !AuditedTable.words(of: proposer.table.columns[columns[index]].name).isDisjoint(with: [
      "difference", "change", "gap", "increase", "decrease", "net", "diff",
    ])
  }

  private func sums(_ target: Int, _ a: Int, _ b: Int, _ body: (Equation) -> Void) {
    let all = columns.count <= Self.fewColumns
    body(Equation(.sum, target, [a, b]))
    for c in columns.indices where c > b && c != target && counts[c] == counts[a] {
      guard all || (b == a + 1 && c == b + 1) else { continue }
      body(Equation(.sum, target, [a, b, c]))
      for d in columns.indices where d > c && d != target && counts[d] == counts[a] {
        guard all || d == c + 1 else { continue }
        body(Equation(.sum, target, [a, b, c, d]))
      }
    }
  }

  /// How strongly the rows speak for an equation; nil where it fails too often.
  private func evidence(_ equation: Equation, tried: Int) -> Evidence? {
    var tuples: Set<UInt64> = []
    var holds = 0
    var breaks: [Int] = []
    var beside: [Int] = []
    var score = 0.0
    let spread = spreads[equation.target]
    guard spread > 0 else { return nil }
    for row in rows.indices {
      let target = values[equation.target][row]
      guard !target.isNaN else { continue }
      var key: UInt64 = 14_695_981_039_346_656_037 ^ target.bitPattern
      var isWhole = true
      for input in equation.inputs {
        let value = values[input][row]
        isWhole = isWhole && !value.isNaN
        key = (key &* 1_099_511_628_211) ^ value.bitPattern ^ (key >> 29)
      }
      guard isWhole, !isTrivial(equation, row), tuples.insert(key).inserted else { continue }
      let result = equation.compute { values[$0][row] }
      guard result.isFinite else { continue }
      let half = halfUnits[equation.target][row]
      let slack = 2 * half + inputSlack(equation, row: row, result: result) + 1e-9 * abs(result)
      let distance = abs(target - result)
      let unit = max(half * 2, counts[equation.target] ? 1 : 0)
      if distance <= slack {
        holds += 1
        score += surprise(equation, row, slack: slack)
      } else if distance <= slack + unit {
        beside.append(row)
      } else {
        breaks.append(row)
        if breaks.count > 8, breaks.count > 2 * holds + 8 { return nil }
      }
    }
    let corrected = score + nameEvidence(equation, holds: holds) - Double(max(tried, 1)).logarithm10
    if proposer.table.documentColumn == nil, lacksPart(equation, breaks) { return nil }
    if proposer.table.documentColumn == nil, areNearMisses(equation, breaks + beside) { return nil }
    let run = shiftedRun(breaks, equation)
    let counted = breaks.count - max(0, run.count - 1)
    if holds >= 2, corrected >= 2, proposer.isUsual(holds: holds, breaks: counted) {
      return Evidence(value: corrected, isOfShiftedRun: false, shifted: run.count)
    }
    guard holds >= 1, isShifted(run, besides: breaks + beside, equation) else { return nil }
    let whole = run.reduce(corrected) { sum, row in
      sum + surprise(equation, row, slack: 2 * halfUnits[equation.target][row])
    }
    let chosen = whole - Double(2 * rows.count).logarithm10
    return chosen >= Self.leastForShifts
      ? Evidence(value: chosen, isOfShiftedRun: true, shifted: run.count) : nil
  }

  /// What a figure that obeys an equation says for it: −log₁₀ of the share of its column's spread that would.
  private func surprise(_ equation: Equation, _ row: Int, slack: Double) -> Double {
    let spread = spreads[equation.target]
    let unit = max(halfUnits[equation.target][row] * 2, counts[equation.target] ? 1 : 0)
    return min(6, -(max(2 * slack, unit, 1e-6 * spread) / spread).logarithm10)
  }

  /// Whether all rows of a short table that break an equation are one run that stands a row too high or too low.
  private func isShifted(_ run: [Int], besides broken: [Int], _ equation: Equation) -> Bool {
    guard rows.count <= EquationSieve.fewRows, proposer.table.documentColumn == nil, run.count >= 3,
      run.count == broken.count, let first = run.first, let last = run.last, last - first == run.count - 1
    else { return false }
    let figures = run.map { values[equation.target][$0] / (2 * halfUnits[equation.target][$0]) }
    return Set(figures).count == run.count && figures.allSatisfy { abs($0) >= 10 && $0.isFinite }
  }

  /// A sum of which all parts but one are zero or below the rounding, a difference by less than the rounding, or a ratio
  /// of nothing or to one, holds for no reason: it says no more than that two columns are alike.
  private func isTrivial(_ equation: Equation, _ row: Int) -> Bool {
    let inputs = equation.inputs
    return switch equation.operation {
    case .sum:
      inputs.reduce(0) { $0 + abs(values[$1][row]) } - (inputs.map { abs(values[$0][row]) }.max() ?? 0)
        <= 2 * halfUnits[equation.target][row]
    case .difference: abs(values[inputs[1]][row]) <= 2 * halfUnits[equation.target][row]
    case .quotient(let factor): values[inputs[0]][row] == 0 || values[inputs[1]][row] == factor
    case .percentChange: values[inputs[0]][row] == values[inputs[1]][row]
    }
  }

  /// Whether three rows or more break an equation by a unit of the last digit.
  ///
  /// Another base, much like the right one, does that, and slips do not. A figure of seven digits or more is off by one
  /// in programs that compute with fewer.
  private func areNearMisses(_ equation: Equation, _ breaks: [Int]) -> Bool {
    let near = breaks.filter { row in
      let half = halfUnits[equation.target][row]
      let distance = abs(values[equation.target][row] - equation.compute { values[$0][row] })
      // Counts off by one or two are thousands that were rounded one by one, though nothing says so.
      guard half > 0 else { return counts[equation.target] && distance <= Double(equation.inputs.count) }
      return distance <= 3.2 * half
    }
    let isLong = near.contains { row in
      let half = halfUnits[equation.target][row]
      return half > 0 && abs(values[equation.target][row]) >= 1e6 * 2 * half
    }
    return isLong || near.count >= 3 && 3 * near.count >= 2 * breaks.count
  }

  /// Whether the rows that break a sum all fall short of their total, so that a part which is mostly zero is missing.
  private func lacksPart(_ equation: Equation, _ breaks: [Int]) -> Bool {
    if case .difference = equation.operation { return isOffByOthers(equation, breaks) }
    guard case .sum = equation.operation else { return false }
    let gaps = breaks.map { row in
      (row, values[equation.target][row] - equation.compute { values[$0][row] })
    }
    guard !gaps.isEmpty, gaps.allSatisfy({ $0.1 > 0 }) else { return false }
    if gaps.count > 1 { return true }
    let others = columns.indices.filter {
      $0 != equation.target && !equation.inputs.contains($0) && counts[$0]
    }
    return gaps.contains { row, gap in others.contains { values[$0][row] == gap } }
  }

  /// Whether each row that breaks a difference does so by another of its figures: what is not stated.
  private func isOffByOthers(_ equation: Equation, _ breaks: [Int]) -> Bool {
    guard !breaks.isEmpty else { return false }
    let others = columns.indices.filter { $0 != equation.target && !equation.inputs.contains($0) }
    return others.contains { other in
      breaks.allSatisfy { row in
        let gap = abs(values[equation.target][row] - equation.compute { values[$0][row] })
        return gap > 0 && abs(gap - values[other][row]) <= 1e-9 * gap
      }
    }
  }

  /// The rows that break an equation and are explained by a run that stands one row too high or too low; at least two.
  private func shiftedRun(_ breaks: [Int], _ equation: Equation) -> [Int] {
    guard breaks.count >= 2 else { return [] }
    var most: [Int] = []
    for offset in [-1, 1] {
      let explained = breaks.filter { row in
        guard rows.indices.contains(row + offset) else { return false }
        let result = equation.compute { values[$0][row + offset] }
        return abs(values[equation.target][row] - result) <= 3 * halfUnits[equation.target][row] + 1e-9
          * abs(result)
      }
      if explained.count > most.count { most = explained }
    }
    return most.count >= 2 ? most : []
  }

  /// What the names of columns add: one that is named difference is taken to be a hundred times likelier to be that of
  /// two others, a rate of reoffenders likelier to be of the offenders; the factors are our choice.
  private func nameEvidence(_ equation: Equation, holds: Int) -> Double {
    guard holds >= 2 else { return 0 }
    let columns = proposer.table.columns
    let target = columns[self.columns[equation.target]]
    switch equation.operation {
    case .difference, .percentChange:
      return namesDifference(equation.target) && holds >= 3 ? 2 : 0
    case .quotient:
      let isRate = target.namesRate || target.numbers.contains { $0?.unit == .percent }
      let bases: Set = [
        "cohort", "offenders", "total", "population", "n", "base", "denominator", "all", "number", "people",
        "trials", "tested",
        "eligible", "sample", "caseload", "cases", "responses", "respondents", "participants",
      ]
      let base = AuditedTable.words(of: columns[self.columns[equation.inputs[1]]].name)
      return isRate && isCount(equation.inputs[0]) && isCount(equation.inputs[1])
        && !base.isDisjoint(with: bases) ? 1 : 0
    case .sum:
      return !AuditedTable.words(of: target.name).isDisjoint(with: ["total", "all", "sum", "overall", "both"])
        ? 1 : 0
    }
  }

  /// How far the rounding of the inputs can move the result.
  private func inputSlack(_ equation: Equation, row: Int, result: Double) -> Double {
    equation.slack(result: result) { (values[$0][row], halfUnits[$0][row]) }
  }
}

extension AuditedTable {
  /// Whether a row holds the change of the rows above, in which the columns do not add up.
  func isChangeRow(_ row: Int) -> Bool {
    let labels = columns.indices.prefix(2).filter { columns[$0].numbers[row] == nil }.map {
      columns[$0].texts[row].lowercased()
    }
    return labels.contains { label in
      guard label.utf8.count < 60 else { return false }
      return label.contains("change") || label.contains("difference") || label.hasPrefix("%")
        || label.contains("percent")
        || label.contains("per cent") || label.contains("average annual")
    }
  }
}
