extension GeneralizedLinearModel {
  /// The covariance of the coefficients by the kind of standard error.
  public func covariance(_ kind: StandardErrorKind) throws(ModelError) -> SymmetricMatrix {
    if let further, further.kind == kind { return further.covariance }
    return kind == .model
      ? covariance : try SandwichCovariance(ModelRows(self)).covariance(kind) ?? covariance
  }

  /// The table of coefficients.
  ///
  /// - Parameters:
  ///   - standardErrors: the kind of standard error; the test statistic is the estimate over it.
  ///   - intervals: Wald limits belong to that standard error; profile limits to the likelihood, whatever the
  ///     standard error is, and so are refused beside a robust one. With `likelihoodRatio` the statistic is twice the
  ///     difference of log-likelihoods (over the dispersion, where that is estimated) and has one degree of freedom.
  ///   - level: the confidence level of the limits.
  public func coefficientTable(
    standardErrors: StandardErrorKind = .model, intervals: CoefficientIntervals = .wald,
    level: ConfidenceLevel = .p95
  ) throws(ModelError) -> [CoefficientEstimate] {
    guard intervals == .wald || standardErrors == .model else {
      throw .undefined(
        quantity: "a \(intervals.rawValue) interval with \(standardErrors.name) standard errors",
        because: "profile limits follow from the likelihood alone; ask for wald limits")
    }
    let variances = try covariance(standardErrors).diagonal
    let quantile = reference.quantile(upperTail: level.tail)
    var table: [CoefficientEstimate] = []
    for (index, term) in terms.enumerated() {
      let estimate = coefficients[index]
      let standardError = max(0, variances[index]).squareRoot()
      guard standardError > 0 else {
        throw .undefined(quantity: "the standard error of \(term)", because: "its variance is zero")
      }
      let statistic = estimate / standardError
      let interval =
        switch intervals {
        case .wald:
          ConfidenceInterval(
            lower: estimate - quantile * standardError, upper: estimate + quantile * standardError,
            level: level)
        case .profile, .likelihoodRatio: try profileInterval(index, level: level)
        }
      let ratio = intervals == .likelihoodRatio ? try likelihoodRatio(ofZeroAt: index) : nil
      table.append(
        CoefficientEstimate(
          term: term, estimate: estimate, standardError: standardError, statistic: ratio ?? statistic,
          pValue: reference.twoSidedPValue(ratio?.squareRoot() ?? statistic), interval: interval))
    }
    return table
  }

  /// Compares this model with one whose terms are some of this one's, on the same rows.
  ///
  /// A likelihood-ratio test; where the dispersion is estimated, the F test with the dispersion of this model.
  public func likelihoodRatioTest(against smaller: GeneralizedLinearModel) throws(ModelError) -> TestResult {
    guard smaller.family == family, smaller.link == link, smaller.observations == observations,
      smaller.coefficients.count < coefficients.count
    else {
      throw .undefined(
        quantity: "a likelihood-ratio test",
        because: "the smaller model must have the same family and link, the same rows and fewer coefficients")
    }
    let degrees = Double(coefficients.count - smaller.coefficients.count)
    if family.estimatesDispersion {
      let statistic = max(0, smaller.deviance - deviance) / degrees / dispersion
      return TestResult(
        statistic: statistic, degreesOfFreedom: degrees,
        pValue: ReferenceTails.f(statistic, degrees, Double(residualDegreesOfFreedom)), method: "F")
    }
    guard let large = logLikelihood, let small = smaller.logLikelihood else {
      throw .undefined(quantity: "a likelihood-ratio test", because: "the family has no likelihood")
    }
    return TestResult(likelihoods: large, small, degreesOfFreedom: degrees)
  }

  /// Tests that all coefficients of a term of the formula are zero, by Wald's statistic.
  ///
  /// - Parameters:
  ///   - label: the term as the formula has it, such as `age_band` or `homeless:sex`.
  ///   - standardErrors: the kind of covariance that the statistic is made with.
  public func waldTest(
    ofTerm label: String, standardErrors: StandardErrorKind = .model
  ) throws(ModelError) -> TestResult {
    guard let term = design.encoded.first(where: { Formula.label($0.term) == label }) else {
      throw .unknownColumn(label, known: design.encoded.map { Formula.label($0.term) })
    }
    let own = design.columns(of: term)
    let covariance = try covariance(standardErrors).restricted(to: own)
    guard covariance.diagonal.allSatisfy(\.isFinite) else {
      throw .undefined(
        quantity: "a \(standardErrors.name) test of \(label)",
        because: "a row with leverage 1 leaves one of its columns without a variance")
    }
    return TestResult(
      wald: own.map { coefficients[$0] }, covariance: covariance,
      residualDegreesOfFreedom: family.estimatesDispersion ? Double(residualDegreesOfFreedom) : nil)
  }

  /// Likelihood-ratio tests of each term that is no part of an interaction, each against the model without it.
  public func dropTests() throws(ModelError) -> [(term: String, test: TestResult)] {
    var results: [(term: String, test: TestResult)] = []
    for term in design.encoded {
      let factors = Set(term.term)
      let isPart = design.encoded.contains {
        $0.term.count > term.term.count && factors.isSubset(of: Set($0.term))
      }
      if isPart { continue }
      let smaller = try GeneralizedLinearModel(design.without(term), family: family, link: link)
      results.append((Formula.label(term.term), try likelihoodRatioTest(against: smaller)))
    }
    return results
  }
}

extension TestResult {
  /// Wald's test that coefficients are all zero.
  ///
  /// - Parameter residualDegreesOfFreedom: those of the dispersion, where it is estimated; nil for χ².
  init(wald estimates: [Double], covariance: SymmetricMatrix, residualDegreesOfFreedom: Double?) {
    let solved = CholeskyFactor(covariance).solve(estimates)
    let statistic = zip(estimates, solved).reduce(0) { $0 + $1.0 * $1.1 }
    let degrees = Double(estimates.count)
    if let residual = residualDegreesOfFreedom {
      self.init(
        statistic: statistic / degrees, degreesOfFreedom: degrees,
        pValue: ReferenceTails.f(statistic / degrees, degrees, residual), method: "wald")
    } else {
      self.init(
        statistic: statistic, degreesOfFreedom: degrees,
        pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: degrees), method: "wald")
    }
  }
}
