extension TwoByTwoTable {
  /// Barnard's exact unconditional test, ordered by the z statistic with pooled variance.
  ///
  /// As in SciPy's `barnard_exact`, which stops at a looser maximum. The statistic is z.
  ///
  /// - Throws: `StatisticsError.outOfRange` for more than 4,000 people.
  public func barnardTest(alternative: Alternative = .twoSided) throws(StatisticsError) -> TestResult {
    let test = try UnconditionalTest(self, name: .barnard)
    let observed = pooledStatistic(exposedEvents, unexposedEvents)
    let pValue = test.pValue { exposedEvents, unexposedEvents in
      let statistic = pooledStatistic(exposedEvents, unexposedEvents)
      return switch alternative {
      case .twoSided: abs(statistic) >= abs(observed) - Self.statisticTolerance
      case .less: statistic <= observed + Self.statisticTolerance
      case .greater: statistic >= observed - Self.statisticTolerance
      }
    }
    return TestResult(statistic: observed, pValue: pValue, method: AssociationTest.barnard.rawValue)
  }

  /// Boschloo's exact unconditional test, ordered by Fisher's one-sided p-value.
  ///
  /// It is never less powerful than Fisher's test. The two-sided p-value is twice the smaller one-sided one, at
  /// most 1, as in SciPy's `boschloo_exact`. The statistic is Fisher's p-value.
  ///
  /// - Throws: `StatisticsError.outOfRange` for more than 4,000 people.
  public func boschlooTest(alternative: Alternative = .twoSided) throws(StatisticsError) -> TestResult {
    switch alternative {
    case .less:
      return try UnconditionalTest(self, name: .boschloo).result(fisherTest(alternative: .less).pValue)
    case .greater:
      return try UnconditionalTest(swappingOutcomes, name: .boschloo)
        .result(fisherTest(alternative: .greater).pValue)
    case .twoSided:
      let less = try boschlooTest(alternative: .less)
      let greater = try boschlooTest(alternative: .greater)
      let smaller = less.pValue <= greater.pValue ? less : greater
      return TestResult(
        statistic: smaller.statistic, pValue: min(1, 2 * smaller.pValue), method: smaller.method)
    }
  }

  private static let statisticTolerance = 1e-10

  private func pooledStatistic(_ exposedEvents: Int, _ unexposedEvents: Int) -> Double {
    let all = exposedEvents + unexposedEvents
    let cross = exposedEvents * unexposedTotal - unexposedEvents * exposedTotal
    guard cross != 0 else { return 0 }
    let variance =
      Double(all) * Double(total - all) * Double(exposedTotal) * Double(unexposedTotal) / Double(total)
    return Double(cross) / variance.squareRoot()
  }
}

extension UnconditionalTest {
  /// Boschloo's one-sided result for an observed p-value of Fisher's test.
  fileprivate func result(_ fisher: Double) -> TestResult {
    TestResult(
      statistic: fisher, pValue: pValue(lowerTailAtMost: fisher * (1 + 1e-10)),
      method: AssociationTest.boschloo.rawValue)
  }
}
