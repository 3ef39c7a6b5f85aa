/// Covariances that stay right where the variance assumed by the model is wrong, of rows that are kept elsewhere.
///
/// - Source: as `SandwichCovariance`.
struct SummedSandwich {
  let layout: SummedDesign
  /// The columns that are estimated.
  let kept: [Int]
  /// The inverse of their information.
  let inverse: SymmetricMatrix
  let observations: Int
  /// The linear predictor at the estimate.
  let predictor: SummedPredictor
  /// What was taken off the columns.
  let table: DesignTable

  /// The covariance; nil for that of the model itself.
  ///
  /// - Throws: `ModelError.undefined` for clusters of which there is one; what the source throws.
  func covariance(
    _ kind: StandardErrorKind, groups: [SummedGroup], from source: some SummingRows
  ) throws -> SymmetricMatrix? {
    let meat: SymmetricMatrix
    switch kind {
    case .model: return nil
    case .hc0: meat = try squares(nil, source)
    case .hc1:
      let count = Double(observations)
      meat = try squares(nil, source).scaled(by: count / (count - Double(kept.count)))
    case .hc2: meat = try squares((layout.leverage(inverse, kept: kept, groups), 1), source)
    case .hc3: meat = try squares((layout.leverage(inverse, kept: kept, groups), 2), source)
    case .clustered(_, let other):
      let scores = try source.clusterScores(at: predictor).map { ($0.clusters, score($0.group)) }
      let first = try clustered(scores) { [$0[0]] }
      meat =
        try other == nil
        ? first
        : first.adding(clustered(scores) { [$0[1]] }).adding(clustered(scores) { $0 }, times: -1)
    }
    var covariance = table.uncentred(meat.sandwiched(by: inverse))
    // A difference of variances can be below zero, where few clusters say nothing.
    for index in 0..<covariance.order where covariance[index, index] < 0 {
      covariance[index, index] = .infinity
    }
    return covariance
  }

  private func squares(
    _ leverage: (of: SummedPredictor, power: Int)?, _ source: some SummingRows
  ) throws -> SymmetricMatrix {
    try layout.equations(source.squaredScores(at: predictor, leverage: leverage)).information.restricted(
      to: kept)
  }

  private func score(_ group: SummedGroup) -> [Double] {
    let all = layout.score(group)
    return kept.map { all[$0] }
  }

  private func clustered(
    _ scores: [(clusters: [Int], score: [Double])], by cluster: ([Int]) -> [Int]
  ) throws -> SymmetricMatrix {
    var sums: [[Int]: [Double]] = [:]
    for (clusters, score) in scores {
      let key = cluster(clusters)
      sums[key] = sums[key].map { zip($0, score).map(+) } ?? score
    }
    guard sums.count > 1 else {
      throw ModelError.undefined(
        quantity: "a clustered standard error", because: "there is one cluster only")
    }
    var meat = SymmetricMatrix(order: kept.count)
    for (_, score) in sums.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for row in score.indices {
        for column in 0...row { meat[row, column] += score[row] * score[column] }
      }
    }
    meat.mirrorLowerTriangle()
    let count = Double(sums.count)
    return meat.scaled(by: count / (count - 1))
  }
}
