/// The outcome of each row, checked.
struct ModelOutcome: Sendable {
  let name: String
  let values: [Double]
  /// The trials of each row, for grouped counts.
  let trials: [Double]?
  let isBinary: Bool
  /// The two levels of a categorical outcome, the second being the event.
  let levels: [String]?

  /// A binary outcome whose rows are not known one by one.
  ///
  /// - Parameter levels: the two levels of a categorical outcome.
  init(binary name: String, levels: [String]? = nil) {
    self.name = name
    values = []
    trials = nil
    isBinary = true
    self.levels = levels
  }

  init(_ outcome: Formula.Outcome, frame: ModelFrame, trials column: String? = nil) throws(ModelError) {
    switch outcome {
    case .column(let name):
      if let column {
        self = try ModelOutcome(counted: name, of: column, frame: frame)
        return
      }
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
      guard column == nil else {
        throw .undefined(quantity: "a column of trials", because: "cbind() holds them already")
      }
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

  /// Counts of events with the number of people counted in another column.
  private init(counted name: String, of column: String, frame: ModelFrame) throws(ModelError) {
    let (events, people) = (try frame.numbers(name), try frame.numbers(column))
    for row in events.indices where frame.uses(row) {
      guard people[row] >= 1, people[row] == people[row].rounded() else {
        throw .badValue(
          column: column, row: row + 1, found: people[row].formattedBriefly, allowed: "a count of 1 or more")
      }
      guard events[row] >= 0, events[row] == events[row].rounded(), events[row] <= people[row] else {
        throw .badValue(
          column: name, row: row + 1, found: events[row].formattedBriefly,
          allowed: "a count from 0 to the \(people[row].formattedBriefly) of \(column)")
      }
    }
    self.name = name
    values = events
    trials = people
    isBinary = false
    levels = nil
  }
}
