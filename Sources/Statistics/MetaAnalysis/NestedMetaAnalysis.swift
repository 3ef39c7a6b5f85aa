internal import CGSL

/// Effects of which several come from one study combined into one: they differ between studies and within them.
///
/// Each effect is the common one, plus what its study differs by, plus what it differs by itself, plus the error of its sampling;
/// both variances have the greatest restricted likelihood. Moderators may go with the effects. The values are those of metafor's
/// `rma.mv(…, random = ~ 1 | study/effect)`.
///
/// - Source: Konstantopoulos (2011), *Research Synthesis Methods* 2, 61–76, doi:10.1002/jrsm.35; Cheung (2014), *Psychological
///   Methods* 19, 211–229, doi:10.1037/a0032968, for the shares of the variance.
public struct NestedMetaAnalysis: Sendable {
  /// The names of the coefficients; `(Intercept)` is the common effect, or that at the reference of the moderators.
  public let terms: [String]
  /// The level that the others of each factor are compared with.
  public let referenceLevels: [String]
  /// The estimates.
  public let coefficients: [Double]
  /// Their covariance.
  public let covariance: SymmetricMatrix
  /// The variance between studies.
  public let betweenStudies: Double
  /// The variance between effects of one study.
  public let withinStudies: Double
  /// The shares of the variance that lie between studies, and between the effects of one study.
  public let shares: (between: Double, within: Double)
  /// The logarithm of the restricted likelihood.
  public let logLikelihood: Double
  /// The same where effects of one study are no more alike than others; where those of one study do not differ.
  public let restrictions: (noBetween: Double, noWithin: Double)
  /// The test that all effects are one, or that the moderators account for all differences.
  public let heterogeneity: TestResult
  /// The test that no moderator matters; nil without one.
  public let moderatorTest: TestResult?
  /// How many effects there are.
  public let effects: Int
  /// How many studies.
  public let studies: Int
  private let weights: [Double]

  /// Combines effects.
  ///
  /// - Parameters:
  ///   - effects: on the scale on which they are combined, such as logarithms of ratios.
  ///   - variances: the variance of each effect.
  ///   - studies: the study of each effect.
  ///   - moderators: what is known of the effects and the formula of what may matter.
  /// - Throws: `StatisticsError` for no effect, unequal lengths, an effect that is not finite, a variance that is not above 0, fewer than
  ///   two studies, or as many studies as effects; `ModelError` for moderators that cannot be told apart.
  public init(
    effects: [Double], variances: [Double], studies: [String],
    moderators: (formula: Formula, frame: ModelFrame)? = nil
  ) throws {
    _ = try MetaAnalysis(effects: effects, variances: variances, model: .fixed)
    guard studies.count == effects.count else {
      throw StatisticsError.lengthMismatch(
        first: "effects", firstCount: effects.count, second: "studies", secondCount: studies.count)
    }
    var codes: [String: Int] = [:]
    let codeOf = studies.map { study in
      let code = codes[study] ?? codes.count
      codes[study] = code
      return code
    }
    guard codes.count > 1, codes.count < effects.count else {
      throw StatisticsError.undefined(
        quantity: "a variance within studies beside that between them",
        because: codes.count > 1 ? "no study has more than one effect" : "all effects are of one study")
    }
    let outcome = "effect of the studies"
    var columns = [ModelColumn(outcome, numbers: effects)]
    for name in moderators?.frame.names ?? [] {
      columns.append(try moderators?.frame.column(name) ?? columns[0])
    }
    let formula = try moderators?.formula ?? Formula("~ 1")
    let design = try DesignMatrix(
      formula.withOutcome(outcome), frame: ModelFrame(columns), collinearity: .refuse)
    let count = design.terms.count
    guard effects.count > count else {
      throw ModelError.tooFewRows(rows: effects.count, coefficients: count)
    }
    let lines = NestedLines(
      rows: design.patterns.patternOfRow.map { design.table.entries(Int($0)) }, columns: count,
      effects: effects, variances: variances, studies: codeOf, count: codes.count)
    let best = lines.best
    let fit = lines.fit(best.between, best.within)
    (betweenStudies, withinStudies) = best
    coefficients = design.table.uncentred(fit.coefficients)
    let covariance = design.table.uncentred(fit.inverse)
    self.covariance = covariance
    (terms, referenceLevels) = (design.terms, design.referenceLevels)
    self.effects = effects.count
    self.studies = codes.count
    // The constant of the likelihood that metafor adds too; centring of the columns leaves the determinant as it is.
    let constant =
      0.5 * CholeskyFactor(design.crossProduct).logDeterminant
      - 0.5 * Double(effects.count - count) * log(2 * Double.pi)
    logLikelihood = fit.logLikelihood + constant
    restrictions = (
      lines.fit(0, lines.within(between: 0)).logLikelihood + constant,
      lines.fit(lines.between(within: 0), 0).logLikelihood + constant
    )
    let fixed = lines.fit(0, 0)
    let degrees = Double(effects.count - count)
    let typical = degrees / fixed.trace
    let total = best.between + best.within + typical
    shares = (best.between / total, best.within / total)
    heterogeneity = TestResult(
      statistic: fixed.q, degreesOfFreedom: degrees,
      pValue: ReferenceTails.chiSquared(fixed.q, degreesOfFreedom: degrees), method: "cochran-q")
    let own = design.terms.indices.filter { design.terms[$0] != "(Intercept)" }
    moderatorTest =
      own.isEmpty
      ? nil
      : TestResult(
        score: own.map { design.table.uncentred(fit.coefficients)[$0] },
        covariance: covariance.restricted(to: own), method: "wald")
    weights = lines.weights(best.between, best.within)
  }

  /// The share of each effect in the common one.
  public var effectWeights: [Double] { weights }

  /// The table of coefficients.
  public func coefficientTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    terms.indices.map {
      CoefficientEstimate(
        term: terms[$0], estimate: coefficients[$0], standardError: covariance[$0, $0].squareRoot(),
        level: level)
    }
  }

  /// The range in which one more effect of another study is expected, by the normal distribution as metafor has it.
  public func predictionInterval(level: ConfidenceLevel = .p95) -> ConfidenceInterval {
    let half =
      StandardNormal.quantile(upperTail: level.tail)
      * (covariance[0, 0] + betweenStudies + withinStudies).squareRoot()
    return ConfidenceInterval(lower: coefficients[0] - half, upper: coefficients[0] + half, level: level)
  }

  /// The likelihood-ratio tests that studies do not differ, and that effects of one study do not; half of the probability is at 0.
  public var tests: (between: TestResult, within: TestResult) {
    (
      TestResult(likelihoods: logLikelihood, withoutVariance: restrictions.noBetween),
      TestResult(likelihoods: logLikelihood, withoutVariance: restrictions.noWithin)
    )
  }
}

/// Effects regressed on moderators at any variances between and within studies.
private struct NestedLines {
  let rows: [[(column: Int, value: Double)]]
  let columns: Int
  let effects: [Double]
  let variances: [Double]
  let studies: [Int]
  let count: Int

  struct Fit {
    let coefficients: [Double]
    let inverse: SymmetricMatrix
    /// The restricted log likelihood, constants apart.
    let logLikelihood: Double
    /// The weighted squares of the residuals, added up.
    let q: Double
    /// The trace of the projection that leaves residuals, with its weights.
    let trace: Double
    /// The derivatives of the restricted log likelihood by the variance between and within studies, twice.
    let slopes: (between: Double, within: Double)
  }

  /// The covariance of a study's effects is its diagonal plus the variance between studies in every place, whose inverse is the diagonal's
  /// less a multiple of the product of the weights.
  func fit(_ between: Double, _ within: Double) -> Fit {
    let weights = variances.map { 1 / ($0 + within) }
    var total = Array(repeating: 0.0, count: count)
    for (study, weight) in zip(studies, weights) { total[study] += weight }
    let pull = total.map { between / (1 + between * $0) }
    // Sums within studies of weights times columns, effects, and their squares.
    var sums = Array(repeating: Array(repeating: 0.0, count: columns), count: count)
    var squares = sums
    var (effectSums, weightSquares) = (
      Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count)
    )
    var gram = SymmetricMatrix(order: columns)
    var right = Array(repeating: 0.0, count: columns)
    for index in rows.indices {
      let (weight, study) = (weights[index], studies[index])
      effectSums[study] += weight * effects[index]
      weightSquares[study] += weight * weight
      for one in rows[index] {
        sums[study][one.column] += weight * one.value
        squares[study][one.column] += weight * weight * one.value
        right[one.column] += weight * one.value * effects[index]
        for other in rows[index] { gram[one.column, other.column] += weight * one.value * other.value }
      }
    }
    for study in 0..<count {
      for one in 0..<columns {
        right[one] -= pull[study] * sums[study][one] * effectSums[study]
        for other in 0..<columns {
          gram[one, other] -= pull[study] * sums[study][one] * sums[study][other]
        }
      }
    }
    let factor = CholeskyFactor(gram)
    let (coefficients, inverse) = (factor.solve(right), factor.inverse)
    let residuals = rows.indices.map { index in
      effects[index] - rows[index].reduce(0) { $0 + $1.value * coefficients[$1.column] }
    }
    var residualSums = Array(repeating: 0.0, count: count)
    for index in rows.indices { residualSums[studies[index]] += weights[index] * residuals[index] }
    var (logDeterminant, q, trace) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    var (slopeBetween, slopeWithin) = (CompensatedSum(), CompensatedSum())
    for index in rows.indices {
      let (weight, study) = (weights[index], studies[index])
      logDeterminant.add(-log(weight))
      // The weighted residual and the weighted columns of this effect.
      let weighted = weight * (residuals[index] - pull[study] * residualSums[study])
      q.add(residuals[index] * weighted)
      slopeWithin.add(weighted * weighted)
      let diagonal = weight - pull[study] * weight * weight
      var own = sums[study].map { -pull[study] * weight * $0 }
      for entry in rows[index] { own[entry.column] += weight * entry.value }
      let left = diagonal - inverse.quadraticForm(own)
      trace.add(left)
      slopeWithin.add(-left)
    }
    for study in 0..<count {
      logDeterminant.add(log1p(between * total[study]))
      let share = 1 / (1 + between * total[study])
      let weighted = share * residualSums[study]
      slopeBetween.add(weighted * weighted)
      slopeBetween.add(-share * total[study])
      slopeBetween.add(inverse.quadraticForm(sums[study].map { share * $0 }))
    }
    return Fit(
      coefficients: coefficients, inverse: inverse,
      logLikelihood: -0.5 * (logDeterminant.value + factor.logDeterminant + q.value), q: q.value,
      trace: trace.value, slopes: (slopeBetween.value, slopeWithin.value))
  }

  /// The variance within studies of greatest likelihood at one between them.
  func within(between: Double) -> Double {
    root { fit(between, $0).slopes.within }
  }

  /// The variance between studies of greatest likelihood at one within them.
  func between(within: Double) -> Double {
    root { fit($0, within).slopes.between }
  }

  private func root(_ slope: (Double) -> Double) -> Double {
    guard slope(0) > 0 else { return 0 }
    var high = max(variances.max() ?? 1, 1e-12)
    while slope(high) > 0, high < 1e100 { high *= 2 }
    return BracketedRoot.find(from: 0, to: high, slope)
  }

  /// Both variances of greatest likelihood.
  var best: (between: Double, within: Double) {
    // Along the best variance between studies the likelihood has the slope by the other alone.
    let within = root { fit(between(within: $0), $0).slopes.within }
    return (between(within: within), within)
  }

  /// The share of each effect in the first coefficient, without moderators in the common effect.
  func weights(_ between: Double, _ within: Double) -> [Double] {
    let weights = variances.map { 1 / ($0 + within) }
    var total = Array(repeating: 0.0, count: count)
    for (study, weight) in zip(studies, weights) { total[study] += weight }
    let own = zip(studies, weights).map { $1 / (1 + between * total[$0]) }
    let sum = own.reduce(0, +)
    return own.map { $0 / sum }
  }
}
