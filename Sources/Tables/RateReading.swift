public import Numbers

extension TableReading {
  /// Reads rates: all per cents or all fractions.
  ///
  /// The unit is the one asked for, else that of the per cent signs, else the one that the header names; a column
  /// without any of these is of fractions where no value is above 1, and of per cents otherwise. A column that holds
  /// both, such as `0.245` beside `38.2`, is refused with a cell of each kind, because no reading of it is sure.
  public mutating func rates(
    _ name: String, unit: RateUnit? = nil, missing: MissingPolicy = .allowed
  ) -> TypedColumn<PrintedRate> {
    let numbers: TypedColumn<PrintedNumber> = read(name, missing, needed: "a rate") { plain, text in
      let (mantissa, decimals) = plain
      return PrintedNumber(
        value: PowersOfTen.divide(Double(mantissa), decimals), decimals: decimals, unit: .none, text: text,
        hundredth: PowersOfTen.divide(Double(mantissa), decimals + 2))
    } parse: { text, mark in
      CellParsing.rate(text, mark)
    }
    let kinds = RateKinds(
      name: numbers.name, values: numbers.values, counts: Array(repeating: 1, count: numbers.count),
      unit: unit)
    if let (row, problem) = kinds.problem(line: { numbers.location(row: $0).line }) {
      report(Fault(at: numbers.location(row: row), problem))
      return numbers.replacingValues(Array(repeating: PrintedRate?.none, count: numbers.count))
    }
    let rates = numbers.indices.map { row -> PrintedRate? in
      guard let number = numbers.values[row] else { return nil }
      let unit = kinds.unit
      let fraction = unit == .perCent ? number.hundredth : number.value
      guard fraction >= 0, fraction <= 1 else {
        report(Fault(at: numbers.location(row: row), .rateOutOfRange(number.text, allowed: unit.allowed)))
        return nil
      }
      return PrintedRate(fraction: fraction, unit: unit, decimals: number.decimals, text: number.text)
    }
    return numbers.replacingValues(rates)
  }
}
