import Reoffending
import TestSupport
import Testing

@Suite("OGRS3")
struct OGRS3Tests {
  struct Vector: Sendable, CustomStringConvertible {
    let sex: Sex
    let offence: String
    let previous: Int
    let first: Int
    let conviction: Int
    let followUp: Int
    let oneYear: Double
    let twoYears: Double
    var description: String { "\(sex) \(offence) \(previous) \(first)/\(conviction)/\(followUp)" }
  }

  /// Published in the tests of the rsr-calculator of the National Offender Management Service (MIT).
  static let vectors = [
    Vector(
      sex: .male, offence: "Violence", previous: 0, first: 20, conviction: 20, followUp: 20,
      oneYear: 0.12161553504714574, twoYears: 0.22130521140511314),
    Vector(
      sex: .male, offence: "Violence", previous: 1, first: 20, conviction: 20, followUp: 20,
      oneYear: 0.3158120100020924, twoYears: 0.48651769565917),
    Vector(
      sex: .male, offence: "Violence", previous: 2, first: 20, conviction: 20, followUp: 20,
      oneYear: 0.43393890261473633, twoYears: 0.6114342480551298),
    Vector(
      sex: .male, offence: "Violence", previous: 3, first: 20, conviction: 20, followUp: 20,
      oneYear: 0.5235145926731711, twoYears: 0.6928061177628605),
    Vector(
      sex: .male, offence: "Violence", previous: 4, first: 20, conviction: 20, followUp: 20,
      oneYear: 0.5922581047904115, twoYears: 0.7488430658491833),
    Vector(
      sex: .female, offence: "Criminal damage", previous: 5, first: 14, conviction: 37, followUp: 43,
      oneYear: 0.16981786851920577, twoYears: 0.29571742298421644),
    Vector(
      sex: .male, offence: "Burglary (domestic)", previous: 1, first: 25, conviction: 29, followUp: 30,
      oneYear: 0.11723581441581604, twoYears: 0.21421089930055945),
    Vector(
      sex: .male, offence: "Absconding or bail offences", previous: 1, first: 30, conviction: 30,
      followUp: 37,
      oneYear: 0.31374919836399257, twoYears: 0.4841288507907977),
  ]

  @Test("reproduces the published vectors", arguments: vectors)
  func reproduces(_ vector: Vector) throws {
    let score = try OGRS3(
      sex: vector.sex,
      ages: SanctionAges(
        firstSanction: vector.first, currentConviction: vector.conviction, startOfFollowUp: vector.followUp),
      previousSanctions: vector.previous, offenceGroup: vector.offence)
    expectClose(score.oneYear, vector.oneYear, relative: 1e-13)
    expectClose(score.twoYears, vector.twoYears, relative: 1e-13)
  }

  @Test("girls under 16 score lower than boys, and drink driving lower than other motoring")
  func decisions() throws {
    let ages = try SanctionAges(firstSanction: 13, currentConviction: 13, startOfFollowUp: 13)
    func score(_ sex: Sex, _ offence: String) throws -> Double {
      try OGRS3(sex: sex, ages: ages, previousSanctions: 0, offenceGroup: offence).linearPredictor
    }
    expectClose(
      try score(.male, "violence") - score(.female, "violence"), 0.083922902 + 0.613852078, relative: 1e-12)
    #expect(try score(.male, "drink driving") < score(.male, "violence"))
    #expect(try score(.male, "other motoring") > score(.male, "violence"))
    expectClose(
      try score(.male, "sexual (not against child)") - score(.male, "violence"), 0.003276327, relative: 1e-12)
  }

  @Test("more sanctions mean a higher score, and there is no cap")
  func monotone() throws {
    let ages = try SanctionAges(firstSanction: 15, currentConviction: 40, startOfFollowUp: 41)
    let scores = try [1, 10, 50, 51, 100].map {
      try OGRS3(sex: .male, ages: ages, previousSanctions: $0, offenceGroup: "theft").twoYears
    }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("a record of cautions only weighs as in the published table")
  func cautions() throws {
    let ages = try SanctionAges(firstSanction: 20, currentConviction: 20, startOfFollowUp: 20)
    func weight(_ previous: Int, _ history: OGRS3.History) throws -> Double {
      try OGRS3(
        sex: .male, ages: ages, previousSanctions: previous, offenceGroup: "violence", history: history
      ).linearPredictor
    }
    expectClose(
      try weight(0, .convictions) - weight(0, .cautionsOnly), 0.126142106, relative: 1e-12)
    expectClose(
      try weight(1, .convictions) - weight(1, .cautionsOnly), 0.463062792 - 0.083100501, relative: 1e-12)
    expectClose(
      try weight(2, .convictions) - weight(2, .cautionsOnly), 0.463062792 - 0.34859587, relative: 1e-12)
  }

  @Test("bands are those of the rounded percentage")
  func bands() throws {
    let ages = try SanctionAges(firstSanction: 20, currentConviction: 20, startOfFollowUp: 20)
    let score = try OGRS3(sex: .male, ages: ages, previousSanctions: 1, offenceGroup: "violence")
    #expect(score.twoYearPercentage == 49)
    #expect(score.band == .low)
    let next = try OGRS3(sex: .male, ages: ages, previousSanctions: 4, offenceGroup: "violence")
    #expect(next.twoYearPercentage == 75)
    #expect(next.band == .high)
  }

  @Test("refuses by name what is out of range")
  func refusals() throws {
    #expect(
      throws: PredictorError.outOfRange(
        argument: "age at first sanction", value: 7, allowed: "from 8 to 110 completed years")
    ) { try SanctionAges(firstSanction: 7, currentConviction: 20, startOfFollowUp: 20) }
    #expect(
      throws: PredictorError.contradiction(
        "the age at start of follow-up, 19, is below the age at current conviction, 20")
    ) { try SanctionAges(firstSanction: 18, currentConviction: 20, startOfFollowUp: 19) }
    let ages = try SanctionAges(firstSanction: 18, currentConviction: 20, startOfFollowUp: 20)
    #expect(throws: PredictorError.self) {
      try OGRS3(sex: .male, ages: ages, previousSanctions: 0, offenceGroup: "violence")
    }
    #expect(
      throws: PredictorError.outOfRange(
        argument: "previous sanctions", value: -1, allowed: "0 or more (at most 10000)")
    ) { try OGRS3(sex: .male, ages: ages, previousSanctions: -1, offenceGroup: "violence") }
    #expect(
      throws: PredictorError.unknownOffenceGroup("arson", known: OGRS3.offenceWeights.groups.map(\.name))
    ) {
      try OGRS3(sex: .male, ages: ages, previousSanctions: 1, offenceGroup: "arson")
    }
  }
}
