/// The outcome of each row, checked.
struct ModelOutcome: Sendable {
  let name: String
  let values: [Double]
  /// The trials of each row, for grouped counts.
  let trials: [Double]?
  let isBinary: Bool
  /// The two levels of a categorical outcome, the second being the event.
  let levels: [String]?

  init(_ outcome: Formula.Outcome, frame: ModelFrame) throws(ModelError) {
    switch outcome {
    case .column(let name):
      self.name = name
      trials = nil
      switch try frame.column(name).content {
      case .numeric:
        values = try frame.numbers(name)
        levels = nil
      case .categorical(let codes, let names, let reference):
        guard names.count == 2 else {
          throw .badOutcome(
            column: name,
            reason: "has \(names.count) levels (\(names.joined(separator: ", "))); it must have two")
        }
        values = codes.map { Int($0) == reference ? 0 : 1 }
        levels = [names[reference], names[1 - reference]]
      }
    case .counts(let events, let others):
      name = events
      levels = nil
      let (k, rest) = (try frame.numbers(events), try frame.numbers(others))
      for row in k.indices where frame.uses(row) {
        for (column, value) in [(events, k[row]), (others, rest[row])]
        where value < 0 || value != value.rounded() {
          throw .badValue(
            column: column, row: row + 1, found: value.formattedBriefly, allowed: "a count of 0 or more")
        }
        guard k[row] + rest[row] > 0 else {
          throw .badValue(column: others, row: row + 1, found: "0", allowed: "such that someone is counted")
        }
      }
      values = k
      trials = zip(k, rest).map(+)
    }
    let values = values
    isBinary =
      trials == nil && values.indices.allSatisfy { !frame.uses($0) || values[$0] == 0 || values[$0] == 1 }
  }
}
