import Numbers

/// Bounds that the names of columns say: an estimate lies within its limits, a part is no larger than its whole, and a
/// percentage of people lies between 0 and 100.
struct NamedBoundProposals {
  private let proposer: RuleProposer
  private let known: [Set<Int>]
  private let leftOut: Set<Int>
  private var table: AuditedTable { proposer.table }

  init(_ proposer: RuleProposer, besides proposals: [RuleProposal]) {
    self.proposer = proposer
    let table = proposer.table
    known = proposals.map { $0.columns(in: table) }
    leftOut = Set((0..<min(table.rowCount, 2_000)).filter { table.isChangeRow($0) })
  }

  func proposals() -> [RuleProposal] {
    guard (1...2_000).contains(table.rowCount), table.columns.count <= 60 else { return [] }
    return limits() + ranges() + parts() + percentages()
  }

  /// A mean or a median between the least and the greatest value: `Minimum <= Mean <= Maximum`.
  private func ranges() -> [RuleProposal] {
    let usable = table.columns.indices.filter { table.columns[$0].fitsRules }
    func named(_ words: Set<String>) -> [(column: Int, rest: Set<String>)] {
      usable.compactMap { column in
        let own = AuditedTable.words(of: table.columns[column].name)
        return own.isDisjoint(with: words) ? nil : (column, own.subtracting(words))
      }
    }
    let (lows, highs) = (named(["min", "minimum"]), named(["max", "maximum"]))
    guard lows.count == highs.count, !lows.isEmpty else { return [] }
    return lows.flatMap { low in
      highs.filter { $0.rest == low.rest }.flatMap { high in
        named(["mean", "median", "average", "avg"]).filter { $0.rest == low.rest }.compactMap { middle in
          let text = [low, middle, high].map { proposer.name($0.column) }.joined(separator: " <= ")
          return proposer.proposal(text, leavingOut: leftOut) { audit in
            let (holds, breaks) = (audit.consistentCount, audit.inconsistentCount)
            guard holds >= (breaks == 0 ? 1 : 3), RuleProposer.areFew(breaks, of: holds + breaks) else {
              return nil
            }
            return
              "names say an average and the range of the same; \(holds) of \(holds + breaks) rows lie within"
          }
        }
      }
    }
  }

  /// An estimate and its limits: where names say so one row that lies within is enough.
  private func limits() -> [RuleProposal] {
    let usable = table.columns.indices.filter { table.columns[$0].fitsRules }
    let limits = Set(usable.filter { LimitName(table.columns[$0]) != nil })
    let others = usable.filter { !limits.contains($0) && !ColumnName(table.columns[$0]).isNoMeasure }
    var found: [RuleProposal] = []
    for (lower, upper, words) in LimitName.pairs(in: table, among: usable) {
      guard let estimate = estimate(lower, upper, words, among: others) else { continue }
      let name = proposer.name(estimate)
      let rows = estimates(estimate, lower, upper)
      let inside = rows.count { $0.from <= $0.value && $0.value <= $0.to }
      let isNamed = LimitName.isEstimate(table.columns[estimate]) || !table.columns[estimate].isWhole
      guard inside >= (isNamed ? 1 : 2), RuleProposer.areFew(rows.count - inside, of: rows.count),
        inside == rows.count || areOfEstimate(rows)
      else { continue }
      for text in [
        "\(name) >= \(proposer.name(lower))", "\(name) <= \(proposer.name(upper))",
      ] {
        let proposal = proposer.proposal(text, leavingOut: leftOut) { audit in
          guard audit.inconsistentCount == 0 || areNear(audit, lower, upper) else { return nil }
          return "names say estimate and limits; \(inside) of \(rows.count) rows lie within"
        }
        if let proposal { found.append(proposal) }
      }
    }
    return found
  }

  private typealias Estimate = (value: Double, from: Double, to: Double)

  /// The rows that print an estimate with both of its limits.
  private func estimates(_ estimate: Int, _ lower: Int, _ upper: Int) -> [Estimate] {
    (0..<table.rowCount).compactMap { row in
      guard !leftOut.contains(row), let value = figure(row, estimate), let from = figure(row, lower),
        let to = figure(row, upper)
      else { return nil }
      return (value, from, to)
    }
  }

  /// Whether limits are those of an estimate and no control limits, beyond which a figure may lie: the estimates stand in
  /// the middle of those that hold them, and the middles differ.
  private func areOfEstimate(_ rows: [Estimate]) -> Bool {
    let wide = rows.filter { $0.to > $0.from }
    let isInMiddle = wide.allSatisfy { row in
      let place = (row.value - row.from) / (row.to - row.from)
      return !(0...1).contains(place) || (0.2...0.8).contains(place)
    }
    guard isInMiddle else { return false }
    let middles = wide.map { ($0.from + $0.to) / 2 }
    let spread = (middles.max() ?? 0) - (middles.min() ?? 0)
    return middles.count < 3 || spread > 0.02 * (middles.map(abs).max() ?? 0)
  }

  /// Whether estimates outside their limits are of their kind: no further away than three times the interval.
  private func areNear(_ audit: RuleAudit, _ lower: Int, _ upper: Int) -> Bool {
    audit.rows.allSatisfy { row in
      guard row.verdict == .inconsistent, let from = figure(row.row, lower), let to = figure(row.row, upper),
        let own = row.published?.lower
      else { return true }
      return to > from && own >= from - 3 * (to - from) && own <= to + 3 * (to - from)
    }
  }

  /// The column that limits are of: the one that has their name, else the one before them.
  private func estimate(_ lower: Int, _ upper: Int, _ rest: Set<String>, among others: [Int]) -> Int? {
    if !rest.isEmpty {
      let named = others.filter { AuditedTable.words(of: table.columns[$0].name) == rest }
      if named.count == 1 { return named[0] }
      let near = others.filter { rest.isSubset(of: AuditedTable.words(of: table.columns[$0].name)) }
      return near.count == 1 ? near[0] : nil
    }
    // Limits stand behind their estimate, or on both sides of it.
    let place = min(lower, upper)
    if abs(upper - lower) == 2, others.contains(place + 1) { return place + 1 }
    return place > 0 && others.contains(place - 1) ? place - 1 : nil
  }

  /// A count of some of those that another column counts all of: `Reoffenders <= Cohort`.
  private func parts() -> [RuleProposal] {
    guard table.rowCount <= NamedFormulaProposals.mostRows, table.documentColumn == nil else { return [] }
    var found: [RuleProposal] = []
    let counts = table.columns.indices.filter { column in
      let one = table.columns[column]
      return one.fitsRules && one.holdsCounts && !ColumnName(one).isNoMeasure
    }
    let wholes = counts.filter { PartName.isWhole(table.columns[$0].name) }
    for part in counts where PartName.isPart(table.columns[part].name) {
      // “2019 Reoffended” is some of “2019 Cohort”, and not of “2020 Cohort”.
      let own = PartName.group(table.columns[part].name)
      let same = wholes.filter { PartName.group(table.columns[$0].name) == own }
      let rest = wholes.filter { whole in
        let other = PartName.group(table.columns[whole].name)
        return !own.contains { $0.allSatisfy(\.isNumber) } && !other.contains { $0.allSatisfy(\.isNumber) }
      }
      for whole in same.isEmpty ? rest : same
      where !known.contains(where: { $0.isSuperset(of: [part, whole]) }) {
        let text = "\(proposer.name(part)) <= \(proposer.name(whole))"
        let proposal = proposer.proposal(text, leavingOut: leftOut) { audit in
          let (holds, breaks) = (audit.consistentCount, audit.inconsistentCount)
          guard holds >= (breaks == 0 ? 1 : 2), RuleProposer.areFew(breaks, of: holds + breaks) else {
            return nil
          }
          return "names say a part and its whole; \(holds) of \(holds + breaks) rows are no larger"
        }
        if let proposal { found.append(proposal) }
      }
    }
    return found
  }

  /// A percentage of people: `0 <= Rate <= 100`.
  private func percentages() -> [RuleProposal] {
    table.columns.indices.compactMap { column in
      let one = table.columns[column]
      guard one.fitsRules, PartName.isShareOfPeople(one), !one.holdsCounts else { return nil }
      return proposer.proposal("0 <= \(proposer.name(column)) <= 100", leavingOut: leftOut) { audit in
        let (holds, breaks) = (audit.consistentCount, audit.inconsistentCount)
        guard breaks > 0, holds >= 2, breaks <= max(1, (holds + breaks) / 20) else { return nil }
        return "its name says a percentage of people; \(holds) of \(holds + breaks) rows are from 0 to 100"
      }
    }
  }

  private func figure(_ row: Int, _ column: Int) -> Double? {
    table.columns[column].numbers[row].flatMap { $0.qualifier == .exactly ? $0.value.double : nil }
  }
}
