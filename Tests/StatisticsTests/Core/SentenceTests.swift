import Statistics
import Testing

@Suite("sentences") struct SentenceTests {
  @Test("percentages and p-values are written in the British way") func british() throws {
    let test = try OneSampleProportionTest(events: 86, trials: 524, expected: 0.25)
    let results: [any StatisticalResult] = [
      try Proportion(events: 86, trials: 524), try EventCount(events: 9, exposure: 12), test,
      try ObservedExpected(observed: 35, expected: 28, trials: 100),
      try RateComparison(first: EventCount(events: 3), second: EventCount(events: 9)),
      try TwoByTwoAnalysis(TwoByTwoTable(exposedEvents: 30, of: 100, unexposedEvents: 20, of: 90)),
      try MetaAnalysis(effects: [1, 2], variances: [0.1, 0.1]),
      try PublishedExpectation(
        actual: PrintedPercentage(parsing: "16.4%"), predicted: PrintedPercentage(parsing: "20.1%"),
        trials: 500...530),
      try ProportionFunnel(target: 0.299), RatioFunnel(variation: .multiplicative(phi: 3)),
      try ProportionFunnel.overdispersion(events: [3, 30, 9], trials: [40, 50, 60]),
      try Bootstrap(replicates: 500)
        .distribution(
          of: TwoByTwoTable(exposedEvents: 30, of: 100, unexposedEvents: 20, of: 90), measure: .riskRatio),
    ]
    for result in results {
      #expect(!result.sentence.contains(" %"), "\(result.sentence)")
      #expect(result.sentence.hasSuffix("."), "\(result.sentence)")
    }
    #expect(test.sentence.contains("p < 0.001"), "\(test.sentence)")
    #expect(
      try Proportion(events: 86, trials: 524).sentence.hasPrefix("86 of 524 (16.4%); with 95% confidence"))
    #expect(RatioFunnel(variation: .multiplicative(phi: 3)).warnings == [.overdispersed(factor: 3)])
  }

  @Test("p-values below one in a thousand are given as that bound") func smallPValues() throws {
    // Two to the power −10 and two to the power −9.
    let below = try PairedTable(both: 3, firstOnly: 11, secondOnly: 0, neither: 9)
    let above = try PairedTable(both: 3, firstOnly: 10, secondOnly: 0, neither: 9)
    #expect(below.sentence.hasSuffix("(exact p < 0.001)."), "\(below.sentence)")
    #expect(above.sentence.hasSuffix("(exact p = 0.002)."), "\(above.sentence)")
  }

  @Test("what published figures allow is said with its verdict") func published() throws {
    let expectation = try PublishedExpectation(
      actual: PrintedPercentage(parsing: "16.4"), predicted: PrintedPercentage(parsing: "20.1"),
      trials: 500...530)
    #expect(expectation.sentence.hasPrefix("Significant whatever the counts were"), "\(expectation.sentence)")
    #expect(expectation.warnings == [.varianceIsBound])
  }
}
