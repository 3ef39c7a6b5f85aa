import Testing

@testable import Studies

@Suite("Times at which those at risk are counted")
struct SurvivalMarksTests {
  @Test(
    "are quarters of years, else round, with the last time",
    arguments: [
      (365, [0, 91, 182, 273, 365]), (24, [0, 6, 12, 18, 24]), (52, [0, 13, 26, 39, 52]),
      (1186, [0, 250, 500, 750, 1000, 1186]), (1030, [0, 250, 500, 750, 1030]), (5, [0, 1, 2, 3, 4, 5]),
      (1.7, [0, 0.5, 1, 1.7]), (0, [0]),
    ] as [(Double, [Double])])
  func marks(_ end: Double, _ expected: [Double]) {
    #expect(SurvivalQuestion.marks(until: end) == expected)
  }
}
