import Numbers
import Statistics

/// The rows of one factor, before the p-values of all factors are adjusted together.
struct RiskFactorComparison {
  private(set) var rows: [RiskFactorRow] = []
  let overall: OverallRiskFactor
  private(set) var notes: [String] = []

  init(
    _ levels: FactorLevels, stratified: Bool, level: ConfidenceLevel, suppression: Suppression?,
    hidden: Set<String>
  ) throws(StatisticsError) {
    var byLevel: [String: CohortGroup] = [:]
    let whole = levels.levels.compactMap { name in levels.joined(name).map { (name, $0) } }
    let shown = whole.map { name, group in
      // The name of the level decides how its counts are rounded.
      let named = CohortGroup(
        key: GroupKey([GroupKey.Part(column: levels.factor, value: name)]), trials: group.trials,
        events: group.events, reoffences: group.reoffences, printedRate: group.printedRate,
        prediction: group.prediction, marks: group.marks)
      return hidden.contains(name) ? named.suppressed : suppression?.shown(named) ?? named
    }
    for ((name, _), group) in zip(whole, shown) { byLevel[name] = group }
    let hiddenNames = whole.map(\.0).filter(hidden.contains)
    if !hiddenNames.isEmpty {
      notes.append(
        "\(levels.factor): the counts of \(hiddenNames.joined(separator: ", ")) are suppressed ([c]).")
    }
    guard let reference = byLevel[levels.reference] else {
      throw .undefined(
        quantity: "a comparison by \(levels.factor)", because: "nobody is at its reference level")
    }
    let allEvents = Self.sum(shown.map { $0.events?.nearest })
    for name in levels.levels where name != levels.reference {
      guard let group = byLevel[name] else { continue }
      rows.append(
        try Self.row(
          levels, name, group, reference, level: level, isBinary: levels.levels.count == 2,
          allEvents: allEvents,
          stratified: stratified && !Self.hasSmallStrata(levels, name, suppression)))
    }
    overall = try Self.overall(levels, shown: shown, reference: reference, level: level)
  }

  /// Whether a stratum of a level or of its reference is so small that measures made of all strata would tell it.
  private static func hasSmallStrata(
    _ levels: FactorLevels, _ name: String, _ suppression: Suppression?
  ) -> Bool {
    guard let suppression else { return false }
    return suppression.roundsCounts
      || levels.groups.contains { found, group in
        (found == name || found == levels.reference) && suppression.isSmall(group)
      }
  }

  private static func sum(_ values: [Int?]) -> Int? {
    values.reduce(0) { sum, value in sum.flatMap { a in value.map { a + $0 } } }
  }

  private static func people(
    _ group: CohortGroup, _ level: ConfidenceLevel
  ) throws(StatisticsError) -> RiskFactorRow.Group {
    guard let trials = group.trials, let events = group.events?.nearest else {
      return RiskFactorRow.Group(
        trials: group.trials, events: group.events?.nearest,
        risk: group.rate.map { Estimate($0, withoutIntervalAt: level, method: "as printed") })
    }
    return RiskFactorRow.Group(
      trials: trials, events: events,
      risk: try Proportion(events: events, trials: trials).intervalEstimate(level: level, method: .wilson))
  }

  private static func table(
    _ group: CohortGroup, _ reference: CohortGroup
  ) throws(StatisticsError) -> TwoByTwoTable? {
    guard let trials = group.trials, let events = group.events?.nearest, let others = reference.trials,
      let otherEvents = reference.events?.nearest
    else { return nil }
    return try TwoByTwoTable(
      exposedEvents: events, of: trials, unexposedEvents: otherEvents, of: others)
  }

  private static func row(
    _ levels: FactorLevels, _ name: String, _ group: CohortGroup, _ reference: CohortGroup,
    level: ConfidenceLevel, isBinary: Bool, allEvents: Int?, stratified: Bool
  ) throws(StatisticsError) -> RiskFactorRow {
    let table = try table(group, reference)
    var flags: [String] = []
    if group.isSuppressed || reference.isSuppressed { flags.append("[c]") }
    if let table, table.hasZeroCell {
      flags.append("a count is zero: a ratio may not exist, and limits are score or exact ones")
    }
    let isSparse = table.map { $0.smallestExpectedCount < 5 } ?? false
    if isSparse { flags.append("fewer than five expected: Fisher's exact test") }
    for one in [group, reference] {
      if let events = one.events, !events.isUnique {
        flags.append(
          "\(events.candidates.lowerBound) to \(events.candidates.upperBound) reoffenders fit a printed rate")
      }
    }
    return RiskFactorRow(
      outcome: nil, factor: levels.factor, level: name, reference: levels.reference,
      exposed: try people(group, level),
      unexposed: try people(reference, level), riskDifference: table?.riskDifference(level: level),
      riskRatio: table?.riskRatio(level: level), oddsRatio: table?.oddsRatio(level: level),
      test: table.map { isSparse ? $0.fisherTest() : $0.chiSquaredTest() }, adjustedPValue: nil,
      stratified: stratified && table != nil ? try stratifiedMeasures(levels, name, level) : nil,
      adjusted: nil,
      populationAttributableFraction: table.map {
        fraction($0, isBinary: isBinary, allEvents: allEvents, level)
      },
      flags: flags)
  }

  /// The share of all events that goes with one level.
  private static func fraction(
    _ table: TwoByTwoTable, isBinary: Bool, allEvents: Int?, _ level: ConfidenceLevel
  ) -> Estimate {
    if isBinary { return table.attributableFractionPopulation(level: level) }
    guard let allEvents, allEvents > 0 else {
      return Estimate(nil, withoutIntervalAt: level, method: "miettinen")
    }
    let avoided = Double(table.exposedEvents) - Double(table.exposedTotal) * table.unexposedRisk
    return Estimate(avoided / Double(allEvents), withoutIntervalAt: level, method: "miettinen")
  }

  private static func stratifiedMeasures(
    _ levels: FactorLevels, _ name: String, _ level: ConfidenceLevel
  ) throws(StatisticsError) -> StratifiedRiskFactor? {
    var order: [GroupKey] = []
    var cells: [GroupKey: (exposed: CohortGroup?, unexposed: CohortGroup?)] = [:]
    for (found, group) in levels.groups where found == name || found == levels.reference {
      let key = GroupKey(Array(group.key.parts.dropFirst()))
      if cells[key] == nil { order.append(key) }
      if found == name { cells[key, default: (nil, nil)].exposed = group }
      if found == levels.reference { cells[key, default: (nil, nil)].unexposed = group }
    }
    var strata: [Stratum] = []
    for key in order {
      guard let (exposed, unexposed) = cells[key] else { continue }
      let events = exposed?.events?.nearest ?? 0
      let others = unexposed?.events?.nearest ?? 0
      strata.append(
        try Stratum(
          key.description, exposedEvents: events, exposedNonEvents: (exposed?.trials ?? 0) - events,
          unexposedEvents: others, unexposedNonEvents: (unexposed?.trials ?? 0) - others))
    }
    guard strata.contains(where: \.canBeCompared) else { return nil }
    return StratifiedRiskFactor(try StratifiedTable(strata), level: level)
  }

  private static func overall(
    _ levels: FactorLevels, shown: [CohortGroup], reference: CohortGroup, level: ConfidenceLevel
  ) throws(StatisticsError) -> OverallRiskFactor {
    let counts = shown.map { group in
      group.trials.flatMap { n in group.events.map { [$0.nearest, n - $0.nearest] } }
    }
    let known = counts.compactMap(\.self)
    var test: TestResult?
    var association: Double?
    var fraction: Estimate?
    if known.count == shown.count, let others = reference.trials, let events = reference.events?.nearest {
      let table = try ContingencyTable(known)
      if table.degreesOfFreedom > 0 {
        test = table.chiSquaredTest()
        association = table.cramersV
      }
      let exposed = known.reduce(0) { $0 + $1[0] } - events
      let people = table.total - others
      if people > 0 {
        fraction = try TwoByTwoTable(
          exposedEvents: exposed, of: people, unexposedEvents: events, of: others
        ).attributableFractionPopulation(level: level)
      }
    }
    return OverallRiskFactor(
      factor: levels.factor, reference: levels.reference, levels: levels.levels, test: test,
      cramersV: association,
      populationAttributableFraction: fraction)
  }
}
