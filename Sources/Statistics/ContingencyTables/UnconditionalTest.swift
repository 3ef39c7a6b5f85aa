internal import CGSL

/// An exact test of equal risks that fixes the size of both groups but not the number of events.
///
/// The p-value is the largest probability, over every common risk, of the tables at least as extreme as the one
/// observed. Given the total of events the probability of that set does not depend on the common risk, so one
/// number per total is enough: the p-value is the maximum of their binomial mixture, found on a grid finer than
/// the mixture can turn and then refined.
///
/// - Source: Barnard (1945), *Nature* 156, 177, doi:10.1038/156177a0; Boschloo (1970), *Statistica Neerlandica*
///   24, 1–9, doi:10.1111/j.1467-9574.1970.tb00104.x.
struct UnconditionalTest {
  /// The largest number of people for whom the set of extreme tables is enumerated.
  static let largestTotal = 4000

  private let table: TwoByTwoTable
  private let exposed: Int
  private let unexposed: Int

  init(_ table: TwoByTwoTable, name: AssociationTest) throws(StatisticsError) {
    guard table.total <= Self.largestTotal else {
      throw .outOfRange(
        argument: "people", value: Double(table.total),
        allowed:
          "at most \(Self.largestTotal) for \(name.rawValue); use fisher or chi-squared for larger tables")
    }
    self.table = table
    exposed = table.exposedTotal
    unexposed = table.unexposedTotal
  }

  /// The largest probability of the tables that `isExtreme` picks.
  ///
  /// - Parameter isExtreme: Whether a table with so many exposed and unexposed events is at least as extreme.
  func pValue(isExtreme: (Int, Int) -> Bool) -> Double {
    largestMixture((0...table.total).map { share(ofEvents: $0, isExtreme) })
  }

  /// The largest probability of the tables whose probability of as few exposed events, given the total of events,
  /// is at most `limit`.
  func pValue(lowerTailAtMost limit: Double) -> Double {
    largestMixture((0...table.total).map { largestLowerTail(ofEvents: $0, atMost: limit) })
  }

  private func largestMixture(_ shares: [Double]) -> Double {
    let points = max(200, Int(24 * Double(table.total).squareRoot()))
    let width = Double.pi / 2 / Double(points)
    var values = [Double](repeating: 0, count: points + 1)
    for index in 0...points {
      values[index] = mixture(shares, angle: Double(index) * width)
    }
    var best = values.max() ?? 0
    for index in 0...points where values[index] > best * 0.9 {
      let left = index == 0 ? 0 : values[index - 1]
      let right = index == points ? 0 : values[index + 1]
      guard values[index] >= left, values[index] >= right else { continue }
      let from = Double(max(0, index - 1)) * width
      let to = Double(min(points, index + 1)) * width
      best = max(best, maximum(shares, from, to))
    }
    return min(1, best)
  }

  /// The share of the tables with so many events, weighted by their probability, that are extreme.
  private func share(ofEvents events: Int, _ isExtreme: (Int, Int) -> Bool) -> Double {
    let lowest = max(0, events - unexposed)
    let weights = weights(ofEvents: events)
    var extreme = 0.0
    for (index, weight) in weights.enumerated()
    where isExtreme(lowest + index, events - lowest - index) {
      extreme += weight
    }
    return extreme / weights.reduce(0, +)
  }

  /// The largest probability of so many exposed events or fewer, given all events, that is at most `limit`.
  private func largestLowerTail(ofEvents events: Int, atMost limit: Double) -> Double {
    let weights = weights(ofEvents: events)
    let total = weights.reduce(0, +)
    var tail = 0.0
    for weight in weights {
      guard (tail + weight) / total <= limit else { break }
      tail += weight
    }
    return tail / total
  }

  /// Relative probabilities of each number of exposed events, given all events.
  private func weights(ofEvents events: Int) -> [Double] {
    let lowest = max(0, events - unexposed)
    let highest = min(exposed, events)
    let mode = min(highest, max(lowest, (exposed + 1) * (events + 1) / (table.total + 2)))
    var weights = [Double](repeating: 1, count: highest - lowest + 1)
    for x in stride(from: mode, to: highest, by: 1) {
      let ratio =
        Double(exposed - x) * Double(events - x) / (Double(x + 1) * Double(unexposed - events + x + 1))
      weights[x + 1 - lowest] = weights[x - lowest] * ratio
    }
    for x in stride(from: mode, to: lowest, by: -1) {
      let ratio =
        Double(x) * Double(unexposed - events + x) / (Double(exposed - x + 1) * Double(events - x + 1))
      weights[x - 1 - lowest] = weights[x - lowest] * ratio
    }
    return weights
  }

  /// The probability of an extreme table when the common risk is the squared sine of an angle.
  private func mixture(_ shares: [Double], angle: Double) -> Double {
    let risk = sin(angle) * sin(angle)
    let complement = cos(angle) * cos(angle)
    let people = table.total
    guard risk > 0 else { return shares[0] }
    guard complement > 0 else { return shares[people] }
    let mode = min(people, Int(Double(people + 1) * risk))
    var total = 1.0
    var extreme = shares[mode]
    var weight = 1.0
    for x in stride(from: mode, to: people, by: 1) {
      weight *= Double(people - x) / Double(x + 1) * (risk / complement)
      total += weight
      extreme += weight * shares[x + 1]
      if weight < 1e-300 { break }
    }
    weight = 1
    for x in stride(from: mode, to: 0, by: -1) {
      weight *= Double(x) / Double(people - x + 1) * (complement / risk)
      total += weight
      extreme += weight * shares[x - 1]
      if weight < 1e-300 { break }
    }
    return extreme / total
  }

  /// The maximum between two angles by golden section.
  private func maximum(_ shares: [Double], _ from: Double, _ to: Double) -> Double {
    let found = GoldenSection.least(from: from, to: to, width: 1e-9) { -mixture(shares, angle: $0) }
    return -min(found.values.0, found.values.1)
  }
}
