internal import Dispatch

/// The limits of many proportions at once, written into memory that the caller owns.
///
/// The rows are shared among the cores in fixed blocks and each row is computed alone, so the result does not depend on
/// the number of cores. Nothing is allocated for a row.
public enum ProportionBatch {
  /// Rows that one core takes at a time.
  private static let block = 4096

  /// Computes the limits of each pair of counts.
  ///
  /// - Parameters:
  ///   - lower: receives the lower limits; as long as `events`.
  ///   - upper: receives the upper limits; as long as `events`.
  /// - Throws: `StatisticsError.lengthMismatch` unless all four are equally long, and `.outOfRange` for impossible counts,
  ///   before anything is written.
  public static func confidenceIntervals(
    events: UnsafeBufferPointer<Int>, trials: UnsafeBufferPointer<Int>, level: ConfidenceLevel = .p95,
    method: ProportionIntervalMethod = .wilson, lower: UnsafeMutableBufferPointer<Double>,
    upper: UnsafeMutableBufferPointer<Double>
  ) throws(StatisticsError) {
    for (name, count) in [("trials", trials.count), ("lower", lower.count), ("upper", upper.count)]
    where count != events.count {
      throw .lengthMismatch(first: "events", firstCount: events.count, second: name, secondCount: count)
    }
    for i in 0..<events.count { try Require.counts(events: events[i], trials: trials[i]) }
    let z = StandardNormal.quantile(upperTail: level.tail)
    nonisolated(unsafe) let (events, trials, lower, upper) = (events, trials, lower, upper)
    let count = events.count
    DispatchQueue.concurrentPerform(iterations: (count + block - 1) / block) { index in
      for i in index * block..<min(count, (index + 1) * block) {
        let limit = ProportionLimit(
          events: Double(events[i]), trials: Double(trials[i]), tail: level.tail, z: z)
        lower[i] = limit.lower(method)
        upper[i] = limit.upper(method)
      }
    }
  }
}
