import Numbers
import Reoffending
import Studies
import Tables

/// What the columns of a table hold, as far as it tells which questions can be asked of it.
struct TableProfile {
  /// One column.
  struct Field {
    let name: String
    let kind: PersonColumnKind
    /// The distinct values in their order, the first hundred.
    let levels: [String]
    let levelCount: Int
    let missingCount: Int
    /// The numbers of the rows; empty where it holds none.
    let numbers: [Double?]

    /// Whether each of its values goes with one outcome only, as the kind of return does, which nobody has who did not return.
    var tellsOutcome = false

    /// The words of the name, in lower case.
    var words: String {
      " " + name.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : " " }.joined() + " "
    }

    func speaksOf(_ hints: [String]) -> Bool { hints.contains { words.contains($0) } }

    /// Whether it names periods of time: by its name, or as each of its values does with the year.
    var namesPeriods: Bool {
      guard levelCount >= 2,
        speaksOf([" year", "period", "quarter", "month", " date", " time "])
          || levels.allSatisfy({ $0.contains(/(19|20)[0-9]{2}/) })
      else { return false }
      // Bare numbers are periods where they are years: “returned within a year” counts people.
      if [.count, .number].contains(kind),
        !levels.allSatisfy({ Int($0).map { (1900...2100).contains($0) } ?? false })
      {
        return false
      }
      let periods = PeriodNames(levels).periods
      return !periods.isEmpty && periods.allSatisfy { $0 != nil }
    }

    /// The last of the periods that it names, as a condition takes it.
    var latestPeriod: (column: String, value: String)? {
      let dated = zip(PeriodNames(levels).periods, levels).compactMap { period, name in
        period.map { ($0, name) }
      }
      guard let value = dated.max(by: { $0.0.last < $1.0.last })?.1, !(name + value).contains("\"") else {
        return nil
      }
      return (name, value)
    }

    /// Whether it can hold figures: a `Cohort` of 2015-16 is a period.
    var holdsFigures: Bool {
      guard !namesPeriods else { return false }
      return kind == .category ? isMostlyFigures : kind != .date
    }

    /// Whether at least half of its values are numbers or per cents, with marks or words among them.
    private var isMostlyFigures: Bool {
      let figures = levels.count { level in
        if case .number = NumberText.read(level, decimalMark: nil) { true } else { false }
      }
      return 2 * figures >= levels.count
    }

    /// Whether it names groups, few enough to be read.
    func namesGroups(atMost count: Int) -> Bool {
      guard (2...count).contains(levelCount) else { return false }
      return kind == .category && !isMostlyFigures || kind == .boolean || namesPeriods
    }
  }

  let source: String
  let rowCount: Int
  let fields: [Field]
  /// The columns that hold the figures of cohorts.
  let quantities: CohortColumns
  /// Whether a row is a person.
  let isPeople: Bool
  /// What stands above the header, where the table has a title there.
  let title: String?

  /// Reads a table.
  ///
  /// - Throws: what opening and reading throw.
  init(_ open: () throws -> TableFile) throws {
    let file = try open()
    source = file.source
    title = file.title.map(ColumnName.withoutNotes)
    let named = file.columns.filter { !$0.name.isEmpty }
    var seen: Set<String> = []
    let unique = named.filter { seen.insert(Column.normalized($0.name)).inserted }
    let people = try file.people(unique.map { WantedColumn($0.name) })
    rowCount = people.rowCount
    var fields = people.columns.map { column in
      let levels = column.levels
      return Field(
        name: column.name, kind: column.kind, levels: Array(levels.prefix(100)), levelCount: levels.count,
        missingCount: column.missingCounts.reduce(0) { $0 + $1.rows },
        numbers: [.number, .count, .rate, .boolean].contains(column.kind) ? column.numbers : [])
    }
    let byName = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
    let known = CohortColumns().resolved(among: file.columns) { byName[$0.name]?.holdsFigures ?? true }
    let guessed = Self.guess(known, fields)
    quantities = guessed
    isPeople = guessed.outcome != nil
    if let outcome = people.columns.first(where: { $0.name == guessed.outcome }) {
      for (index, column) in people.columns.enumerated() where column.name != outcome.name {
        fields[index].tellsOutcome = Self.tells(column, outcome)
      }
    }
    self.fields = fields
  }

  /// Whether a column is a consequence of the outcome: each of its values goes with one outcome, or one of them, which at
  /// least ten people have, goes with reoffending only.
  private static func tells(_ column: PersonColumn, _ outcome: PersonColumn) -> Bool {
    guard column.entries.count <= 100 else { return false }
    var counts = [(no: Int, yes: Int)](repeating: (0, 0), count: column.entries.count)
    for (value, flag) in zip(column.numbersOfLevels, outcome.flags) {
      guard let value, let flag else { continue }
      if flag { counts[value].yes += 1 } else { counts[value].no += 1 }
    }
    return counts.allSatisfy { $0.no == 0 || $0.yes == 0 } || counts.contains { $0.no == 0 && $0.yes >= 10 }
  }

  /// The columns by their names, and where these are not the usual ones by words in them and what they hold.
  private static func guess(_ known: CohortColumns, _ fields: [Field]) -> CohortColumns {
    var names = known
    let counts = fields.filter { $0.kind == .count && !$0.namesPeriods }
    if names.outcome == nil, names.cohort == nil || names.reoffenders == nil {
      names.outcome = outcome(fields)
    }
    guard names.outcome == nil else { return names }
    if names.reoffenders == nil {
      names.reoffenders =
        counts.first { $0.speaksOf(happened) && !$0.speaksOf(["rate", "offence", "offense"]) }?.name
    }
    if names.cohort == nil {
      let part = names.reoffenders.flatMap { name in counts.first { $0.name == name } }
      names.cohort =
        counts.first { field in
          guard field.name != part?.name,
            field.speaksOf([
              "cohort", "release", "discharg", "offender", "people", "person", "population", "total",
              " number ", " n ",
            ])
          else { return false }
          guard let part else { return true }
          return zip(field.numbers, part.numbers).allSatisfy { whole, part in
            whole.flatMap { whole in part.map { $0 <= whole } } ?? true
          }
        }?.name
    }
    if names.actual == nil {
      names.actual =
        fields.first {
          [.number, .rate, .count].contains($0.kind) && $0.speaksOf(happened)
            && $0.speaksOf(["rate", "percent", "pct", "share"])
        }?.name
    }
    return names
  }

  /// Words for reoffending.
  static let happened = [
    "reoffend", "recid", "rearrest", "reconvict", "reimprison", "reincarcerat", "return to prison",
    "return to custody", "return to jail", "returned",
  ]
  /// Words for what went before, and for what is no outcome.
  private static let history = [
    "prior", "previous", "history", "before", " past ", "juvenile", "first", "score", " age ",
  ]
  /// Words for a part of reoffending, such as violent reoffences.
  private static let narrower = ["violen", "serious", "felon", "technical", "drug", "property", "sexual"]

  /// The column of yes and no that says by its name whether a person reoffended; nil where none does for sure.
  private static func outcome(_ fields: [Field]) -> String? {
    let named = fields.filter { !$0.speaksOf(history) }
    let flags = named.filter { $0.kind == .boolean && $0.levelCount == 2 }
    for hints in [happened, ["arrest", " event ", " outcome "]] {
      for hint in hints {
        let wide = flags.filter { $0.words.contains(hint) && !$0.speaksOf(narrower) }
        if let found = wide.min(by: { $0.missingCount < $1.missingCount }) { return found.name }
      }
      // Violent reoffences are not reoffences where a column of all stands beside them, whatever it holds.
      let narrow = flags.filter { $0.speaksOf(hints) }
      guard narrow.count == named.count(where: { $0.speaksOf(hints) }) else { return nil }
      if let found = narrow.min(by: { $0.missingCount < $1.missingCount }) { return found.name }
    }
    return nil
  }

  func field(_ name: String?) -> Field? { name.flatMap { name in fields.first { $0.name == name } } }

  /// The names of the columns that hold figures of cohorts.
  var quantityNames: Set<String> {
    Set(
      [
        quantities.cohort, quantities.reoffenders, quantities.reoffences, quantities.actual,
        quantities.predicted,
        quantities.outcome,
      ].compactMap(\.self))
  }
}

extension PersonColumn {
  /// For each row the index of its level; nil where there is no value.
  fileprivate var numbersOfLevels: [Int?] { codes.map(levelOfEntry) }
}
