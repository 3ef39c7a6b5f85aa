import Numbers
public import Statistics
public import Tables

extension Scenario {
  /// What would be avoided, a row a level and reduction.
  public var table: OutputTable { Row.table(rows) }
}

extension Scenario.Row {
  /// What the row is of: the factor alone where the level only says that it is there.
  public var name: String {
    let words = factor.split(separator: "_").joined(separator: " ")
    return isYesOrNo ? words : "\(words): \(level)"
  }

  private var isYesOrNo: Bool {
    ["1", "yes", "true", "y"].contains(level.lowercased())
      && ["0", "no", "false", "n"].contains(reference.lowercased())
  }

  /// What the row says, in one sentence.
  public var sentence: String {
    let share = NumberFormat.percent(reduction, decimals: 0)
    var sentence =
      "If \(share) of the \(NumberFormat.count(exposed)) people marked \(name) had reoffended at the rate of "
      + "\(isYesOrNo ? "those not so marked" : reference) (\(NumberFormat.percent(referenceRate)) instead of \(NumberFormat.percent(rate))), "
      + Self.words(avoided, decimals: 0) + " fewer people would have reoffended"
    if let avoidedReoffences {
      sentence += ", with " + Self.words(avoidedReoffences, decimals: 0) + " fewer reoffences"
    }
    if let cost { sentence += ", sparing " + Pounds.text(cost) }
    return sentence + "."
  }

  /// A number with its limits: `202 (188 to 215)`.
  public static func words(_ estimate: Estimate, decimals: Int) -> String {
    func text(_ value: Double) -> String { NumberFormat.fixed(value, decimals: decimals) }
    let interval = estimate.interval.map { " (\(text($0.lower)) to \(text($0.upper)))" } ?? ""
    return (estimate.value.map(text) ?? "") + interval
  }
}

extension Scenario {
  /// A sentence a row.
  public var sentences: [String] { rows.map(\.sentence) }

  /// The finding in a sentence: what avoids most.
  public var headline: String {
    guard let most = rows.max(by: { ($0.avoided.value ?? 0) < ($1.avoided.value ?? 0) }),
      let value = most.avoided.value, (most.avoided.interval?.lower ?? 0) > 0
    else { return "No reduction avoids reoffending beyond what chance could make" }
    return
      "\(NumberFormat.percent(most.reduction, decimals: 0)) fewer people marked \(most.name) would mean "
      + "\(NumberFormat.fixed(value, decimals: 0)) fewer reoffenders"
  }
}
