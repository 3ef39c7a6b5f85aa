public import Tables

extension ActualAgainstPredicted {
  /// The comparison as a table, a row a group and the total last.
  public var table: OutputTable { ComparedGroup.table(groups, total: total) }
}
