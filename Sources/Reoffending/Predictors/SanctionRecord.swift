/// The checked inputs that the OGRS4 family shares.
struct SanctionRecord: Hashable, Sendable {
  let sex: Sex
  let ages: SanctionAges
  let sanctions: Int
  /// Months without offence, at most 36.
  let months: Int

  init(sex: Sex, ages: SanctionAges, sanctions: Int, months: Int) throws(PredictorError) {
    guard (1...10_000).contains(sanctions) else {
      throw .outOfRange(
        argument: "sanctions", value: sanctions,
        allowed: "1 or more (at most 10000), because the current sanction counts")
    }
    guard months >= 0 else {
      throw .outOfRange(
        argument: "offence-free months", value: months, allowed: "0 or more; 0 before the follow-up begins")
    }
    try refuseCareerOfOneSanction(sanctions: sanctions, ages: ages)
    self.sex = sex
    self.ages = ages
    self.sanctions = sanctions
    self.months = min(36, months)
  }
}
