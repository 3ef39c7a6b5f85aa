import ArgumentParser
import Reoffending

/// In the prices of which year amounts are told, and by which index.
package struct PriceOptions: ParsableArguments {
  @Option(
    name: .customLong("price-year"), help: "The financial year of whose prices amounts are, as 2024/25.")
  var priceYear: String?

  @Option(help: "The price index: a file or data set with the columns year and index.")
  var deflator = "gdp-deflators"

  package init() {}

  /// The year; nil where none is given.
  ///
  /// - Throws: `StudyError` of kind usage for a text that is no financial year.
  func year() throws -> PriceYear? {
    guard let priceYear else { return nil }
    guard let year = PriceYear(priceYear) else {
      throw StudyError(.usage, "--price-year “\(priceYear)” is no financial year; write it as 2024/25")
    }
    return year
  }

  /// The index.
  func index() throws -> PriceIndex { try PriceIndex(AskingContext.table(named: deflator)) }
}
