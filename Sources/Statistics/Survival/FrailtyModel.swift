internal import CGSL

/// Cox's model in which people of one group share a frailty: a factor of their hazard that nothing measured tells.
///
/// Frailties have a gamma distribution with mean 1, or normal logarithms with mean 0, and one variance. Coefficients and frailties
/// have the greatest penalised partial likelihood; a gamma variance has the greatest likelihood with the frailties integrated out,
/// that of normal logarithms solves the equation of restricted maximum likelihood. In the information the frailties of two groups
/// are taken as unrelated, as R's `survival::frailty` does for more than five groups; estimates do not depend on that but for the
/// variance of normal logarithms, standard errors do a little.
///
/// - Source: Therneau, Grambsch and Pankratz (2003), *Journal of Computational and Graphical Statistics* 12, 156–175,
///   doi:10.1198/1061860031365; Nielsen, Gill, Andersen and Sørensen (1992), *Scandinavian Journal of Statistics* 19, 25–43
///   (no DOI), for the gamma distribution; McGilchrist (1993), *Biometrics* 49, 221–225, doi:10.2307/2532617, for the normal one.
public struct FrailtyModel: Sendable {
  /// How frailties are spread.
  public enum Distribution: String, Hashable, Sendable, CaseIterable, Codable {
    /// Gamma with mean 1.
    case gamma
    /// Normal logarithms with mean 0.
    case gaussian
  }

  /// What is estimated of one group.
  public struct Group: Hashable, Sendable {
    /// The group.
    public let name: String
    /// How many rows it has.
    public let rows: Int
    /// How many events, each by its weight.
    public let events: Double
    /// The logarithm of its frailty.
    public let logFrailty: Double
    /// The standard error of that.
    public let standardError: Double
  }

  /// The names of the coefficients.
  public let terms: [String]
  /// Columns left out because they are sums of others.
  public let droppedTerms: [String]
  /// The level that the others of each factor are compared with, such as `sex=Female`.
  public let referenceLevels: [String]
  /// The estimates: logarithms of hazard ratios of people of one group.
  public let coefficients: [Double]
  /// Their covariance, frailties allowed for and their variance taken as known.
  public let covariance: SymmetricMatrix
  /// How frailties are spread.
  public let distribution: Distribution
  /// The variance of the frailties (gamma) or of their logarithms (normal).
  public let variance: Double
  /// The logarithm of the partial likelihood with the frailties integrated out; nil for normal logarithms.
  public let logLikelihood: Double?
  /// The same of the model without frailties.
  public let commonLogLikelihood: Double
  /// The groups, in the order of the column.
  public let groups: [Group]
  /// How many rows there are.
  public let observations: Int
  /// How many events there are.
  public let events: Int
  /// How many rows were left out for a missing value.
  public let excludedRows: Int
  /// How many variances were tried.
  public let iterations: Int
  /// How ties are treated.
  public let ties: CoxModel.Ties

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `fin + age`; what is left of `~` is not looked at.
  ///   - frame: the rows, with these columns; those with a missing value are left out and counted.
  ///   - time: the column of times.
  ///   - event: the column that is 1 for an event and 0 for censoring.
  ///   - groups: the column of the groups.
  ///   - distribution: how frailties are spread.
  ///   - strata: a column of categories, each with a baseline hazard of its own.
  ///   - ties: how events at the same time are treated; by one of the two approximations.
  ///   - counted: from when rows count, and their weights.
  /// - Throws: `ModelError` as `CoxModel`, for fewer than two groups, and for no convergence.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, event: String, groups: String,
    distribution: Distribution = .gamma, strata: String? = nil, ties: CoxModel.Ties = .efron,
    rows counted: HazardRows = HazardRows()
  ) throws(ModelError) {
    guard !counted.isRobust, counted.cluster == nil else {
      throw .undefined(
        quantity: "a robust standard error here",
        because: "the frailty allows for rows of a group being alike")
    }
    guard ties != .exact else {
      throw .undefined(
        quantity: "a frailty beside exact ties", because: "it is known with Efron's and Breslow's")
    }
    let common = try CoxModel(
      formula, frame: frame, time: time, event: event, strata: strata, ties: ties, rows: counted)
    let codes = try CoxModel.codes(groups, frame, common.partial.people.rows)
    let members = DistinctValues(codes.map(Double.init), uses: { _ in true })
    guard members.values.count > 1 else {
      throw .undefined(quantity: "a frailty by \(groups)", because: "all rows are of one group")
    }
    let search = FrailtySearch(
      common.partial, groups: members.codes.map(Int.init), count: members.values.count, distribution)
    let found = try search.maximum(from: common.coefficients)
    let fit = found.fit
    terms = common.terms
    (droppedTerms, referenceLevels) = (common.droppedTerms, common.referenceLevels)
    self.distribution = distribution
    self.ties = ties
    variance = found.variance
    iterations = found.tries
    coefficients = fit.coefficients
    commonLogLikelihood = common.logLikelihood
    logLikelihood =
      distribution == .gamma
      ? fit.equations.logLikelihood + search.correction(variance: found.variance) : nil
    observations = common.observations
    events = common.events
    excludedRows = common.excludedRows
    guard variance > 0 else {
      covariance = common.modelCovariance
      self.groups = search.groups(
        try Self.names(groups, frame, members.values), fit, spreads: Array(repeating: 0, count: search.count))
      return
    }
    let inverse = search.inverse(fit.equations)
    covariance = inverse.coefficients
    self.groups = search.groups(
      try Self.names(groups, frame, members.values), fit, spreads: inverse.groups.map { $0.squareRoot() })
  }

  private static func names(
    _ column: String, _ frame: ModelFrame, _ codes: [Double]
  ) throws(ModelError) -> [String] {
    switch try frame.column(column).content {
    case .categorical(_, let levels, _): return codes.map { levels[Int($0)] }
    case .numeric:
      let values = DistinctValues(try frame.numbers(column), uses: frame.uses).values
      return codes.map { values[Int($0)].formattedBriefly }
    }
  }

  /// The table of coefficients; exponentiated estimates are hazard ratios.
  public func coefficientTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    terms.indices.map {
      CoefficientEstimate(
        term: terms[$0], estimate: coefficients[$0], standardError: covariance[$0, $0].squareRoot(),
        level: level)
    }
  }

  /// The likelihood-ratio test that groups do not differ, half of whose probability is at 0; nil for normal logarithms.
  ///
  /// - Source: Self and Liang (1987), *Journal of the American Statistical Association* 82, 605–610,
  ///   doi:10.1080/01621459.1987.10478472.
  public var test: TestResult? {
    logLikelihood.map { TestResult(likelihoods: $0, withoutVariance: commonLogLikelihood) }
  }

  /// How far times of people of one group go together: Kendall's τ, θ/(θ + 2) of the gamma distribution; nil for the normal one.
  ///
  /// - Source: Oakes (1989), *Journal of the American Statistical Association* 84, 487–493, doi:10.1080/01621459.1989.10478795.
  public var kendallTau: Double? { distribution == .gamma ? variance / (variance + 2) : nil }
}

/// The search for coefficients, frailties and their variance.
private struct FrailtySearch {
  let count: Int
  private let partial: PartialLikelihood
  private let distribution: FrailtyModel.Distribution
  private let layout: FrailtyLayout

  init(
    _ partial: PartialLikelihood, groups: [Int], count: Int, _ distribution: FrailtyModel.Distribution
  ) {
    self.partial = partial
    self.count = count
    self.distribution = distribution
    layout = FrailtyLayout(partial, groups: groups, count: count)
  }

  struct Fit {
    var coefficients: [Double]
    /// The logarithms of the frailties.
    var frailties: [Double]
    var equations: FrailtyEquations
  }

  /// Newton's method at a variance above 0, to a squared distance in standard errors.
  func fit(variance: Double, from start: Fit, within tolerance: Double) throws(ModelError) -> Fit {
    var fit = start
    fit.equations = equations(fit.coefficients, fit.frailties, variance)
    for _ in 1...400 {
      let step = fit.equations.step
      let decrement =
        zip(step.coefficients, fit.equations.score).reduce(0) { $0 + $1.0 * $1.1 }
        + zip(step.frailties, fit.equations.groupScore).reduce(0) { $0 + $1.0 * $1.1 }
      guard decrement.isFinite else { break }
      var fraction = 1.0
      var next: Fit?
      for _ in 0..<40 {
        let coefficients = zip(fit.coefficients, step.coefficients).map { $0 + fraction * $1 }
        let frailties = zip(fit.frailties, step.frailties).map { $0 + fraction * $1 }
        let found = equations(coefficients, frailties, variance)
        if found.logLikelihood.isFinite,
          found.logLikelihood
            >= fit.equations.logLikelihood - 1e-11 * (1 + abs(fit.equations.logLikelihood))
        {
          next = Fit(coefficients: coefficients, frailties: frailties, equations: found)
          break
        }
        fraction /= 2
      }
      guard let next else { break }
      fit = next
      // The information leaves something out, so that steps shorten by a factor and not by squares.
      if decrement < tolerance { return fit }
    }
    throw .noConvergence(method: "Cox’s model with a frailty", iterations: 400)
  }

  private func equations(_ coefficients: [Double], _ frailties: [Double], _ variance: Double)
    -> FrailtyEquations
  {
    var shifted = partial
    shifted.shift = PartialLikelihood.Shift(groupOfRow: layout.groupOfRow, values: frailties)
    var result = FrailtyEquations(shifted, layout, coefficients)
    guard variance > 0 else { return result }
    let precision = 1 / variance
    for (group, frailty) in frailties.enumerated() {
      switch distribution {
      case .gamma:
        result.logLikelihood -= precision * (expm1(frailty) - frailty)
        result.groupScore[group] -= precision * expm1(frailty)
        result.groupInformation[group] += precision * exp(frailty)
      case .gaussian:
        result.logLikelihood -= 0.5 * precision * frailty * frailty
        result.groupScore[group] -= precision * frailty
        result.groupInformation[group] += precision
      }
    }
    return result
  }

  /// The variance at which its equation holds, and the fit there.
  func maximum(from coefficients: [Double]) throws(ModelError) -> (variance: Double, fit: Fit, tries: Int) {
    let none = Array(repeating: 0.0, count: count)
    var fit = Fit(
      coefficients: coefficients, frailties: none, equations: equations(coefficients, none, 0))
    // How the likelihood begins to rise with the variance, or how the equation begins.
    let start =
      distribution == .gamma
      ? zip(fit.equations.groupScore, layout.events).reduce(0) { $0 + $1.0 * $1.0 - $1.1 }
      : zip(fit.equations.groupScore, fit.equations.groupInformation).reduce(0) {
        $0 + $1.0 * $1.0 - $1.1
      }
    guard start > 0 else { return (0, fit, 0) }
    var tries = 0
    func value(_ logVariance: Double) throws(ModelError) -> Double {
      tries += 1
      fit = try self.fit(variance: exp(logVariance), from: fit, within: 1e-15)
      return slope(fit, variance: exp(logVariance))
    }
    var (low, high) = (log(0.1), log(0.1))
    var (atLow, atHigh) = (try value(low), 0.0)
    atHigh = atLow
    while atHigh > 0, high < log(1e4) {
      (low, atLow) = (high, atHigh)
      high += log(4.0)
      atHigh = try value(high)
    }
    guard atHigh <= 0 else {
      throw .noConvergence(method: "the variance of the frailty, which is without limit,", iterations: tries)
    }
    while atLow <= 0, low > log(1e-7) {
      (high, atHigh) = (low, atLow)
      low -= log(4.0)
      atLow = try value(low)
    }
    guard atLow > 0 else {
      return (
        0,
        Fit(coefficients: coefficients, frailties: none, equations: equations(coefficients, none, 0)), tries
      )
    }
    // Regula falsi with halving (Illinois): the values are differences of large numbers, and a last digit costs a fit.
    var last = 0
    while high - low > 1e-8, tries < 100 {
      let share = atLow / (atLow - atHigh)
      let middle = low + (high - low) * min(max(share, 1e-3), 1 - 1e-3)
      let atMiddle = try value(middle)
      if min(middle - low, high - middle) < 1e-9 || atMiddle == 0 {
        (low, high) = (middle, middle)
        break
      }
      if atMiddle > 0 {
        (low, atLow) = (middle, atMiddle)
        if last > 0 { atHigh /= 2 }
        last = 1
      } else {
        (high, atHigh) = (middle, atMiddle)
        if last < 0 { atLow /= 2 }
        last = -1
      }
    }
    let variance = exp((low + high) / 2)
    return (variance, try self.fit(variance: variance, from: fit, within: 1e-20), tries)
  }

  /// Above 0 where the variance should be larger.
  private func slope(_ fit: Fit, variance: Double) -> Double {
    let precision = 1 / variance
    switch distribution {
    case .gamma:
      // The derivative of the likelihood by the precision, frailties and coefficients being at their best.
      var sum = CompensatedSum()
      for (frailty, events) in zip(fit.frailties, layout.events) {
        sum.add(-(expm1(frailty) - frailty))
        let steps = GSL.value("gsl_sf_psi") { gsl_sf_psi(precision + events) - gsl_sf_psi(precision) }
        sum.add(steps - log1p(events * variance))
      }
      return -sum.value * precision
    case .gaussian:
      let squares = fit.frailties.reduce(0) { $0 + $1 * $1 }
      let trace = inverse(fit.equations).groups.reduce(0, +)
      return squares / (Double(count) - trace * precision) - variance
    }
  }

  /// What the likelihood with frailties integrated out has beyond the penalised one (gamma).
  func correction(variance: Double) -> Double {
    guard variance > 0 else { return 0 }
    let precision = 1 / variance
    var sum = CompensatedSum()
    for events in layout.events where events > 0 {
      let gamma = GSL.value("gsl_sf_lngamma") {
        gsl_sf_lngamma(precision + events) - gsl_sf_lngamma(precision)
      }
      sum.add(gamma - events * log(precision) - (precision + events) * log1p(events * variance) + events)
    }
    return sum.value
  }

  /// The covariance of the coefficients, and the variance of each logarithm of a frailty.
  func inverse(_ equations: FrailtyEquations) -> (coefficients: SymmetricMatrix, groups: [Double]) {
    let inner = CholeskyFactor(equations.reduced).inverse
    return (
      inner,
      equations.groupInformation.indices.map { group in
        let own = equations.groupInformation[group]
        return 1 / own + inner.quadraticForm(equations.cross[group]) / (own * own)
      }
    )
  }

  func groups(_ names: [String], _ fit: Fit, spreads: [Double]) -> [FrailtyModel.Group] {
    var rows = Array(repeating: 0, count: count)
    for group in layout.groupOfRow { rows[Int(group)] += 1 }
    return names.indices.map {
      FrailtyModel.Group(
        name: names[$0], rows: rows[$0], events: layout.events[$0], logFrailty: fit.frailties[$0],
        standardError: spreads[$0])
    }
  }
}
