import Statistics
public import Tables

extension ActualAgainstPredicted {
  /// The comparison as a table, a row a group and the total last.
  public var table: OutputTable {
    let names = groups.first?.key.parts.map(\.column) ?? []
    let columns =
      names.map { OutputColumn(key: $0) } + [
        OutputColumn(key: "trials", title: "People", kind: .number(decimals: 0)),
        OutputColumn(key: "observed", title: "Reoffended", kind: .number(decimals: 0)),
        OutputColumn(key: "expected", title: "Expected", kind: .number(decimals: 1)),
        OutputColumn(key: "actualRate", title: "Actual", kind: .perCent(decimals: 2)),
        OutputColumn(key: "actualRateLower", title: "from", kind: .perCent(decimals: 2)),
        OutputColumn(key: "actualRateUpper", title: "to", kind: .perCent(decimals: 2)),
        OutputColumn(key: "predictedRate", title: "Predicted", kind: .perCent(decimals: 2)),
        OutputColumn(key: "ratio", title: "Ratio", kind: .number(decimals: 3)),
        OutputColumn(key: "percentDifference", title: "% difference", kind: .number(decimals: 2)),
        OutputColumn(key: "percentDifferenceLower", title: "from", kind: .number(decimals: 2)),
        OutputColumn(key: "percentDifferenceUpper", title: "to", kind: .number(decimals: 2)),
        OutputColumn(key: "z", title: "z", kind: .number(decimals: 2)),
        OutputColumn(key: "pValue", title: "p", kind: .pValue),
        OutputColumn(key: "adjustedPValue", title: "p adjusted", kind: .pValue),
        OutputColumn(key: "verdict", title: "Verdict"),
        OutputColumn(key: "rank", title: "Rank", kind: .number(decimals: 0)),
        OutputColumn(
          key: "smallestSignificantCohort", title: "Smallest significant cohort", kind: .number(decimals: 0)),
        OutputColumn(key: "flags", title: "Notes"),
      ]
    var rows = groups.map { row($0, label: $0.key.parts.map(\.value)) }
    if let total { rows.append(row(total, label: names.indices.map { $0 == 0 ? "Total" : "" })) }
    return OutputTable(columns: columns, rows: rows)
  }

  private func row(_ group: ComparedGroup, label: [String]) -> [OutputCell] {
    let isHidden = group.flags.contains(Suppression.marker)
    let cells: [OutputCell] = [
      .optional(group.trials), .optional(group.observed), .optional(group.expected),
      .optional(group.actualRate?.value), .optional(group.actualRate?.interval?.lower),
      .optional(group.actualRate?.interval?.upper), .optional(group.predictedRate),
      .optional(group.ratio?.value), .optional(group.percentDifference?.value),
      .optional(group.percentDifference?.interval?.lower),
      .optional(group.percentDifference?.interval?.upper),
      .optional(group.z), .optional(group.pValue), .optional(group.adjustedPValue),
      .text(group.verdict.rawValue),
      .optional(group.rank), .optional(group.smallestSignificantCohort),
    ]
    return label.map { .text($0) } + cells.map { isHidden ? .missing(Suppression.marker) : $0 }
      + [.text(group.flags.joined(separator: "; "))]
  }
}
