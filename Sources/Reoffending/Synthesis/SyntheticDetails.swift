internal import Foundation
import Numbers
internal import Statistics
internal import Tables

/// What a person of a cell has of their own, drawn from their own stream of random numbers.
struct SyntheticDetails {
  let age: Int
  let previousSanctions: Int
  let ageAtConviction: Int
  let ageAtFirstSanction: Int
  let tookPartInProgramme: Bool
  let days: Int
  private let day: Int

  init(_ cell: SyntheticCells.Cell, generator: ReplicateGenerator, reoffences: Int) {
    var generator = generator
    func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
    let ages = SyntheticAssumptions.ageBands[cell.age]
    age = ages.first + Int(uniform() * Double(ages.last - ages.first + 1))
    let records = SyntheticAssumptions.recordBands[cell.record]
    // Long records are rarer than those at the start of their band.
    let chance = uniform()
    let drawn = records.first + Int(chance * chance * Double(records.last - records.first + 1))
    previousSanctions = max(records.first, min(drawn, 10 + 2 * (age - 18)))
    ageAtConviction = age - (age > ages.first && uniform() < 0.2 ? 1 : 0)
    // Long careers begin early.
    let spread = uniform()
    ageAtFirstSanction =
      previousSanctions == 0
      ? ageAtConviction
      : 11 + Int(Double(ageAtConviction - 11) * pow(spread, 1 + Double(cell.record)))
    var logOdds = SyntheticAssumptions.programmeLogOdds(
      record: cell.record, isHomeless: cell.isHomeless, isUnemployed: cell.isUnemployed, isMale: cell.isMale)
    if cell.reoffended { logOdds += log(SyntheticAssumptions.programmeOddsRatio) }
    tookPartInProgramme = uniform() < logistic(logOdds)
    day = Int(uniform() * 366)
    // The first of so many reoffences spread evenly over the year.
    let first = 1 - pow(1 - uniform(), 1 / Double(max(1, reoffences)))
    days = cell.reoffended ? 1 + Int(first * 365) : 365
  }

  /// A day of the year from 1 October 2015, the period of the published areas.
  func indexDate() -> CalendarDate { Self.dates[day] }

  private static let dates: [CalendarDate] = {
    var dates: [CalendarDate] = []
    for month in 10..<22 {
      for day in 1...31 {
        let date = CalendarDate(year: 2015 + (month - 1) / 12, month: (month - 1) % 12 + 1, day: day)
        if let date { dates.append(date) }
      }
    }
    return dates
  }()
}
