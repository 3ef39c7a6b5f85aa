import Statistics
import Testing

@Suite("distributions refuse impossible parameters") struct DistributionRefusalTests {
  @Test func parameters() {
    #expect(throws: StatisticsError.self) { try Normal(mean: 0, standardDeviation: 0) }
    #expect(throws: StatisticsError.self) { try Normal(mean: .nan, standardDeviation: 1) }
    #expect(throws: StatisticsError.self) { try Gamma(shape: -1) }
    #expect(throws: StatisticsError.self) { try ChiSquared(degreesOfFreedom: 0) }
    #expect(throws: StatisticsError.self) { try Beta(alpha: 1, beta: .infinity) }
    #expect(throws: StatisticsError.self) { try StudentT(degreesOfFreedom: 0) }
    #expect(throws: StatisticsError.self) { try FDistribution(numerator: 1, denominator: 0) }
    #expect(throws: StatisticsError.self) { try Binomial(trials: -1, probability: 0.5) }
    #expect(throws: StatisticsError.self) { try Poisson(mean: 0) }
    #expect(throws: StatisticsError.self) { try NegativeBinomial(size: 1, probability: 1) }
    #expect(throws: StatisticsError.self) { try Hypergeometric(events: 2, others: 2, draws: 5) }
    #expect(throws: StatisticsError.self) {
      try FisherNoncentralHypergeometric(events: 2, others: 2, draws: 2, oddsRatio: 0)
    }
    let error = #expect(throws: StatisticsError.self) { try Binomial(trials: 10, probability: 30) }
    #expect(error?.description.contains("write 0.3") == true)
  }
}
