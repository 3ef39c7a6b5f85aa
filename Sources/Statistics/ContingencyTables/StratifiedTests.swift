extension StratifiedTable {
  /// The Cochran-Mantel-Haenszel test that the risks are equal within every stratum.
  ///
  /// The correction of one half is left out where the counts lie closer than that to their expectation, as in R's
  /// `mantelhaen.test`. Without an informative stratum the p-value is 1.
  ///
  /// - Source: Mantel and Haenszel (1959), *Journal of the National Cancer Institute* 22, 719–748,
  ///   doi:10.1093/jnci/22.4.719.
  public func cochranMantelHaenszelTest(continuityCorrected: Bool = true) -> TestResult {
    var excess = 0.0
    var variance = 0.0
    for stratum in informative {
      let n = stratum.total
      excess += (stratum.a * stratum.d - stratum.b * stratum.c) / n
      variance +=
        stratum.exposed / n * (stratum.unexposed / n) * stratum.events * (stratum.nonEvents / (n - 1))
    }
    let method = continuityCorrected ? "cochran-mantel-haenszel-corrected" : "cochran-mantel-haenszel"
    guard variance > 0 else {
      return TestResult(statistic: 0, degreesOfFreedom: 1, pValue: 1, method: method)
    }
    let distance = abs(excess)
    let z = (distance - (continuityCorrected && distance >= 0.5 ? 0.5 : 0)) / variance.squareRoot()
    return TestResult(
      statistic: z * z, degreesOfFreedom: 1, pValue: StandardNormal.pValue(z, alternative: .twoSided),
      method: method)
  }

  /// The test that all strata share one odds ratio.
  ///
  /// - Parameter taroneCorrected: Whether Tarone's correction, which makes the test exact in large samples, is made.
  /// - Returns: nil where fewer than two strata are informative or the common odds ratio is zero or infinite.
  /// - Source: Breslow and Day (1980), *Statistical Methods in Cancer Research I*, IARC, page 142; Tarone (1985),
  ///   *Biometrika* 72, 91–95, doi:10.1093/biomet/72.1.91.
  public func homogeneityTest(taroneCorrected: Bool = true) -> TestResult? {
    guard let ratio = oddsRatio().value, ratio > 0, informative.count >= 2 else { return nil }
    var statistic = 0.0
    var excess = 0.0
    var variances = 0.0
    for stratum in informative {
      let fitted = Self.fittedExposedEvents(stratum, oddsRatio: ratio)
      let variance =
        1
        / (1 / fitted + 1 / (stratum.exposed - fitted) + 1 / (stratum.events - fitted)
          + 1 / (stratum.unexposed - stratum.events + fitted))
      statistic += (stratum.a - fitted) * (stratum.a - fitted) / variance
      excess += stratum.a - fitted
      variances += variance
    }
    if taroneCorrected { statistic = max(0, statistic - excess * excess / variances) }
    let degrees = Double(informative.count - 1)
    return TestResult(
      statistic: statistic, degreesOfFreedom: degrees,
      pValue: IncompleteGamma(degrees / 2, x: statistic / 2).upper,
      method: taroneCorrected ? "breslow-day-tarone" : "breslow-day")
  }

  /// The exposed events that keep the margins and have the given odds ratio.
  private static func fittedExposedEvents(_ stratum: Stratum, oddsRatio: Double) -> Double {
    let linear = stratum.unexposed - stratum.events + oddsRatio * (stratum.exposed + stratum.events)
    let product = oddsRatio * stratum.exposed * stratum.events
    let root = max(0, linear * linear + 4 * (1 - oddsRatio) * product).squareRoot()
    return linear >= 0 ? 2 * product / (linear + root) : (root - linear) / (2 * (1 - oddsRatio))
  }
}
