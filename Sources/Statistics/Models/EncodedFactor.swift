/// A factor of a term with its columns: indicators of levels, or functions of a number.
struct EncodedFactor: Sendable {
  enum Coding: Sendable {
    /// The column of each level, −1 for the level compared with.
    case indicators([Int])
    case functions(BasisExpansion)
  }

  let variable: Int
  let coding: Coding
  let names: [String]
  /// The name of the level compared with, where there is one.
  let referenceName: String?
  /// The numbers that were taken as categories, in increasing order.
  private let numbers: [Double]?

  var isIndicator: Bool {
    if case .indicators = coding { true } else { false }
  }

  /// The columns that are not zero, and their values, at the index of a level or at a number.
  func entries(_ raw: Double) -> [(column: Int, value: Double)] {
    switch coding {
    case .indicators(let columnOfLevel):
      guard let level = numbers.map({ $0.firstIndex(of: raw) }) ?? Int(raw) else { return [] }
      let column = columnOfLevel[level]
      return column < 0 ? [] : [(column, 1)]
    case .functions(let basis):
      return basis(raw).enumerated().map { (column: $0.offset, value: $0.element) }
    }
  }

  init(
    _ factor: Formula.Factor, variable index: Int, of variable: PatternVariable, counts: [Double],
    allLevels: Bool
  ) throws(ModelError) {
    self.variable = index
    let isCategorical =
      switch (factor, variable.values) {
      case (.categories, _), (.column, .levels): true
      default: false
      }
    numbers = isCategorical ? variable.numbers : nil
    if isCategorical {
      let levels = variable.levelNames
      var reference = variable.defaultReference
      if case .categories(_, let name?) = factor {
        guard let found = levels.firstIndex(of: name) else {
          throw .unknownColumn("\(factor.label)=\(name)", known: levels.map { "\(factor.label)=\($0)" })
        }
        reference = found
      }
      // A level that no row has is no column; if it is the reference, the first that occurs takes its place.
      let occurs = counts.map { $0 > 0 }
      if !occurs[reference] { reference = occurs.firstIndex(of: true) ?? reference }
      guard occurs.count(where: { $0 }) > 1 else { throw .constantColumn(variable.name) }
      var columnOfLevel: [Int] = []
      var names: [String] = []
      for level in levels.indices {
        let isColumn = occurs[level] && (allLevels || level != reference)
        columnOfLevel.append(isColumn ? names.count : -1)
        if isColumn { names.append("\(factor.label)=\(levels[level])") }
      }
      referenceName = allLevels ? nil : "\(factor.label)=\(levels[reference])"
      coding = .indicators(columnOfLevel)
      self.names = names
      return
    }
    guard let values = variable.numbers else {
      throw .wrongKind(column: variable.name, needed: "a number")
    }
    guard values.count > 1 else { throw .constantColumn(variable.name) }
    referenceName = nil
    let basis = try Self.basis(factor, values: values, counts: counts)
    coding = .functions(basis)
    names =
      switch basis {
      case .identity, .logarithm, .expression, .scaled: [factor.label]
      default: (1...basis.columns).map { "\(factor.label)\($0)" }
      }
  }

  /// Mean and standard deviation over rows; without centring the root of the mean square, as in R.
  private static func scaled(
    _ name: String, _ centre: Bool, _ spread: Bool, _ values: [Double], _ counts: [Double]
  ) throws(ModelError) -> BasisExpansion {
    let rows = counts.reduce(0, +)
    let mean = centre ? zip(values, counts).reduce(0) { $0 + $1.0 * $1.1 } / rows : 0
    guard spread else { return .scaled(centre: mean, spread: 1) }
    let square = zip(values, counts).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    guard rows > 1, square > 0 else { throw .constantColumn(name) }
    return .scaled(centre: mean, spread: (square / (rows - 1)).squareRoot())
  }

  private static func basis(
    _ factor: Formula.Factor, values: [Double], counts: [Double]
  ) throws(ModelError) -> BasisExpansion {
    func tooFew(_ needed: String) -> ModelError {
      .undefined(quantity: factor.label, because: "the column has too few distinct values for \(needed)")
    }
    var outside: ModelError {
      .undefined(quantity: factor.label, because: "its knots must increase inside the range of the column")
    }
    switch factor {
    case .column, .categories: return .identity
    case .logarithm(let name):
      if values[0] <= 0 { _ = try BasisExpansion.logarithm(values[0], column: name, row: 0) }
      return .logarithm
    case .polynomial(_, let degree):
      guard values.count > degree else { throw tooFew("degree \(degree)") }
      return .polynomial(OrthogonalPolynomial(values: values, counts: counts, degree: degree))
    case .naturalSpline(_, let degreesOfFreedom):
      guard
        let spline = NaturalSpline(values: values, counts: counts, degreesOfFreedom: degreesOfFreedom)
      else { throw tooFew("\(degreesOfFreedom) degrees of freedom") }
      return .naturalSpline(spline)
    case .restrictedSpline(_, let knotCount):
      guard let spline = RestrictedSpline(values: values, counts: counts, knotCount: knotCount) else {
        throw tooFew("\(knotCount) knots")
      }
      return .restrictedSpline(spline)
    case .restrictedSplineAt(_, let knots):
      return .restrictedSpline(RestrictedSpline(knots: knots))
    case .expression(let name, let expression, let text):
      for (value, count) in zip(values, counts)
      where count > 0 && !expression.value({ _ in value }).isFinite {
        throw .undefined(
          quantity: text,
          because: "\(name) is \(value.formattedBriefly) in some row, where it has no finite value")
      }
      return .expression(expression)
    case .scaled(let name, let centre, let spread):
      return try scaled(name, centre, spread, values, counts)
    case .powers(_, let degree):
      guard values.count > degree else { throw tooFew("degree \(degree)") }
      return .powers(degree)
    case .naturalSplineAt(_, let knots):
      guard let spline = NaturalSpline(values: values, inner: knots) else { throw outside }
      return .naturalSpline(spline)
    case .bSpline(_, let degree, let degreesOfFreedom):
      guard
        let spline = BSpline(
          values: values, counts: counts, degree: degree, degreesOfFreedom: degreesOfFreedom)
      else { throw tooFew("\(degreesOfFreedom) degrees of freedom") }
      return .bSpline(spline)
    case .bSplineAt(_, let degree, let knots):
      guard let spline = BSpline(values: values, degree: degree, inner: knots) else { throw outside }
      return .bSpline(spline)
    }
  }
}
