internal import CGSL

/// A regression with an intercept for each level of one or more columns, such as areas, that are held equal and not printed.
///
/// Coefficients, standard errors and degrees of freedom are those of the model that has a column for each level; the columns are
/// never laid out. For one column its intercepts are eliminated from Newton's equations exactly; for more they are taken out by
/// weighted alternating projections within each step.
///
/// Levels in which everybody or nobody has the outcome (in which no count is above 0) say nothing of the coefficients, their
/// intercepts being infinite, and are left out, as in conditional logistic regression.
///
/// - Source: Frisch and Waugh (1933), *Econometrica* 1, 387–401, doi:10.2307/1907330; Stammann (2018), arXiv:1707.01815; Correia,
///   Guimarães and Zylkin (2020), *Stata Journal* 20, 95–115, doi:10.1177/1536867X20909691.
public struct AbsorbedModel: Sendable {
  /// A column whose levels are held equal.
  public struct Grouping: Hashable, Sendable {
    /// The column.
    public let column: String
    /// How many levels have an intercept.
    public let levels: Int
    /// How many levels are left out, because everybody or nobody in them has the outcome.
    public let levelsLeftOut: Int
  }

  /// The columns that it was fitted to; its intercept stands for those of the levels.
  public let design: DesignMatrix
  /// The distribution of the outcome.
  public let family: ModelFamily
  /// How the linear predictor gives the mean.
  public let link: ModelLink
  /// The names of the coefficients.
  public let terms: [String]
  /// The estimates.
  public let coefficients: [Double]
  /// Their covariance, from the expected information.
  public let covariance: SymmetricMatrix
  /// The columns whose levels are held equal.
  public let groupings: [Grouping]
  /// How many rows are left out with their levels.
  public let rowsLeftOut: Int
  /// How many intercepts are estimated; for three columns and more with very many levels perhaps some too many.
  public let intercepts: Int
  /// Whether that is known exactly.
  public let interceptsAreExact: Bool
  /// How many steps were taken.
  public let iterations: Int
  /// The deviance.
  public let deviance: Double
  /// The deviance of a model with one intercept and nothing else.
  public let nullDeviance: Double
  /// The log-likelihood, constants included, or nil for a quasi-likelihood.
  public let logLikelihood: Double?
  /// The dispersion: 1, or Pearson's statistic over the residual degrees of freedom.
  public let dispersion: Double
  /// Pearson's statistic.
  public let pearsonChiSquared: Double

  private let rows: AbsorbedRows

  /// Fits a model to the rows of a frame.
  ///
  /// - Parameters:
  ///   - formula: outcome and terms, among which the absorbed columns are not.
  ///   - frame: the rows; those with a missing value are left out and counted.
  ///   - columns: the columns whose levels are held equal; categories.
  ///   - family: the distribution of the outcome; not the negative binomial.
  ///   - link: how the linear predictor gives the mean; the family's own where nil.
  ///   - options: the columns that say how a row counts.
  /// - Throws: `ModelError` as `GeneralizedLinearModel`, and for a term that is the same in all rows of each level.
  public init(
    _ formula: Formula, frame: ModelFrame, absorbing columns: [String], family: ModelFamily,
    link: ModelLink? = nil, rows options: RowOptions = RowOptions()
  ) throws(ModelError) {
    let link = try family.checked(link)
    try Self.check(formula, columns, family)
    guard Set(columns).count == columns.count else {
      throw .duplicateColumn(columns.first { name in columns.count { $0 == name } > 1 } ?? "")
    }
    let whole = try frame.deriving(formula)
    let informative = try InformativeRows(
      formula, frame: whole, columns: columns, family: family, link: link, options: options)
    let design = try DesignMatrix(formula, frame: informative.frame, rows: options)
      .counting(excludedRows: frame.excludedRows, silentRows: informative.rowsLeftOut)
    try family.checkOutcome(design.outcome, design.patterns)
    let cells = try GroupedCells(
      design, groups: columns.map { (name) throws(ModelError) in try frame.column(name) })
    let names = columns.joined(separator: " and ")
    guard design.terms.count > 1 else {
      throw .undefined(
        quantity: "a model of intercepts of \(names) alone",
        because: "none of them is printed; give it a term")
    }
    if let separation = Separation(design, family: family, link: link) {
      let levels = separation.levels()
      if !levels.isEmpty { throw .separation(columns: levels) }
    }
    let fit =
      columns.count == 1
      ? try Fit(design, cells, family, link, LevelElimination(cells, table: design.table), names)
      : try Fit(design, cells, family, link, LevelProjection(cells, table: design.table), names)
    (intercepts, interceptsAreExact) = Self.intercepts(cells)
    groupings = zip(cells.groupings, informative.levelsLeftOut).map {
      Grouping(column: $0.column, levels: $0.names.count, levelsLeftOut: $1)
    }
    rowsLeftOut = informative.rowsLeftOut
    self.design = design
    (self.family, self.link) = (family, link)
    terms = Array(design.terms.dropFirst())
    coefficients = fit.coefficients
    iterations = fit.iterations
    let parameters = coefficients.count + intercepts
    let residual = design.observations - parameters
    guard residual > 0 || residual == 0 && !family.estimatesDispersion else {
      throw .tooFewRows(rows: design.observations, coefficients: parameters)
    }
    let saturated = SaturatedLikelihood(family: family, theta: nil, patterns: design.patterns)
    deviance = max(0, 2 * (saturated.logLikelihood - fit.logLikelihood))
    let null = try FamilyFit(null: design, family, link, theta: nil)
    nullDeviance = max(0, 2 * (saturated.logLikelihood - null.solution.equations.logLikelihood))
    pearsonChiSquared = fit.pearson
    dispersion =
      family == .gaussian
      ? deviance / Double(residual) : family.estimatesDispersion ? pearsonChiSquared / Double(residual) : 1
    let factor = CholeskyFactor(fit.information)
    covariance = factor.inverse.scaled(by: dispersion)
    logLikelihood =
      family == .gaussian
      ? Self.gaussianLikelihood(design, deviance: deviance)
      : family.hasLikelihood ? fit.logLikelihood + saturated.constant : nil
    rows = AbsorbedRows(
      design: design, cells: cells, family: family, link: link, predictor: fit.predictor,
      absorption: fit.absorption, inverse: factor.inverse, factor: factor, parameterCount: parameters)
  }

  private static func check(_ formula: Formula, _ columns: [String], _ family: ModelFamily) throws(ModelError)
  {
    let names = columns.joined(separator: " and ")
    guard formula.hasIntercept else {
      throw .undefined(
        quantity: "a formula without an intercept beside absorbed levels",
        because: "the levels of \(names) hold an intercept each; leave out - 1")
    }
    guard family != .negativeBinomial else {
      throw .undefined(
        quantity: "a negative binomial model with absorbed levels",
        because:
          "its size parameter is not known beside them; use poisson with robust or clustered standard errors")
    }
    for name in columns where formula.columns.contains(name) {
      throw .undefined(
        quantity: "the effect of \(name)",
        because: "its levels are held equal; name it in the formula or among the absorbed columns, not both")
    }
  }

  /// Rows less parameters.
  public var residualDegreesOfFreedom: Int { design.observations - coefficients.count - intercepts }

  /// Akaike's criterion, or nil for a quasi-likelihood.
  public var aic: Double? {
    logLikelihood.map {
      2 * (Double(coefficients.count + intercepts + (family == .gaussian ? 1 : 0)) - $0)
    }
  }

  /// The covariance of the coefficients by the kind of standard error.
  public func covariance(_ kind: StandardErrorKind) throws(ModelError) -> SymmetricMatrix {
    guard kind != .hc2 && kind != .hc3 || groupings.count == 1 else {
      throw .undefined(
        quantity: "\(kind.name) with \(groupings.count) absorbed columns",
        because: "the leverage of a row is known for one; ask for hc1 or clustered errors")
    }
    return try SandwichCovariance(rows).covariance(kind) ?? covariance
  }

  /// The table of coefficients, with Wald's limits.
  public func coefficientTable(
    standardErrors: StandardErrorKind = .model, level: ConfidenceLevel = .p95
  ) throws(ModelError) -> [CoefficientEstimate] {
    let variances = try covariance(standardErrors).diagonal
    return terms.indices.map {
      CoefficientEstimate(
        term: terms[$0], estimate: coefficients[$0], standardError: max(0, variances[$0]).squareRoot(),
        reference: reference, level: level)
    }
  }

  /// Wald's tests of all columns of a term together, for terms that have several.
  public func termTests(
    standardErrors: StandardErrorKind = .model
  ) throws(ModelError) -> [(term: String, test: TestResult)] {
    let labels = design.termsOfSeveralColumns
    guard !labels.isEmpty else { return [] }
    let covariance = try covariance(standardErrors)
    let degrees = family.estimatesDispersion ? Double(residualDegreesOfFreedom) : nil
    return design.encoded.filter { labels.contains(Formula.label($0.term)) }.compactMap { term in
      let own = design.columns(of: term).map { $0 - 1 }
      let part = covariance.restricted(to: own)
      guard part.diagonal.allSatisfy(\.isFinite) else { return nil }
      return (
        Formula.label(term.term),
        TestResult(wald: own.map { coefficients[$0] }, covariance: part, residualDegreesOfFreedom: degrees)
      )
    }
  }

  private var reference: CoefficientReference {
    family.estimatesDispersion ? .student(degreesOfFreedom: Double(residualDegreesOfFreedom)) : .normal
  }

  private static func gaussianLikelihood(_ design: DesignMatrix, deviance: Double) -> Double {
    let (patterns, count) = (design.patterns, Double(design.observations))
    let logWeights = zip(patterns.units, patterns.weights).reduce(0) { $0 + $1.0 * log($1.1) }
    return (logWeights - count * (log(2 * Double.pi * deviance / count) + 1)) / 2
  }

  /// The most levels of three and more columns whose dependence is looked at.
  private static let mostLevelsCompared = 2_000

  /// How many intercepts can be told apart.
  private static func intercepts(_ cells: GroupedCells) -> (count: Int, isExact: Bool) {
    let counts = cells.groupings.map(\.names.count)
    let total = counts.reduce(0, +)
    switch counts.count {
    case 1: return (total, true)
    case 2: return (total - components(cells), true)
    default:
      guard total <= mostLevelsCompared else { return (total - counts.count + 1, false) }
      var gram = SymmetricMatrix(order: total)
      let firsts = counts.indices.map { counts[..<$0].reduce(0, +) }
      for cell in 0..<cells.count {
        let own = cells.groupings.indices.map { firsts[$0] + Int(cells.groupings[$0].levels[cell]) }
        for left in own {
          for right in own { gram[left, right] += cells.units[cell] }
        }
      }
      return (total - CholeskyFactor(gram, tolerance: 1e-10).dependent.count, true)
    }
  }

  /// Into how many parts the levels of two columns fall, none of whose rows is of two parts.
  private static func components(_ cells: GroupedCells) -> Int {
    let first = cells.groupings[0].names.count
    var parent = Array(0..<first + cells.groupings[1].names.count)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    var parts = parent.count
    for cell in 0..<cells.count {
      let left = root(Int(cells.groupings[0].levels[cell]))
      let right = root(first + Int(cells.groupings[1].levels[cell]))
      guard left != right else { continue }
      parent[left] = right
      parts -= 1
    }
    return parts
  }
}

extension AbsorbedModel {
  /// The rows of levels that say something of the coefficients.
  private struct InformativeRows {
    let frame: ModelFrame
    let rowsLeftOut: Int
    let levelsLeftOut: [Int]

    /// Leaves out levels until every one of them has people with the outcome and without.
    init(
      _ formula: Formula, frame: ModelFrame, columns: [String], family: ModelFamily, link: ModelLink,
      options: RowOptions
    ) throws(ModelError) {
      guard let left = formula.outcome else {
        throw .formula("a model needs an outcome before ~", position: 1, found: "“\(formula.text)”")
      }
      let outcome = try ModelOutcome(left, frame: frame, trials: options.trials)
      var levels: [(codes: [Int32], count: Int)] = []
      for name in columns {
        guard case .categorical(let codes, let names, _) = try frame.column(name).content else {
          throw .wrongKind(column: name, needed: "a category")
        }
        levels.append((codes, names.count))
      }
      guard family != .gaussian, link != .identity else {
        (self.frame, rowsLeftOut, levelsLeftOut) = (frame, 0, columns.map { _ in 0 })
        return
      }
      let hasCeiling = family.isOfEvents && link != .log
      var uses = (0..<frame.rows).map { frame.uses($0) }
      let counting = [options.weights, options.frequencies].compactMap(\.self)
      for name in counting {
        let weights = try frame.numbers(name)
        for row in uses.indices where !(weights[row] > 0) { uses[row] = false }
      }
      let before = uses.count { $0 }
      var leftOut = columns.map { _ in 0 }
      var hasChanged = true
      while hasChanged {
        hasChanged = false
        for (index, (codes, count)) in levels.enumerated() {
          var people = Array(repeating: 0.0, count: count)
          var events = people
          for row in uses.indices where uses[row] {
            people[Int(codes[row])] += outcome.trials?[row] ?? 1
            events[Int(codes[row])] += outcome.values[row]
          }
          let says = people.indices.map { events[$0] > 0 && (!hasCeiling || events[$0] < people[$0]) }
          let silent = people.indices.count { people[$0] > 0 && !says[$0] }
          guard silent > 0 else { continue }
          leftOut[index] += silent
          hasChanged = levels.count > 1
          for row in uses.indices where uses[row] && !says[Int(codes[row])] { uses[row] = false }
        }
      }
      rowsLeftOut = before - uses.count { $0 }
      levelsLeftOut = leftOut
      guard rowsLeftOut > 0 else {
        self.frame = frame
        return
      }
      guard rowsLeftOut < before else {
        throw .undefined(
          quantity: "a model that holds \(columns.joined(separator: " and ")) equal",
          because: "in every level everybody or nobody has the outcome \(outcome.name)")
      }
      self.frame = try ModelFrame(frame.names.compactMap { frame.columns[$0] }, complete: uses)
    }
  }

  /// The maximum, by the kernel of the family.
  private struct Fit {
    let coefficients: [Double]
    let predictor: [Double]
    let information: SymmetricMatrix
    let absorption: any LevelAbsorption
    let logLikelihood: Double
    let pearson: Double
    let iterations: Int

    init<Absorption: LevelAbsorption>(
      _ design: DesignMatrix, _ cells: GroupedCells, _ family: ModelFamily, _ link: ModelLink,
      _ absorption: Absorption, _ names: String
    ) throws(ModelError) {
      if link != family.defaultLink {
        try self.init(
          design, cells, family, link, LinkedKernel(family: family, link: link), absorption, names)
        return
      }
      switch family {
      case .binomial, .quasiBinomial:
        try self.init(design, cells, family, link, LogisticKernel(), absorption, names)
      case .poisson, .quasiPoisson:
        try self.init(design, cells, family, link, PoissonKernel(), absorption, names)
      case .gaussian: try self.init(design, cells, family, link, GaussianKernel(), absorption, names)
      case .negativeBinomial: preconditionFailure("a family without its kernel")
      }
    }

    private init<Kernel: PatternKernel, Absorption: LevelAbsorption>(
      _ design: DesignMatrix, _ cells: GroupedCells, _ family: ModelFamily, _ link: ModelLink,
      _ kernel: Kernel, _ absorption: Absorption, _ names: String
    ) throws(ModelError) {
      var absorption = absorption
      try Self.checkVariation(design, cells, &absorption, names)
      let isNewton = link == family.defaultLink
      let search = AbsorbedSearch(
        cells: cells, design: design, kernel: kernel, tolerance: isNewton ? 1e-12 : 1e-20,
        limit: isNewton ? 60 : 500)
      let solution = try search.maximum(
        from: Self.start(design, cells, family, link), with: &absorption
      ) { step in Self.separated(design, cells, family, link, step, names) }
      let last = try absorption.step(
        information: solution.values.information, score: solution.values.score)
      coefficients = solution.coefficients
      predictor = solution.predictor
      information = last.information
      logLikelihood = solution.values.logLikelihood
      iterations = solution.iterations
      var sum = CompensatedSum()
      let patterns = design.patterns
      for index in 0..<cells.count {
        let cell = cells.cell(index, of: patterns)
        let mean = link.value(solution.predictor[index]).mean
        let expected = cell.trials * mean
        let residual = cell.square - 2 * expected * cell.sum + cell.units * expected * expected
        let variance = cell.trials * family.variance(mean, theta: nil)
        if variance > 0 { sum.add(cell.weight * residual / variance) }
      }
      pearson = max(0, sum.value)
      self.absorption = absorption
    }

    /// Refuses columns that are the same in all rows of each level, and those that differ as others do.
    private static func checkVariation(
      _ design: DesignMatrix, _ cells: GroupedCells, _ absorption: inout some LevelAbsorption, _ names: String
    ) throws(ModelError) {
      let trials = design.patterns.trials
      let people = zip(cells.units, cells.patterns).map { $0 * trials[Int($1)] }
      let within = try absorption.step(
        information: people, score: Array(repeating: 0, count: cells.count)
      ).information
      let gram = design.crossProduct
      let constant = (0..<within.order).filter { column in
        let total = gram[column + 1, column + 1] - gram[column + 1, 0] * gram[column + 1, 0] / gram[0, 0]
        return within[column, column] <= 1e-11 * total
      }
      guard constant.isEmpty else {
        throw .undefined(
          quantity: "the effect of \(constant.map { design.terms[$0 + 1] }.joined(separator: ", "))",
          because: "it is the same in all rows of each level of \(names), which are held equal; leave it out")
      }
      let dependent = CholeskyFactor(within, tolerance: 1e-10).dependent
      guard dependent.isEmpty else { throw .collinear(columns: dependent.map { design.terms[$0 + 1] }) }
    }

    /// The mean of each level of the first column, drawn a little towards that of all.
    private static func start(
      _ design: DesignMatrix, _ cells: GroupedCells, _ family: ModelFamily, _ link: ModelLink
    ) -> [Double] {
      let patterns = design.patterns
      let all = zip(patterns.weights, zip(patterns.units, patterns.trials)).map { $0 * $1.0 * $1.1 }
      let mean = zip(patterns.weights, patterns.sums).reduce(0) { $0 + $1.0 * $1.1 } / all.reduce(0, +)
      var predictor = Array(repeating: 0.0, count: cells.count)
      for level in 0..<cells.starts.count - 1 {
        var (events, people, offset) = (0.0, 0.0, 0.0)
        for index in cells.starts[level]..<cells.starts[level + 1] {
          let cell = cells.cell(index, of: patterns)
          let own = cell.weight * cell.units * cell.trials
          events += cell.weight * cell.sum
          people += own
          offset += own * patterns.offsets[Int(cells.patterns[index])]
        }
        let share = (events + mean) / (people + 1)
        let start = link.predictor(share) - offset / people
        for index in cells.starts[level]..<cells.starts[level + 1] {
          predictor[index] = start + patterns.offsets[Int(cells.patterns[index])]
        }
      }
      return predictor
    }

    /// The columns with a part in a direction along which the likelihood never falls.
    private static func separated(
      _ design: DesignMatrix, _ cells: GroupedCells, _ family: ModelFamily, _ link: ModelLink,
      _ step: AbsorbedStep, _ names: String
    ) -> [SeparatedColumn]? {
      guard family != .gaussian, link != .identity else { return nil }
      let hasCeiling = family.isOfEvents && link != .log
      let largest = step.predictor.map(abs).max() ?? 0
      guard largest > 0 else { return nil }
      let tolerance = 1e-3 * largest
      for index in 0..<cells.count {
        let people = cells.units[index] * design.patterns.trials[Int(cells.patterns[index])]
        let mayRise = hasCeiling && cells.sums[index] == people
        let mayFall = cells.sums[index] == 0
        if step.predictor[index] > tolerance && !mayRise || step.predictor[index] < -tolerance && !mayFall {
          return nil
        }
      }
      let found = step.coefficients.indices.filter { column in
        let spread = (design.crossProduct[column + 1, column + 1] / design.crossProduct[0, 0]).squareRoot()
        return abs(step.coefficients[column]) * spread > tolerance
      }.map { SeparatedColumn(term: design.terms[$0 + 1], outcome: nil, people: nil) }
      return found.isEmpty
        ? [SeparatedColumn(term: "a combination of the levels of \(names)", outcome: nil, people: nil)]
        : found
    }
  }
}

/// The cells of a model with absorbed levels.
private struct AbsorbedRows: ScoredRows {
  let design: DesignMatrix
  let cells: GroupedCells
  let family: ModelFamily
  let link: ModelLink
  let predictor: [Double]
  let absorption: any LevelAbsorption
  let inverse: SymmetricMatrix
  let factor: CholeskyFactor
  let parameterCount: Int

  var cellCount: Int { cells.count }
  var ofRow: [Int32] { cells.ofRow }
  var outcome: [Double] { design.outcome.values }
  var frequencies: [Double]? { design.frequencies }
  var observations: Int { design.observations }
  var columnCount: Int { inverse.order }

  func counts(_ cell: Int) -> PatternCell { cells.cell(cell, of: design.patterns) }

  func entries(_ cell: Int) -> [(column: Int, value: Double)] {
    absorption.cleared(cell).enumerated().map { ($0.offset, $0.element) }
  }

  func expected(_ cell: Int) -> Double {
    design.patterns.trials[Int(cells.patterns[cell])] * link.value(predictor[cell]).mean
  }

  func scoreFactor(_ cell: Int) -> Double {
    family.scoreFactor(
      predictor[cell], link: link, weight: design.patterns.weights[Int(cells.patterns[cell])], theta: nil)
  }

  func mass(_ cell: Int) -> Double {
    let pattern = Int(cells.patterns[cell])
    return family.informationPerUnit(
      predictor[cell], link: link, trials: design.patterns.trials[pattern],
      weight: design.patterns.weights[pattern], theta: nil)
  }

  func leverage(_ cell: Int) -> Double {
    let mass = mass(cell)
    return mass * factor.whitened(entries(cell).map { ($0.column, $0.value) }).reduce(0) { $0 + $1 * $1 }
      + (absorption.leverage(cell, mass: mass) ?? 0)
  }

  func written(_ coefficients: [Double]) -> [Double] { coefficients }
  func written(_ covariance: SymmetricMatrix) -> SymmetricMatrix { covariance }
}
