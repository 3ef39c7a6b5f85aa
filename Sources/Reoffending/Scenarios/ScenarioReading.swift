import Numbers
import Statistics
import Tables

/// The people of a table by one factor and the strata of other columns, with their reoffences.
struct ScenarioReading {
  let levels: FactorLevels
  let notes: [String]
  /// Whether everybody's reoffences are known.
  private let hasReoffences: Bool

  /// - Parameter cohorts: grouped by the factor and then by the columns of the strata.
  init(_ cohorts: CohortTable, selection: RiskFactorSelection) throws {
    let name = cohorts.groups.first?.key.parts.first?.column ?? selection.column
    levels = try FactorLevels(
      factor: name, groups: cohorts.groups, position: 0, reference: selection.reference)
    notes = cohorts.notes + levels.notes
    hasReoffences = cohorts.groups.allSatisfy { $0.reoffenceSquares != nil }
  }

  /// The columns by which the table of a factor is grouped.
  static func columns(of selection: RiskFactorSelection, strata columns: [String]) -> [String] {
    [selection.column] + columns.filter { Column.normalized($0) != Column.normalized(selection.column) }
  }

  /// A level beside the reference, in each stratum that has both.
  func contrast(level: String) throws(StatisticsError) -> ScenarioContrast {
    var strata: [ScenarioContrast.Stratum] = []
    var uncompared = 0
    for (name, group) in levels.groups where name == level {
      let own = try Self.counts(group)
      let stratum = Array(group.key.parts.dropFirst())
      let other = levels.groups.first {
        $0.level == levels.reference && Array($0.group.key.parts.dropFirst()) == stratum
      }
      guard own.people > 0 else { continue }
      guard let other, try Self.counts(other.group).people > 0 else {
        uncompared += own.people
        continue
      }
      strata.append(
        .init(
          exposed: own, reference: try Self.counts(other.group), exposedMoments: moments(group),
          referenceMoments: moments(other.group)))
    }
    guard !strata.isEmpty else {
      throw .undefined(
        quantity: "a scenario for \(levels.factor) \(level)",
        because: "nobody alike is at \(levels.reference); adjust for fewer columns")
    }
    return ScenarioContrast(strata: strata, uncompared: uncompared)
  }

  private static func counts(_ group: CohortGroup) throws(StatisticsError) -> (people: Int, events: Int) {
    guard let trials = group.trials, let events = group.events, events.isUnique else {
      throw .undefined(
        quantity: "a scenario",
        because: "the numbers of people and of reoffenders are not known for \(group.key)")
    }
    return (trials, events.nearest)
  }

  /// The sums of reoffences of a group; nil where somebody's are not known.
  private func moments(_ group: CohortGroup) -> ScenarioContrast.Moments? {
    guard hasReoffences, let people = group.trials, let sum = group.reoffences,
      let squares = group.reoffenceSquares
    else { return nil }
    return ScenarioContrast.Moments(people: people, sum: Double(sum), squares: squares)
  }
}
