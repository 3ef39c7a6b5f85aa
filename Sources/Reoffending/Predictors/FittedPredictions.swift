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
  /// Whose intercept was taken, where the groups of the fit differ.
  public let intercepts: SavedModel.Intercepts
  /// What a reader must know.
  public let notes: [String]

  /// Predicts for each row of a table.
  ///
  /// - Parameters:
  ///   - intercepts: whose intercept is taken, where the groups of the fit differ.
  ///   - skippingInvalid: whether a row with a value that the fit does not know is named and left without a prediction.
  /// - Throws: `TableError` for a column that is missing or of another kind, `ModelError` for a level that the fit does not
  ///   know.
  package init(
    _ table: Table, model: SavedModel, level: ConfidenceLevel = .p95,
    intercepts: SavedModel.Intercepts = .own, skippingInvalid: Bool = false
  ) throws {
    try AugmentedTable.checkAdded(Self.added, table)
    let groups = intercepts == .own ? model.groups?.column : nil
    let names = model.columns + [model.offset, model.exposure, groups].compactMap(\.self)
    let frame = try AugmentedTable.frame(
      table, names, categories: Set(model.categories + [groups].compactMap(\.self)))
    var skipped: [String] = []
    do throws(ModelError) {
      predictions = try model.predictions(
        frame, level: level, intercepts: intercepts,
        invalid: skippingInvalid ? { skipped.append(AugmentedTable.text($0, table)) } : nil)
    } catch {
      throw AugmentedTable.located(error, table)
    }
    self.model = model
    self.intercepts = intercepts
    people = table
    let missing = predictions.count { $0 == nil }
    var notes = [
      "Predicted by \(model.formula) (\(model.family.rawValue), \(model.link.rawValue)), fitted to "
        + "\(NumberFormat.count(model.observations)) rows; limits are of the mean of such people, not of one person's outcome."
    ]
    if let groups = model.groups {
      notes.append(Self.note(groups, try intercepts == .own ? model.knownGroups(frame) : nil, predictions))
    }
    if missing > 0 {
      notes.append(
        "\(Plural.people(missing, of: table.rowCount)) without a prediction, because a value is missing"
          + "\(skipped.isEmpty ? "" : " or unknown to the fit").")
    }
    self.notes = notes + skipped.prefix(10).map { "Left without a prediction: \($0)." }
  }

  private static func note(
    _ groups: SavedModel.Groups, _ known: [Bool]?, _ predictions: [SavedModel.Prediction?]
  ) -> String {
    guard let known else {
      return "All have the intercept of the typical \(groups.column), not that of their own."
    }
    let strange = zip(known, predictions).count { !$0 && $1 != nil }
    return "Each has the intercept of the own \(groups.column), and limits allow for its error"
      + (strange == 0
        ? "."
        : "; \(Plural.people(strange, of: known.count)) of a \(groups.column) that the fit did not know, with the typical one’s.")
  }

  /// The columns added.
  package static let added = ["fitted", "fitted_lower", "fitted_upper"]

  /// The mean of the predictions; nil where there is none.
  public var mean: Double? {
    let known = predictions.compactMap { $0?.mean.value }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  private var augmented: AugmentedTable {
    AugmentedTable(people: people, added: Self.added) { row in
      let mean = predictions[row]?.mean
      return [mean?.value, mean?.interval?.lower, mean?.interval?.upper]
    }
  }

  /// The table with the columns added.
  package var table: OutputTable { augmented.table }

  /// Writes the table with the columns added as CSV, a piece at a time.
  package func csv<Failure: Error>(to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    try augmented.csv(to: write)
  }

  /// Writes the fit, the mean and the notes, and a row a person.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("formula", model.formula), ("family", model.family), ("link", model.link), ("mean", mean),
      ("notes", notes), ("people", augmented.objects), ("random", model.groups?.column),
      ("intercepts", model.groups.map { _ in intercepts }),
    ]).encode(to: encoder)
  }
}
