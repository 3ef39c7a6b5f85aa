import Statistics
import TestSupport
import Testing

@Suite("Poisson-binomial") struct PoissonBinomialTests {
  @Test("three coins by hand") func hand() throws {
    let coins = try PoissonBinomial(probabilities: [0.5, 0.25, 0.125])
    expectClose(coins.density(0), 21.0 / 64)
    expectClose(coins.density(1), 31.0 / 64)
    expectClose(coins.density(2), 11.0 / 64)
    expectClose(coins.density(3), 1.0 / 64)
    expectClose(coins.upperTail(1), 12.0 / 64)
    #expect(coins.quantile(lowerTail: 0.5) == 1)
  }

  @Test("equal probabilities give the binomial, into the far tail") func binomial() throws {
    let equal = try PoissonBinomial(probabilities: [Double](repeating: 0.3, count: 400))
    // Probabilities that differ in their last digits are convolved one by one.
    let nudged = (0..<400).map { 0.3 + Double($0 % 50) * 1e-16 }
    let distinct = try PoissonBinomial(probabilities: nudged)
    let reference = try Binomial(trials: 400, probability: 0.3)
    for k in 0...400 {
      expectClose(equal.density(k), reference.density(k), relative: 1e-12)
      expectClose(distinct.density(k), reference.density(k), relative: 1e-11)
      expectClose(equal.lowerTail(k), reference.lowerTail(k), relative: 1e-12)
      expectClose(equal.upperTail(k), reference.upperTail(k), relative: 1e-12, absolute: 1e-300)
    }
  }

  @Test("certain and impossible trials shift and add nothing") func certain() throws {
    let mixed = try PoissonBinomial(probabilities: [1, 0, 0.5, 1])
    #expect(mixed.density(1) == 0 && mixed.density(4) == 0)
    expectClose(mixed.density(2), 0.5)
    expectClose(mixed.density(3), 0.5)
  }

  @Test("nobody and impossible probabilities are refused") func refusals() {
    #expect(throws: StatisticsError.empty(argument: "probabilities")) {
      try PoissonBinomial(probabilities: [])
    }
    #expect(throws: StatisticsError.self) { try PoissonBinomial(probabilities: [0.2, 30]) }
  }
}
