import Reoffending
import TestSupport
import Testing

@Suite("OGRS4/G")
struct OGRS4GTests {
  @Test(
    "reproduces the vectors, the second sanction added and not multiplied",
    arguments: [
      (1, 0.20895969900857, 0.33856913636102), (2, 0.36039039763876, 0.52195094342561),
      (3, 0.45489987412438, 0.61789856610325), (4, 0.52418063231259, 0.68099070179909),
    ])
  func vectors(_ sanctions: Int, _ oneYear: Double, _ twoYears: Double) throws {
    let score = try OGRS4G(
      sex: .male, ages: SanctionAges(firstSanction: 20, currentConviction: 20, startOfFollowUp: 20),
      sanctions: sanctions, offenceGroup: "Absconding or bail offences")
    // The references are printed to fourteen decimals.
    expectClose(score.oneYear, oneYear, relative: 1e-13)
    expectClose(score.twoYears, twoYears, relative: 1e-13)
  }

  @Test("years between two sanctions lower the score by the weight of the sex")
  func yearsSinceFirst() throws {
    func score(_ sex: Sex, _ first: Int) throws -> Double {
      try OGRS4G(
        sex: sex, ages: SanctionAges(firstSanction: first, currentConviction: 30, startOfFollowUp: 30),
        sanctions: 2, offenceGroup: "theft"
      ).linearPredictor
    }
    expectClose(try score(.male, 20) - score(.male, 30), -0.339842740075152, relative: 1e-12)
    expectClose(try score(.female, 20) - score(.female, 30), -0.46852137301044, relative: 1e-12)
  }

  @Test("offence-free months lower the score and stop counting at 36")
  func months() throws {
    let ages = try SanctionAges(firstSanction: 20, currentConviction: 30, startOfFollowUp: 30)
    func score(_ months: Int) throws -> Double {
      try OGRS4G(
        sex: .female, ages: ages, sanctions: 5, offenceGroup: "theft", offenceFreeMonths: months
      ).oneYear
    }
    #expect(try score(0) > score(6) && score(6) > score(36))
    #expect(try score(36) == score(120))
  }

  @Test("refuses an offence group of another scale and zero sanctions")
  func refusals() throws {
    let ages = try SanctionAges(firstSanction: 20, currentConviction: 30, startOfFollowUp: 30)
    #expect(throws: PredictorError.self) {
      try OGRS4G(sex: .male, ages: ages, sanctions: 3, offenceGroup: "Soliciting or prostitution")
    }
    #expect(
      throws: PredictorError.outOfRange(
        argument: "sanctions", value: 0,
        allowed: "1 or more (at most 10000), because the current sanction counts")
    ) { try OGRS4G(sex: .male, ages: ages, sanctions: 0, offenceGroup: "theft") }
  }
}
