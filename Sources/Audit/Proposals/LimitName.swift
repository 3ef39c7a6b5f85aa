/// The name of a column of limits: which of the two they are, and of what.
struct LimitName {
  let isLower: Bool
  /// The words that name the estimate.
  let rest: Set<String>

  private static let lower: Set<String> = ["lower", "lcl", "lci", "ll", "lo", "low"]
  private static let upper: Set<String> = ["upper", "ucl", "uci", "ul", "hi", "high"]
  /// Words that are limits only beside one of an interval.
  private static let weak: Set<String> = ["low", "high", "lo", "hi", "ll", "ul"]
  private static let interval: Set<String> = [
    "ci", "cl", "confidence", "interval", "limit", "limits", "bound", "bounds", "credible", "95", "95%", "90",
    "99", "cri", "%", "90%", "99%",
  ]

  init?(_ column: AuditedColumn) {
    let words = AuditedTable.words(of: column.name)
    guard
      words.isDisjoint(with: [
        "quartile", "quartiles", "tier", "house", "tribunal", "class", "super", "layer", "control", "warning",
        "alert", "prediction", "target", "acceptable", "reference", "funnel",
      ])
    else { return nil }
    let (low, high) = (words.intersection(Self.lower), words.intersection(Self.upper))
    guard low.isEmpty != high.isEmpty else { return nil }
    let mark = low.isEmpty ? high : low
    guard !words.isDisjoint(with: Self.interval) || mark.isDisjoint(with: Self.weak) else { return nil }
    isLower = !low.isEmpty
    rest = words.subtracting(mark).subtracting(Self.interval)
  }

  /// The columns of lower limits with those of their upper ones, which stand behind them or else before, and the words that name
  /// their estimates.
  static func pairs(in table: AuditedTable, among columns: [Int]) -> [(
    lower: Int, upper: Int, rest: Set<String>
  )] {
    let names = columns.compactMap { column in
      LimitName(table.columns[column]).map { (column: column, name: $0) }
    }
    return names.filter(\.name.isLower).compactMap { lower, low in
      let uppers = names.filter { !$0.name.isLower && $0.name.rest == low.rest }.map(\.column)
      return (uppers.first { $0 > lower } ?? uppers.last).map { (lower, $0, low.rest) }
    }
  }

  /// Whether a column may hold estimates, though they are whole numbers.
  static func isEstimate(_ column: AuditedColumn) -> Bool {
    column.namesRate
      || !AuditedTable.words(of: column.name).isDisjoint(with: [
        "estimate", "estimates", "or", "rr", "hr", "value", "coefficient", "beta", "effect", "prevalence",
        "mean",
      ])
  }
}
