import Numbers

/// Looks for where a figure came from that differs from its other printings.
struct SameCauses {
  let check: SameCheck

  init(_ check: SameCheck) {
    self.check = check
  }

  private var table: AuditedTable { check.context.table }
  private var column: AuditedColumn { table.columns[check.column] }

  /// The explanations, likeliest first.
  func causes(ofRow row: Int, standard: Int) -> [AuditCause] {
    guard let number = column.numbers[row], let meant = column.numbers[standard] else { return [] }
    var found: [CauseCandidate] = []
    let correction = column.texts[standard]
    func add(_ kind: AuditCauseKind, _ words: String, _ likelihood: Double) {
      found.append(
        CauseCandidate(
          kind: kind, column: column.name, correction: correction, explanation: words, likelihood: likelihood)
      )
    }
    if number.decimals < meant.decimals, number.interval(rounding: .truncated).contains(meant.value) {
      add(.truncated, "\(correction) was cut off instead of rounded", 0.3)
    }
    for slip in DigitSlip.all(of: number)
    where abs(number.significand) > 9 && slip.number.value == meant.value {
      add(slip.kind, "\(slip.phrase): the other printings have \(correction)", slip.prior)
    }
    for other in copies(of: row, number: number).prefix(20)
    where number.significantDigits > 1 || !samePlace(row, other).isEmpty {
      let words = "\(column.texts[row]) stands in \(document(other)) at “\(check.labelText(other))”"
      add(.otherRow, words + samePlace(row, other), samePlace(row, other).isEmpty ? 0.1 : 0.3)
    }
    for (index, other) in table.columns.enumerated()
    where index != check.column && number.significantDigits > 1 {
      for twin in table.columns[index].numbers.indices
      where isSameDocument(twin, row) && other.numbers[twin]?.hasSamePrint(as: number) == true {
        let owner = twin == row ? "this row" : "“\(check.labelText(twin))”"
        add(.comparator, "\(column.texts[row]) is the \(other.name) of \(owner)", 0.05)
        break
      }
    }
    let elsewhere = CopyIndex(check.context).otherTables(printing: number)
    let own = document(row)
    let sameDocument = elsewhere.first { found in
      found.table.documentColumn.map { found.table.columns[$0].texts[found.row] == own } ?? false
    }
    if let copy = sameDocument ?? elsewhere.first {
      add(
        .otherTable,
        "\(copy.column.texts[copy.row]) is the \(copy.column.name) of \(copy.table.label(ofRow: copy.row)) "
          + "in \(copy.table.name)", 0.03)
    }
    return CauseCandidate.ranked(found)
  }

  /// The row of another document where the figure of a row stands under a label that is not a mere renaming.
  func relabelled(_ row: Int) -> (row: Int, cause: AuditCause)? {
    guard let number = column.numbers[row], let last = check.grouping.last else { return nil }
    let block = check.grouping.dropLast()
    let candidates = (0..<table.rowCount).filter { other in
      check.context.included[other] && !isSameDocument(other, row)
        && block.allSatisfy { key(other, $0) == key(row, $0) } && isSameFigure(other, number)
    }
    let own = LabelKey.words(table.columns[last].texts[row])
    let distinctive = candidates.filter { number.significantDigits >= 3 || !samePlace(row, $0).isEmpty }
    let sorted = distinctive.filter { !samePlace(row, $0).isEmpty } + distinctive
    let found = sorted.first { other in
      let theirs = LabelKey.words(table.columns[last].texts[other])
      let isTaken = (0..<table.rowCount).contains { twin in
        isSameDocument(twin, row) && check.grouping.allSatisfy { key(twin, $0) == key(other, $0) }
      }
      return isTaken || own.isDisjoint(with: theirs)
    }
    guard let found else { return nil }
    let words =
      "\(column.texts[row]) belongs to “\(table.columns[last].texts[found])” in \(document(found))"
      + samePlace(row, found)
    return (found, AuditCause(.relabelled, words, column: table.columns[last].name, weight: 1))
  }

  /// The rows of this or another document that print the figure under another label of the same block.
  private func copies(of row: Int, number: PublishedNumber) -> [Int] {
    let block = check.grouping.dropLast()
    return (0..<table.rowCount).filter { other in
      other != row && check.context.included[other] && block.allSatisfy { key(other, $0) == key(row, $0) }
        && check.grouping.contains { key(other, $0) != key(row, $0) } && isSameFigure(other, number)
    }
  }

  private func isSameFigure(_ row: Int, _ number: PublishedNumber) -> Bool {
    guard let other = column.numbers[row] else { return false }
    return other.value == number.value && other.qualifier == number.qualifier
      && other.second?.significand == number.second?.significand
  }

  /// Words for two rows at the same place of their lists, or nothing.
  private func samePlace(_ row: Int, _ other: Int) -> String {
    let block = check.grouping.dropLast()
    func place(_ row: Int) -> (Int, Int) {
      let list = (0..<table.rowCount).filter { twin in
        isSameDocument(twin, row) && block.allSatisfy { key(twin, $0) == key(row, $0) }
      }
      return ((list.firstIndex(of: row) ?? 0) + 1, list.count)
    }
    guard !isSameDocument(row, other) else { return "" }
    let (own, theirs) = (place(row), place(other))
    return own == theirs && own.1 > 1 ? ", at the same place of the list (\(own.0) of \(own.1))" : ""
  }

  private func key(_ row: Int, _ column: Int) -> String { LabelKey.key(table.columns[column].texts[row]) }

  private func document(_ row: Int) -> String { table.columns[check.place].texts[row] }

  private func isSameDocument(_ a: Int, _ b: Int) -> Bool { document(a) == document(b) }
}
