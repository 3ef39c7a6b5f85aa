public import Tables

extension RiskFactors {
  /// The breakdown as a table, a row for each level that is compared with a reference level.
  public var table: OutputTable {
    RiskFactorRow.table(
      rows,
      fields: RiskFactorRow.fields(
        withOutcome: rows.contains { $0.outcome != nil }, stratified: !adjustedFor.isEmpty,
        adjusted: rows.contains { $0.adjusted != nil }))
  }
}
