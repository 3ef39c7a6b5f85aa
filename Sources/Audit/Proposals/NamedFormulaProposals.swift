import Numbers

/// Equations that the names of columns say, in tables too short for a search by figures alone.
///
/// *Rate*, *Change*, *Total*, *Average*, *Not reoffended* and *Reoffences per reoffender* say what a column is; of which
/// others is told by the rows. With the name as evidence two rows that obey and one that does not are enough.
struct NamedFormulaProposals {
  private let proposer: RuleProposer
  private let known: [Set<Int>]
  private let rows: [Int]
  private let leftOut: Set<Int>
  /// What the names of the columns say, and which columns hold measures and counts that a formula can use.
  private let names: [ColumnName]
  private let measures: [Int]
  private let counts: [Int]
  private var table: AuditedTable { proposer.table }

  /// Longer tables are searched by their figures.
  static let mostRows = 60
  private static let mostColumns = 24

  init(_ proposer: RuleProposer, besides proposals: [RuleProposal]) {
    self.proposer = proposer
    let table = proposer.table
    known = proposals.map { $0.columns(in: table) }
    guard (2...Self.mostRows).contains(table.rowCount), table.documentColumn == nil,
      table.columns.count <= Self.mostColumns
    else {
      (rows, leftOut, names, measures, counts) = ([], [], [], [], [])
      return
    }
    let leftOut = EquationProposals.leftOut(table)
    let names = table.columns.map { ColumnName($0) }
    let measures = table.columns.indices.filter {
      table.columns[$0].fitsRules && table.columns[$0].numberCount >= 2
    }
    rows = (0..<table.rowCount).filter { !leftOut.contains($0) }
    counts = measures.filter { column in
      table.columns[column].holdsCounts && !names[column].isNoMeasure
        && table.columns[column].numbers.allSatisfy { ($0?.significand ?? 0) >= 0 }
    }
    self.leftOut = leftOut
    self.names = names
    self.measures = measures
  }

  func proposals() -> [RuleProposal] {
    var found: [RuleProposal] = []
    for target in measures {
      guard let (says, formulas) = formulas(for: target), let proposal = best(formulas, target, says) else {
        continue
      }
      let columns = proposal.columns(in: table)
      // What is named as the rest is the result, though the whole is the sum as well.
      if !names[target].isRest,
        known.contains(columns) || found.contains(where: { $0.columns(in: table) == columns })
      {
        continue
      }
      found.removeAll { $0.columns(in: table) == columns }
      found.append(proposal)
    }
    return found
  }

  /// The formula that most rows obey, where no other is obeyed by as many.
  private func best(_ formulas: [NamedFormula], _ target: Int, _ says: String) -> RuleProposal? {
    let counted = formulas.map { ($0, $0.count(table.columns[target], rows: rows)) }
    guard let most = counted.max(by: { $0.1.holds < $1.1.holds }), most.1.holds > 0 else { return nil }
    let equal = counted.filter { $0.1.holds == most.1.holds }
    guard equal.count == 1 || most.1.breaks == 0 else { return nil }
    return proposal(most.0.text, tried: formulas.count, says)
  }

  /// A rule is proposed where rows obey it, and speaks where two do, one breaks it (a tenth in longer tables), and the
  /// figures of those that obey would do so by chance once in a hundred tables.
  private func proposal(_ text: String, tried: Int, _ says: String) -> RuleProposal? {
    proposer.proposal(text, leavingOut: leftOut) { audit in
      let (holds, breaks) = (audit.consistentCount, audit.inconsistentCount)
      let evidence = audit.surpriseOfPeople - Double(tried).logarithm10
      guard holds >= 1, evidence >= (breaks == 0 ? 1 : Self.leastForAccusing) else { return nil }
      if breaks > 0 {
        guard holds >= 2, RuleProposer.areFew(breaks, of: holds + breaks), !audit.areNearMisses,
          !audit.isUnsigned, !audit.isOfOthers, !audit.breaksLongFigures, !audit.lacksFew, !audit.mayBeRounded
        else { return nil }
      }
      return "\(says), and \(holds) of \(holds + breaks) rows are; " + RuleProposer.chance(evidence)
    }
  }

  /// The evidence of the figures that a rule needs besides the names where a row breaks it.
  private static let leastForAccusing = 2.0

  /// What the name of a column says it is, and the formulas that this can mean.
  private func formulas(for target: Int) -> (says: String, formulas: [NamedFormula])? {
    let name = names[target]
    // Estimates of models are no differences of each other.
    guard AuditedTable.words(of: table.columns[target].name).isDisjoint(with: ["ci", "confidence"]) else {
      return nil
    }
    // A column of a rate is named by what it is of; the others by what is done.
    if name.isChange { return ("its name says that it is a difference", differences(target, name)) }
    if let (above, below) = perColumns(target) {
      return (
        "its name says \(table.columns[above].name) per \(table.columns[below].name)",
        [quotient(target, 1, above, below)]
      )
    }
    if let scale = name.perScale { return ("its name says a rate", ratios(target, [scale])) }
    if name.isAverage { return ("its name says that it is an average", averages(target)) }
    if name.isShare {
      return (
        "its name says a rate",
        ratios(target, name.isPercent ? [100] : [100, 1, 1_000, 10_000, 100_000])
      )
    }
    guard table.columns[target].holdsCounts else { return nil }
    if name.isRest { return ("its name says that it is the rest", rests(target)) }
    if name.isWhole { return ("its name says that it is the whole", sums(target)) }
    return nil
  }

  private func counts(besides target: Int) -> [Int] { counts.filter { $0 != target } }

  private func value(_ row: Int, _ column: Int) -> (value: Double, half: Double)? {
    guard let number = table.columns[column].numbers[row], number.qualifier == .exactly else { return nil }
    return (number.value.double, table.columns[column].half(of: number))
  }

  private func formula(_ equation: Equation) -> NamedFormula {
    NamedFormula(text: equation.text { proposer.name($0) }) { row in
      var figures: [Int: (value: Double, half: Double)] = [:]
      for input in equation.inputs {
        guard let figure = value(row, input) else { return nil }
        figures[input] = figure
      }
      let result = equation.compute { figures[$0]?.value ?? .nan }
      return (result, equation.slack(result: result) { figures[$0] ?? (.nan, 0) })
    }
  }

  private func quotient(_ target: Int, _ factor: Double, _ above: Int, _ below: Int) -> NamedFormula {
    formula(Equation(.quotient(factor), target, [above, below]))
  }

  /// Ratios of two counts of which the first is larger in less than half of the rows.
  private func ratios(_ target: Int, _ factors: [Double]) -> [NamedFormula] {
    let counts = counts(besides: target)
    return counts.flatMap { above in
      counts.filter { below in below != above && !isMostlyLarger(above, below) }
        .flatMap { below in factors.map { quotient(target, $0, above, below) } }
    }
  }

  /// Whether in half of the rows or more one count is larger than another.
  private func isMostlyLarger(_ one: Int, _ other: Int) -> Bool {
    let (own, others) = (table.columns[one].numbers, table.columns[other].numbers)
    return 2 * rows.count { (own[$0]?.significand ?? 0) > (others[$0]?.significand ?? .max) } >= rows.count
  }

  /// Differences of two columns of one kind, and changes in per cent.
  private func differences(_ target: Int, _ name: ColumnName) -> [NamedFormula] {
    let others = measures.filter { $0 != target && !names[$0].isChange && !names[$0].isNoMeasure }
    return others.flatMap { later in
      others.filter { earlier in
        earlier != later && table.columns[earlier].isWhole == table.columns[later].isWhole
          && table.columns[earlier].namesRate == table.columns[later].namesRate
      }.flatMap { earlier -> [NamedFormula] in
        let change = formula(Equation(.percentChange, target, [later, earlier]))
        let difference = formula(Equation(.difference, target, [later, earlier]))
        if name.isPoints || !name.isPercent { return [difference] }
        return table.columns[earlier].isWhole ? [change] : [change, difference]
      }
    }
  }

  /// The two columns that “Reoffences per reoffender” names.
  private func perColumns(_ target: Int) -> (above: Int, below: Int)? {
    let words = table.columns[target].name.lowercased().split { !($0.isLetter || $0 == "-") }.map {
      ColumnName.stem(String($0))
    }
    guard let per = words.firstIndex(of: "per"), per > 0, per + 1 < words.count else { return nil }
    let above = columns(named: words[per - 1], besides: target)
    let below = columns(named: words[per + 1], besides: target)
    guard above.count == 1, below.count == 1, above != below else { return nil }
    return (above[0], below[0])
  }

  private func columns(named word: String, besides target: Int) -> [Int] {
    measures.filter { column in
      column != target && !table.columns[column].namesRate
        && table.columns[column].name.lowercased().split { !($0.isLetter || $0 == "-") }.contains {
          ColumnName.stem(String($0)) == word
        }
    }
  }

  /// The means of runs of columns beside the target.
  private func averages(_ target: Int) -> [NamedFormula] {
    runs(beside: target) { measures.contains($0) && !names[$0].isAverage }.map { run in
      let text =
        "\(proposer.name(target)) = (\(run.map { proposer.name($0) }.joined(separator: " + "))) / \(run.count)"
      return NamedFormula(text: text) { row in
        var sum = 0.0
        var half = 0.0
        for column in run {
          guard let figure = value(row, column) else { return nil }
          sum += figure.value
          half += figure.half
        }
        return (sum / Double(run.count), half / Double(run.count))
      }
    }
  }

  /// Sums of groups that make up a whole, and of runs of counts beside the target.
  private func sums(_ target: Int) -> [NamedFormula] {
    let counts = counts(besides: target)
    var sets = runs(beside: target) { counts.contains($0) }
    for first in counts {
      for second in counts where second > first {
        let words = [first, second].flatMap { AuditedTable.words(of: table.columns[$0].name) }
        if ProseWords.areComplementary(words) { sets.append([first, second]) }
      }
    }
    if (2...8).contains(counts.count) { sets.append(counts) }
    var seen: Set<[Int]> = []
    return sets.filter { seen.insert($0).inserted }.map { formula(Equation(.sum, target, $0)) }
  }

  /// What is left of one count without another.
  private func rests(_ target: Int) -> [NamedFormula] {
    let counts = counts(besides: target)
    return counts.flatMap { whole in
      counts.filter { $0 != whole }.map { formula(Equation(.difference, target, [whole, $0])) }
    }
  }

  /// Runs of two to eight columns that begin or end beside a column.
  private func runs(beside target: Int, _ isPart: (Int) -> Bool) -> [[Int]] {
    var found: [[Int]] = []
    var left: [Int] = []
    for column in stride(from: target - 1, through: 0, by: -1) {
      guard isPart(column), left.count < 8 else { break }
      left.insert(column, at: 0)
      if left.count >= 2 { found.append(left) }
    }
    var right: [Int] = []
    for column in table.columns.indices where column > target {
      guard isPart(column), right.count < 8 else { break }
      right.append(column)
      if right.count >= 2 { found.append(right) }
    }
    return found
  }
}
