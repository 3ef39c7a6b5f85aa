import Numbers
public import Tables

extension PrintedRiskFactors {
  /// The published rates and their gaps, a row a factor.
  public var table: OutputTable {
    OutputTable(
      columns: [
        OutputColumn(key: "factor", title: "Factor"), OutputColumn(key: "level", title: "With"),
        OutputColumn(key: "rate", title: "Rate", kind: .perCent(decimals: 2)),
        OutputColumn(key: "comparison", title: "Without"),
        OutputColumn(key: "comparisonRate", title: "Rate without", kind: .perCent(decimals: 2)),
        OutputColumn(key: "expectedRate", title: "Expected", kind: .perCent(decimals: 2)),
        OutputColumn(key: "gapPoints", title: "Gap, points", kind: .number(decimals: 2)),
        OutputColumn(key: "ratio", title: "Ratio", kind: .number(decimals: 2)),
      ],
      rows: gaps.map { gap in
        [
          .text(gap.level.factor), .text(gap.level.level), .number(gap.level.actual.fraction),
          .text(gap.comparison?.level ?? ""), .optional(gap.comparison?.actual.fraction),
          .optional(gap.level.expected?.fraction), .optional(gap.points), .optional(gap.ratio),
        ]
      })
  }
}
