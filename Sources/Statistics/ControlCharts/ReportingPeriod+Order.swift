import Numbers

extension ReportingPeriod {
  /// Refuses periods that overlap or are not in order.
  static func check(_ periods: [ReportingPeriod]) throws(StatisticsError) {
    for (earlier, later) in zip(periods, periods.dropFirst()) {
      let shared = earlier.monthsShared(with: later)
      if shared > 0 {
        throw .undefined(
          quantity: "a control chart",
          because:
            "consecutive periods share \(shared) of \(later.months) months, so that each figure repeats most of "
            + "the one before and runs mean nothing; use periods that do not overlap, such as single quarters"
        )
      }
      guard earlier < later else {
        throw .undefined(quantity: "a control chart", because: "the periods are not in order of time")
      }
    }
  }
}
