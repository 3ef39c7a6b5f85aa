import Statistics
import TestSupport
import Testing

@Suite("many proportions at once") struct ProportionBatchTests {
  private func limits(
    _ events: [Int], _ trials: [Int], level: ConfidenceLevel, method: ProportionIntervalMethod,
    workers: Int? = nil
  ) throws -> (lower: [Double], upper: [Double]) {
    var lower = [Double](repeating: -1, count: trials.count)
    var upper = lower
    try events.withUnsafeBufferPointer { events in
      try trials.withUnsafeBufferPointer { trials in
        try lower.withUnsafeMutableBufferPointer { lower in
          try upper.withUnsafeMutableBufferPointer { upper in
            try ProportionBatch.confidenceIntervals(
              events: events, trials: trials, level: level, method: method, lower: lower, upper: upper,
              workers: workers)
          }
        }
      }
    }
    return (lower, upper)
  }

  /// Counts of every size, from groups of one to half a million, that do not repeat.
  private var cases: (events: [Int], trials: [Int]) {
    var generator = ReplicateGenerator(seed: 11)
    let trials = (0..<9000).map { 1 + Int(generator.next() % UInt64([40, 700, 6000, 500_000][$0 % 4])) }
    return (trials.map { Int(generator.next() % UInt64($0 + 1)) }, trials)
  }

  @Test("each row is what the row alone gives", arguments: [ConfidenceLevel.p90, .p95, .p99, .p998])
  func rows(_ level: ConfidenceLevel) throws {
    let (events, trials) = cases
    for method in [ProportionIntervalMethod.wilson, .clopperPearson, .jeffreys] {
      let found = try limits(events, trials, level: level, method: method)
      for i in stride(from: 0, to: trials.count, by: 7) {
        let alone = try Proportion(events: events[i], trials: trials[i])
          .confidenceInterval(level: level, method: method)
        expectClose(found.lower[i], alone.lower, relative: 1e-12, "\(method) \(events[i]) of \(trials[i])")
        expectClose(found.upper[i], alone.upper, relative: 1e-12, "\(method) \(events[i]) of \(trials[i])")
      }
    }
  }

  @Test("one, two and three workers give the same bits") func workers() throws {
    let (events, trials) = cases
    let one = try limits(events, trials, level: .p95, method: .clopperPearson, workers: 1)
    for workers in [2, 3] {
      let many = try limits(events, trials, level: .p95, method: .clopperPearson, workers: workers)
      #expect(one.lower == many.lower && one.upper == many.upper)
    }
    #expect(!one.lower.contains(-1) && !one.upper.contains(-1))
    #expect(throws: StatisticsError.self) {
      try limits(events, trials, level: .p95, method: .wilson, workers: 0)
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
