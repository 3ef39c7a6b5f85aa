import Numbers
import Statistics

extension PeriodNames {
  /// The place of the first period after a change.
  ///
  /// - Throws: `StatisticsError.undefined` for a change that is no period.
  static func place(ofChange change: String, among times: [String]) throws(StatisticsError) -> Int {
    guard let place = place(of: change, among: times) else {
      throw .undefined(
        quantity: "the change at \(change)",
        because: "the periods are \(times.prefix(40).joined(separator: ", "))")
    }
    return place
  }
}
