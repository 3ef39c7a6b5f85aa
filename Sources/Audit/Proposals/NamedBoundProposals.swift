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
    return limits() + parts() + percentages()
  }

  /// An estimate and its limits: where names say so one row that lies within is enough.
  private func limits() -> [RuleProposal] {
    var found: [RuleProposal] = []
    for lower in table.columns.indices {
      guard let low = LimitName(table.columns[lower]), low.isLower, isUsable(lower) else { continue }
      let uppers = table.columns.indices.filter { column in
        LimitName(table.columns[column]).map { !$0.isLower && $0.rest == low.rest } == true
          && isUsable(column)
      }
      guard let upper = uppers.first(where: { $0 > lower }) ?? uppers.last,
        let estimate = estimate(lower, upper, low.rest)
      else { continue }
      let name = proposer.name(estimate)
      let inside = rows { row in
        guard let value = figure(row, estimate), let from = figure(row, lower), let to = figure(row, upper)
        else { return nil }
        return from <= value && value <= to
      }
      let wrong = inside.count { !$0 }
      let isNamed = LimitName.isEstimate(table.columns[estimate]) || !table.columns[estimate].isWhole
      guard inside.count > wrong, inside.count >= wrong + (isNamed ? 1 : 2),
        wrong <= max(1, inside.count / 10),
        wrong == 0 || areOfEstimate(estimate, lower, upper)
      else { continue }
      for text in [
        "\(name) >= \(proposer.name(lower))", "\(name) <= \(proposer.name(upper))",
      ] {
        let proposal = proposer.proposal(text, leavingOut: leftOut) { audit in
          guard audit.inconsistentCount == 0 || areNear(audit, lower, upper) else { return nil }
          return "names say estimate and limits; \(inside.count - wrong) of \(inside.count) rows lie within"
        }
        if let proposal { found.append(proposal) }
      }
    }
    return found
  }

  /// Whether limits are those of an estimate and no control limits, beyond which a figure may lie: the estimates stand in
  /// the middle of those that hold them, and the middles differ.
  private func areOfEstimate(_ estimate: Int, _ lower: Int, _ upper: Int) -> Bool {
    var middles: [Double] = []
    for row in 0..<table.rowCount where !leftOut.contains(row) {
      guard let value = figure(row, estimate), let from = figure(row, lower), let to = figure(row, upper),
        to > from
      else { continue }
      middles.append((from + to) / 2)
      let place = (value - from) / (to - from)
      if (0...1).contains(place), !(0.2...0.8).contains(place) { return false }
    }
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
  private func estimate(_ lower: Int, _ upper: Int, _ rest: Set<String>) -> Int? {
    let others = table.columns.indices.filter { column in
      column != lower && column != upper && isUsable(column) && LimitName(table.columns[column]) == nil
        && !ColumnName(table.columns[column]).isNoMeasure
    }
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
      return isUsable(column) && one.isWhole && !one.namesRate && !ColumnName(one).isNoMeasure
    }
    for part in counts {
      for whole in counts where whole != part {
        guard PartName.isPart(table.columns[part].name, of: table.columns[whole].name),
          !known.contains(where: { $0.isSuperset(of: [part, whole]) })
        else { continue }
        let text = "\(proposer.name(part)) <= \(proposer.name(whole))"
        let proposal = proposer.proposal(text, leavingOut: leftOut) { audit in
          let (holds, breaks) = (audit.consistentCount, audit.inconsistentCount)
          guard holds >= 2 || breaks == 0 && holds == 1, breaks <= max(1, (holds + breaks) / 10) else {
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
      guard isUsable(column), PartName.isShareOfPeople(one), !one.isWhole || one.namesRate else { return nil }
      return proposer.proposal("0 <= \(proposer.name(column)) <= 100", leavingOut: leftOut) { audit in
        let (holds, breaks) = (audit.consistentCount, audit.inconsistentCount)
        guard breaks > 0, holds >= 2, breaks <= max(1, (holds + breaks) / 20) else { return nil }
        return "its name says a percentage of people; \(holds) of \(holds + breaks) rows are from 0 to 100"
      }
    }
  }

  private func isUsable(_ column: Int) -> Bool {
    let one = table.columns[column]
    return one.isNumeric && one.isNamed && !one.name.contains("\"")
  }

  private func figure(_ row: Int, _ column: Int) -> Double? {
    table.columns[column].numbers[row].flatMap { $0.qualifier == .exactly ? $0.value.double : nil }
  }

  private func rows(_ decide: (Int) -> Bool?) -> [Bool] {
    (0..<table.rowCount).filter { !leftOut.contains($0) }.compactMap(decide)
  }
}

/// The name of a column of limits: which of the two they are, and of what.
struct LimitName {
  let isLower: Bool
  /// The words that name the estimate.
  let rest: Set<String>

  private static let lower: Set<String> = ["lower", "lcl", "lci", "ll", "lo", "low"]
  private static let upper: Set<String> = ["upper", "ucl", "uci", "ul", "hi", "high"]
  /// Words that are limits only beside one of an interval.
  private static let weak: Set<String> = ["low", "high", "lo", "hi", "ll", "ul"]
  private static let interval: Set<String> = [
    "ci", "cl", "confidence", "interval", "limit", "limits", "bound", "bounds", "credible", "95", "95%", "90",
    "99", "cri", "%", "90%", "99%",
  ]

  init?(_ column: AuditedColumn) {
    let words = AuditedTable.words(of: column.name)
    guard
      words.isDisjoint(with: [
        "quartile", "quartiles", "tier", "house", "tribunal", "class", "super", "layer", "control", "warning",
        "alert", "prediction", "target", "acceptable", "reference", "funnel",
      ])
    else { return nil }
    let (low, high) = (words.intersection(Self.lower), words.intersection(Self.upper))
    guard low.isEmpty != high.isEmpty else { return nil }
    let mark = low.isEmpty ? high : low
    let rest = words.subtracting(mark).subtracting(Self.interval)
    let namesInterval = !words.isDisjoint(with: Self.interval)
    guard namesInterval || mark.isDisjoint(with: Self.weak) else { return nil }
    isLower = !low.isEmpty
    self.rest = rest
  }

  /// Whether a column may hold estimates, though they are whole numbers.
  static func isEstimate(_ column: AuditedColumn) -> Bool {
    column.namesRate
      || !AuditedTable.words(of: column.name).isDisjoint(with: [
        "estimate", "estimates", "or", "rr", "hr", "value", "coefficient", "beta", "effect", "prevalence",
        "mean",
      ])
  }
}

/// Names that say that one count is of some of another's people.
enum PartName {
  private static let parts: Set<String> = [
    "reoffenders", "reoffended", "reoffending", "recidivists", "reconvicted", "rearrested", "reincarcerated",
    "reimprisoned", "recalled",
  ]
  private static let wholes: Set<String> = [
    "cohort", "offenders", "released", "prisoners", "participants", "people", "persons", "sample", "caseload",
    "discharged", "releases", "clients", "eligible",
  ]

  /// Whether one name is that of a part of those that another names.
  static func isPart(_ part: String, of whole: String) -> Bool {
    let (own, other) = (words(part), words(whole))
    let isOfAll =
      !other.isDisjoint(with: wholes) && other.isDisjoint(with: parts)
      && other.isDisjoint(with: ["not", "non", "per", "former", "new", "male", "female", "men", "women"])
    return !own.isDisjoint(with: parts) && own.isDisjoint(with: ["not", "non", "no", "per", "did"]) && isOfAll
  }

  private static func words(_ name: String) -> Set<String> {
    AuditedTable.words(of: name.replacing("e-o", with: "eo").replacing("e-c", with: "ec"))
  }

  /// Whether a column is a percentage of people, which lies between 0 and 100.
  static func isShareOfPeople(_ column: AuditedColumn) -> Bool {
    let name = ColumnName(column)
    let own = words(column.name)
    return name.isPercent && name.isShare && !name.isChange && !name.isPoints
      && (!own.isDisjoint(with: parts) || !own.isDisjoint(with: ["proportion", "share"])
        || !own.isDisjoint(with: wholes) && own.contains("of"))
      && own.isDisjoint(with: [
        "capacity", "target", "budget", "gdp", "change", "previous", "baseline", "occupancy", "turnout",
        "expected", "income", "relative", "ratio", "return", "average", "median", "norm", "plan", "planned",
        "places", "beds", "filled", "usable", "operational", "price", "quota",
      ])
  }
}
