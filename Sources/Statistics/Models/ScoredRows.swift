/// The rows of a fitted model, equal ones counted together, with what robust errors and influence need of each.
protocol ScoredRows: Sendable {
  /// How many cells of equal rows there are.
  var cellCount: Int { get }
  /// The cell of each row of the frame, −1 for a row left out.
  var ofRow: [Int32] { get }
  /// The outcome of each row.
  var outcome: [Double] { get }
  /// How many rows each row of the frame stands for; nil for one.
  var frequencies: [Double]? { get }
  var observations: Int { get }
  /// How many parameters were estimated, also those that are not printed.
  var parameterCount: Int { get }
  var columnCount: Int { get }
  /// The inverse of the information of the coefficients that are printed.
  var inverse: SymmetricMatrix { get }

  func counts(_ cell: Int) -> PatternCell
  /// The columns of the model that are not zero, cleared of what is not printed.
  func entries(_ cell: Int) -> [(column: Int, value: Double)]
  /// The mean of the outcome of a row, times its trials.
  func expected(_ cell: Int) -> Double
  /// The factor that turns a residual of the outcome into a score.
  func scoreFactor(_ cell: Int) -> Double
  /// The information of one row.
  func mass(_ cell: Int) -> Double
  /// How much of its own fitted value a row decides.
  func leverage(_ cell: Int) -> Double
  /// In the columns as they are written.
  func written(_ coefficients: [Double]) -> [Double]
  func written(_ covariance: SymmetricMatrix) -> SymmetricMatrix
}

extension ScoredRows {
  /// Above this a leverage is 1 in arithmetic.
  static var fullLeverage: Double { 1 - 1e-10 }
}

/// The patterns of a generalised linear model.
struct ModelRows: ScoredRows {
  let model: GeneralizedLinearModel
  let inverse: SymmetricMatrix
  private let patterns: CovariatePatterns
  private let table: DesignTable
  private let bread: CholeskyFactor
  private let predictor: [Double]

  init(_ model: GeneralizedLinearModel) {
    self.model = model
    (patterns, table) = (model.design.patterns, model.design.table)
    bread = CholeskyFactor(model.information)
    inverse = bread.inverse
    predictor = table.linearPredictor(model.centredCoefficients, offsets: patterns.offsets)
  }

  var cellCount: Int { patterns.count }
  var ofRow: [Int32] { patterns.patternOfRow }
  var outcome: [Double] { model.design.outcome.values }
  var frequencies: [Double]? { model.design.frequencies }
  var observations: Int { model.observations }
  var parameterCount: Int { model.coefficients.count }
  var columnCount: Int { table.columnCount }

  func counts(_ cell: Int) -> PatternCell { patterns.cell(cell) }
  func entries(_ cell: Int) -> [(column: Int, value: Double)] { table.entries(cell) }
  func expected(_ cell: Int) -> Double { patterns.trials[cell] * model.link.value(predictor[cell]).mean }

  /// The fitted mean of a row, one less it, and the slope.
  func fitted(_ cell: Int) -> (mean: Double, complement: Double, slope: Double) {
    model.link.value(predictor[cell])
  }

  func scoreFactor(_ cell: Int) -> Double {
    model.family.scoreFactor(
      predictor[cell], link: model.link, weight: patterns.weights[cell], theta: model.theta)
  }

  func mass(_ cell: Int) -> Double {
    let counts = patterns.cell(cell)
    return model.family.informationPerUnit(
      predictor[cell], link: model.link, trials: counts.trials, weight: counts.weight, theta: model.theta)
  }

  func leverage(_ cell: Int) -> Double {
    mass(cell) * bread.whitened(table.entries(cell)).reduce(0) { $0 + $1 * $1 }
  }

  func written(_ coefficients: [Double]) -> [Double] { table.uncentred(coefficients) }
  func written(_ covariance: SymmetricMatrix) -> SymmetricMatrix { table.uncentred(covariance) }
}

extension ModelFamily {
  /// The information of one row at a linear predictor.
  func informationPerUnit(
    _ predictor: Double, link: ModelLink, trials: Double, weight: Double, theta: Double?
  ) -> Double {
    if link != defaultLink {
      let (mean, complement, slope) = link.value(predictor)
      return weight * trials * slope * slope
        / (isOfEvents ? mean * complement : variance(mean, theta: nil))
    }
    let mean = mean(predictor)
    return switch self {
    case .binomial, .quasiBinomial: weight * trials * mean * self.mean(-predictor)
    case .poisson, .quasiPoisson: weight * mean
    case .negativeBinomial: weight * mean / (1 + mean / (theta ?? .infinity))
    case .gaussian: weight
    }
  }

  /// The factor that turns a residual of the outcome into a score.
  func scoreFactor(_ predictor: Double, link: ModelLink, weight: Double, theta: Double?) -> Double {
    let (mean, complement, slope) = link.value(predictor)
    if link != defaultLink {
      return weight * slope / (isOfEvents ? mean * complement : variance(mean, theta: nil))
    }
    guard let theta else { return weight }
    return weight / (1 + mean / theta)
  }
}
