public import Numbers
import Statistics
import Tables

/// What is known of one group of people: how many were followed up, how many reoffended, how many were expected to.
public struct CohortGroup: Hashable, Sendable {
  /// What the group is called.
  public let key: GroupKey
  /// The number of people followed up, or nil where it is not printed.
  public let trials: Int?
  /// The number of people who reoffended, or nil where neither it nor a cohort with a rate is printed.
  public let events: ConsistentCount?
  /// The number of reoffences, or nil where it is not printed.
  public let reoffences: Int?
  /// The sum of the squares of each person's reoffences; nil where a row is not a person, or one's are not known.
  package let reoffenceSquares: Double?
  /// The binary rate as printed, or nil where it is not printed or the group joins several rows.
  public let printedRate: PrintedRate?
  /// The predicted rate of the group, or nil where there is none.
  public let prediction: GroupPrediction?
  /// The marks printed beside the figures.
  public let marks: [Mark]
  /// Whether the figures are hidden because they are small, or would give small ones away.
  public let isSuppressed: Bool
  /// Whether its counts may be told and its rate may not, because it would stand on too few.
  var withholdsRate = false

  /// A group from its parts.
  public init(
    key: GroupKey, trials: Int?, events: ConsistentCount?, reoffences: Int? = nil,
    printedRate: PrintedRate? = nil, prediction: GroupPrediction? = nil, marks: [Mark] = [],
    isSuppressed: Bool = false
  ) {
    self.init(
      key: key, trials: trials, events: events, reoffences: reoffences, reoffenceSquares: nil,
      printedRate: printedRate, prediction: prediction, marks: marks, isSuppressed: isSuppressed)
  }

  /// A group of people whose reoffences are known one by one.
  init(
    key: GroupKey, trials: Int?, events: ConsistentCount?, reoffences: Int?, reoffenceSquares: Double?,
    printedRate: PrintedRate? = nil, prediction: GroupPrediction? = nil, marks: [Mark] = [],
    isSuppressed: Bool = false
  ) {
    self.key = key
    self.trials = trials
    self.events = events
    self.reoffences = reoffences
    self.reoffenceSquares = reoffenceSquares
    self.printedRate = printedRate
    self.prediction = prediction
    self.marks = marks
    self.isSuppressed = isSuppressed
  }

  /// The binary rate: of the counts where they are known, else as printed, else nil.
  public var rate: Double? {
    if withholdsRate { return nil }
    if let trials, let events, trials > 0 { return Double(events.nearest) / Double(trials) }
    return printedRate?.fraction
  }

  /// The counts of several groups together; a figure that one of them lacks is nil.
  ///
  /// - Returns: nil for no group.
  public static func joined(_ groups: [CohortGroup], as key: GroupKey) -> CohortGroup? {
    guard let first = groups.first else { return nil }
    let whole = groups.dropFirst().reduce(first) { sum, next in
      CohortGroup(
        key: key, trials: zip(sum.trials, next.trials) { $0 + $1 },
        events: zip(sum.events, next.events) { $0 + $1 },
        reoffences: zip(sum.reoffences, next.reoffences) { $0 + $1 },
        reoffenceSquares: zip(sum.reoffenceSquares, next.reoffenceSquares) { $0 + $1 },
        prediction: sum.prediction.flatMap { a in
          next.prediction.flatMap { b in
            zip(sum.trials, next.trials) { a.joined(with: b, trials: $0, otherTrials: $1) }
          }
        }, marks: sum.marks + next.marks.filter { !sum.marks.contains($0) })
    }
    return CohortGroup(
      key: key, trials: whole.trials, events: whole.events, reoffences: whole.reoffences,
      reoffenceSquares: whole.reoffenceSquares,
      printedRate: groups.count == 1 ? whole.printedRate : nil, prediction: whole.prediction,
      marks: whole.marks)
  }
}

/// Applies a function where both values exist.
private func zip<A, B, C>(_ a: A?, _ b: B?, _ join: (A, B) -> C) -> C? {
  guard let a, let b else { return nil }
  return join(a, b)
}

extension CohortGroup {
  /// Those who reoffended among the people; nil where one is not known, or there is nobody.
  func proportion() throws(StatisticsError) -> Proportion? {
    guard let trials, trials > 0, let events = events?.nearest else { return nil }
    return try Proportion(events: events, trials: trials)
  }

  /// What is said of groups that have no `proportion()`; nothing where all have one.
  static func notes(leavingOut names: [String]) -> [String] {
    names.isEmpty
      ? [] : ["Left out, because people or reoffenders are not known: \(NameList.joined(names))."]
  }
}
