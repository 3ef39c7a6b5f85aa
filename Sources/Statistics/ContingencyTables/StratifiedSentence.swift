import Numbers

extension StratifiedTable: StatisticalResult {
  /// How many strata were compared, and the common odds ratio with its 95 per cent limits.
  public var sentence: String {
    let estimate = oddsRatio()
    let start = "Over \(compared.count) of \(strata.count) strata that could be compared, "
    guard let value = estimate.value else { return start + "no common odds ratio exists." }
    guard let interval = estimate.interval else {
      return start + "the common odds ratio is \(value.brief(2)), without an interval."
    }
    return start
      + "the common odds ratio is \(value.fixed(2)); with 95% confidence it lies between "
      + "\(interval.lower.fixed(2)) and \(interval.upper.fixed(2))."
  }

  /// Strata with fewer than five expected in a cell, and too few events over all strata for the test.
  ///
  /// The second is the criterion of Mantel and Fleiss (1980), *American Journal of Epidemiology* 112, 129–134,
  /// doi:10.1093/oxfordjournals.aje.a112958: five between the expected exposed events and either end of what the margins
  /// allow.
  public var warnings: [StatisticsWarning] {
    var found: [StatisticsWarning] = []
    let sparse = strata.count { !$0.isInformative || $0.smallestExpectedCount < 5 }
    if sparse > 0 { found.append(.sparseStrata(count: sparse)) }
    var expected = 0.0
    var least = 0.0
    var most = 0.0
    for stratum in informative {
      expected += stratum.exposed * stratum.events / stratum.total
      least += max(0, stratum.events - stratum.unexposed)
      most += min(stratum.events, stratum.exposed)
    }
    let room = min(expected - least, most - expected)
    if room < 5 { found.append(.fewExpected(room)) }
    return found
  }
}
