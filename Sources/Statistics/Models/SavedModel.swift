/// A fitted model as a file keeps it: enough to predict from, and no row of the data.
///
/// What functions of a column take from the data (knots, means, polynomials, levels) is kept, so that a prediction for other rows
/// uses the same columns.
public struct SavedModel: Codable, Hashable, Sendable {
  /// What the file says it is.
  public static let formatName = "reoffending-fit"
  /// The form of the file; a newer one is refused.
  public static let newestVersion = 1

  /// What the file says it is.
  public let format: String
  /// The form of the file.
  public let version: Int
  /// The formula.
  public let formula: String
  /// The distribution of the outcome.
  public let family: ModelFamily
  /// How the linear predictor gives the mean.
  public let link: ModelLink
  /// The names of the coefficients.
  public let terms: [String]
  /// The estimates.
  public let coefficients: [Double]
  /// Their covariance, row by row.
  public let covariance: [Double]
  /// The kind of standard error that it is of.
  public let standardErrors: String
  /// The degrees of freedom of Student's t; nil for the normal distribution.
  public let degreesOfFreedom: Double?
  /// How many rows the model was fitted to.
  public let observations: Int
  /// The column added to the linear predictor.
  public let offset: String?
  /// The column whose logarithm is added.
  public let exposure: String?
  /// The columns that the right side of the formula reads.
  public let columns: [String]
  /// Those of them that hold categories.
  public let categories: [String]
  private let factors: [[SavedFactor]]
  private let columnOfEncoded: [Int]

  /// Keeps a model.
  ///
  /// - Parameters:
  ///   - covariance: that of the coefficients by the chosen standard errors.
  ///   - standardErrors: their name.
  ///   - rows: the columns that said how a row counts.
  public init(
    _ model: GeneralizedLinearModel, covariance: SymmetricMatrix, standardErrors: String, rows: RowOptions
  ) {
    let design = model.design
    let variables = design.patterns.variables
    format = Self.formatName
    version = Self.newestVersion
    formula = design.formula.text
    (family, link) = (model.family, model.link)
    terms = design.terms
    coefficients = model.coefficients
    self.covariance = covariance.elements
    self.standardErrors = standardErrors
    degreesOfFreedom = model.family.estimatesDispersion ? Double(model.residualDegreesOfFreedom) : nil
    observations = model.observations
    (offset, exposure) = (rows.offset, rows.exposure)
    columns = design.formula.covariateSources
    categories = columns.filter { name in
      variables.contains { variable in
        guard variable.name == name, case .levels = variable.values else { return false }
        return true
      }
    }
    factors = design.encoded.map { term in
      zip(term.term, term.factors).map { SavedFactor($1, variables[$1.variable], label: $0.label) }
    }
    columnOfEncoded = design.columnOfEncoded
  }

  /// A predicted mean.
  public struct Prediction: Hashable, Sendable {
    /// The mean with limits, which are of the mean and not of one person's outcome.
    public let mean: Estimate
    /// The linear predictor.
    public let linearPredictor: Double
    /// Its standard error.
    public let standardError: Double
  }

  /// Predicts the mean for each row of a frame.
  ///
  /// - Parameter invalid: is told the row and the reason where a row cannot be predicted; without it such a row is an error.
  /// - Returns: nil for a row with a missing value, and for one that cannot be predicted.
  /// - Throws: `ModelError` for a column that is missing or of another kind, and for a level that the model does not know.
  public func predictions(
    _ frame: ModelFrame, level: ConfidenceLevel = .p95, invalid: ((ModelError) -> Void)? = nil
  ) throws(ModelError) -> [Prediction?] {
    let formula = try Formula(formula, columns: columns)
    let frame = try frame.deriving(formula)
    guard formula.terms.count == factors.count,
      zip(formula.terms, factors).allSatisfy({ $0.count == $1.count }),
      covariance.count == terms.count * terms.count, coefficients.count == terms.count
    else { throw .undefined(quantity: "a prediction", because: "the file of the model is not whole") }
    var sources: [[SavedFactor.Source]] = []
    for (term, saved) in zip(formula.terms, factors) {
      var own: [SavedFactor.Source] = []
      for (factor, kept) in zip(term, saved) { own.append(try kept.source(factor, frame)) }
      sources.append(own)
    }
    var options = RowOptions(offset: offset, exposure: exposure)
    options.formulaOffsets = formula.offsets
    let offsets = try options.offsets(frame)
    let reference: CoefficientReference =
      degreesOfFreedom.map { CoefficientReference.student(degreesOfFreedom: $0) } ?? .normal
    let reach = reference.quantile(upperTail: level.tail)
    var matrix = SymmetricMatrix(order: terms.count)
    matrix.elements = covariance
    var result: [Prediction?] = []
    result.reserveCapacity(frame.rows)
    for row in 0..<frame.rows {
      guard frame.uses(row) else {
        result.append(nil)
        continue
      }
      do throws(ModelError) {
        let values = try columnsOfRow(row, sources, hasIntercept: formula.hasIntercept)
        result.append(prediction(values, offsets?[row] ?? 0, matrix, reach, level))
      } catch {
        guard let invalid else { throw error }
        invalid(error)
        result.append(nil)
      }
    }
    return result
  }

  private func columnsOfRow(
    _ row: Int, _ sources: [[SavedFactor.Source]], hasIntercept: Bool
  ) throws(ModelError) -> [(column: Int, value: Double)] {
    var values: [(column: Int, value: Double)] = hasIntercept ? [(0, 1)] : []
    var first = hasIntercept ? 1 : 0
    for (saved, own) in zip(factors, sources) {
      var entries = [(column: first, value: 1.0)]
      var stride = 1
      for (factor, source) in zip(saved, own) {
        let found = try factor.entries(row, source)
        entries = found.flatMap { entry in
          entries.map { (column: $0.column + entry.column * stride, value: $0.value * entry.value) }
        }
        stride *= factor.width
      }
      for entry in entries {
        let column = columnOfEncoded[entry.column]
        if column >= 0 { values.append((column, entry.value)) }
      }
      first += stride
    }
    return values
  }

  private func prediction(
    _ values: [(column: Int, value: Double)], _ offset: Double, _ covariance: SymmetricMatrix,
    _ reach: Double, _ level: ConfidenceLevel
  ) -> Prediction {
    var (predictor, variance) = (offset, 0.0)
    for one in values {
      predictor += one.value * coefficients[one.column]
      for other in values { variance += one.value * other.value * covariance[one.column, other.column] }
    }
    let error = max(0, variance).squareRoot()
    let mean = link.value(predictor).mean
    let limits = [predictor - reach * error, predictor + reach * error].map { link.value($0).mean }
    return Prediction(
      mean: Estimate(
        mean, interval: ConfidenceInterval(lower: limits[0], upper: limits[1], level: level), method: "wald"),
      linearPredictor: predictor, standardError: error)
  }
}

/// What a factor of a term took from the data.
private struct SavedFactor: Codable, Hashable, Sendable {
  /// Of categories the levels, with their columns, −1 for the one compared with.
  var levels: [String]?
  var columns: [Int]?
  var width: Int
  var polynomial: OrthogonalPolynomial?
  /// Outer and inner knots in increasing order.
  var naturalKnots: [Double]?
  var restrictedKnots: [Double]?
  var splineKnots: [Double]?
  var degree: Int?
  var centre: Double?
  var spread: Double?

  init(_ factor: EncodedFactor, _ variable: PatternVariable, label: String) {
    width = factor.names.count
    switch factor.coding {
    case .indicators(let columnOfLevel):
      // A level without a column is the one compared with, or no row had it.
      let kept = zip(variable.levelNames, columnOfLevel).filter { level, column in
        column >= 0 || "\(label)=\(level)" == factor.referenceName
      }
      levels = kept.map(\.0)
      columns = kept.map(\.1)
    case .functions(let basis):
      switch basis {
      case .identity, .logarithm, .expression, .powers: break
      case .polynomial(let polynomial): self.polynomial = polynomial
      case .naturalSpline(let spline): naturalKnots = spline.distinctKnots
      case .restrictedSpline(let spline): restrictedKnots = spline.knots
      case .scaled(let centre, let spread): (self.centre, self.spread) = (centre, spread)
      case .bSpline(let spline): (splineKnots, degree) = (spline.distinctKnots, spline.degree)
      }
    }
  }

  /// Where the values of new rows come from.
  enum Source {
    /// For each code of the column the level's column, nil for a level that the model does not know.
    case levels(codes: [Int32], columns: [Int?], names: [String], column: String)
    case numbersAsLevels([Double], column: String)
    case numbers([Double], BasisExpansion)
  }

  func source(_ factor: Formula.Factor, _ frame: ModelFrame) throws(ModelError) -> Source {
    let name = factor.column
    guard let levels, let columns else { return .numbers(try frame.numbers(name), try basis(factor)) }
    switch try frame.column(name).content {
    case .numeric(let values): return .numbersAsLevels(values, column: name)
    case .categorical(let codes, let names, _):
      let known = Dictionary(zip(levels, columns), uniquingKeysWith: { first, _ in first })
      return .levels(codes: codes, columns: names.map { known[$0] }, names: names, column: name)
    }
  }

  private func basis(_ factor: Formula.Factor) throws(ModelError) -> BasisExpansion {
    if let polynomial { return .polynomial(polynomial) }
    if let knots = naturalKnots, let spline = NaturalSpline(values: knots, inner: Self.inner(knots)) {
      return .naturalSpline(spline)
    }
    if let restrictedKnots { return .restrictedSpline(RestrictedSpline(knots: restrictedKnots)) }
    if let knots = splineKnots, let degree,
      let spline = BSpline(values: knots, degree: degree, inner: Self.inner(knots))
    {
      return .bSpline(spline)
    }
    if let centre, let spread { return .scaled(centre: centre, spread: spread) }
    switch factor {
    case .column: return .identity
    case .logarithm: return .logarithm
    case .powers(_, let degree): return .powers(degree)
    case .expression(_, let expression, _): return .expression(expression)
    default:
      throw .undefined(quantity: "a prediction", because: "the file of the model lacks \(factor.label)")
    }
  }

  private static func inner(_ knots: [Double]) -> [Double] { Array(knots.dropFirst().dropLast()) }

  func entries(_ row: Int, _ source: Source) throws(ModelError) -> [(column: Int, value: Double)] {
    switch source {
    case .levels(let codes, let columns, let names, let column):
      let code = Int(codes[row])
      return try indicator(columns[code], row, column, found: names[code])
    case .numbersAsLevels(let values, let column):
      let text = values[row].formattedBriefly
      let found = levels?.firstIndex(of: text).flatMap { columns?[$0] }
      return try indicator(found, row, column, found: text)
    case .numbers(let values, let basis):
      let entries = basis(values[row])
      guard entries.allSatisfy(\.isFinite) else {
        throw .undefined(
          quantity: "a prediction of row \(row + 1)",
          because: "\(values[row].formattedBriefly) gives no finite column")
      }
      return entries.enumerated().map { (column: $0.offset, value: $0.element) }
    }
  }

  private func indicator(
    _ column: Int?, _ row: Int, _ name: String, found: String
  ) throws(ModelError) -> [(column: Int, value: Double)] {
    guard let column else {
      throw .badValue(
        column: name, row: row + 1, found: found,
        allowed: "one of the model's levels, \((levels ?? []).joined(separator: ", "))")
    }
    return column < 0 ? [] : [(column, 1)]
  }
}
