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
  /// The distribution of the outcome.
  public let family: ModelFamily
  /// How the linear predictor gives the mean.
  public let link: ModelLink
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
  /// The groups whose intercepts differ; nil where all have one.
  public let groups: Groups?
  private let design: SavedDesign

  /// The formula.
  public var formula: String { design.formula }
  /// The names of the coefficients.
  public var terms: [String] { design.terms }
  /// The columns that the right side of the formula reads.
  public var columns: [String] { design.columns }
  /// Those of them that hold categories.
  public var categories: [String] { design.categories }

  /// The intercepts of groups, such as areas.
  public struct Groups: Codable, Hashable, Sendable {
    /// The column of the groups.
    public let column: String
    /// The standard deviation between groups.
    public let deviation: Double
    let names: [String]
    let intercepts: [Double]
    let spreads: [Double]
  }

  /// Whose intercept a prediction takes.
  public enum Intercepts: String, Hashable, Sendable, CaseIterable, Codable {
    /// That of the row's group; the typical group's for a group that the fit did not know.
    case own
    /// The typical group's, for all.
    case typical
  }

  /// Keeps a model.
  ///
  /// - Parameters:
  ///   - model: the fitted model, of which no row is kept.
  ///   - covariance: that of the coefficients by the chosen standard errors.
  ///   - standardErrors: their name.
  ///   - rows: the columns that said how a row counts.
  public init(
    _ model: GeneralizedLinearModel, covariance: SymmetricMatrix, standardErrors: String, rows: RowOptions
  ) {
    self.init(
      model.design, (model.family, model.link), model.coefficients, covariance, standardErrors,
      degreesOfFreedom: model.family.estimatesDispersion ? Double(model.residualDegreesOfFreedom) : nil, rows,
      groups: nil)
  }

  /// Keeps a model whose intercepts differ between the groups of a column.
  public init(_ model: RandomInterceptModel, column: String, rows: RowOptions) {
    self.init(
      model.design, (model.family, model.family.defaultLink), model.coefficients, model.covariance, "model",
      degreesOfFreedom: nil, rows,
      groups: Groups(
        column: column, deviation: model.deviation, names: model.groups.map(\.name),
        intercepts: model.groups.map(\.intercept), spreads: model.groups.map(\.spread)))
  }

  private init(
    _ design: DesignMatrix, _ kind: (family: ModelFamily, link: ModelLink), _ coefficients: [Double],
    _ covariance: SymmetricMatrix, _ standardErrors: String, degreesOfFreedom: Double?, _ rows: RowOptions,
    groups: Groups?
  ) {
    format = Self.formatName
    version = Self.newestVersion
    (family, link) = kind
    self.coefficients = coefficients
    self.covariance = covariance.elements
    self.standardErrors = standardErrors
    self.degreesOfFreedom = degreesOfFreedom
    observations = design.observations
    (offset, exposure) = (rows.offset, rows.exposure)
    self.groups = groups
    self.design = SavedDesign(design)
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
  /// Limits with a group's own intercept allow for that of its estimate too, taken as independent of the coefficients.
  ///
  /// - Parameters:
  ///   - frame: the rows, with the columns on the right of the formula and those of offset, exposure and groups.
  ///   - level: the confidence level of the limits.
  ///   - intercepts: whose intercept is taken where the groups of the fit differ.
  ///   - invalid: is told the row and the reason where a row cannot be predicted; without it such a row is an error.
  /// - Returns: nil for a row with a missing value, and for one that cannot be predicted.
  /// - Throws: `ModelError` for a column that is missing or of another kind, and for a level that the model does not know.
  public func predictions(
    _ frame: ModelFrame, level: ConfidenceLevel = .p95, intercepts: Intercepts = .own,
    invalid: ((ModelError) -> Void)? = nil
  ) throws(ModelError) -> [Prediction?] {
    guard covariance.count == terms.count * terms.count, coefficients.count == terms.count else {
      throw .undefined(quantity: "a prediction", because: "the file of the model is not whole")
    }
    let rows = try design.rows(frame, options: RowOptions(offset: offset, exposure: exposure))
    let reference: CoefficientReference =
      degreesOfFreedom.map { CoefficientReference.student(degreesOfFreedom: $0) } ?? .normal
    let reach = reference.quantile(upperTail: level.tail)
    var matrix = SymmetricMatrix(order: terms.count)
    matrix.elements = covariance
    let groups = try groupOfRow(frame, intercepts)
    return try rows.map(invalid: invalid) { row, columns in
      let group = groups?[row]
      let (predictor, variance) = matrix.sum(
        of: coefficients, columns,
        from: (rows.offsets?[row] ?? 0) + (group.map { self.groups?.intercepts[$0] ?? 0 } ?? 0))
      let spread = group.map { self.groups?.spreads[$0] ?? 0 } ?? 0
      let error = (max(0, variance) + spread * spread).squareRoot()
      let limits = [predictor - reach * error, predictor + reach * error].map { link.value($0).mean }
      return Prediction(
        mean: Estimate(
          link.value(predictor).mean,
          interval: ConfidenceInterval(lower: limits[0], upper: limits[1], level: level), method: "wald"),
        linearPredictor: predictor, standardError: error)
    }
  }

  /// Which of the groups of the fit each row is of; nil within for one that the fit did not know.
  public func knownGroups(_ frame: ModelFrame) throws(ModelError) -> [Bool]? {
    try groupOfRow(frame, .own)?.map { $0 != nil }
  }

  private func groupOfRow(_ frame: ModelFrame, _ intercepts: Intercepts) throws(ModelError) -> [Int?]? {
    guard let groups, intercepts == .own else { return nil }
    guard case .categorical(let codes, let levels, _) = try frame.column(groups.column).content else {
      throw .wrongKind(column: groups.column, needed: "a category")
    }
    let places = Dictionary(
      zip(groups.names, groups.names.indices), uniquingKeysWith: { first, _ in first })
    let known = levels.map { places[$0] }
    return codes.indices.map { frame.uses($0) ? known[Int(codes[$0])] : nil }
  }

  private enum CodingKeys: String, CodingKey {
    case format, version, family, link, coefficients, covariance, standardErrors, degreesOfFreedom
    case observations, offset, exposure, groups
  }

  /// Reads what `encode` writes.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    format = try fields.decode(String.self, forKey: .format)
    version = try fields.decode(Int.self, forKey: .version)
    family = try fields.decode(ModelFamily.self, forKey: .family)
    link = try fields.decode(ModelLink.self, forKey: .link)
    coefficients = try fields.decode([Double].self, forKey: .coefficients)
    covariance = try fields.decode([Double].self, forKey: .covariance)
    standardErrors = try fields.decode(String.self, forKey: .standardErrors)
    degreesOfFreedom = try fields.decodeIfPresent(Double.self, forKey: .degreesOfFreedom)
    observations = try fields.decode(Int.self, forKey: .observations)
    offset = try fields.decodeIfPresent(String.self, forKey: .offset)
    exposure = try fields.decodeIfPresent(String.self, forKey: .exposure)
    groups = try fields.decodeIfPresent(Groups.self, forKey: .groups)
    design = try SavedDesign(from: decoder)
  }

  /// Writes the model as one object, its columns beside the estimates.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(format, forKey: .format)
    try fields.encode(version, forKey: .version)
    try fields.encode(family, forKey: .family)
    try fields.encode(link, forKey: .link)
    try fields.encode(coefficients, forKey: .coefficients)
    try fields.encode(covariance, forKey: .covariance)
    try fields.encode(standardErrors, forKey: .standardErrors)
    try fields.encodeIfPresent(degreesOfFreedom, forKey: .degreesOfFreedom)
    try fields.encode(observations, forKey: .observations)
    try fields.encodeIfPresent(offset, forKey: .offset)
    try fields.encodeIfPresent(exposure, forKey: .exposure)
    try fields.encodeIfPresent(groups, forKey: .groups)
    try design.encode(to: encoder)
  }
}

extension SymmetricMatrix {
  /// A sum of coefficients, each times a column, and its variance by this covariance.
  func sum(
    of coefficients: [Double], _ columns: [(column: Int, value: Double)], from start: Double = 0
  ) -> (value: Double, variance: Double) {
    var (value, variance) = (start, 0.0)
    for one in columns {
      value += one.value * coefficients[one.column]
      for other in columns { variance += one.value * other.value * self[one.column, other.column] }
    }
    return (value, variance)
  }
}
