/// The extreme counts of every cohort in a range that print as a percentage, with their Wilson limits.
struct ConsistentCounts {
  /// One cohort size with its fewest and most events.
  struct Cohort {
    let trials: Double
    let fewest: End
    let most: End
  }

  /// A number of events with what an interval of a difference needs of it.
  struct End {
    let events: Double
    let rate: Double
    /// The rate less its lower Wilson limit, squared.
    let below: Double
    /// The upper Wilson limit less the rate, squared.
    let above: Double

    init(events: Int, trials: Int, tail: Double) {
      let limit = ProportionLimit(events: Double(events), trials: Double(trials), tail: tail)
      self.events = Double(events)
      rate = Double(events) / Double(trials)
      let down = rate - limit.lower(.wilson)
      let up = limit.upper(.wilson) - rate
      below = down * down
      above = up * up
    }
  }

  let cohorts: [Cohort]
  /// The number of pairs of counts.
  let pairs: Int

  init(_ percentage: PrintedPercentage, trials: ClosedRange<Int>, level: ConfidenceLevel) {
    var cohorts: [Cohort] = []
    var pairs = 0
    for n in trials {
      guard let events = percentage.events(trials: n) else { continue }
      pairs += events.count
      cohorts.append(
        Cohort(
          trials: Double(n), fewest: End(events: events.lowerBound, trials: n, tail: level.tail),
          most: End(events: events.upperBound, trials: n, tail: level.tail)))
    }
    self.cohorts = cohorts
    self.pairs = pairs
  }
}
