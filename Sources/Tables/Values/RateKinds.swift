/// The kinds of numbers in a column of rates, from which its unit follows.
struct RateKinds {
  /// The unit of the column.
  let unit: RateUnit

  private let stated: RateUnit?
  private let named: RateUnit?
  private var signed: [Int] = []
  private var above: [Int] = []
  private var between: [Int] = []
  private var ones: [Int] = []

  init(_ numbers: TypedColumn<PrintedNumber>, unit wanted: RateUnit?) {
    for row in numbers.indices {
      guard let number = numbers.values[row] else { continue }
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
    named = RateUnit(header: numbers.name)
    unit =
      signed.isEmpty ? stated ?? named ?? (above.isEmpty ? .fraction : .perCent) : .perCent
  }

  /// The row that shows that the column is of two kinds, and what to say of it; nil where it is of one.
  func problem(in numbers: TypedColumn<PrintedNumber>) -> (row: Int, Problem)? {
    if let known = stated ?? named {
      if !signed.isEmpty {
        return known == .perCent ? nil : mixed((between + ones + above).sorted(), .fraction, signed, numbers)
      }
      guard stated == nil, known == .perCent, above.isEmpty, ones.isEmpty, between.count > 1 else {
        return nil
      }
      return (between[0], .fractionsUnderPerCent(numbers.values[between[0]]?.text ?? ""))
    }
    let fractions = signed.isEmpty ? between : (between + ones).sorted()
    return mixed(fractions, .fraction, (signed + above).sorted(), numbers)
  }

  /// Names the first cell of the rarer kind, against the first of the other.
  private func mixed(
    _ first: [Int], _ firstUnit: RateUnit, _ second: [Int], _ numbers: TypedColumn<PrintedNumber>
  ) -> (row: Int, Problem)? {
    guard let one = first.first, let other = second.first else { return nil }
    let secondUnit: RateUnit = firstUnit == .perCent ? .fraction : .perCent
    let isFirstRarer = first.count <= second.count
    let (row, against) = isFirstRarer ? (one, other) : (other, one)
    return (
      row,
      .mixedRates(
        numbers.values[row]?.text ?? "", unit: isFirstRarer ? firstUnit : secondUnit,
        other: numbers.values[against]?.text ?? "", otherUnit: isFirstRarer ? secondUnit : firstUnit,
        otherLine: numbers.location(row: against).line)
    )
  }
}
