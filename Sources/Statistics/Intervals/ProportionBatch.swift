/// The limits of many proportions at once, written into memory that the caller owns.
///
/// The rows are shared among the cores and each row is computed alone, so the result does not depend on the number of
/// cores. Nothing is allocated for a row. Limits that are beta quantiles (Clopper-Pearson and Jeffreys) are interpolated
/// where both the events and the others number more than about ten; they agree with `Proportion` to 1e−12.
public enum ProportionBatch {
  /// Rows that one core takes at a time.
  private static let block = 4096

  /// Computes the limits of each pair of counts.
  ///
  /// - Parameters:
  ///   - events: the events of each row.
  ///   - trials: the trials of each row; as long as `events`.
  ///   - level: the confidence level of all limits.
  ///   - method: how the limits are computed.
  ///   - lower: receives the lower limits; as long as `events`.
  ///   - upper: receives the upper limits; as long as `events`.
  ///   - workers: how many pieces of work run side by side at most; nil for one on each core.
  /// - Throws: `StatisticsError.lengthMismatch` unless all four are equally long, and `.outOfRange` for impossible counts
  ///   or fewer than one worker, before anything is written.
  public static func confidenceIntervals(
    events: UnsafeBufferPointer<Int>, trials: UnsafeBufferPointer<Int>, level: ConfidenceLevel = .p95,
    method: ProportionIntervalMethod = .wilson, lower: UnsafeMutableBufferPointer<Double>,
    upper: UnsafeMutableBufferPointer<Double>, workers: Int? = nil
  ) throws(StatisticsError) {
    for (name, count) in [("trials", trials.count), ("lower", lower.count), ("upper", upper.count)]
    where count != events.count {
      throw .lengthMismatch(first: "events", firstCount: events.count, second: name, secondCount: count)
    }
    if let workers { try Require.atLeast(1, workers, "workers") }
    for i in 0..<events.count { try Require.counts(events: events[i], trials: trials[i]) }
    let tail = level.tail
    let z = StandardNormal.quantile(upperTail: tail)
    nonisolated(unsafe) let (events, trials, lower, upper) = (events, trials, lower, upper)
    func forEachRow(_ body: @Sendable (Int, ProportionLimit) -> Void) {
      ParallelChunks.forEach(count: events.count, chunk: block, workers: workers) { range in
        for i in range {
          body(i, ProportionLimit(events: Double(events[i]), trials: Double(trials[i]), tail: tail, z: z))
        }
      }
    }
    guard let shift = method.betaShift else {
      forEachRow { i, limit in
        lower[i] = limit.lower(method)
        upper[i] = limit.upper(method)
      }
      return
    }
    BetaQuantileTable(tail: tail, z: z).coefficients.withUnsafeBufferPointer { table in
      nonisolated(unsafe) let table = table
      forEachRow { i, limit in
        let (k, others) = (limit.events, limit.trials - limit.events)
        let below = BetaQuantileTable.logit(k + shift.near, others + shift.far, table)
        let above = BetaQuantileTable.logit(others + shift.near, k + shift.far, table)
        lower[i] = below.map(TailQuantile.logistic) ?? limit.lower(method)
        upper[i] = above.map { TailQuantile.logistic(-$0) } ?? limit.upper(method)
      }
    }
  }
}

extension ProportionIntervalMethod {
  /// What is added to the events and to the others to make the parameters of the beta quantile that is the lower limit.
  fileprivate var betaShift: (near: Double, far: Double)? {
    switch self {
    case .clopperPearson: (0, 1)
    case .jeffreys: (0.5, 0.5)
    case .wald, .wilson, .wilsonContinuity, .agrestiCoull, .midP: nil
    }
  }
}
