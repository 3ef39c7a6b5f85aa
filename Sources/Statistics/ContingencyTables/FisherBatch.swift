extension TwoByTwoTable {
  /// The two-sided p-values of Fisher's exact test for many tables, on all cores.
  ///
  /// The results are written into storage that the caller owns; nothing is allocated for a table.
  ///
  /// - Throws: `StatisticsError.lengthMismatch` where there is not exactly one place for each table.
  public static func fisherPValues(
    of tables: [TwoByTwoTable], into pValues: inout [Double]
  ) throws(StatisticsError) {
    guard tables.count == pValues.count else {
      throw .lengthMismatch(
        first: "tables", firstCount: tables.count, second: "places for p-values", secondCount: pValues.count)
    }
    pValues.withUnsafeMutableBufferPointer { places in
      nonisolated(unsafe) let places = places
      tables.withUnsafeBufferPointer { tables in
        nonisolated(unsafe) let tables = tables
        ParallelChunks.forEach(count: tables.count, chunk: 4096) { range in
          for index in range {
            places[index] = FixedMargins(tables[index]).tails().noMoreLikely
          }
        }
      }
    }
  }
}
