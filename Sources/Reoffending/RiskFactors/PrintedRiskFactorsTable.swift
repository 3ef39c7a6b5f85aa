import Numbers
public import Tables

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
