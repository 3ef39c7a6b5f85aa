public import Tables

extension StandardisedRates {
  /// The groups as a table.
  public var table: OutputTable {
    StandardisedRate.table(
      groups, fields: countsRepeats ? StandardisedRate.fieldsOfReoffences : StandardisedRate.fields)
  }
}
