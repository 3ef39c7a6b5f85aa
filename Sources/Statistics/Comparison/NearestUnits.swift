import Numbers

/// The units most like a given one, such as areas by deprivation, age and size.
///
/// Each column is brought to mean 0 and standard deviation 1 over all units (n − 1 in the denominator); the distance is the
/// square root of the weighted sum of squared differences, as in the nearest-neighbour models of CIPFA and the most similar
/// groups of police forces.
///
/// - Source: Chartered Institute of Public Finance and Accountancy (2018), *Nearest Neighbours Model*; Home Office and HM
///   Inspectorate of Constabulary (2014), *Most similar groups: technical notes*.
package struct NearestUnits: Hashable, Sendable {
  /// Another unit and how far it lies.
  package struct Neighbour: Hashable, Sendable {
    /// Which unit, by its place in the list.
    package let unit: Int
    /// The distance.
    package let distance: Double
    /// What each column adds to the squared distance.
    package let contributions: [Double]
  }

  /// All other units, the nearest first; of equally near ones the earlier in the list.
  package let neighbours: [Neighbour]
  /// Columns in which all units are alike, and which therefore tell nothing.
  package let constantColumns: [Int]

  /// Measures the distances from a unit.
  ///
  /// - Parameters:
  ///   - unit: the place of the given unit in each column.
  ///   - columns: for each column its values by unit.
  ///   - weights: how much each column counts; equal where empty.
  /// - Throws: `StatisticsError` for fewer than three units, lists of unequal length, values that are not finite, and
  ///   weights that are not above 0.
  package init(to unit: Int, columns: [[Double]], weights: [Double] = []) throws(StatisticsError) {
    guard let first = columns.first else { throw .empty(argument: "columns") }
    try Require.atLeast(3, first.count, "the number of units")
    guard first.indices.contains(unit) else {
      throw .outOfRange(argument: "unit", value: Double(unit), allowed: "the place of a unit")
    }
    guard weights.isEmpty || weights.count == columns.count else {
      throw .lengthMismatch(
        first: "weights", firstCount: weights.count, second: "columns", secondCount: columns.count)
    }
    for weight in weights { try Require.positive(weight, "a weight") }
    var scaled: [[Double]] = []
    var constant: [Int] = []
    for (number, column) in columns.enumerated() {
      guard column.count == first.count else {
        throw .lengthMismatch(
          first: "a column", firstCount: column.count, second: "the first column", secondCount: first.count)
      }
      for value in column { try Require.finite(value, "a value of a unit") }
      let mean = column.reduce(0, +) / Double(column.count)
      let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count - 1)
      let isConstant = variance <= 1e-24 * mean * mean
      if isConstant { constant.append(number) }
      scaled.append(column.map { isConstant ? 0 : ($0 - mean) / variance.squareRoot() })
    }
    constantColumns = constant
    neighbours = first.indices.filter { $0 != unit }.map { other in
      let parts = scaled.enumerated().map { number, column in
        let difference = column[other] - column[unit]
        return (weights.isEmpty ? 1 : weights[number]) * difference * difference
      }
      return Neighbour(unit: other, distance: parts.reduce(0, +).squareRoot(), contributions: parts)
    }.sorted { ($0.distance, $0.unit) < ($1.distance, $1.unit) }
  }
}
