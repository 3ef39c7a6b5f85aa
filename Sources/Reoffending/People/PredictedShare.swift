import Numbers
public import Statistics
package import Tables

/// The share without the event at one time that a model predicts for people of one description.
public struct PredictedShare: ResultRow {
  /// Who is meant, such as `fin=yes, age=20`.
  public let profile: String
  /// The time.
  public let time: Double
  /// The share without the event, with limits; nil for a time after the last of the model.
  public let survival: Estimate?
  /// The unit of time, in the plural.
  let unit: String

  /// The fields, in the order of the table.
  public static let fields: [ResultField<PredictedShare>] = [
    .text("profile", "Of people with") { $0.profile }, .number("time", "Time") { $0.time },
    .shareEstimate("survival", "Without the event") { $0.survival }, .text("sentence") { $0.sentence },
  ]

  /// The share in a sentence.
  public var sentence: String {
    let start = "Of people with \(profile)"
    let moment = "\(NumberFormat.plain(time)) \(unit)"
    guard let survival, survival.value != nil else {
      return "\(start) the model says nothing at \(moment), after its last time."
    }
    return "\(start), \(survival.text { NumberFormat.percent($0) }) are without the event at \(moment)."
  }
}

extension HazardRegression {
  /// Predicts shares without the event for people who are described by values of the columns.
  ///
  /// - Parameters:
  ///   - profiles: the value of each column, all profiles having all.
  /// - Throws: `ModelError` for a column without a value, a number that is none, or a level that the model does not know.
  package mutating func predict(
    _ profiles: [[(column: String, value: String)]], at times: [Double], unit: String
  ) throws(ModelError) {
    guard let saved, !profiles.isEmpty else { return }
    for profile in profiles {
      if let other = profile.first(where: { !saved.columns.contains($0.column) }) {
        throw .unknownColumn(other.column, known: saved.columns)
      }
    }
    var columns: [ModelColumn] = []
    for name in saved.columns {
      let values = profiles.map { profile in profile.first { $0.column == name }?.value }
      guard !values.contains(nil) else {
        throw .undefined(quantity: "a prediction", because: "a profile says nothing of \(name)")
      }
      let texts = values.compactMap(\.self)
      guard !saved.categories.contains(name) else {
        columns.append(try ModelColumn(name, texts: texts))
        continue
      }
      var numbers: [Double] = []
      for (row, text) in texts.enumerated() {
        guard let number = Self.number(text) else {
          throw .badValue(column: name, row: row + 1, found: text, allowed: "a number, or yes or no")
        }
        numbers.append(number)
      }
      columns.append(ModelColumn(name, numbers: numbers))
    }
    let shares = try saved.shares(ModelFrame(columns), at: times, level: level)
    predictions = zip(profiles, shares).flatMap { profile, own in
      zip(times, own ?? []).map { time, share in
        PredictedShare(
          profile: profile.map { "\($0.column)=\($0.value)" }.joined(separator: ", "), time: time,
          survival: share, unit: unit)
      }
    }
  }

  private static func number(_ text: String) -> Double? {
    switch text.lowercased() {
    case "yes", "true", "y": 1
    case "no", "false", "n": 0
    default: Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
  }

  /// The shares, a row a description and time; nil without.
  package var predictionTable: OutputTable? {
    predictions.isEmpty ? nil : PredictedShare.table(predictions)
  }
}
