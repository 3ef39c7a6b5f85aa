internal import Foundation

/// The weights on age, sanctions and offence-free time that the members of the OGRS4 family share in form.
struct CareerWeights: Sendable {
  let maleAge: [Double]
  let femaleAge: [Double]
  let female: Double
  let perSanction: Double
  let firstSanction: Double
  let secondSanction: Double
  let secondSanctionYears: (male: Double, female: Double)
  let maleCopas: (linear: Double, square: Double)
  let femaleCopas: (linear: Double, square: Double)
  let months: [Double]

  func weight(of record: SanctionRecord) -> Double {
    let age = Double(record.ages.startOfFollowUp)
    let ageWeight =
      record.sex == .male ? polynomial(maleAge, age) : female + polynomial(femaleAge, age)
    return ageWeight + perSanction * Double(record.sanctions) + careerWeight(record)
      + polynomial(months, Double(record.months))
  }

  private func careerWeight(_ record: SanctionRecord) -> Double {
    let isMale = record.sex == .male
    switch record.sanctions {
    case 1: return firstSanction
    case 2:
      let perYear = isMale ? secondSanctionYears.male : secondSanctionYears.female
      return secondSanction + perYear * Double(record.ages.careerYears)
    default:
      let copas = log(Double(record.sanctions) / Double(26 + record.ages.careerYears))
      let weights = isMale ? maleCopas : femaleCopas
      return weights.linear * copas + weights.square * copas * copas
    }
  }
}
