import Reoffending
import Testing

@Suite("published risk factors")
struct PrintedRiskFactorsTests {
  @Test("the homeless reoffended at more than twice the rate of the settled: 82.50 against 38.36 per cent")
  func homeless() throws {
    let result = try PrintedRiskFactors(bundledTable("risk-factors", document: "draft-2018"))
    let gap = try #require(result.gaps.first)
    #expect(gap.level.level == "homeless")
    #expect(abs(try #require(gap.points) - 44.14) < 1e-9)
    #expect(abs(try #require(gap.ratio) - 0.825 / 0.3836) < 1e-12)
    #expect(
      result.headline == "People recorded as homeless reoffended at more than twice the rate of the settled")
  }

  @Test("without a rate to compare with nothing is compared")
  func noComparison() throws {
    let result = try PrintedRiskFactors(bundledTable("risk-factors", document: "draft-2018"))
    let gap = try #require(result.gaps.first { $0.level.factor == "substance misuse" })
    #expect(gap.points == nil && gap.ratio == nil)
  }
}
