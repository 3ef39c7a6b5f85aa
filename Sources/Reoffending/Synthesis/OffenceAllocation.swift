internal import Foundation

/// How many people of each area have each index offence, and how many of them reoffended.
struct OffenceAllocation {
  /// People by area, offence and outcome.
  private(set) var people: [[[Int]]]

  init(people total: Int, margins: PublishedMargins) {
    let offences = SyntheticOffence.all
    let sizes = QuotaRounding.largestRemainder(margins.areas.map { Double($0.cohort) }, total: total)
    people = sizes.map { _ in offences.map { _ in [0, 0] } }
    for offence in margins.offences {
      let all = Int((Double(total) * offence.share).rounded())
      let bySize = sizes.map(Double.init)
      let here = QuotaRounding.largestRemainder(bySize, total: all)
      let reoffended = QuotaRounding.largestRemainder(
        here.map(Double.init), total: Int((Double(all) * offence.actual).rounded()))
      let parts = offences.indices.filter { offences[$0].printed == offence.name }
      for area in sizes.indices {
        for (outcome, count) in [here[area] - reoffended[area], reoffended[area]].enumerated() {
          let shared = QuotaRounding.largestRemainder(parts.map { offences[$0].share }, total: count)
          for (part, count) in zip(parts, shared) { people[area][part][outcome] = count }
        }
      }
    }
    for (area, size) in sizes.enumerated() {
      fill(area, size: size, figures: margins.areas[area], margins: margins)
    }
  }

  /// Gives the rest of an area's people the offences of which no cohort is printed.
  private mutating func fill(
    _ area: Int, size: Int, figures: PublishedMargins.Area, margins: PublishedMargins
  ) {
    let offences = SyntheticOffence.all
    let parts = offences.indices.filter { offences[$0].printed == nil }
    let printed = parts.map { part in
      margins.offencesInAreas.first {
        $0.area == figures.name && offences[part].printedInAreas.contains($0.offence)
      }
    }
    let placed = people[area].reduce(into: [0, 0]) { sums, counts in
      sums[0] += counts[0]
      sums[1] += counts[1]
    }
    let rest = max(0, size - placed[0] - placed[1])
    var shares = parts.map { offences[$0].share }
    for index in parts.indices where printed[index]?.isLowVolume == true {
      shares[index] = SyntheticOffence.lowVolumeShare
    }
    let counts = QuotaRounding.largestRemainder(shares, total: rest)
    var reoffenders = zip(counts, printed).map { count, printed in
      printed.map { Int((Double(count) * $0.actual).rounded()) } ?? 0
    }
    let free = parts.indices.filter { printed[$0] == nil }
    let freePeople = free.reduce(0) { $0 + counts[$1] }
    let wanted = Int((Double(size) * figures.actual).rounded()) - placed[1] - reoffenders.reduce(0, +)
    let shared = Self.share(
      min(freePeople, max(0, wanted)), among: free.map { counts[$0] },
      logOdds: free.map { Self.logOdds(of: offences[parts[$0]]) })
    for (index, count) in zip(free, shared) { reoffenders[index] = count }
    for (index, part) in parts.enumerated() {
      people[area][part] = [counts[index] - reoffenders[index], reoffenders[index]]
    }
  }

  /// Shares reoffenders among offences whose log-odds differ by known amounts.
  private static func share(_ total: Int, among counts: [Int], logOdds: [Double]) -> [Int] {
    var low = -30.0
    var high = 30.0
    func expected(_ shift: Double) -> [Double] {
      zip(counts, logOdds).map { Double($0) * logistic($1 + shift) }
    }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if expected(middle).reduce(0, +) < Double(total) { low = middle } else { high = middle }
    }
    var parts = QuotaRounding.largestRemainder(expected(high), total: total)
    for index in parts.indices { parts[index] = min(parts[index], counts[index]) }
    return parts
  }

  private static func logOdds(of offence: SyntheticOffence) -> Double {
    (try? OGRS3.offenceWeights.group(named: offence.name).weight) ?? 0
  }
}
