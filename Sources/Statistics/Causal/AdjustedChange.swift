internal import CGSL

/// The change of people of one kind less that of people of another, between two periods in which people are drawn anew, with
/// the differences between the four in what is known of people taken off.
///
/// - Source: Sant'Anna and Zhao (2020), *Journal of Econometrics* 219, 101–122, doi:10.1016/j.jeconom.2020.06.003; estimators
///   and influence functions as in R's `DRDID` (`reg_did_rc`, `std_ipw_did_rc`, `drdid_rc`).
struct AdjustedChange {
  /// People who are alike in everything, with how many they are.
  struct Cell {
    let isTreated: Bool
    let isLater: Bool
    let value: Double
    let count: Double
    /// What is known of them, after a 1.
    let row: [Double]
  }

  /// The difference of the changes.
  private(set) var value = 0.0
  /// What one person of each cell contributes, of which the mean over people is the estimate's error.
  private(set) var influence: [Double]

  private let cells: [Cell]
  private let people: Double
  private let order: Int

  /// Controls with a greater probability of being treated are left out, as in `DRDID`.
  private static let greatestScore = 0.995

  /// Estimates the difference.
  ///
  /// - Throws: `StatisticsError.undefined` where one of the four has too few people for what is known of them, or it tells
  ///   who was treated and who was not.
  init(_ cells: [Cell], by method: GroupTimeEffects.Adjustment) throws(StatisticsError) {
    self.cells = cells
    order = cells.first?.row.count ?? 1
    people = cells.reduce(0) { $0 + $1.count }
    influence = [Double](repeating: 0, count: cells.count)
    switch method {
    case .outcome: try estimateByOutcome()
    case .probability: try estimateByProbability()
    case .doublyRobust: try estimateDoublyRobust()
    }
  }

  private mutating func estimateByOutcome() throws(StatisticsError) {
    let (before, after) = (try fit(treated: false, later: false), try fit(treated: false, later: true))
    let treated = cells.map { $0.isTreated ? 1.0 : 0 }
    add(1, weights(treated: true, later: true), cells.map(\.value))
    add(-1, weights(treated: true, later: false), cells.map(\.value))
    add(-1, treated, cells.indices.map { after.fitted[$0] - before.fitted[$0] })
    let mean = meanRow(treated)
    lean(on: after, mean.map { -$0 })
    lean(on: before, mean)
  }

  private mutating func estimateByProbability() throws(StatisticsError) {
    let score = try Score(cells, people, greatest: Self.greatestScore)
    try addContrasts(cells.map(\.value), score)
  }

  private mutating func estimateDoublyRobust() throws(StatisticsError) {
    let score = try Score(cells, people, greatest: Self.greatestScore)
    let control = [try fit(treated: false, later: false), try fit(treated: false, later: true)]
    let treated = [try fit(treated: true, later: false), try fit(treated: true, later: true)]
    let values = cells.indices.map { cells[$0].value - control[cells[$0].isLater ? 1 : 0].fitted[$0] }
    let used = try addContrasts(values, score)
    let everybody = cells.map { $0.isTreated ? 1.0 : 0 }
    for (place, sign) in [(0, -1.0), (1, 1.0)] {
      let (own, other) = (meanRow(used.treated[place]), meanRow(used.controls[place]))
      let gain = cells.indices.map { treated[place].fitted[$0] - control[place].fitted[$0] }
      add(sign, everybody, gain)
      add(-sign, used.treated[place], gain)
      let moment = zip(meanRow(everybody), own).map { $0 - $1 }
      lean(on: treated[place], moment.map { sign * $0 })
      lean(on: control[place], (0..<order).map { sign * (other[$0] - own[$0] - moment[$0]) })
    }
  }

  /// Adds the change of those treated less that of controls who weigh as they do.
  @discardableResult
  private mutating func addContrasts(
    _ values: [Double], _ score: Score
  ) throws(StatisticsError) -> (treated: [[Double]], controls: [[Double]]) {
    var weights: (treated: [[Double]], controls: [[Double]]) = ([], [])
    for (later, sign) in [(false, -1.0), (true, 1.0)] {
      let own = self.weights(treated: true, later: later)
      let other = cells.indices.map { place in
        cells[place].isTreated || cells[place].isLater != later || !score.isKept[place]
          ? 0 : score.values[place] / (1 - score.values[place])
      }
      let all = total(other)
      guard all > 0 else {
        throw .undefined(
          quantity: "a comparison with people alike", because: "nobody to compare with is alike")
      }
      add(sign, own, values)
      let mean = add(-sign, other, values)
      let spread = cells.indices.map { other[$0] * (values[$0] - mean) }
      score.lean(meanRow(spread, over: all).map { -sign * $0 }, onto: &influence)
      weights.treated.append(own)
      weights.controls.append(other)
    }
    return weights
  }

  private func weights(treated: Bool, later: Bool) -> [Double] {
    cells.map { $0.isTreated == treated && $0.isLater == later ? 1 : 0 }
  }

  private func total(_ weights: [Double]) -> Double {
    zip(cells, weights).reduce(0) { $0 + $1.0.count * $1.1 }
  }

  /// The mean of what is known of people, with weights, over these or another sum.
  private func meanRow(_ weights: [Double], over sum: Double? = nil) -> [Double] {
    let all = sum ?? total(weights)
    var mean = [Double](repeating: 0, count: order)
    for (cell, weight) in zip(cells, weights) where weight != 0 {
      let share = cell.count * weight / all
      for column in 0..<order { mean[column] += share * cell.row[column] }
    }
    return mean
  }

  /// Adds a weighted mean, and what each person contributes to it.
  @discardableResult
  private mutating func add(_ sign: Double, _ weights: [Double], _ values: [Double]) -> Double {
    let all = total(weights)
    var mean = 0.0
    for place in cells.indices { mean += cells[place].count * weights[place] * values[place] / all }
    for place in cells.indices where weights[place] != 0 {
      influence[place] += sign * weights[place] * (values[place] - mean) * people / all
    }
    value += sign * mean
    return mean
  }

  /// A straight line in what is known of people, of one of the four.
  private struct Regression {
    let places: [Int]
    let fitted: [Double]
    let factor: CholeskyFactor
  }

  private func fit(treated: Bool, later: Bool) throws(StatisticsError) -> Regression {
    let places = cells.indices.filter { cells[$0].isTreated == treated && cells[$0].isLater == later }
    var (products, sums) = (SymmetricMatrix(order: order), [Double](repeating: 0, count: order))
    for place in places {
      let cell = cells[place]
      for row in 0..<order {
        let share = cell.count * cell.row[row]
        sums[row] += share * cell.value
        for column in 0..<order { products[row, column] += share * cell.row[column] }
      }
    }
    let factor = CholeskyFactor(products, tolerance: 1e-10)
    guard factor.isPositiveDefinite else {
      throw .undefined(
        quantity: "a regression on the covariates",
        because:
          "\(treated ? "those who began" : "those compared with") \(later ? "later" : "before") are too few, or alike "
          + "in one of them")
    }
    let coefficients = factor.solve(sums)
    let fitted = cells.map { coefficients.dot($0.row) }
    return Regression(places: places, fitted: fitted, factor: factor)
  }

  /// Adds what the people of a regression contribute by its coefficients, of which the estimate takes a multiple.
  private mutating func lean(on regression: Regression, _ multiple: [Double]) {
    let solved = regression.factor.solve(multiple)
    for place in regression.places {
      let rest = cells[place].value - regression.fitted[place]
      influence[place] += people * solved.dot(cells[place].row) * rest
    }
  }
}

extension AdjustedChange {
  /// The probability of being one of those treated, by a logistic regression.
  private struct Score {
    let values: [Double]
    let isKept: [Bool]
    private let cells: [Cell]
    private let factor: CholeskyFactor
    private let people: Double

    init(_ cells: [Cell], _ people: Double, greatest: Double) throws(StatisticsError) {
      let order = cells.first?.row.count ?? 1
      let values = try Self.fit(cells, order).map { min($0, 1 - 1e-6) }
      self.values = values
      isKept = zip(cells, values).map { $0.isTreated || $1 < greatest }
      factor = CholeskyFactor(Self.information(cells, values, order), tolerance: 1e-10)
      self.cells = cells
      self.people = people
    }

    /// Beyond this `did` takes the two as told apart, too.
    private static let mostCertain = 0.999

    private static func fit(_ cells: [Cell], _ order: Int) throws(StatisticsError) -> [Double] {
      func values(_ coefficients: [Double]) -> [Double] {
        cells.map { 1 / (1 + exp(-coefficients.dot($0.row))) }
      }
      let farthest = log(mostCertain / (1 - mostCertain))
      let solution = MaximumLikelihood(tolerance: 1e-16, limit: 50).maximum(
        start: [Double](repeating: 0, count: order), stop: { $0.equations.largestPredictor >= farthest }
      ) { coefficients in
        let values = values(coefficients)
        var equations = NormalEquations(
          information: information(cells, values, order), score: [Double](repeating: 0, count: order),
          logLikelihood: 0, largestPredictor: values.max().map { log($0 / (1 - $0)) } ?? 0)
        for (cell, value) in zip(cells, values) {
          let rest = cell.count * ((cell.isTreated ? 1 : 0) - value)
          for column in 0..<order { equations.score[column] += rest * cell.row[column] }
          equations.logLikelihood += cell.count * log(cell.isTreated ? value : 1 - value)
        }
        return equations
      }
      guard solution.hasConverged, solution.equations.largestPredictor < farthest,
        CholeskyFactor(solution.equations.information, tolerance: 1e-10).isPositiveDefinite
      else {
        throw .undefined(
          quantity: "a comparison with people alike",
          because:
            "the covariates tell those who began from those they are compared with, or are alike for everybody"
        )
      }
      return values(solution.coefficients)
    }

    private static func information(_ cells: [Cell], _ values: [Double], _ order: Int) -> SymmetricMatrix {
      var matrix = SymmetricMatrix(order: order)
      for (cell, value) in zip(cells, values) {
        let weight = cell.count * value * (1 - value)
        for row in 0..<order {
          let share = weight * cell.row[row]
          for column in 0..<order { matrix[row, column] += share * cell.row[column] }
        }
      }
      return matrix
    }

    /// Adds what people contribute by the estimated probabilities, of whose coefficients the estimate takes a multiple.
    func lean(_ multiple: [Double], onto influence: inout [Double]) {
      let solved = factor.solve(multiple)
      for (place, cell) in cells.enumerated() {
        influence[place] += people * solved.dot(cell.row) * ((cell.isTreated ? 1 : 0) - values[place])
      }
    }
  }
}
