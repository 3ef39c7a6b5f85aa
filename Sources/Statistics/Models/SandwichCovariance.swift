/// Covariances that stay right where the variance assumed by the model is wrong.
///
/// Bread is the inverse of the expected information, meat the sum of squared scores. For non-canonical links other
/// programs take the observed information; with the links offered here only the negative binomial's differ.
///
/// - Source: White (1980), *Econometrica* 48, 817–838, doi:10.2307/1912934; MacKinnon and White (1985), *Journal of
///   Econometrics* 29, 305–325, doi:10.1016/0304-4076(85)90158-7; Zeileis (2006), *Journal of Statistical Software*
///   16(9), doi:10.18637/jss.v016.i09.
///
/// A row with leverage 1 is fitted exactly whatever its outcome, so that HC2 and HC3 divide nothing by nothing. The
/// coefficients that such a row has a part in then have no variance, which is given as infinite; the others have the
/// one that the remaining rows give them.
struct SandwichCovariance<Rows: ScoredRows> {
  private let rows: Rows
  /// How many scores of clusters are held at a time.
  private static var mostScores: Int { 1 << 22 }

  init(_ rows: Rows) { self.rows = rows }

  /// The covariance; nil for that of the model itself.
  func covariance(_ kind: StandardErrorKind) throws(ModelError) -> SymmetricMatrix? {
    let meat: SymmetricMatrix
    switch kind {
    case .model: return nil
    case .hc0: meat = squaredScores(nil)
    case .hc1:
      let count = Double(rows.observations)
      meat = squaredScores(nil).scaled(by: count / (count - Double(rows.parameterCount)))
    case .hc2: meat = squaredScores { $0 < Rows.fullLeverage ? 1 / (1 - $0) : 0 }
    case .hc3: meat = squaredScores { $0 < Rows.fullLeverage ? 1 / ((1 - $0) * (1 - $0)) : 0 }
    case .clustered(let column, nil): meat = try clusteredScores(codes(column))
    case .clustered(let column, let other?):
      let (first, second) = (try codes(column), try codes(other))
      let width = UInt64(second.max() ?? 0) + 1
      let both = DistinctValues(
        zip(first, second).map { Double(UInt64($0) * width + UInt64($1)) }, uses: { _ in true })
      meat = try clusteredScores(first).adding(clusteredScores(second))
        .adding(clusteredScores(both.codes), times: -1)
    }
    var covariance = rows.written(meat.sandwiched(by: rows.inverse))
    if kind == .hc2 || kind == .hc3 {
      for index in undeterminedCoefficients { covariance[index, index] = .infinity }
    }
    // A difference of variances can be below zero, where few clusters say nothing.
    for index in 0..<covariance.order where covariance[index, index] < 0 {
      covariance[index, index] = .infinity
    }
    return covariance
  }

  /// The coefficients that a row with leverage 1 has a part in.
  private var undeterminedCoefficients: [Int] {
    let variances = rows.written(rows.inverse).diagonal
    var found: Set<Int> = []
    for cell in 0..<rows.cellCount where rows.leverage(cell) >= Rows.fullLeverage {
      var row = Array(repeating: 0.0, count: rows.columnCount)
      for entry in rows.entries(cell) { row[entry.column] = entry.value }
      let part = rows.written(rows.inverse.times(row))
      let mass = rows.mass(cell)
      for index in part.indices where mass * part[index] * part[index] > 1e-8 * variances[index] {
        found.insert(index)
      }
    }
    return found.sorted()
  }

  private func squaredScores(_ adjustment: ((Double) -> Double)?) -> SymmetricMatrix {
    var meat = SymmetricMatrix(order: rows.columnCount)
    for cell in 0..<rows.cellCount {
      let counts = rows.counts(cell)
      let mean = rows.expected(cell)
      let residual = max(0, counts.square - 2 * mean * counts.sum + counts.units * mean * mean)
      let factor = rows.scoreFactor(cell)
      let entries = rows.entries(cell)
      let value = factor * factor * residual * (adjustment?(rows.leverage(cell)) ?? 1)
      for (i, left) in entries.enumerated() {
        for right in entries[0...i] {
          meat[left.column, right.column] += value * left.value * right.value
        }
      }
    }
    meat.mirrorLowerTriangle()
    return meat
  }

  private func codes(_ column: ModelColumn) throws(ModelError) -> [UInt32] {
    let ofRow = rows.ofRow
    guard column.count == ofRow.count else {
      throw .lengthMismatch(column: column.name, count: column.count, expected: ofRow.count)
    }
    return switch column.content {
    case .numeric(let values): DistinctValues(values, uses: { ofRow[$0] >= 0 }).codes
    case .categorical(let codes, _, _): codes.map { UInt32(max(0, $0)) }
    }
  }

  private func clusteredScores(_ codes: [UInt32]) throws(ModelError) -> SymmetricMatrix {
    let (ofRow, outcome, frequencies) = (rows.ofRow, rows.outcome, rows.frequencies)
    let cells = 0..<rows.cellCount
    let (expected, factors) = (cells.map(rows.expected), cells.map(rows.scoreFactor))
    let entries = PatternEntries(cells.lazy.map(rows.entries))
    let (width, count) = (rows.columnCount, Int(codes.max() ?? 0) + 1)
    var meat = SymmetricMatrix(order: width)
    var clusters = 0.0
    // Where the scores of all clusters are too many, the rows are gone through more than once.
    let block = max(1, Self.mostScores / max(1, width))
    for first in stride(from: 0, to: count, by: block) {
      let own = first..<min(count, first + block)
      var scores = Array(repeating: 0.0, count: own.count * width)
      var isThere = Array(repeating: false, count: own.count)
      for row in ofRow.indices where ofRow[row] >= 0 {
        let cluster = Int(codes[row])
        guard own.contains(cluster) else { continue }
        let (cell, place) = (Int(ofRow[row]), (cluster - first) * width)
        isThere[cluster - first] = true
        let value = (outcome[row] - expected[cell]) * factors[cell] * (frequencies?[row] ?? 1)
        for entry in entries.range(cell) {
          scores[place + Int(entries.columns[entry])] += value * entries.values[entry]
        }
      }
      for cluster in isThere.indices where isThere[cluster] {
        clusters += 1
        for i in 0..<width {
          let score = scores[cluster * width + i]
          for j in 0...i { meat[i, j] += score * scores[cluster * width + j] }
        }
      }
    }
    guard clusters > 1 else {
      throw .undefined(quantity: "a clustered standard error", because: "there is one cluster only")
    }
    meat.mirrorLowerTriangle()
    return meat.scaled(by: clusters / (clusters - 1))
  }
}

extension SymmetricMatrix {
  mutating func mirrorLowerTriangle() {
    for row in 0..<order {
      for column in 0..<row { self[column, row] = self[row, column] }
    }
  }
}
