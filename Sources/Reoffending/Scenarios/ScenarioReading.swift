import Numbers
import Statistics
import Tables

/// The people of a table by one factor and the strata of other columns, with their reoffences.
struct ScenarioReading {
  let levels: FactorLevels
  let notes: [String]
  private let moments: [GroupKey: ScenarioContrast.Moments]

  init(
    _ table: Table, selection: RiskFactorSelection, strata columns: [String], names: CohortColumns
  ) throws {
    let others = columns.filter { Column.normalized($0) != Column.normalized(selection.column) }
    let cohorts = try CohortTable(table, by: [selection.column] + others, names: names)
    let name = cohorts.groups.first?.key.parts.first?.column ?? selection.column
    levels = try FactorLevels(
      factor: name, groups: cohorts.groups, position: 0, reference: selection.reference)
    notes = cohorts.notes + levels.notes
    moments =
      cohorts.kind == .people ? try Self.moments(table, by: [selection.column] + others, names: names) : [:]
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
          exposed: own, reference: try Self.counts(other.group), exposedMoments: moments[group.key],
          referenceMoments: moments[other.group.key]))
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

  /// The sums of reoffences by group; none where the table has no such column or a cell of it is missing.
  private static func moments(
    _ table: Table, by columns: [String], names: CohortColumns
  ) throws(TableError) -> [GroupKey: ScenarioContrast.Moments] {
    let outcomeName = names.outcome ?? "reoffended"
    let name = names.reoffences ?? table.firstColumn(among: ["reoffences"])?.name
    guard let name else { return [:] }
    var reading = table.reading()
    let reoffences = reading.counts(name)
    let outcomes = reading.booleans(outcomeName)
    let keys = columns.compactMap { reading.column($0) }
    try reading.finish()
    var moments: [GroupKey: ScenarioContrast.Moments] = [:]
    for row in 0..<table.rowCount where outcomes.values[row] != nil {
      guard let count = reoffences.values[row] else { return [:] }
      let key = GroupKey(
        keys.map { GroupKey.Part(column: $0.name, value: table.cell(row: row, column: $0).text) })
      moments[key, default: .init()].people += 1
      moments[key, default: .init()].sum += Double(count)
      moments[key, default: .init()].squares += Double(count) * Double(count)
    }
    return moments
  }
}
