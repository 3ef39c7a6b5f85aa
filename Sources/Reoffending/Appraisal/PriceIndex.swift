import Numbers
public import Statistics
public import Tables

/// A price index by financial year, such as the GDP deflator.
public struct PriceIndex: Sendable {
  /// Where it comes from.
  public let source: String
  private let values: [PriceYear: Double]

  /// Reads a table with the columns year and index.
  ///
  /// - Throws: `TableError.faults` for a year that is none or stands twice, and an index that is not above 0.
  public init(_ table: Table) throws(TableError) {
    var reading = table.reading()
    let years = reading.texts("year", missing: .refused)
    let indices = reading.numbers("index", missing: .refused)
    let quantities = QuantityReading(table)
    var values: [PriceYear: Double] = [:]
    for row in years.indices {
      guard let index = indices.values[row]?.value, let year = quantities.year(years, row: row, &reading)
      else { continue }
      guard index > 0, index.isFinite else {
        reading.report(Fault(at: indices.location(row: row), "an index above 0 is needed"))
        continue
      }
      if values.updateValue(index, forKey: year) != nil {
        reading.report(Fault(at: years.location(row: row), "\(year) stands twice"))
      }
    }
    try reading.finish()
    self.values = values
    source = table.source
  }

  /// By what an amount in prices of one year is multiplied for those of another.
  ///
  /// - Throws: `StatisticsError.undefined` where the index does not have one of the years.
  public func factor(from: PriceYear, to: PriceYear) throws(StatisticsError) -> Double {
    guard from != to else { return 1 }
    return try value(to) / value(from)
  }

  private func value(_ year: PriceYear) throws(StatisticsError) -> Double {
    guard let value = values[year] else {
      let years = values.keys.sorted()
      throw .undefined(
        quantity: "a price of \(year)",
        because: years.isEmpty
          ? "\(source) has no year" : "\(source) has \(years[0]) to \(years[years.count - 1])")
    }
    return value
  }
}
