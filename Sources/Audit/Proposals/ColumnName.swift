import Numbers

/// What the name of a column says that its figures are.
struct ColumnName {
  private let lower: String
  private let words: Set<String>
  private let hasPercentSigns: Bool

  init(_ column: AuditedColumn) {
    lower = column.name.lowercased()
    words = AuditedTable.words(of: column.name)
    hasPercentSigns = column.numbers.contains { $0?.unit == .percent || $0?.unit == .percentagePoints }
  }

  private func has(_ any: Set<String>) -> Bool { !words.isDisjoint(with: any) }

  /// Whether it is a percentage.
  var isPercent: Bool {
    hasPercentSigns || has(["%", "percent", "percentage", "pct", "percentages"]) || lower.contains("per cent")
  }

  /// Whether it is the difference of two others.
  var isChange: Bool {
    has([
      "change", "difference", "diff", "increase", "decrease", "gap", "rise", "fall", "reduction", "growth",
    ])
      && !has(["rank", "index", "score", "target", "cumulative", "average", "mean", "p", "annual"])
  }

  /// Whether it is a difference in percentage points.
  var isPoints: Bool { has(["point", "points", "pp", "ppt", "pts"]) }

  /// Whether it is a mean of others.
  var isAverage: Bool { has(["average", "mean", "avg"]) && !has(["per", "rank", "age", "score"]) }

  /// Whether it is a share of something.
  var isShare: Bool {
    let isRate =
      isPercent || has(["rate", "proportion", "share", "prevalence", "proportions", "rates"])
    let other: Set = [
      "index", "score", "average", "mean", "median", "sd", "se", "adjusted", "standardised", "standardized",
      "target", "expected", "predicted", "weighted", "lower", "upper", "ci", "growth", "cumulative", "per",
      "interest", "exchange", "modelled", "lcl", "ucl", "previous",
    ]
    return isRate
      && (!has(other) || lower.contains("per cent") && !has(["lower", "upper", "ci", "adjusted", "average"]))
  }

  /// Whether it is what is left of a whole.
  var isRest: Bool {
    has(["not", "non", "without", "remaining", "rest", "remainder", "desisted", "desisters"])
      || lower.hasPrefix("no ")
  }

  /// Whether it is the whole of others.
  var isWhole: Bool {
    has(["total", "all", "both", "persons", "overall", "everyone", "sum", "combined", "together"])
  }

  /// The factor behind “per”, such as 1,000 or 100,000.
  var perScale: Double? {
    let text = lower.replacing(",", with: "").replacing("1 000", with: "1000").replacing("_", with: " ")
    guard let per = text.ranges(of: "per ").last else { return nil }
    let rest = text[per.upperBound...]
    let digits = rest.prefix { $0.isNumber }
    if let number = Double(digits), [100, 1_000, 10_000, 100_000, 1_000_000].contains(number) {
      let behind = rest.dropFirst(digits.count).drop { $0 == " " }
      if behind.hasPrefix("000") { return number * 1_000 }
      return behind.hasPrefix("million") ? number * 1_000_000 : number
    }
    if rest.hasPrefix("thousand") { return 1_000 }
    return rest.hasPrefix("million") ? 1_000_000 : nil
  }

  /// Whether it is no measure: a rank, a year, a code.
  ///
  /// “Year to March 2018” is what was counted in that year.
  var isNoMeasure: Bool {
    has([
      "rank", "ranks", "position", "id", "code", "age", "no", "week", "day", "season", "round", "order",
      "line", "row", "note", "page",
    ]) || has(["year"]) && !words.contains { $0.count == 4 && $0.allSatisfy(\.isNumber) }
  }

  /// A word without its plural and hyphens: `re-offences` and `Reoffence` are one.
  static func stem(_ word: String) -> String {
    let plain = word.filter { $0 != "-" }
    return plain.count > 3 && plain.hasSuffix("s") ? String(plain.dropLast()) : plain
  }
}
