import Statistics
public import Tables

extension RiskFactors {
  /// The breakdown as a table, a row for each level that is compared with a reference level.
  public var table: OutputTable {
    let hasOutcomes = rows.contains { $0.outcome != nil }
    var columns = hasOutcomes ? [OutputColumn(key: "outcome", title: "Outcome")] : []
    columns += [
      OutputColumn(key: "factor", title: "Factor"), OutputColumn(key: "level", title: "Level"),
      OutputColumn(key: "reference", title: "Against"),
      OutputColumn(key: "exposedTrials", title: "People", kind: .number(decimals: 0)),
      OutputColumn(key: "exposedRate", title: "Rate", kind: .perCent(decimals: 1)),
      OutputColumn(key: "unexposedTrials", title: "People against", kind: .number(decimals: 0)),
      OutputColumn(key: "unexposedRate", title: "Rate against", kind: .perCent(decimals: 1)),
    ]
    columns += Self.interval("riskDifference", "Difference", kind: .perCent(decimals: 1))
    columns += Self.interval("riskRatio", "Risk ratio")
    columns += Self.interval("oddsRatio", "Odds ratio")
    columns += [
      OutputColumn(key: "pValue", title: "p", kind: .pValue),
      OutputColumn(key: "adjustedPValue", title: "p adjusted", kind: .pValue),
    ]
    if !adjustedFor.isEmpty {
      columns += Self.interval("stratifiedRiskRatio", "Risk ratio within strata")
      columns += Self.interval("stratifiedOddsRatio", "Odds ratio within strata")
      columns += [
        OutputColumn(key: "stratifiedPValue", title: "p within strata", kind: .pValue),
        OutputColumn(key: "homogeneityPValue", title: "p homogeneity", kind: .pValue),
      ]
    }
    let hasAdjusted = rows.contains { $0.adjusted != nil }
    if hasAdjusted {
      columns += Self.interval("adjustedOddsRatio", "Odds ratio adjusted")
      columns.append(OutputColumn(key: "adjustedOddsRatioPValue", title: "p of it", kind: .pValue))
    }
    columns += Self.interval(
      "populationAttributableFraction", "Attributable fraction", kind: .perCent(decimals: 1))
    columns.append(OutputColumn(key: "flags", title: "Notes"))
    return OutputTable(
      columns: columns, rows: rows.map { cells($0, hasOutcomes: hasOutcomes, hasAdjusted: hasAdjusted) })
  }

  private static func interval(
    _ key: String, _ title: String, kind: OutputColumn.Kind = .number(decimals: 2)
  ) -> [OutputColumn] {
    [
      OutputColumn(key: key, title: title, kind: kind),
      OutputColumn(key: key + "Lower", title: "from", kind: kind),
      OutputColumn(key: key + "Upper", title: "to", kind: kind),
    ]
  }

  private func cells(_ row: RiskFactorRow, hasOutcomes: Bool, hasAdjusted: Bool) -> [OutputCell] {
    let isHidden = row.flags.contains(Suppression.marker)
    func cell(_ value: Double?) -> OutputCell {
      value.finite.map { .number($0) } ?? .missing(isHidden ? Suppression.marker : "")
    }
    func cells(_ estimate: Estimate?) -> [OutputCell] {
      [cell(estimate?.value), cell(estimate?.interval?.lower), cell(estimate?.interval?.upper)]
    }
    func count(_ value: Int?) -> OutputCell {
      value.map { .count($0) } ?? .missing(isHidden ? Suppression.marker : "")
    }
    let stratified: [OutputCell] =
      adjustedFor.isEmpty
      ? []
      : cells(row.stratified?.riskRatio) + cells(row.stratified?.oddsRatio) + [
        cell(row.stratified?.test.pValue), cell(row.stratified?.homogeneity?.pValue),
      ]
    let adjusted = hasAdjusted ? cells(row.adjusted?.oddsRatio) + [cell(row.adjusted?.pValue)] : []
    let start: [OutputCell] = hasOutcomes ? [.text(row.outcome ?? "")] : []
    return start + [
      .text(row.factor), .text(row.level), .text(row.reference), count(row.exposed.trials),
      cell(row.exposed.risk?.value), count(row.unexposed.trials), cell(row.unexposed.risk?.value),
    ] + cells(row.riskDifference) + cells(row.riskRatio) + cells(row.oddsRatio) + [
      cell(row.pValue), cell(row.adjustedPValue),
    ] + stratified + adjusted + cells(row.populationAttributableFraction) + [
      .text(row.flags.joined(separator: "; "))
    ]
  }
}
