import Numbers
import Tables

/// The columns of a table that hold the figures of cohorts: those named by the caller, by default, or by their words.
struct QuantityColumns {
  private(set) var notes: [String] = []
  private let found: [CohortColumns.Quantity: CohortColumns.Found]
  private let names: CohortColumns

  init(_ table: Table, names: CohortColumns) {
    self.names = names
    let columns = table.columns
    let words = Set(columns.filter { !Self.holdsFigures($0, of: table) })
    // What is called a cohort may be a period; a column of reoffenders with words in it has cells that are not understood.
    let mixed = words.filter { Self.holdsSomeFigures($0, of: table) }
    func find(_ quantity: CohortColumns.Quantity) -> CohortColumns.Found {
      names.find(quantity, among: columns) {
        !words.contains($0) || (quantity != .cohort && mixed.contains($0))
      }
    }
    var found: [CohortColumns.Quantity: CohortColumns.Found] = [:]
    // A table of people has no numbers of them: “released” says yes or no there.
    let isOfPeople: Bool
    // “Reoffended” above numbers of people counts those who did.
    var counted: Column?
    if let given = names.given(.outcome) {
      isOfPeople = table.firstColumn(among: [given]) != nil
    } else if case .one(let column, _) = find(.outcome) {
      counted = CountedPeople.holdsCounts(column, of: table) ? column : nil
      isOfPeople = counted == nil && !names.nameCounts(among: columns)
    } else {
      isOfPeople = false
    }
    for quantity in CohortColumns.Quantity.allCases
    where names.given(quantity) == nil && !(isOfPeople && quantity.isOfGroups) {
      var one = find(quantity)
      if let counted {
        if quantity == .outcome { continue }
        if quantity == .reoffenders, case .none = one { one = .one(counted, isGuess: true) }
      }
      if quantity == .cohort, let (column, note) = Self.whole(of: table, names, one) {
        found[quantity] = .one(column, isGuess: true)
        notes.append(note)
        continue
      }
      found[quantity] = one
      if case .one(let column, isGuess: true) = one { notes.append(quantity.guessNote(column.name)) }
    }
    self.found = found
  }

  /// The people of whom the column that the caller named as those who reoffended is a share, where their name does not say it.
  private static func whole(
    of table: Table, _ names: CohortColumns, _ found: CohortColumns.Found
  ) -> (Column, String)? {
    guard let part = names.reoffenders, names.actual == nil, table.firstColumn(among: [part]) != nil else {
      return nil
    }
    if case .one = found { return nil }
    guard let share = SharesOfCounts(table).whole(of: part) else { return nil }
    if case .several(let candidates) = found, !candidates.contains(share.whole) { return nil }
    return (
      share.whole,
      "“\(share.whole.name)” is taken as the number of people followed up, because “\(share.share.name)” is what “\(share.part.name)” "
        + "has of it; name another column with --cohort."
    )
  }

  /// The names of the columns that hold figures, as far as each is the only one; those that the caller gave among them.
  func names(of table: Table) -> [String] {
    CohortColumns.Quantity.allCases.compactMap { quantity in
      if let given = names.given(quantity) { return table.firstColumn(among: [given])?.name }
      if case .one(let column, _) = found[quantity] ?? .none { return column.name }
      return nil
    }
  }

  /// Whether a column of the table says how many reoffended.
  func hasRate(_ table: Table) -> Bool {
    [.reoffenders, .actual, .outcome].contains { (quantity: CohortColumns.Quantity) in
      if let given = names.given(quantity) { return table.firstColumn(among: [given]) != nil }
      if case .none = found[quantity] ?? .none { return false }
      return true
    }
  }

  /// The name of the column of each quantity that there is; names that are unknown, and quantities that several columns
  /// could hold, are reported.
  func columns(_ reading: inout TableReading) -> [CohortColumns.Quantity: String] {
    var columns: [CohortColumns.Quantity: String] = [:]
    for quantity in CohortColumns.Quantity.allCases {
      if let given = names.given(quantity) {
        if let column = reading.column(given) { columns[quantity] = column.name }
        continue
      }
      switch found[quantity] ?? .none {
      case .none: break
      case .one(let column, _): columns[quantity] = column.name
      case .several(let matches):
        let list = matches.map(\.name).joined(separator: " or ")
        reading.report(
          Fault(
            at: reading.table.headerLocation(of: matches[1]),
            "the \(quantity.words) can be \(list); name one of them with --\(quantity.rawValue)"))
      }
    }
    return columns
  }

  /// Whether most cells of a column are figures, and not all of them years: a `Cohort` of 2015-16 or 2015 is a period.
  static func holdsFigures(_ column: Column, of table: Table) -> Bool {
    let texts = (0..<min(table.rowCount, 400)).map { table.plainText(row: $0, column: column) }
      .filter { !$0.isEmpty }
    guard texts.count > 2 else { return true }
    let figures = texts.filter(isFigure)
    guard figures.count * 2 >= texts.count else { return false }
    let areYears = figures.allSatisfy {
      $0.count == 4 && (Int($0).map { (1900...2100).contains($0) } ?? false)
    }
    return !areYears || Set(figures).count < figures.count
  }

  private static func holdsSomeFigures(_ column: Column, of table: Table) -> Bool {
    (0..<min(table.rowCount, 400)).contains { row in
      let text = table.plainText(row: row, column: column)
      if case .number = NumberText.read(text, decimalMark: nil) { return true }
      return false
    }
  }

  private static func isFigure(_ text: String) -> Bool {
    if case .number = NumberText.read(String(Mark.split(text[...]).value), decimalMark: nil) { return true }
    if case .ambiguous = NumberText.read(text, decimalMark: nil) { return true }
    return MissingReason(marker: text[...]) != nil || MissingReason(letters: text) != nil
      || "<>≤≥~".contains(text.first ?? " ")
  }
}
