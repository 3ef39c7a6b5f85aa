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
struct SandwichCovariance {
  private let model: GeneralizedLinearModel
  private let bread: CholeskyFactor
  private let predictor: [Double]

  init(_ model: GeneralizedLinearModel) {
    self.model = model
    bread = CholeskyFactor(model.information)
    predictor = model.design.table.linearPredictor(
      model.centredCoefficients, offsets: model.design.patterns.offsets)
  }

  func covariance(_ kind: StandardErrorKind) throws(ModelError) -> SymmetricMatrix {
    let meat: SymmetricMatrix
    switch kind {
    case .model: return model.covariance
    case .hc0: meat = squaredScores { _ in 1 }
    case .hc1:
      let rows = Double(model.observations)
      meat = squaredScores { _ in 1 }.scaled(by: rows / (rows - Double(model.coefficients.count)))
    case .hc2: meat = squaredScores { $0 < Self.fullLeverage ? 1 / (1 - $0) : 0 }
    case .hc3: meat = squaredScores { $0 < Self.fullLeverage ? 1 / ((1 - $0) * (1 - $0)) : 0 }
    case .clustered(let column, nil): meat = try clusteredScores(codes(column))
    case .clustered(let column, let other?):
      let (first, second) = (try codes(column), try codes(other))
      let width = UInt64(second.max() ?? 0) + 1
      let both = DistinctValues(
        zip(first, second).map { Double(UInt64($0) * width + UInt64($1)) }, uses: { _ in true })
      meat = try clusteredScores(first).adding(clusteredScores(second))
        .adding(clusteredScores(both.codes), times: -1)
    }
    var covariance = model.design.table.uncentred(meat.sandwiched(by: bread.inverse))
    if kind == .hc2 || kind == .hc3 {
      for index in undeterminedCoefficients { covariance[index, index] = .infinity }
    }
    // A difference of variances can be below zero, where few clusters say nothing.
    for index in 0..<covariance.order where covariance[index, index] < 0 {
      covariance[index, index] = .infinity
    }
    return covariance
  }

  /// Above this a leverage is 1 in arithmetic.
  private static let fullLeverage = 1 - 1e-10

  /// The coefficients that a row with leverage 1 has a part in.
  private var undeterminedCoefficients: [Int] {
    let patterns = model.design.patterns
    let inverse = bread.inverse
    let variances = model.design.table.uncentred(inverse).diagonal
    var found: Set<Int> = []
    for pattern in 0..<patterns.count where leverage(pattern) >= Self.fullLeverage {
      var row = Array(repeating: 0.0, count: model.coefficients.count)
      for entry in model.design.table.entries(pattern) { row[entry.column] = entry.value }
      let part = model.design.table.uncentred(inverse.times(row))
      let mass = mass(pattern)
      for index in part.indices where mass * part[index] * part[index] > 1e-8 * variances[index] {
        found.insert(index)
      }
    }
    return found.sorted()
  }

  /// The information of one row of a pattern.
  private func mass(_ pattern: Int) -> Double {
    let cell = model.design.patterns.cell(pattern)
    if model.link != model.family.defaultLink {
      let (mean, complement, slope) = model.link.value(predictor[pattern])
      let variance = model.family.isOfEvents ? mean * complement : model.family.variance(mean, theta: nil)
      return cell.weight * cell.trials * slope * slope / variance
    }
    return model.family.informationPerUnit(
      predictor[pattern], trials: cell.trials, weight: cell.weight, theta: model.theta)
  }

  private func leverage(_ pattern: Int) -> Double {
    mass(pattern) * bread.whitened(model.design.table.entries(pattern)).reduce(0) { $0 + $1 * $1 }
  }

  /// The factor that turns a residual of the outcome into a score.
  private func scoreFactor(_ pattern: Int) -> Double {
    let weight = model.design.patterns.weights[pattern]
    let (mean, complement, slope) = model.link.value(predictor[pattern])
    if model.link != model.family.defaultLink {
      let variance = model.family.isOfEvents ? mean * complement : model.family.variance(mean, theta: nil)
      return weight * slope / variance
    }
    guard let theta = model.theta else { return weight }
    return weight / (1 + mean / theta)
  }

  private func expected(_ pattern: Int) -> Double {
    model.design.patterns.trials[pattern] * model.link.value(predictor[pattern]).mean
  }

  private func squaredScores(_ adjustment: (Double) -> Double) -> SymmetricMatrix {
    let patterns = model.design.patterns
    let table = model.design.table
    var meat = SymmetricMatrix(order: table.columnCount)
    for pattern in 0..<patterns.count {
      let cell = patterns.cell(pattern)
      let mean = expected(pattern)
      let residual = max(0, cell.square - 2 * mean * cell.sum + cell.units * mean * mean)
      let factor = scoreFactor(pattern)
      let entries = table.entries(pattern)
      let value = factor * factor * residual * adjustment(leverage(pattern))
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
    let rows = model.design.patterns.patternOfRow
    guard column.count == rows.count else {
      throw .lengthMismatch(column: column.name, count: column.count, expected: rows.count)
    }
    return switch column.content {
    case .numeric(let values): DistinctValues(values, uses: { rows[$0] >= 0 }).codes
    case .categorical(let codes, _, _): codes.map { UInt32(max(0, $0)) }
    }
  }

  private func clusteredScores(_ codes: [UInt32]) throws(ModelError) -> SymmetricMatrix {
    let patterns = model.design.patterns
    let table = model.design.table
    let rows = patterns.patternOfRow
    let used = rows.indices.filter { rows[$0] >= 0 }
    let ordered = used.sorted { (codes[$0], $0) < (codes[$1], $1) }
    var meat = SymmetricMatrix(order: table.columnCount)
    var clusters = 0.0
    var start = 0
    while start < ordered.count {
      var score = Array(repeating: 0.0, count: table.columnCount)
      var end = start
      while end < ordered.count, codes[ordered[end]] == codes[ordered[start]] {
        let row = ordered[end]
        let pattern = Int(rows[row])
        let residual = model.design.outcome.values[row] - expected(pattern)
        let value = residual * scoreFactor(pattern) * (model.design.frequencies?[row] ?? 1)
        for entry in table.entries(pattern) { score[entry.column] += value * entry.value }
        end += 1
      }
      clusters += 1
      for i in score.indices {
        for j in 0...i { meat[i, j] += score[i] * score[j] }
      }
      start = end
    }
    guard clusters > 1 else {
      throw .undefined(quantity: "a clustered standard error", because: "there is one cluster only")
    }
    meat.mirrorLowerTriangle()
    return meat.scaled(by: clusters / (clusters - 1))
  }
}

extension ModelFamily {
  func informationPerUnit(_ predictor: Double, trials: Double, weight: Double, theta: Double?) -> Double {
    let mean = mean(predictor)
    return switch self {
    case .binomial, .quasiBinomial: weight * trials * mean * self.mean(-predictor)
    case .poisson, .quasiPoisson: weight * mean
    case .negativeBinomial: weight * mean / (1 + mean / (theta ?? .infinity))
    case .gaussian: weight
    }
  }
}

extension SymmetricMatrix {
  mutating func mirrorLowerTriangle() {
    for row in 0..<order {
      for column in 0..<row { self[column, row] = self[row, column] }
    }
  }
}
