import Numbers

/// What is said of rows without a number.
enum ChartMissingWords {
  /// The marker that stands where the number would.
  static func marker(_ reason: MissingReason) -> String {
    switch reason {
    case .suppressed: "[c]"
    case .notAvailable: "[x]"
    case .lowReliability: "[u]"
    case .notApplicable: "[z]"
    case .negligible: "[low]"
    case .noneRecorded: "[w]"
    case .empty, .unspecified, .range: "–"
    }
  }

  /// The reason as a label writes it.
  static func label(_ reason: MissingReason) -> String {
    switch reason {
    case .suppressed: "withheld"
    case .empty, .unspecified: "no value"
    case .range: "only a range is printed"
    case .notAvailable, .lowReliability, .notApplicable, .negligible, .noneRecorded: reason.description
    }
  }

  /// A sentence for each reason, with the names of its rows.
  static func notes(_ columns: ChartColumns, _ mark: ChartSpecification.Mark) -> [String] {
    let isMarked = mark == .bar || mark == .rectangle
    var order: [MissingReason] = []
    var names: [MissingReason: [String]] = [:]
    for row in columns.withheld {
      let reason = row.missing ?? .empty
      if names[reason] == nil { order.append(reason) }
      names[reason, default: []].append(TableChartWords.name(row, columns, mark))
    }
    return order.map { reason in
      let all = names[reason] ?? []
      let shown = Array(all.prefix(10)) + (all.count > 10 ? ["\(all.count - 10) more"] : [])
      let sign = isMarked ? "\(marker(reason)): " : ""
      return "\(sign)\(isMarked ? "" : "Not drawn, ")\(label(reason)) for \(Words.list(shown))."
    }
  }
}
