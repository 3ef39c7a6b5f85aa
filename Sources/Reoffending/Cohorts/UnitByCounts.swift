import Numbers
import Tables

/// The unit of rates whose header says per cent and whose values are all below 1, where the counts beside them leave only one.
///
/// 0.324 of 1,203 people are 390 as a fraction, and as per cent 3.9, which no number of people is.
struct UnitByCounts {
  let unit: RateUnit
  /// What is said of it.
  let note: String

  /// Finds the unit; nil where the rates need none, or where the counts allow both or neither.
  init?(_ table: Table, rates name: String, cohort: TypedColumn<Int>?, reoffenders: TypedColumn<Int>?) {
    guard let cohort, RateUnit(header: name) == .perCent else { return nil }
    var reading = table.reading()
    let rates = reading.numbers(name)
    let known = rates.values.compactMap(\.self)
    guard known.allSatisfy({ $0.unit == .none && (0...1).contains($0.value) }),
      known.count(where: { $0.value > 0 && $0.value < 1 }) > 1
    else { return nil }
    func fits(_ unit: RateUnit) -> Bool {
      rates.indices.allSatisfy { row in
        guard let number = rates.values[row], let people = cohort.values[row], people > 0 else { return true }
        let rate = PrintedRate(
          fraction: unit == .perCent ? number.hundredth : number.value, unit: unit, decimals: number.decimals,
          text: number.text)
        guard let count = ConsistentCount(rate: rate, of: people) else { return false }
        return reoffenders?.values[row].map(count.candidates.contains) ?? true
      }
    }
    let areFractions = fits(.fraction)
    guard areFractions != fits(.perCent) else { return nil }
    unit = areFractions ? .fraction : .perCent
    note =
      areFractions
      ? "“\(name)” holds fractions, whatever its name says: as per cents they would be no whole numbers of people."
      : "“\(name)” holds per cents, all below 1: as fractions they would be no whole numbers of people."
  }
}
