import Numbers
public import Tables

/// A table of people with the probabilities that a published predictor gives them.
///
/// Columns read: `sex`, `offence_group`, `age_at_first_sanction`, `age_at_conviction`, `age_at_follow_up` (or `age`),
/// `previous_sanctions` or `sanctions` (one more, since the current one counts); for the later predictors
/// `offence_free_months`, and for the dynamic one the risk factors. For groups, not for decisions about a person.
public struct PredictedPeople: Sendable, Encodable {
  /// The predictor.
  public let model: PredictorModel
  /// The table as it was.
  public let people: Table
  /// The one-year probabilities, none of them for a predictor that has none; nil where an input is missing.
  public let oneYear: [Double?]
  /// The two-year probabilities; nil where an input is missing.
  public let twoYears: [Double?]
  /// The inputs for which people were left without a probability, where that was asked for.
  public let skipped: FaultList
  /// What a reader must know.
  public let notes: [String]

  /// Scores a table.
  ///
  /// - Parameters:
  ///   - table: a row a person, with a column for each input of the predictor, such as `sex` and
  ///     `age_at_first_sanction`.
  ///   - model: the predictor by which they are scored.
  ///   - grouping: translates the offences of the table into the predictor's groups.
  ///   - absentAsNone: whether a risk factor without a column is taken as no problem.
  ///   - cap: how many previous sanctions count in OGRS3.
  ///   - skippingInvalid: whether a person with an invalid input is named and left without a probability; otherwise one
  ///     such person refuses the table.
  /// - Throws: `TableError.faults` with the line and column of every input that is out of range, contradicts another or
  ///   is unknown to the predictor.
  public init(
    _ table: Table, model: PredictorModel, grouping: OffenceGrouping? = nil, absentAsNone: Bool = false,
    cap: OGRS3.SanctionCap = .none, skippingInvalid: Bool = false
  ) throws(TableError) {
    var reading = table.reading()
    let added = ["predicted_1_year", "predicted_2_year"].compactMap { table.firstColumn(among: [$0]) }
    for column in added {
      reading.report(
        Fault(at: table.headerLocation(of: column), "the table has the column \(column.name) already"))
    }
    var inputs = PredictorInputs(
      table, model: model, grouping: grouping, absentAsNone: absentAsNone, cap: cap,
      namesEachRow: skippingInvalid, reading: &reading)
    var oneYear: [Double?] = []
    var twoYears: [Double?] = []
    for row in 0..<table.rowCount {
      let score = inputs.score(row: row, reading: &reading)
      if model.hasOneYear { oneYear.append(score?.oneYear) }
      twoYears.append(score?.twoYears)
    }
    if skippingInvalid {
      try Self.finish(reading)
      skipped = reading.faults
    } else {
      try reading.finish()
      skipped = FaultList()
    }
    self.model = model
    people = table
    self.oneYear = oneYear
    self.twoYears = twoYears
    let missing = twoYears.count { $0 == nil }
    notes =
      model.notes(cap: cap) + inputs.notes
      + (missing > 0
        ? [
          "\(NumberFormat.count(missing)) of \(NumberFormat.count(table.rowCount)) people have no probability, because "
            + "an input is missing\(skipped.isEmpty ? "" : " or invalid")."
        ] : [])
      + (skipped.isEmpty
        ? [] : skipped.description.split(separator: "\n").map { "Left without a probability: \($0)." })
  }

  /// Refuses what is wrong with the table itself; the faults of rows are left.
  private static func finish(_ reading: TableReading) throws(TableError) {
    let table = reading.table
    try table.reading().finish()
    guard let first = table.columns.first, let fault = reading.faults.shown.first,
      fault.location.line == table.headerLocation(of: first).line
    else { return }
    try reading.finish()
  }

  /// The mean one-year probability of those who have one; nil where nobody has.
  public var meanOneYear: Double? { Self.mean(oneYear) }

  /// The mean two-year probability of those who have one; nil where nobody has.
  public var meanTwoYears: Double? { Self.mean(twoYears) }

  /// The names of the columns added.
  public var addedColumns: [String] {
    model.hasOneYear ? ["predicted_1_year", "predicted_2_year"] : ["predicted_2_year"]
  }

  /// The probabilities of a row, in the order of `addedColumns`.
  public func added(row: Int) -> [Double?] {
    model.hasOneYear ? [oneYear[row], twoYears[row]] : [twoYears[row]]
  }

  /// The table with the columns added.
  public var table: OutputTable {
    let columns = people.columns
    return OutputTable(
      columns: columns.map { OutputColumn(key: $0.name) }
        + addedColumns.map { OutputColumn(key: $0, kind: .number(decimals: 4)) },
      rows: (0..<people.rowCount).map(cells))
  }

  /// Writes the table with the columns added as CSV, a piece at a time.
  public func csv<Failure: Error>(to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var rows = CSVRows(columns: people.columns.map(\.name) + addedColumns)
    for row in 0..<people.rowCount {
      rows.append(cells(row: row))
      try rows.flush(to: write)
    }
    try rows.flush(atEnd: true, to: write)
  }

  private func cells(row: Int) -> [OutputCell] {
    people.columns.map { .text(people.cell(row: row, column: $0).text) }
      + added(row: row).map { .optional($0) }
  }

  private static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Writes the model, a row a person, the means and the notes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(model, forKey: Key("model"))
    try container.encode(meanOneYear, forKey: Key("meanOneYear"))
    try container.encode(meanTwoYears, forKey: Key("meanTwoYears"))
    try container.encode(skipped.count, forKey: Key("skipped"))
    try container.encode(notes, forKey: Key("notes"))
    var rows = container.nestedUnkeyedContainer(forKey: Key("people"))
    for row in 0..<people.rowCount {
      var person = rows.nestedContainer(keyedBy: Key.self)
      for column in people.columns where !column.name.isEmpty {
        try person.encode(people.cell(row: row, column: column).text, forKey: Key(column.name))
      }
      for (name, value) in zip(addedColumns, added(row: row)) { try person.encode(value, forKey: Key(name)) }
    }
  }
}
