import Numbers
public import Statistics
public import Tables

/// Columns of a person-level file as the columns of a model, with the people that lack a value left out and counted.
///
/// Categories keep the order of their levels, and the first is compared with; yes or no is 1 or 0; a day is the number
/// of days since 1 January 1970.
public struct PeopleFrame: Sendable {
  /// The people whom one column leaves out.
  public struct LeftOut: Hashable, Sendable, Encodable {
    /// The column.
    public let column: String
    /// How many people have no value in it.
    public let people: Int
  }

  /// The columns and which rows are complete.
  public let frame: ModelFrame
  /// How many people each column leaves out; columns that leave out none are not listed.
  public let leftOut: [LeftOut]
  /// How many people are left out in all; less than the sum where somebody lacks several values.
  public var excluded: Int { frame.excludedRows }

  /// Takes columns of a file.
  ///
  /// - Parameters:
  ///   - people: with the columns named; a row that stands for several people is one for each of them in the frame.
  ///   - names: the names, as the file or the formula writes them, which become the names in the frame; all that were
  ///     read where nil.
  ///   - formula: the formula that the frame is for; where it has no intercept, its first term is a category for each
  ///     of yes and no if the file has them as words, as R has a text column.
  /// - Throws: `TableError` for a column that was not read, `ModelError` for a frame without rows.
  public init(_ people: PersonTable, columns names: [String]? = nil, formula: Formula? = nil) throws {
    // Models that need rows have one for each person.
    let people = people.expanded()
    let inWords = try formula.flatMap { try Self.firstFactorInWords(of: $0, people) }
    var columns: [ModelColumn] = []
    var leftOut: [LeftOut] = []
    var complete: [Bool]?
    for name in names ?? people.columns.map(\.name) {
      let column = try people.column(name)
      columns.append(
        try name == inWords ? Self.words(column, named: name) : Self.modelColumn(column, named: name))
      guard let own = column.presence, own.contains(false) else { continue }
      leftOut.append(LeftOut(column: column.name, people: own.count { !$0 }))
      complete = complete.map { zip($0, own).map { $0 && $1 } } ?? own
    }
    frame = try ModelFrame(columns, complete: complete)
    self.leftOut = leftOut
  }

  /// What a reader must know of the people left out; empty where nobody is.
  public var notes: [String] {
    guard excluded > 0 else { return [] }
    let parts = leftOut.map { "\($0.column) (\(NumberFormat.count($0.people)))" }
    return [
      "\(Plural.people(excluded, of: frame.rows)) left out for a missing value in "
        + "\(parts.joined(separator: ", "))."
    ]
  }

  /// The columns each with its own missing rows, as an imputation needs them.
  ///
  /// - Throws: `TableError` for a column that was not read, `ModelError` for one without any value.
  public static func incompleteColumns(_ people: PersonTable, columns names: [String]) throws
    -> [IncompleteColumn]
  {
    let people = people.expanded()
    return try names.map { name in
      let column = try people.column(name)
      return try IncompleteColumn(
        modelColumn(column, named: name),
        isMissing: column.codes.map(column.entries.map { $0.value.missing != nil }))
    }
  }

  /// The first categorical term of a formula without an intercept, where it is yes and no in words.
  static func firstFactorInWords(of formula: Formula, _ people: PersonTable) throws -> String? {
    guard !formula.hasIntercept else { return nil }
    for term in formula.terms where term.count == 1 {
      guard case .column(let name) = term[0], formula.derivations[name] == nil else { continue }
      let column = try people.column(name)
      if column.kind == .category { return nil }
      if column.kind == .boolean,
        column.entries.contains(where: { $0.value.missing == nil && Double($0.text) == nil })
      {
        return name
      }
    }
    return nil
  }

  /// Yes and no as two categories by the words of the file.
  private static func words(_ column: PersonColumn, named name: String) throws(ModelError) -> ModelColumn {
    var texts: [Double: String] = [:]
    for entry in column.entries {
      guard let value = entry.value.number, texts[value] == nil else { continue }
      texts[value] = entry.text
    }
    let levels = texts.sorted { $0.value < $1.value }.map(\.value)
    guard !levels.isEmpty else { throw .noRows(excluded: column.count) }
    let codes = column.codes.map(
      column.entries.map { entry in
        Int32(entry.value.number.flatMap { texts[$0] }.flatMap(levels.firstIndex) ?? 0)
      })
    return try ModelColumn(name, codes: codes, levels: levels)
  }

  private static func modelColumn(_ column: PersonColumn, named name: String) throws(ModelError)
    -> ModelColumn
  {
    guard column.kind == .category else {
      return ModelColumn(name, numbers: column.codes.map(column.entries.map { $0.value.number ?? 0 }))
    }
    let levels = column.levels
    guard !levels.isEmpty else { throw .noRows(excluded: column.count) }
    let codes = column.codes.map(column.levelOfEntry.map { Int32($0 ?? 0) })
    return try ModelColumn(name, codes: codes, levels: levels)
  }
}
