import Numbers
package import Statistics
package import Tables

/// A table of people with the shares without the event that a saved model of times predicts for such people.
///
/// The limits are of the share of people such as these, not of one person's time.
package struct PredictedSurvival: Sendable, Encodable {
  /// The model.
  package let model: SavedTimes
  /// The times.
  package let times: [Double]
  /// The table as it was.
  package let people: Table
  /// The shares at each time; nil for a row with a value that is missing, or unknown to the model, and for a time after the model's last.
  package let shares: [[Estimate?]?]
  /// What a reader must know.
  package let notes: [String]

  /// Predicts for each row of a table.
  ///
  /// - Parameters:
  ///   - transform: the scale of the limits of Cox's model.
  ///   - skippingInvalid: whether a row with a value that the model does not know is named and left without a prediction.
  /// - Throws: `TableError` for a column that is missing or of another kind, `ModelError` for a level that the model does not
  ///   know and a time below 0.
  package init(
    _ table: Table, model: SavedTimes, at times: [Double], transform: KaplanMeier.Transform = .logLog,
    level: ConfidenceLevel = .p95, skippingInvalid: Bool = false
  ) throws {
    try AugmentedTable.checkAdded(Self.added(times), table)
    let frame = try AugmentedTable.frame(table, model.columns, categories: Set(model.categories))
    var skipped: [String] = []
    do throws(ModelError) {
      shares = try model.shares(
        frame, at: times, transform: transform, level: level,
        invalid: skippingInvalid ? { skipped.append(AugmentedTable.text($0, table)) } : nil)
    } catch {
      throw AugmentedTable.located(error, table)
    }
    (self.model, self.times, people) = (model, times, table)
    let missing = shares.count { $0 == nil }
    var notes = [
      "Shares without the event, predicted by \(model.formula) (\(model.model)), fitted to "
        + "\(NumberFormat.count(model.observations)) rows; limits are of the share of such people, not of one person’s time."
    ]
    let late = times.filter { $0 > model.end }.map(NumberFormat.plain)
    if !late.isEmpty {
      notes.append(
        "Nobody was followed beyond \(NumberFormat.plain(model.end)): "
          + (model.reachesBeyond
            ? "at \(late.joined(separator: ", ")) the curve goes on as it would be if its form held."
            : "the model says nothing at \(late.joined(separator: ", "))."))
    }
    if missing > 0 {
      notes.append(
        "\(Plural.people(missing, of: table.rowCount)) without a prediction, because a value is missing"
          + "\(skipped.isEmpty ? "" : " or unknown to the model").")
    }
    self.notes = notes + skipped.prefix(10).map { "Left without a prediction: \($0)." }
  }

  /// The columns added: the share at each time with its limits.
  package static func added(_ times: [Double]) -> [String] {
    times.flatMap { time in
      // Names have no comma at the thousands.
      let name = Int(exactly: time).map { "\($0)" } ?? "\(time)"
      return ["survival_\(name)", "survival_\(name)_lower", "survival_\(name)_upper"]
    }
  }

  private var augmented: AugmentedTable {
    AugmentedTable(people: people, added: Self.added(times)) { row in
      let own = shares[row] ?? times.map { _ in nil }
      return own.flatMap { [$0?.value, $0?.interval?.lower, $0?.interval?.upper] }
    }
  }

  /// The table with the columns added.
  package var table: OutputTable { augmented.table }

  /// Writes the table with the columns added as CSV, a piece at a time.
  package func csv<Failure: Error>(to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    try augmented.csv(to: write)
  }

  /// Writes the model, the times and the notes, and a row a person.
  package func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("formula", model.formula), ("family", model.model), ("times", times), ("notes", notes),
      ("people", augmented.objects),
    ]).encode(to: encoder)
  }
}
