internal import CGSL

/// Several completed copies of data with missing values.
///
/// Each incomplete column is drawn from a model given all other columns, in turn, until the draws have settled. A
/// number is taken from one of the five people with the nearest prediction (predictive mean matching); a category
/// from logistic regressions with Firth's penalty, for more than two levels one for each level against the rest. The
/// coefficients of each model are drawn too, so that the copies differ as much as ignorance requires. Valid where
/// being missing depends on what is in the columns only; put the outcome among them.
///
/// - Source: van Buuren and Groothuis-Oudshoorn (2011), *Journal of Statistical Software* 45(3),
///   doi:10.18637/jss.v045.i03; White, Royston and Wood (2011), *Statistics in Medicine* 30, 377–399,
///   doi:10.1002/sim.4067.
public struct ChainedEquations: Sendable {
  /// The completed data sets.
  public let frames: [ModelFrame]
  /// How many values each incomplete column misses.
  public let missing: [String: Int]

  /// Imputes missing values.
  ///
  /// - Parameters:
  ///   - columns: at least two, of which one is incomplete; each is predicted from all others, complete ones too.
  ///   - imputations: how many completed copies are made, at least two.
  ///   - rounds: how often each column is drawn again.
  ///   - generator: the source of random numbers; the same source in the same state gives the same copies.
  /// - Throws: `ModelError` for no incomplete column, fewer than two imputations, other settings below 1, or a column that no model can be fitted to.
  public init(
    _ columns: [IncompleteColumn], imputations: Int = 20, rounds: Int = 10,
    using generator: inout some RandomNumberGenerator
  ) throws(ModelError) {
    guard imputations >= 2 else {
      throw .outOfRange(argument: "imputations", value: Double(imputations), allowed: "2 or more")
    }
    guard rounds >= 1 else {
      throw .outOfRange(argument: "rounds", value: Double(rounds), allowed: "1 or more")
    }
    let order = columns.indices.filter { columns[$0].isMissing.contains(true) }
      .sorted { columns[$0].missingRows.count < columns[$1].missingRows.count }
    guard !order.isEmpty else {
      throw .undefined(quantity: "an imputation", because: "no value is missing")
    }
    guard columns.count > 1 else {
      throw .undefined(quantity: "an imputation", because: "there is no other column to predict from")
    }
    var frames: [ModelFrame] = []
    for _ in 0..<imputations {
      var current = columns.map { Self.start($0, &generator) }
      for _ in 0..<rounds {
        for index in order { current[index] = try Self.draw(columns[index], index, current, &generator) }
      }
      frames.append(try ModelFrame(current))
    }
    self.frames = frames
    missing = Dictionary(
      uniqueKeysWithValues: order.map { (columns[$0].column.name, columns[$0].missingRows.count) })
  }

  /// Observed values at random.
  private static func start(
    _ column: IncompleteColumn, _ generator: inout some RandomNumberGenerator
  ) -> ModelColumn {
    let observed = column.observedRows
    var drawn: [Int: Double] = [:]
    for row in column.missingRows {
      let donor = observed[Int(generator.next(upperBound: UInt64(observed.count)))]
      drawn[row] = column.column.number(donor)
    }
    return column.filled { drawn[$0] ?? 0 }
  }

  private static func draw(
    _ column: IncompleteColumn, _ index: Int, _ current: [ModelColumn],
    _ generator: inout some RandomNumberGenerator
  ) throws(ModelError) -> ModelColumn {
    let others = current.indices.filter { $0 != index }.map { current[$0] }
    let formula = "`\(outcomeName)` ~ " + others.map { "`\($0.name)`" }.joined(separator: " + ")
    let drawn: [Int: Double]
    switch column.column.content {
    case .numeric(let values):
      drawn = try matched(column, values, others, formula, &generator)
    case .categorical(let codes, let levels, _):
      drawn = try categories(column, codes, levels.count, others, formula, &generator)
    }
    return column.filled { drawn[$0] ?? 0 }
  }

  private static let outcomeName = "imputed outcome"

  /// The design over observed rows, and the predictors of all rows for given coefficients.
  private static func design(
    _ outcome: [Double], _ column: IncompleteColumn, _ others: [ModelColumn], _ formula: String
  ) throws(ModelError) -> (observed: DesignMatrix, all: DesignMatrix) {
    let columns = others + [ModelColumn(outcomeName, numbers: outcome)]
    let all = try DesignMatrix(Formula(formula), frame: ModelFrame(columns))
    return (all.restricted(to: column.observedRows), all)
  }

  private static func matched(
    _ column: IncompleteColumn, _ values: [Double], _ others: [ModelColumn], _ formula: String,
    _ generator: inout some RandomNumberGenerator
  ) throws(ModelError) -> [Int: Double] {
    let observed = column.observedRows
    let outcome = values.indices.map { column.isMissing[$0] ? values[observed[0]] : values[$0] }
    let (fitted, all) = try design(outcome, column, others, formula)
    let model = try GeneralizedLinearModel(fitted, family: .gaussian)
    let degrees = Double(model.residualDegreesOfFreedom)
    let factor = degrees / RandomDraws.chiSquared(degrees, &generator)
    let coefficients = RandomDraws.normal(
      mean: model.coefficients, covariance: model.covariance.scaled(by: factor), &generator)
    let estimated = all.predictors(model.coefficients)
    let drawnPredictors = all.predictors(coefficients)
    let donors = observed.sorted { (estimated[$0], $0) < (estimated[$1], $1) }
    var result: [Int: Double] = [:]
    for row in column.missingRows {
      let near = nearest(drawnPredictors[row], donors, estimated, count: 5)
      result[row] = values[near[Int(generator.next(upperBound: UInt64(near.count)))]]
    }
    return result
  }

  private static func nearest(
    _ target: Double, _ donors: [Int], _ predictions: [Double], count: Int
  ) -> [Int] {
    let first = donors.countFromStart { predictions[$0] < target }
    var (start, end) = (first, first)
    while end - start < min(count, donors.count) {
      let below = start > 0 ? target - predictions[donors[start - 1]] : .infinity
      let above = end < donors.count ? predictions[donors[end]] - target : .infinity
      if below <= above { start -= 1 } else { end += 1 }
    }
    return Array(donors[start..<end])
  }

  private static func categories(
    _ column: IncompleteColumn, _ codes: [Int32], _ levels: Int, _ others: [ModelColumn], _ formula: String,
    _ generator: inout some RandomNumberGenerator
  ) throws(ModelError) -> [Int: Double] {
    let occurring = Set(column.observedRows.map { Int(codes[$0]) }).sorted()
    guard occurring.count > 1 else { throw .constantColumn(column.column.name) }
    // Of two levels one model says everything.
    let modelled = occurring.count == 2 ? [occurring[1]] : occurring
    var probabilities: [[Double]] = []
    for level in modelled {
      let outcome = codes.map { Int($0) == level ? 1.0 : 0 }
      let (fitted, all) = try design(outcome, column, others, formula)
      let model = try FirthModel(fitted)
      let coefficients = RandomDraws.normal(
        mean: model.coefficients, covariance: model.covariance, &generator)
      probabilities.append(all.predictors(coefficients).map { ModelFamily.binomial.mean($0) })
    }
    var result: [Int: Double] = [:]
    for row in column.missingRows {
      let own = probabilities.map { $0[row] }
      let shares = own.count == 1 ? [1 - own[0], own[0]] : own
      var left = RandomDraws.uniform(&generator) * shares.reduce(0, +)
      var chosen = 0
      while chosen < shares.count - 1, left >= shares[chosen] {
        left -= shares[chosen]
        chosen += 1
      }
      result[row] = Double(occurring[chosen])
    }
    return result
  }
}

extension DesignMatrix {
  /// The linear predictor of each row.
  func predictors(_ coefficients: [Double]) -> [Double] {
    let byPattern = table.linearPredictor(table.centred(coefficients), offsets: patterns.offsets)
    return patterns.patternOfRow.map { $0 < 0 ? 0 : byPattern[Int($0)] }
  }
}

extension ModelColumn {
  func number(_ row: Int) -> Double {
    switch content {
    case .numeric(let values): values[row]
    case .categorical(let codes, _, _): Double(codes[row])
    }
  }
}
