public import Tables

/// Printed performance against printed targets.
public struct TargetComparison: Sendable {
  /// One indicator.
  public struct Indicator: Hashable, Sendable {
    /// The indicator.
    public let name: String
    /// The period it is printed for.
    public let period: String
    /// What the percentages are of.
    public let relation: String
    /// The target as printed.
    public let target: PrintedRate
    /// The performance as printed.
    public let actual: PrintedRate

    /// Performance less target in percentage points.
    public var points: Double { 100 * (actual.fraction - target.fraction) }
    /// Whether performance is at or above the target.
    public var isMet: Bool { actual.fraction >= target.fraction }
  }

  /// The indicators in the order of the table, of which more is better.
  public let indicators: [Indicator]

  /// Reads a table with the columns indicator, target and actual.
  ///
  /// - Throws: `TableError.faults` where a column or percentage is missing.
  public init(_ table: Table) throws(TableError) {
    var reading = table.reading()
    let names = reading.texts("indicator", missing: .refused)
    let targets = reading.rates("target", missing: .refused)
    let actuals = reading.rates("actual", missing: .refused)
    let periods = table.firstColumn(among: ["period"]).map { reading.texts($0.name) }
    let relations = table.firstColumn(among: ["relation"]).map { reading.texts($0.name) }
    try reading.finish()
    indicators = names.indices.compactMap { row in
      guard let name = names.values[row], let target = targets.values[row], let actual = actuals.values[row]
      else { return nil }
      return Indicator(
        name: name, period: periods?.values[row] ?? "", relation: relations?.values[row] ?? "",
        target: target,
        actual: actual)
    }
  }

  /// The finding in a sentence.
  public var headline: String {
    let met = indicators.count { $0.isMet }
    let missed = indicators.filter { !$0.isMet }.map { -$0.points }
    guard let furthest = missed.max() else { return "All \(indicators.count) targets were met" }
    return "\(met) of \(indicators.count) targets \(met == 1 ? "was" : "were") met; "
      + "\(missed.count == 1 ? "the other was" : "the others were") missed by "
      + "\(missed.count == 1 ? "" : "at most ")\(NumberFormat.fixed(furthest, decimals: 1)) percentage points"
  }

  /// A sentence an indicator.
  public var sentences: [String] {
    indicators.map { one in
      "\(one.name): \(one.actual) against a target of \(one.target), "
        + "\(NumberFormat.fixed(abs(one.points), decimals: 1)) percentage points \(one.points < 0 ? "below" : "above") it; "
        + "the number of people is not printed."
    }
  }

  /// Targets and performance, a row an indicator.
  public var table: OutputTable {
    OutputTable(
      columns: [
        OutputColumn(key: "indicator", title: "Indicator"), OutputColumn(key: "period", title: "Period"),
        OutputColumn(key: "actual", title: "Actual", kind: .perCent(decimals: 1)),
        OutputColumn(key: "target", title: "Target", kind: .perCent(decimals: 1)),
        OutputColumn(key: "points", title: "Gap, points", kind: .number(decimals: 1)),
      ],
      rows: indicators.map { one in
        [
          .text(one.name), .text(one.period), .number(one.actual.fraction), .number(one.target.fraction),
          .number(one.points),
        ]
      })
  }
}
