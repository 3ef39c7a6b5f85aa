internal import CGSL

/// Residuals of a fitted model row by row, and how much each row moves it.
///
/// The values are those of R's `residuals`, `rstandard`, `hatvalues`, `cooks.distance` and `dfbetas`: one step from the fit is taken
/// in place of a fit without the row, exact for least squares.
///
/// - Source: Cook and Weisberg (1982), *Residuals and Influence in Regression*, chapters 3 and 5; Williams (1987), *Applied
///   Statistics* 36, 181–191, doi:10.2307/2347550.
public struct ModelInfluence: Sendable {
  /// One row.
  public struct Row: Sendable {
    /// The row of the frame, counted from 0.
    public let row: Int
    /// The outcome; of grouped counts the share with the event.
    public let outcome: Double
    /// The fitted mean.
    public let fitted: Double
    /// Outcome less fitted mean.
    public let response: Double
    /// That over its standard deviation by the model, dispersion apart.
    public let pearson: Double
    /// The signed root of the row's part of the deviance.
    public let deviance: Double
    /// The deviance residual over its own standard deviation; nil where the leverage is 1.
    public let standardised: Double?
    /// How much of its own fitted value the row decides, from 0 to 1.
    public let leverage: Double
    /// Cook's distance; nil where the leverage is 1.
    public let cooksDistance: Double?
    /// For each coefficient how many standard errors it is higher with the row than without it; nil where that is not known.
    public let dfbetas: [Double?]
  }

  /// The names of the coefficients.
  public let terms: [String]
  /// How many rows were used.
  public let observations: Int
  /// How many rows the frame has, those left out included.
  public let rowCount: Int
  /// Whether the outcome of each row is yes or no.
  public let isBinary: Bool

  private let rows: ModelRows
  private let cells: [Cell]
  private let dispersion: Double
  private let errors: [Double]
  private let deviance: Double
  private let residualDegreesOfFreedom: Int

  private struct Cell: Sendable {
    let mean: Double
    let complement: Double
    let trials: Double
    let weight: Double
    let mass: Double
    let leverage: Double
  }

  /// Takes a model whose rows are known one by one.
  ///
  /// - Throws: `ModelError.undefined` for a model of counted rows.
  public init(_ model: GeneralizedLinearModel) throws(ModelError) {
    guard model.design.runs == nil else {
      throw .undefined(quantity: "the influence of rows", because: "equal rows were counted together")
    }
    let rows = ModelRows(model)
    terms = model.terms
    observations = model.observations
    rowCount = rows.ofRow.count
    isBinary = model.design.outcome.isBinary && model.family.isOfEvents
    dispersion = model.dispersion
    residualDegreesOfFreedom = model.residualDegreesOfFreedom
    errors = rows.written(rows.inverse).diagonal.map { max(0, $0).squareRoot() }
    let patterns = model.design.patterns
    cells = (0..<rows.cellCount).map { index in
      let (mean, complement, _) = rows.fitted(index)
      return Cell(
        mean: mean, complement: complement, trials: patterns.trials[index], weight: patterns.weights[index],
        mass: rows.mass(index), leverage: min(1, rows.leverage(index)))
    }
    self.rows = rows
    var total = CompensatedSum()
    for row in rows.ofRow.indices where rows.ofRow[row] >= 0 {
      let cell = cells[Int(rows.ofRow[row])]
      total.add(
        (rows.frequencies?[row] ?? 1) * cell.weight * cell.trials
          * rows.model.unitDeviance(rows.outcome[row] / cell.trials, cell.mean, cell.complement))
    }
    deviance = total.value
  }

  /// A row of the frame; nil for one left out.
  public func row(_ index: Int) -> Row? {
    guard rows.ofRow[index] >= 0 else { return nil }
    let number = Int(rows.ofRow[index])
    let (response, pearson, residual) = residuals(index, cells[number])
    let cell = cells[number]
    let isFree = cell.leverage < ModelRows.fullLeverage
    let free = 1 - cell.leverage
    let rest = residualDegreesOfFreedom - 1
    var dfbetas: [Double?] = Array(repeating: nil, count: terms.count)
    if isFree, rest > 0 {
      let variance = (deviance - residual * residual / free) / Double(rest)
      if variance > 0 {
        let step = residual / free / variance.squareRoot() * cell.mass.squareRoot()
        let part = part(number)
        dfbetas = errors.indices.map { errors[$0] > 0 ? step * part[$0] / errors[$0] : nil }
      }
    }
    return Row(
      row: index, outcome: rows.outcome[index] / cell.trials, fitted: cell.mean, response: response,
      pearson: pearson, deviance: residual,
      standardised: isFree && dispersion > 0 ? residual / (dispersion * free).squareRoot() : nil,
      leverage: cell.leverage, cooksDistance: distance(pearson, cell), dfbetas: dfbetas)
  }

  /// The rows with the largest Cook's distances, largest first.
  public func mostInfluential(_ count: Int) -> [Row] {
    var found: [(row: Int, distance: Double)] = []
    for row in rows.ofRow.indices where rows.ofRow[row] >= 0 {
      let cell = cells[Int(rows.ofRow[row])]
      guard let distance = distance(residuals(row, cell).pearson, cell) else { continue }
      if found.count < 4 * count {
        found.append((row, distance))
      } else if distance > found[count - 1].distance {
        found.append((row, distance))
      } else {
        continue
      }
      if found.count >= 8 * count { Self.keepLargest(count, of: &found) }
    }
    Self.keepLargest(count, of: &found)
    return found.compactMap { row($0.row) }
  }

  /// How many rows have a Cook's distance above a value.
  public func count(aboveDistance limit: Double) -> Int {
    rows.ofRow.indices.count { row in
      guard rows.ofRow[row] >= 0 else { return false }
      let cell = cells[Int(rows.ofRow[row])]
      return (distance(residuals(row, cell).pearson, cell) ?? 0) > limit
    }
  }

  /// How many rows have a leverage of 1.
  public var fullLeverageCount: Int {
    rows.ofRow.count { $0 >= 0 && cells[Int($0)].leverage >= ModelRows.fullLeverage }
  }

  /// The fitted mean and the response residual of each row that was used.
  public var fittedAndResiduals: [(fitted: Double, residual: Double)] {
    rows.ofRow.indices.compactMap { row in
      guard rows.ofRow[row] >= 0 else { return nil }
      let cell = cells[Int(rows.ofRow[row])]
      return (cell.mean, residuals(row, cell).response)
    }
  }

  private static func keepLargest(_ count: Int, of rows: inout [(row: Int, distance: Double)]) {
    rows.sort { ($0.distance, $1.row) > ($1.distance, $0.row) }
    if rows.count > count { rows.removeLast(rows.count - count) }
  }

  private func residuals(_ row: Int, _ cell: Cell) -> (response: Double, pearson: Double, deviance: Double) {
    let outcome = rows.outcome[row] / cell.trials
    let people = cell.weight * cell.trials
    let response = outcome == 1 && isBinary ? cell.complement : outcome - cell.mean
    let variance = rows.model.unitVariance(cell.mean, cell.complement)
    let square = people * rows.model.unitDeviance(outcome, cell.mean, cell.complement)
    let root = max(0, square).squareRoot()
    return (
      response, variance > 0 ? response * (people / variance).squareRoot() : 0, response < 0 ? -root : root
    )
  }

  private func distance(_ pearson: Double, _ cell: Cell) -> Double? {
    guard cell.leverage < ModelRows.fullLeverage, dispersion > 0 else { return nil }
    let scaled = pearson / (1 - cell.leverage)
    return scaled * scaled * cell.leverage / (dispersion * Double(terms.count))
  }

  /// The inverse information times the columns of a cell.
  private func part(_ cell: Int) -> [Double] {
    var columns = Array(repeating: 0.0, count: terms.count)
    for entry in rows.entries(cell) { columns[entry.column] = entry.value }
    return rows.written(rows.inverse.times(columns))
  }
}

extension GeneralizedLinearModel {
  /// The deviance of a row of weight 1.
  fileprivate func unitDeviance(_ outcome: Double, _ mean: Double, _ complement: Double) -> Double {
    func part(_ x: Double, _ fitted: Double) -> Double { x > 0 ? x * log(x / fitted) : 0 }
    switch family {
    case .binomial, .quasiBinomial:
      return 2 * (part(outcome, mean) + part(1 - outcome, complement))
    case .poisson, .quasiPoisson: return 2 * (part(outcome, mean) - (outcome - mean))
    case .negativeBinomial:
      let theta = theta ?? .infinity
      return 2 * (part(outcome, mean) - (outcome + theta) * log((outcome + theta) / (mean + theta)))
    case .gaussian: return (outcome - mean) * (outcome - mean)
    }
  }

  fileprivate func unitVariance(_ mean: Double, _ complement: Double) -> Double {
    family.isOfEvents ? mean * complement : family.variance(mean, theta: theta)
  }
}
