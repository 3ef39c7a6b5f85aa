public import Numbers
public import Statistics
public import Tables

/// Published rates of reoffending with and without risk factors, where no number of people is printed.
///
/// Gaps and ratios are those of the printed rates; no interval is possible without the number of people, and none is
/// given. The smallest group in which a rate would differ significantly from the one beside it is.
public struct PrintedRiskFactors: Sendable {
  /// The rate of people at one level of a factor.
  public struct Level: Sendable {
    /// The factor, such as `accommodation`.
    public let factor: String
    /// The level, such as `homeless`.
    public let level: String
    /// The rate as printed.
    public let actual: PrintedRate
    /// The expected rate of the same people as printed, where it is.
    public let expected: PrintedRate?
  }

  /// A level beside what it is compared with.
  public struct Gap: Sendable {
    /// The level with the factor.
    public let level: Level
    /// The level without it, where its rate is printed.
    public let comparison: Level?

    /// The rate compared with: that of the people without the factor, else the expected rate of the same people.
    public var reference: PrintedRate? { comparison?.actual ?? level.expected }
    /// The name of what it is compared with.
    public var referenceName: String? { comparison?.level ?? (level.expected == nil ? nil : "expected") }
    /// The difference in percentage points.
    public var points: Double? { reference.map { 100 * (level.actual.fraction - $0.fraction) } }
    /// The ratio of the two rates.
    public var ratio: Double? {
      reference.flatMap { $0.fraction > 0 ? level.actual.fraction / $0.fraction : nil }
    }
  }

  /// One entry a level that raises the rate, with what it is compared with; the widest gap first.
  public let gaps: [Gap]
  /// The confidence level at which the smallest groups are found.
  public let level: ConfidenceLevel

  /// Reads a table with columns factor, level, actual_rate and predicted_rate.
  ///
  /// Where a factor has two levels, the one with the higher rate is compared with the other.
  ///
  /// - Throws: `TableError.faults` where a column or a rate is missing.
  public init(_ table: Table, level: ConfidenceLevel = .p95) throws(TableError) {
    var reading = table.reading()
    let factors = reading.texts("factor", missing: .refused)
    let names = reading.texts("level", missing: .refused)
    let actual = reading.rates("actual_rate", missing: .refused)
    let expected = reading.rates("predicted_rate")
    try reading.finish()
    var order: [String] = []
    var levels: [String: [Level]] = [:]
    for row in factors.indices {
      guard let factor = factors.values[row], let name = names.values[row], let rate = actual.values[row]
      else {
        continue
      }
      if levels[factor] == nil { order.append(factor) }
      levels[factor, default: []].append(
        Level(factor: factor, level: name, actual: rate, expected: expected.values[row]))
    }
    for (factor, found) in levels where found.count > 2 {
      reading.report(
        Fault(
          at: factors.location(row: 0),
          "\(factor) has \(found.count) rows; keep one document or period with --where"))
    }
    try reading.finish()
    gaps = order.compactMap { factor in
      let sorted = (levels[factor] ?? []).sorted { $0.actual.fraction > $1.actual.fraction }
      return sorted.first.map { Gap(level: $0, comparison: sorted.count > 1 ? sorted[1] : nil) }
    }.enumerated().sorted { ($1.element.points ?? -1, $0.offset) < ($0.element.points ?? -1, $1.offset) }
      .map(\.element)
    self.level = level
  }

  /// The finding in a sentence: the factor with the greatest ratio to its comparison group.
  public var headline: String {
    let compared = gaps.filter { $0.comparison != nil }
    guard let gap = compared.max(by: { ($0.ratio ?? 0) < ($1.ratio ?? 0) }), let ratio = gap.ratio,
      let comparison = gap.comparison
    else { return "Published rates of reoffending by risk factor" }
    let times =
      ratio >= 2
      ? "at more than twice the rate of" : "at \(NumberFormat.fixed(ratio, decimals: 1)) times the rate of"
    return "People recorded as \(gap.level.level) reoffended \(times) the \(comparison.level)"
  }

  /// A sentence a factor.
  public var sentences: [String] {
    gaps.map { gap in
      let rate = "\(gap.level.factor), \(gap.level.level): \(gap.level.actual)"
      guard let reference = gap.reference, let name = gap.referenceName, let points = gap.points,
        let ratio = gap.ratio
      else { return "\(rate); no rate to compare with is printed." }
      return
        "\(rate) against \(reference) \(name == "expected" ? "expected" : "of those \(name)"), "
        + "\(NumberFormat.fixed(abs(points), decimals: 1)) percentage points \(points < 0 ? "lower" : "higher") "
        + "(\(NumberFormat.fixed(ratio, decimals: 2)) times); the number of people is not printed."
    }
  }
}

extension PrintedRiskFactors {
  /// The published rates and their gaps, a row a factor.
  public var table: OutputTable { OutputTable(gaps, fields: Self.fields) }

  private static let fields: [ResultField<Gap>] = [
    .text("factor", "Factor") { $0.level.factor }, .text("level", "With") { $0.level.level },
    .share("rate", "Rate", decimals: 2) { $0.level.actual.fraction },
    .text("comparison", "Without") { $0.comparison?.level ?? "" },
    .share("comparisonRate", "Rate without", decimals: 2) { $0.comparison?.actual.fraction },
    .share("expectedRate", "Expected", decimals: 2) { $0.level.expected?.fraction },
    .number("gapPoints", "Gap, points") { $0.points }, .number("ratio", "Ratio") { $0.ratio },
  ]
}
