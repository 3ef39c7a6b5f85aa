import Numbers

extension Period {
  /// Refuses periods that overlap or are not in order.
  static func check(_ periods: [Period]) throws(StatisticsError) {
    for (earlier, later) in zip(periods, periods.dropFirst()) {
      if let shared = later.sharedWords(with: earlier) {
        throw .undefined(
          quantity: "a control chart",
          because:
            "consecutive periods share \(shared), so that each figure repeats most of "
            + "the one before and runs mean nothing; use periods that do not overlap, such as single quarters"
        )
      }
      guard earlier < later else {
        throw .undefined(quantity: "a control chart", because: "the periods are not in order of time")
      }
    }
  }

  /// The places of some periods, cut where days between two of them are not covered.
  static func stretches(_ periods: ArraySlice<Period>) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var start = periods.startIndex
    for place in periods.indices.dropFirst() where periods[place - 1].gap(before: periods[place]) != nil {
      stretches.append(start..<place)
      start = place
    }
    return stretches + [start..<periods.endIndex]
  }
}
