import Numbers
public import Statistics
package import Tables

/// A table of people with the means that a saved fit predicts for them.
///
/// The limits are of the mean of people such as these, not of one person's outcome.
public struct FittedPredictions: Sendable, Encodable {
  /// The fit.
  public let model: SavedModel
  /// The table as it was.
  package let people: Table
  /// The predictions; nil where a value is missing, or unknown to the fit.
  public let predictions: [SavedModel.Prediction?]
  /// What a reader must know.
  public let notes: [String]

  /// Predicts for each row of a table.
  ///
  /// - Parameter skippingInvalid: whether a row with a value that the fit does not know is named and left without a prediction.
  /// - Throws: `TableError` for a column that is missing or of another kind, `ModelError` for a level that the fit does not
  ///   know.
  package init(
    _ table: Table, model: SavedModel, level: ConfidenceLevel = .p95, skippingInvalid: Bool = false
  ) throws {
    var reading = table.reading()
    for column in Self.added.compactMap({ table.firstColumn(among: [$0]) }) {
      reading.report(
        Fault(at: table.headerLocation(of: column), "the table has the column \(column.name) already"))
    }
    try reading.finish()
    let names = model.columns + [model.offset, model.exposure].compactMap(\.self)
    let frame = try Self.frame(table, names, categories: Set(model.categories))
    var skipped: [String] = []
    do throws(ModelError) {
      predictions = try model.predictions(
        frame, level: level, invalid: skippingInvalid ? { skipped.append(Self.text($0, table)) } : nil)
    } catch {
      throw Self.located(error, table)
    }
    self.model = model
    people = table
    let missing = predictions.count { $0 == nil }
    var notes = [
      "Predicted by \(model.formula) (\(model.family.rawValue), \(model.link.rawValue)), fitted to "
        + "\(NumberFormat.count(model.observations)) rows; limits are of the mean of such people, not of one person's outcome."
    ]
    if missing > 0 {
      notes.append(
        "\(Plural.people(missing, of: table.rowCount)) without a prediction, because a value is missing"
          + "\(skipped.isEmpty ? "" : " or unknown to the fit").")
    }
    self.notes = notes + skipped.prefix(10).map { "Left without a prediction: \($0)." }
  }

  /// The columns added.
  package static let added = ["fitted", "fitted_lower", "fitted_upper"]

  private static func place(_ error: ModelError, _ table: Table) -> (location: CellLocation, text: String)? {
    guard case .badValue(let column, let row, let found, let allowed) = error,
      let place = table.firstColumn(among: [column])
    else { return nil }
    return (table.location(row: row - 1, column: place), "“\(found)” must be \(allowed)")
  }

  private static func text(_ error: ModelError, _ table: Table) -> String {
    place(error, table).map { "\($0.location): \($0.text)" } ?? error.description
  }

  private static func located(_ error: ModelError, _ table: Table) -> any Error {
    guard let place = place(error, table) else { return error }
    var faults = FaultList()
    faults.append(
      Fault(at: place.location, "\(place.text); --skip-invalid leaves such people without a prediction"))
    return TableError.faults(faults)
  }

  /// The columns of the fit: numbers (yes and no as 1 and 0, days as days since 1970) or categories.
  private static func frame(_ table: Table, _ names: [String], categories: Set<String>) throws -> ModelFrame {
    var columns: [ModelColumn] = []
    var complete = Array(repeating: true, count: table.rowCount)
    for name in names {
      guard !categories.contains(name) else {
        var reading = table.reading()
        let texts = reading.texts(name)
        try reading.finish()
        for row in complete.indices where texts.values[row] == nil { complete[row] = false }
        columns.append(try ModelColumn(name, texts: texts.values.map { $0 ?? "" }))
        continue
      }
      let values = try numbers(table, name)
      for row in complete.indices where values[row] == nil { complete[row] = false }
      columns.append(ModelColumn(name, numbers: values.map { $0 ?? 0 }))
    }
    if columns.isEmpty {
      columns = [ModelColumn("row", numbers: (0..<table.rowCount).map(Double.init))]
    }
    return try ModelFrame(columns, complete: complete.contains(false) ? complete : nil)
  }

  private static func numbers(_ table: Table, _ name: String) throws -> [Double?] {
    var (plain, flags, days) = (table.reading(), table.reading(), table.reading())
    let values = plain.numbers(name).values.map { $0?.plainValue }
    if plain.faults.isEmpty { return values }
    let answers = flags.booleans(name).values.map { $0.map { $0 ? 1.0 : 0 } }
    if flags.faults.isEmpty { return answers }
    let dates = days.dates(name).values.map { $0.map { Double($0.daysSince1970) } }
    if days.faults.isEmpty { return dates }
    try plain.finish()
    return values
  }

  /// The mean of the predictions; nil where there is none.
  public var mean: Double? {
    let known = predictions.compactMap { $0?.mean.value }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  private func cells(row: Int) -> [OutputCell] {
    let mean = predictions[row]?.mean
    return people.columns.map { .text(people.cell(row: row, column: $0).text) } + [
      .optional(mean?.value), .optional(mean?.interval?.lower), .optional(mean?.interval?.upper),
    ]
  }

  /// The table with the columns added.
  package var table: OutputTable {
    OutputTable(
      columns: people.columns.map { OutputColumn(key: $0.name) }
        + Self.added.map { OutputColumn(key: $0, kind: .number(decimals: 4)) },
      rows: (0..<people.rowCount).map(cells))
  }

  /// Writes the table with the columns added as CSV, a piece at a time.
  package func csv<Failure: Error>(to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var rows = CSVRows(columns: people.columns.map(\.name) + Self.added)
    for row in 0..<people.rowCount {
      rows.append(cells(row: row))
      try rows.flush(to: write)
    }
    try rows.flush(atEnd: true, to: write)
  }

  /// Writes the fit, the mean and the notes, and a row a person.
  public func encode(to encoder: any Encoder) throws {
    let rows = (0..<people.rowCount).map { row in
      var fields: [(String, (any Encodable)?)] = people.columns.filter { !$0.name.isEmpty }.map {
        ($0.name, people.cell(row: row, column: $0).text)
      }
      let mean = predictions[row]?.mean
      fields += zip(Self.added, [mean?.value, mean?.interval?.lower, mean?.interval?.upper]).map {
        ($0, $1.finite)
      }
      return ResultObject(fields)
    }
    try ResultObject([
      ("formula", model.formula), ("family", model.family), ("link", model.link), ("mean", mean),
      ("notes", notes), ("people", rows),
    ]).encode(to: encoder)
  }
}
