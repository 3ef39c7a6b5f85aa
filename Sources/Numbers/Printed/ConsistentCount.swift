/// A count of people that is known from print: exactly, or as the whole numbers that a printed rate allows.
public struct ConsistentCount: Hashable, Sendable {
  /// Every whole number that agrees with what is printed, from the least to the greatest.
  public let candidates: ClosedRange<Int>
  /// The whole number nearest to the printed rate; the count itself where it is printed.
  public let nearest: Int

  /// A count that is printed.
  public init(exactly count: Int) {
    candidates = count...count
    nearest = count
  }

  /// The counts out of a cohort that round to a printed rate, or nil where no whole number does.
  ///
  /// A count k agrees when k / cohort lies within half a unit of the last printed decimal, both ends included, so
  /// that halves rounded up and halves rounded to even are both allowed.
  public init?(rate: PrintedRate, of cohort: Int) {
    let n = Double(cohort)
    let half = rate.roundingHalfWidth
    // The ends are products of decimals that a binary number misses by its last bits.
    let slack = 1e-9 * max(1, n * half)
    let least = max(0, ((rate.fraction - half) * n - slack).rounded(.up))
    let greatest = min(n, ((rate.fraction + half) * n + slack).rounded(.down))
    guard least <= greatest else { return nil }
    candidates = Int(least)...Int(greatest)
    nearest = min(max(Int((rate.fraction * n).rounded()), Int(least)), Int(greatest))
  }

  /// The sum of some counts; nil for none.
  package static func sum(of counts: some Collection<ConsistentCount>) -> ConsistentCount? {
    counts.first.map { counts.dropFirst().reduce($0, +) }
  }

  private init(candidates: ClosedRange<Int>, nearest: Int) {
    self.candidates = candidates
    self.nearest = nearest
  }

  /// Whether only one whole number agrees.
  public var isUnique: Bool { candidates.count == 1 }

  /// The count of two groups together.
  public static func + (first: ConsistentCount, second: ConsistentCount) -> ConsistentCount {
    let least = first.candidates.lowerBound + second.candidates.lowerBound
    let greatest = first.candidates.upperBound + second.candidates.upperBound
    return ConsistentCount(candidates: least...greatest, nearest: first.nearest + second.nearest)
  }
}
