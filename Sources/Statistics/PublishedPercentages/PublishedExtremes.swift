internal import CGSL

/// The extremes of a comparison over pairs of cohorts; the loop neither allocates nor calls a distribution.
struct PublishedExtremes: Sendable {
  /// The smallest and largest value seen.
  struct Span: Sendable {
    var low = Double.infinity
    var high = -Double.infinity

    mutating func take(_ value: Double) {
      if value < low { low = value }
      if value > high { high = value }
    }

    mutating func take(_ other: Span) {
      low = min(low, other.low)
      high = max(high, other.high)
    }

    var closed: ClosedRange<Double> { low...max(low, high) }
  }

  var difference = Span()
  var lowerLimit = Span()
  var upperLimit = Span()
  var smallestSquare = Double.infinity
  var largestSquare = 0.0

  /// How many first cohorts a piece of work holds; pieces do not depend on the number of cores.
  private static let chunk = 32

  /// Searches all pairs on all cores; least and greatest do not depend on the order.
  init(over first: [ConsistentCounts.Cohort], _ second: [ConsistentCounts.Cohort]) {
    var parts = [PublishedExtremes](
      repeating: PublishedExtremes(), count: (first.count + Self.chunk - 1) / Self.chunk)
    parts.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let slots = buffer
      ParallelChunks.forEach(count: first.count, chunk: Self.chunk) { range in
        var part = PublishedExtremes()
        first.withUnsafeBufferPointer { first in
          second.withUnsafeBufferPointer { second in
            part.search(UnsafeBufferPointer(rebasing: first[range]), second)
          }
        }
        slots[range.lowerBound / Self.chunk] = part
      }
    }
    for part in parts {
      difference.take(part.difference)
      lowerLimit.take(part.lowerLimit)
      upperLimit.take(part.upperLimit)
      smallestSquare = min(smallestSquare, part.smallestSquare)
      largestSquare = max(largestSquare, part.largestSquare)
    }
  }

  private init() {}

  private mutating func search(
    _ first: UnsafeBufferPointer<ConsistentCounts.Cohort>,
    _ second: UnsafeBufferPointer<ConsistentCounts.Cohort>
  ) {
    for one in first {
      for two in second {
        let high = one.most.rate - two.fewest.rate
        let low = one.fewest.rate - two.most.rate
        difference.take(high)
        difference.take(low)
        lowerLimit.take(high - (one.most.below + two.fewest.above).squareRoot())
        lowerLimit.take(low - (one.fewest.below + two.most.above).squareRoot())
        upperLimit.take(high + (one.most.above + two.fewest.below).squareRoot())
        upperLimit.take(low + (one.fewest.above + two.most.below).squareRoot())
        let atHigh = Self.square(one.most.events, one.trials, two.fewest.events, two.trials)
        let atLow = Self.square(one.fewest.events, one.trials, two.most.events, two.trials)
        largestSquare = max(largestSquare, atHigh, atLow)
        if low < 0, high > 0, smallestSquare > 0 {
          smallestSquare = min(smallestSquare, Self.mostAlike(one, two))
        } else {
          smallestSquare = min(smallestSquare, atHigh, atLow)
        }
      }
    }
  }

  /// The square of the pooled score statistic, 0 where nobody or everybody has the event.
  private static func square(_ k1: Double, _ n1: Double, _ k2: Double, _ n2: Double) -> Double {
    let total = n1 + n2
    let events = k1 + k2
    let cross = k1 * n2 - k2 * n1
    let variance = events * (total - events) * n1 * n2
    return variance > 0 ? cross * cross * total / variance : 0
  }

  /// The smallest square for cohorts whose ranges of rates overlap: beside equality for each number of first events.
  private static func mostAlike(_ one: ConsistentCounts.Cohort, _ two: ConsistentCounts.Cohort) -> Double {
    var smallest = Double.infinity
    var k = one.fewest.events
    while k <= one.most.events {
      let equal = (k * two.trials / one.trials).rounded(.down)
      let below = min(max(equal, two.fewest.events), two.most.events)
      let above = min(max(equal + 1, two.fewest.events), two.most.events)
      smallest = min(
        smallest, square(k, one.trials, below, two.trials), square(k, one.trials, above, two.trials))
      k += 1
    }
    return smallest
  }
}
