import Numbers

/// The kinds of numbers in a column of rates, from which its unit follows.
///
/// Numbers may be those of all rows, or the distinct ones with how many rows have each, in the order in which they
/// first occur.
struct RateKinds {
  /// The unit of the column.
  let unit: RateUnit

  private let stated: RateUnit?
  private let named: RateUnit?
  private let values: [PrintedNumber?]
  private let counts: [Int]
  private var signed: [Int] = []
  private var above: [Int] = []
  private var between: [Int] = []
  private var ones: [Int] = []

  init(name: String, values: [PrintedNumber?], counts: [Int], unit wanted: RateUnit?) {
    self.values = values
    self.counts = counts
    for (row, number) in values.enumerated() {
      guard let number else { continue }
      if number.unit == .perCent {
        signed.append(row)
      } else if number.value > 1 {
        above.append(row)
      } else if number.value == 1 {
        ones.append(row)
      } else if number.value > 0 {
        between.append(row)
      }
    }
    stated = wanted
    named = RateUnit(header: name)
    unit =
      signed.isEmpty ? stated ?? named ?? (above.isEmpty ? .fraction : .perCent) : .perCent
  }

  /// The number that shows that the column is of two kinds, and what to say of it; nil where it is of one.
  ///
  /// - Parameter line: the line on which a number first occurs.
  func problem(line: (Int) -> Int) -> (row: Int, problem: Problem)? {
    if let known = stated ?? named {
      if !signed.isEmpty {
        return known == .perCent
          ? nil : mixed((between + ones + above).sorted(), .fraction, signed, line)
      }
      guard stated == nil, known == .perCent, above.isEmpty, rows(between) > 1 else {
        return nil
      }
      return (between[0], .fractionsUnderPerCent(values[between[0]]?.text ?? ""))
    }
    let fractions = signed.isEmpty ? between : (between + ones).sorted()
    return mixed(fractions, .fraction, (signed + above).sorted(), line)
  }

  private func rows(_ numbers: [Int]) -> Int { numbers.reduce(0) { $0 + counts[$1] } }

  /// Names the first cell of the rarer kind, against the first of the other.
  private func mixed(
    _ first: [Int], _ firstUnit: RateUnit, _ second: [Int], _ line: (Int) -> Int
  ) -> (row: Int, problem: Problem)? {
    guard let one = first.first, let other = second.first else { return nil }
    let secondUnit: RateUnit = firstUnit == .perCent ? .fraction : .perCent
    let isFirstRarer = rows(first) <= rows(second)
    let (row, against) = isFirstRarer ? (one, other) : (other, one)
    return (
      row,
      .mixedRates(
        values[row]?.text ?? "", unit: isFirstRarer ? firstUnit : secondUnit,
        other: values[against]?.text ?? "", otherUnit: isFirstRarer ? secondUnit : firstUnit,
        otherLine: line(against))
    )
  }
}
