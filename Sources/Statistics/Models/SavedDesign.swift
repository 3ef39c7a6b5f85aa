/// The columns of a formula as a file keeps them.
///
/// What functions of a column take from the data (knots, means, polynomials, levels) is kept, so that a prediction for other rows
/// uses the same columns.
struct SavedDesign: Codable, Hashable, Sendable {
  /// The formula.
  let formula: String
  /// The names of the columns that are estimated.
  let terms: [String]
  /// The columns that the right side of the formula reads.
  let columns: [String]
  /// Those of them that hold categories.
  let categories: [String]
  private let factors: [[SavedFactor]]
  private let columnOfEncoded: [Int]
  /// The breaks of bands of equal width, by the names of their columns; nil where the formula has none.
  private let breaks: [String: [Double]]?

  init(_ design: DesignMatrix) {
    let variables = design.patterns.variables
    formula = design.formula.text
    terms = design.terms
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
    let asked = (try? Formula(design.formula.text, columns: columns))?.derivations ?? [:]
    let breaks = design.formula.derivations.compactMapValues { derived -> [Double]? in
      if case .bands(_, let bands) = derived { bands.breaks } else { nil }
    }.filter { if case .equalBands? = asked[$0.key] { true } else { false } }
    self.breaks = breaks.isEmpty ? nil : breaks
  }

  /// The columns of other rows, and what is added to their predictors.
  ///
  /// - Throws: `ModelError` for a column that is missing or of another kind.
  func rows(
    _ frame: ModelFrame, hasIntercept: Bool? = nil, options: RowOptions = RowOptions()
  ) throws(ModelError) -> Rows {
    // A formula without a left side is that of times, whose columns always stand beside an intercept.
    let asked = try Formula(formula, columns: columns)
    let parsed = Formula(
      asked,
      derivations: asked.derivations.merging(
        (breaks ?? [:]).compactMap { name, breaks in
          guard case .equalBands(let expression, let bands)? = asked.derivations[name] else { return nil }
          return (name, .bands(expression, bands.bands(breaks)))
        }, uniquingKeysWith: { $1 }))
    let frame = try frame.deriving(parsed)
    guard parsed.terms.count == factors.count,
      zip(parsed.terms, factors).allSatisfy({ $0.count == $1.count })
    else { throw .undefined(quantity: "a prediction", because: "the file of the model is not whole") }
    var sources: [[SavedFactor.Source]] = []
    for (term, saved) in zip(parsed.terms, factors) {
      var own: [SavedFactor.Source] = []
      for (factor, kept) in zip(term, saved) { own.append(try kept.source(factor, frame)) }
      sources.append(own)
    }
    var options = options
    options.formulaOffsets = parsed.offsets
    return Rows(
      frame: frame, offsets: try options.offsets(frame), design: self, sources: sources,
      hasIntercept: hasIntercept ?? parsed.hasIntercept)
  }

  /// The columns of other rows.
  struct Rows {
    /// The rows, with the columns that the formula makes.
    let frame: ModelFrame
    /// What is added to each predictor; nil for nothing.
    let offsets: [Double]?
    fileprivate let design: SavedDesign
    fileprivate let sources: [[SavedFactor.Source]]
    fileprivate let hasIntercept: Bool

    /// The columns of a row that are not zero.
    ///
    /// - Throws: `ModelError` for a level that the model does not know, and a value that gives no finite column.
    func columns(_ row: Int) throws(ModelError) -> [(column: Int, value: Double)] {
      var values: [(column: Int, value: Double)] = hasIntercept ? [(0, 1)] : []
      var first = hasIntercept ? 1 : 0
      for (saved, own) in zip(design.factors, sources) {
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
          let column = design.columnOfEncoded[entry.column]
          if column >= 0 { values.append((column, entry.value)) }
        }
        first += stride
      }
      return values
    }

    /// Predicts each row that is whole.
    ///
    /// - Parameter invalid: is told the row and the reason where a row cannot be predicted; without it such a row is an error.
    func map<Value>(
      invalid: ((ModelError) -> Void)?,
      _ predict: (Int, [(column: Int, value: Double)]) throws(ModelError) -> Value?
    ) throws(ModelError) -> [Value?] {
      var result: [Value?] = []
      result.reserveCapacity(frame.rows)
      for row in 0..<frame.rows {
        guard frame.uses(row) else {
          result.append(nil)
          continue
        }
        do throws(ModelError) { result.append(try predict(row, try columns(row))) } catch {
          guard let invalid else { throw error }
          invalid(error)
          result.append(nil)
        }
      }
      return result
    }
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
