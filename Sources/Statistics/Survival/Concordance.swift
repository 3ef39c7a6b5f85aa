import Numbers

/// Harrell's concordance: how often, of two people, the one with the higher risk has the event first.
///
/// Pairs with equal risk count a half; pairs whose order in time is unknown do not count.
///
/// - Source: Harrell, Lee and Mark (1996), *Statistics in Medicine* 15, 361–387,
///   doi:10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4.
public struct Concordance: Hashable, Sendable {
  /// Pairs in which the higher risk has the earlier event.
  public let concordant: Double
  /// Pairs in which it has the later one.
  public let discordant: Double
  /// Comparable pairs with equal risk.
  public let tiedRisk: Double

  /// The share of concordant pairs, those with equal risk counting a half; nil without a comparable pair.
  public var value: Double? {
    let all = concordant + discordant + tiedRisk
    return all > 0 ? (concordant + tiedRisk / 2) / all : nil
  }
}

extension CoxModel {
  /// The concordance of the model's risk with the order of events, within strata.
  public var concordance: Concordance {
    let people = partial.people
    let predictors = partial.predictors(coefficients)
    let ranks = predictors.ranks
    var (concordant, discordant, tied) = (0.0, 0.0, 0.0)
    for range in partial.rangesOfStrata {
      let order = partial.order[range].map(Int.init)
      let late = people.entries == nil ? [] : order.sorted { people.entry($0) > people.entry($1) }
      var later = CountTree(size: ranks.values.count)
      var (index, gone) = (0, 0)
      while index < order.count {
        let time = people.times[order[index]]
        var end = index
        while end < order.count, people.times[order[end]] == time { end += 1 }
        let same = order[index..<end]
        // Someone censored at the time of an event was still without one then.
        for row in same where !people.events[row] { later.add(Int(ranks.codes[row]), people.weight(row)) }
        while gone < late.count, people.entry(late[gone]) >= time {
          later.add(Int(ranks.codes[late[gone]]), -people.weight(late[gone]))
          gone += 1
        }
        for row in same where people.events[row] {
          let below = later.count(below: Int(ranks.codes[row]))
          let upTo = later.count(below: Int(ranks.codes[row]) + 1)
          let weight = people.weight(row)
          concordant += weight * below
          tied += weight * (upTo - below)
          discordant += weight * (later.total - upTo)
        }
        for row in same where people.events[row] { later.add(Int(ranks.codes[row]), people.weight(row)) }
        index = end
      }
    }
    return Concordance(concordant: concordant, discordant: discordant, tiedRisk: tied)
  }
}

/// Counts by rank whose sums below a rank are found in logarithmic time (Fenwick's tree).
struct CountTree {
  private var nodes: [Double]
  private(set) var total = 0.0

  init(size: Int) {
    nodes = Array(repeating: 0, count: size + 1)
  }

  mutating func add(_ rank: Int, _ amount: Double = 1) {
    total += amount
    var index = rank + 1
    while index < nodes.count {
      nodes[index] += amount
      index += index & -index
    }
  }

  func count(below rank: Int) -> Double {
    var sum = 0.0
    var index = rank
    while index > 0 {
      sum += nodes[index]
      index -= index & -index
    }
    return sum
  }
}
