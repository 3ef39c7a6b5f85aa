import Statistics
import Testing

@Suite("many proportions at once") struct ProportionBatchTests {
  @Test(
    "each row is what the row alone gives", arguments: [ProportionIntervalMethod.wilson, .clopperPearson])
  func rows(_ method: ProportionIntervalMethod) throws {
    let trials = (0..<9000).map { 1 + $0 % 700 }
    let events = trials.enumerated().map { $0.offset * 7919 % ($0.element + 1) }
    var lower = [Double](repeating: -1, count: trials.count)
    var upper = lower
    try events.withUnsafeBufferPointer { events in
      try trials.withUnsafeBufferPointer { trials in
        try lower.withUnsafeMutableBufferPointer { lower in
          try upper.withUnsafeMutableBufferPointer { upper in
            try ProportionBatch.confidenceIntervals(
              events: events, trials: trials, level: .p99, method: method, lower: lower, upper: upper)
          }
        }
      }
    }
    for i in stride(from: 0, to: trials.count, by: 37) {
      let alone = try Proportion(events: events[i], trials: trials[i]).confidenceInterval(
        level: .p99, method: method)
      #expect(lower[i] == alone.lower && upper[i] == alone.upper)
    }
  }

  @Test("unequal lengths are refused") func refusal() {
    let events = [1, 2]
    let trials = [3]
    var limits = [0.0, 0.0]
    #expect(
      throws: StatisticsError.lengthMismatch(first: "events", firstCount: 2, second: "trials", secondCount: 1)
    ) {
      try events.withUnsafeBufferPointer { events in
        try trials.withUnsafeBufferPointer { trials in
          try limits.withUnsafeMutableBufferPointer { limits in
            try ProportionBatch.confidenceIntervals(
              events: events, trials: trials, lower: limits, upper: limits)
          }
        }
      }
    }
  }
}
