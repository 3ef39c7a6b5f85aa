/// Predicted probabilities with what happened.
public struct PredictedOutcomes: Sendable {
  /// The predicted probability of each person.
  public let probabilities: [Double]
  /// Whether the person had the event.
  public let outcomes: [Bool]

  /// Takes predictions with outcomes.
  ///
  /// - Throws: `ModelError` for unequal lengths, no person, or a probability outside 0 to 1.
  public init(probabilities: [Double], outcomes: [Bool]) throws(ModelError) {
    guard !probabilities.isEmpty else { throw .noRows(excluded: 0) }
    guard probabilities.count == outcomes.count else {
      throw .lengthMismatch(column: "outcomes", count: outcomes.count, expected: probabilities.count)
    }
    for row in probabilities.indices where !(0...1).contains(probabilities[row]) {
      throw .badValue(
        column: "predicted", row: row + 1, found: probabilities[row].formattedBriefly,
        allowed: "a probability from 0 to 1")
    }
    self.probabilities = probabilities
    self.outcomes = outcomes
  }

  /// How many people there are.
  public var count: Int { outcomes.count }
  /// How many had the event.
  public var events: Int { outcomes.count { $0 } }
  /// The share with the event.
  public var prevalence: Double { Double(events) / Double(count) }

  /// The people of a subgroup; nil where it is empty.
  public func subgroup(where belongs: (Int) -> Bool) -> PredictedOutcomes? {
    let rows = outcomes.indices.filter(belongs)
    return try? PredictedOutcomes(
      probabilities: rows.map { probabilities[$0] }, outcomes: rows.map { outcomes[$0] })
  }
}
