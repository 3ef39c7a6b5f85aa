/// Whole numbers added up as long as each can be told from the next in all that is calculated of the sum, up to 2⁵³.
package struct CountSum {
  private var sum = 0

  /// A sum of nothing.
  package init() {}

  /// Adds a count of at least 0, so many times.
  ///
  /// - Returns: whether the sum can still be told from the next number; where not, it stays as it was.
  package mutating func add(_ count: Int, times: Int = 1) -> Bool {
    let (product, isTooLarge) = count.multipliedReportingOverflow(by: times)
    let (next, overflows) = sum.addingReportingOverflow(product)
    guard !isTooLarge, !overflows, next <= 1 << 53 else { return false }
    sum = next
    return true
  }
}
