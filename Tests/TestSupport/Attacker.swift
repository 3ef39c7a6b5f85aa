/// An attacker who knows nothing but sums that are printed, and tries every whole number that fits them.
public struct Attacker {
  /// The unknown counts, each at least 0.
  public let unknowns: Int
  /// Sums of unknowns, by number, that are printed.
  public let sums: [(of: [Int], value: Int)]

  /// Takes what is known.
  public init(unknowns: Int, sums: [(of: [Int], value: Int)]) {
    self.unknowns = unknowns
    self.sums = sums
  }

  /// The values up to `most` that a sum of unknowns can have.
  public func values(of target: [Int], upTo most: Int) -> Set<Int> {
    Set((0...most).filter { fits(sums + [(target, $0)]) })
  }

  /// Whether any whole numbers of at least 0 have all these sums.
  private func fits(_ sums: [(of: [Int], value: Int)]) -> Bool {
    var left = sums.map(\.value)
    let places = (0..<unknowns).map { unknown in sums.indices.filter { sums[$0].of.contains(unknown) } }
    let last = sums.map { $0.of.max() ?? -1 }
    guard zip(last, left).allSatisfy({ $0 >= 0 || $1 == 0 }) else { return false }
    func search(_ unknown: Int) -> Bool {
      guard unknown < unknowns else { return true }
      // What no sum holds can be anything, and changes nothing.
      guard let most = places[unknown].map({ left[$0] }).min() else { return search(unknown + 1) }
      let ends = places[unknown].filter { last[$0] == unknown }
      // The last unknown of a sum is what is left of it.
      for value in ends.first.map({ left[$0]...left[$0] }) ?? 0...most where value <= most {
        guard ends.allSatisfy({ left[$0] == value }) else { return false }
        for place in places[unknown] { left[place] -= value }
        let isFound = search(unknown + 1)
        for place in places[unknown] { left[place] += value }
        if isFound { return true }
      }
      return false
    }
    return search(0)
  }
}
