/// Counts of people by two groupings of any number of levels.
///
/// Rows and columns without anybody carry no information: they count neither in the degrees of freedom nor in
/// any statistic, where R's `chisq.test` returns NaN.
public struct ContingencyTable: Hashable, Sendable {
  /// The counts, row by row.
  public let counts: [[Int]]
  /// The sum of each row.
  public let rowTotals: [Int]
  /// The sum of each column.
  public let columnTotals: [Int]
  /// All people.
  public let total: Int

  /// Takes the counts row by row.
  ///
  /// - Throws: `StatisticsError` where there are fewer than two rows or columns, rows of different lengths, a
  ///   negative count, or nobody at all.
  public init(_ counts: [[Int]]) throws(StatisticsError) {
    let columns = counts.first?.count ?? 0
    guard counts.count >= 2 else {
      throw .outOfRange(argument: "rows", value: Double(counts.count), allowed: "at least 2")
    }
    guard columns >= 2 else {
      throw .outOfRange(argument: "columns", value: Double(columns), allowed: "at least 2")
    }
    var rowTotals: [Int] = []
    var columnTotals = [Int](repeating: 0, count: columns)
    for (index, row) in counts.enumerated() {
      guard row.count == columns else {
        throw .lengthMismatch(
          first: "row 1", firstCount: columns, second: "row \(index + 1)", secondCount: row.count)
      }
      for (column, count) in row.enumerated() {
        try TwoByTwoTable.check(count, "row \(index + 1), column \(column + 1)")
        columnTotals[column] += count
      }
      rowTotals.append(row.reduce(0, +))
    }
    total = rowTotals.reduce(0, +)
    guard total > 0 else { throw .outOfRange(argument: "people", value: 0, allowed: "at least 1") }
    self.counts = counts
    self.rowTotals = rowTotals
    self.columnTotals = columnTotals
  }

  /// The counts expected if row and column were independent.
  public var expected: [[Double]] {
    rowTotals.map { row in columnTotals.map { Double(row) * Double($0) / Double(total) } }
  }

  /// Observed less expected over the root of expected; 0 in an empty row or column.
  public var pearsonResiduals: [[Double]] {
    residuals { _, _ in 1 }
  }

  /// Pearson residuals over their standard error under independence; beyond ±2 a cell stands out.
  ///
  /// - Source: Haberman (1973), *Biometrics* 29, 205–220, doi:10.2307/2529686.
  public var adjustedResiduals: [[Double]] {
    residuals { row, column in
      let share = (1 - Double(row) / Double(total)) * (1 - Double(column) / Double(total))
      return share > 0 ? share.squareRoot() : .infinity
    }
  }

  /// Degrees of freedom of the rows and columns that hold somebody.
  public var degreesOfFreedom: Int { (usedRows - 1) * (usedColumns - 1) }

  /// Pearson's chi-squared test of independence; with a single used row or column the p-value is 1.
  ///
  /// - Source: Pearson (1900), *Philosophical Magazine* 50, 157–175, doi:10.1080/14786440009463897.
  public func chiSquaredTest() -> TestResult {
    let degrees = Double(degreesOfFreedom)
    return TestResult(
      statistic: chiSquared, degreesOfFreedom: degrees,
      pValue: degrees == 0 ? 1 : IncompleteGamma(degrees / 2, x: chiSquared / 2).upper,
      method: AssociationTest.chiSquared.rawValue)
  }

  /// Cramér's V, from 0 for independence to 1; nil where only one row or column is used.
  ///
  /// - Source: Cramér (1946), *Mathematical Methods of Statistics*, Princeton, page 282.
  public var cramersV: Double? {
    let least = min(usedRows, usedColumns) - 1
    return least > 0 ? min(1, chiSquared / Double(total) / Double(least)).squareRoot() : nil
  }

  /// Cramér's V corrected for its upward bias in small tables; nil where only one row or column is used.
  ///
  /// - Source: Bergsma (2013), *Journal of the Korean Statistical Society* 42, 323–328,
  ///   doi:10.1016/j.jkss.2012.10.002.
  public var cramersVBiasCorrected: Double? {
    guard degreesOfFreedom > 0, total > 1 else { return nil }
    let n = Double(total)
    let rows = Double(usedRows)
    let columns = Double(usedColumns)
    let square = max(0, chiSquared / n - (rows - 1) * (columns - 1) / (n - 1))
    let least = min(
      rows - (rows - 1) * (rows - 1) / (n - 1), columns - (columns - 1) * (columns - 1) / (n - 1))
    return least > 1 ? min(1, square / (least - 1)).squareRoot() : nil
  }

  /// The sum of squared Pearson residuals.
  var chiSquared: Double {
    pearsonResiduals.reduce(0) { $1.reduce($0) { $0 + $1 * $1 } }
  }

  private var usedRows: Int { rowTotals.count { $0 > 0 } }
  private var usedColumns: Int { columnTotals.count { $0 > 0 } }

  private func residuals(_ scale: (Int, Int) -> Double) -> [[Double]] {
    zip(counts, rowTotals).map { row, rowTotal in
      zip(row, columnTotals).map { count, columnTotal in
        let expected = Double(rowTotal) * Double(columnTotal) / Double(total)
        guard expected > 0 else { return 0 }
        return (Double(count) - expected) / expected.squareRoot() / scale(rowTotal, columnTotal)
      }
    }
  }
}
