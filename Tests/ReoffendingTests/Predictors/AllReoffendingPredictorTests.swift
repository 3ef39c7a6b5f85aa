import Reoffending
import TestSupport
import Testing

@Suite("All-reoffending predictor")
struct AllReoffendingPredictorTests {
  // The tolerance is 2e-10 because the published constants carry 13 decimals and the regression data were made
  // with more: 36 months to the fourth power times half a unit of the last decimal shows from 1e-11 on.
  @Test(
    "agrees with the publisher's regression data",
    arguments: try ReferenceTable("all-reoffending-predictor").rows)
  func agreesWithPublisher(_ row: ReferenceTable.Row) throws {
    let sex = try #require(Sex(rawValue: row.text("sex")))
    let ages = try SanctionAges(
      firstSanction: Int(row["first"]), currentConviction: Int(row["current"]),
      startOfFollowUp: Int(row["follow_up"]))
    let fixed = try AllReoffendingPredictor(
      staticFor: sex, ages: ages, sanctions: Int(row["sanctions"]), offenceGroup: row.text("offence"),
      offenceFreeMonths: Int(row["months"]))
    expectClose(fixed.twoYears, row["static"], relative: 2e-10)
    let dynamic = try AllReoffendingPredictor(
      dynamicFor: sex, ages: ages, sanctions: Int(row["sanctions"]), offenceGroup: row.text("offence"),
      offenceFreeMonths: Int(row["months"]), riskFactors: riskFactors(row))
    expectClose(dynamic.twoYears, row["dynamic"], relative: 2e-10)
  }

  @Test("agrees with the publisher on a long record after 18 months")
  func longRecord() throws {
    let ages = try SanctionAges(firstSanction: 25, currentConviction: 29, startOfFollowUp: 31)
    let score = try AllReoffendingPredictor(
      staticFor: .male, ages: ages, sanctions: 11, offenceGroup: "criminal damage", offenceFreeMonths: 18)
    expectClose(score.twoYears, 0.4509060595844368, relative: 2e-10)
    let theft = try AllReoffendingPredictor(
      staticFor: .female, ages: SanctionAges(firstSanction: 19, currentConviction: 28, startOfFollowUp: 29),
      sanctions: 5, offenceGroup: "theft", offenceFreeMonths: 36)
    expectClose(theft.twoYears, 0.1434759097305534, relative: 2e-10)
  }

  @Test("prints the percentage and band of the publisher's unit test")
  func unitTest() throws {
    let ages = try SanctionAges(firstSanction: 14, currentConviction: 30, startOfFollowUp: 30)
    let score = try AllReoffendingPredictor(
      staticFor: .male, ages: ages, sanctions: 2, offenceGroup: "Criminal damage")
    #expect(score.band == .low)
    #expect(score.twoYearPercentage == (score.twoYears * 10_000).rounded() / 100)
  }

  @Test("months beyond 36 change nothing, and months before do")
  func monthsAreCapped() throws {
    let ages = try SanctionAges(firstSanction: 20, currentConviction: 25, startOfFollowUp: 25)
    let scores = try [35, 36, 60, 240].map { months in
      try AllReoffendingPredictor(
        staticFor: .male, ages: ages, sanctions: 4, offenceGroup: "theft", offenceFreeMonths: months
      ).twoYears
    }
    #expect(scores[0] > scores[1])
    #expect(scores[1] == scores[2] && scores[2] == scores[3])
  }

  @Test("refuses what cannot be")
  func refusals() throws {
    let ages = try SanctionAges(firstSanction: 20, currentConviction: 25, startOfFollowUp: 25)
    #expect(throws: PredictorError.self) {
      try AllReoffendingPredictor(staticFor: .male, ages: ages, sanctions: 0, offenceGroup: "theft")
    }
    #expect(throws: PredictorError.self) {
      try AllReoffendingPredictor(staticFor: .male, ages: ages, sanctions: 1, offenceGroup: "theft")
    }
    #expect(
      throws: PredictorError.outOfRange(
        argument: "offence-free months", value: -1, allowed: "0 or more; 0 before the follow-up begins")
    ) {
      try AllReoffendingPredictor(
        staticFor: .male, ages: ages, sanctions: 3, offenceGroup: "theft", offenceFreeMonths: -1)
    }
  }

  private func riskFactors(_ row: ReferenceTable.Row) throws -> DynamicRiskFactors {
    func level(_ column: String) throws -> DynamicRiskFactors.ProblemLevel {
      try #require(DynamicRiskFactors.ProblemLevel(rawValue: Int(row[column])))
    }
    var factors = DynamicRiskFactors()
    factors.accommodation = try level("accommodation")
    factors.isUnemployed = row["unemployed"] == 1
    factors.livesWithPartner = row["partner"] == 1
    factors.relationshipProblems = try level("relationship")
    factors.perpetratedDomesticAbuse = row["abuse"] == 1
    factors.activitiesEncourageOffending = try level("activities")
    factors.lackOfDrugMotivation = try level("motivation")
    factors.chronicDrinking = try level("chronic")
    factors.bingeDrinking = try level("binge")
    factors.impulsivity = try level("impulsivity")
    factors.proCriminalAttitudes = try level("attitudes")
    factors.drugs = Set(
      try row.text("drugs").split(separator: "|").map {
        try #require(DynamicRiskFactors.Drug(rawValue: String($0)))
      })
    return factors
  }
}
