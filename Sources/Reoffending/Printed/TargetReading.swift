import Numbers
import Statistics
import Tables

/// The rows of a table of indicators, checked.
struct TargetReading {
  private var reading: TableReading
  private let table: Table
  private let level: ConfidenceLevel
  private let listsUnknown: Bool
  /// The indicators without a target or without a figure, where they are listed.
  private(set) var unknown: [UnknownIndicator] = []

  init(_ table: Table, level: ConfidenceLevel, listsUnknown: Bool) {
    self.listsUnknown = listsUnknown
    self.table = table
    self.level = level
    reading = table.reading()
  }

  mutating func indicators() throws(TableError) -> [TargetComparison.Indicator] {
    let names = reading.texts("indicator", missing: .refused)
    let targets = reading.rates("target", missing: listsUnknown ? .allowed : .refused)
    let events = table.firstColumn(among: ["events", "reoffenders"]).map { reading.counts($0.name) }
    let trials = table.firstColumn(among: ["trials", "cohort"]).map { reading.counts($0.name) }
    let hasCounts = events != nil && trials != nil
    let printed =
      table.firstColumn(among: ["actual"]) != nil || !hasCounts
      ? reading.rates("actual", missing: hasCounts || listsUnknown ? .allowed : .refused) : nil
    let periods = table.firstColumn(among: ["period"]).map { reading.texts($0.name) }
    let relations = table.firstColumn(among: ["relation"]).map { reading.texts($0.name) }
    let directions = table.firstColumn(among: ["direction"]).map { reading.texts($0.name) }
    var indicators: [TargetComparison.Indicator] = []
    for row in names.indices {
      guard let name = names.values[row] else { continue }
      let hasFigure =
        printed?.values[row] != nil || events?.values[row] != nil || trials?.values[row] != nil
      if listsUnknown, targets.values[row] == nil || !hasFigure {
        unknown.append(
          UnknownIndicator(
            name: name, period: periods?.values[row] ?? "", hasTarget: targets.values[row] != nil,
            hasFigure: hasFigure))
        continue
      }
      guard let target = targets.values[row] else { continue }
      let counts = counts(events, trials, row: row)
      let own = printed?.values[row]
      guard let actual = own ?? counts.map({ PrintedRate(fraction: $0.estimate, decimals: 1) }) else {
        if hasCounts, let printed, printed[row].missing != nil {
          reading.report(
            Fault(
              at: printed.location(row: row),
              "neither a percentage nor both counts are given; one of them is needed"))
        } else if hasCounts, printed == nil, let trials {
          reading.report(Fault(at: trials.location(row: row), "both counts are needed, events and trials"))
        }
        continue
      }
      if let own, let counts, let printed { check(own, counts, at: printed.location(row: row)) }
      indicators.append(
        TargetComparison.Indicator(
          name: name, period: periods?.values[row] ?? "", relation: relations?.values[row] ?? "",
          target: target, actual: actual, counts: counts,
          isLowerBetter: isLowerBetter(directions, row: row), level: level))
    }
    try reading.finish()
    return indicators
  }

  private mutating func counts(_ events: TypedColumn<Int>?, _ trials: TypedColumn<Int>?, row: Int)
    -> Proportion?
  {
    guard let events, let trials, let some = events.values[row], let all = trials.values[row] else {
      return nil
    }
    do {
      return try Proportion(events: some, trials: all)
    } catch {
      reading.report(Fault(at: events.location(row: row), error.description))
      return nil
    }
  }

  private mutating func check(_ printed: PrintedRate, _ counts: Proportion, at location: CellLocation) {
    guard abs(counts.estimate - printed.fraction) > printed.roundingHalfWidth * (1 + 1e-9) else { return }
    reading.report(
      Fault(
        at: location,
        "“\(printed.text)” is not \(counts.events) of \(counts.trials), which is "
          + NumberFormat.percent(counts.estimate, decimals: 2)))
  }

  private mutating func isLowerBetter(_ directions: TypedColumn<String>?, row: Int) -> Bool {
    guard let directions, let text = directions.values[row] else { return false }
    switch text.lowercased() {
    case "at least", "higher", "more", "up": return false
    case "at most", "lower", "less", "down": return true
    default:
      reading.report(
        Fault(
          at: directions.location(row: row),
          "“\(text)” is no direction; at least (more is better) or at most is needed"))
      return false
    }
  }
}
