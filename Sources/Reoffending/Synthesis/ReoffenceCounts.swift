internal import Foundation

/// How many reoffences each of some people committed, with a total that is exact.
///
/// The counts follow a geometric distribution from 1 on, its rounded quotas moved by whole people until they add up.
struct ReoffenceCounts: Sendable {
  /// The people with at least 1, 2, … reoffences.
  private let atLeast: [Int]

  init(people: Int, total: Int) {
    precondition(total >= people, "everybody who reoffended has a reoffence")
    guard people > 0 else {
      atLeast = []
      return
    }
    let ratio = 1 - Double(people) / Double(total)
    var counts = [people]
    while let last = counts.last, last > 0, counts.count < 80 {
      counts.append(min(last, Int((Double(people) * pow(ratio, Double(counts.count))).rounded())))
    }
    var missing = total - counts.reduce(0, +)
    while missing != 0 {
      if missing > 0 {
        counts.append(0)
        for index in counts.indices.dropFirst() where missing > 0 && counts[index] < counts[index - 1] {
          counts[index] += 1
          missing -= 1
        }
      } else {
        for index in counts.indices.dropFirst().reversed() where missing < 0 {
          let next = index + 1 < counts.count ? counts[index + 1] : 0
          if counts[index] > next {
            counts[index] -= 1
            missing += 1
          }
        }
      }
    }
    atLeast = counts.filter { $0 > 0 }
  }

  /// All reoffences.
  var total: Int { atLeast.reduce(0, +) }

  /// The reoffences of the person of a rank, from 0.
  func reoffences(rank: Int) -> Int {
    atLeast.firstIndex { $0 <= rank } ?? atLeast.count
  }
}
