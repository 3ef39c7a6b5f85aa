import Numbers
import Tables

/// The rounding of counts to multiples of a base, so that no printed count is exact.
public struct CountRounding: Hashable, Sendable {
  /// Which of the two multiples beside a count is taken.
  public enum Direction: Hashable, Sendable {
    /// The nearer one; halves go up.
    case nearest
    /// The upper one with a probability that makes the expected value the count itself, decided by a secret number and
    /// the name of the group, so that the same group has the same count wherever it is printed.
    case random(seed: UInt64)
  }

  /// The base, such as 5.
  public let base: Int
  /// Which multiple is taken.
  public let direction: Direction

  /// Takes a base; nil unless it is from 2 to 1,000.
  ///
  /// - Source: Hundepool et al. (2012), *Statistical Disclosure Control*, chapter 5.
  public init?(base: Int, direction: Direction = .nearest) {
    guard (2...1_000).contains(base) else { return nil }
    self.base = base
    self.direction = direction
  }

  /// What it does, in words.
  var statement: String {
    switch direction {
    case .nearest: "counts are rounded to the nearest \(base)"
    case .random: "counts are rounded at random to a multiple of \(base) above or below"
    }
  }

  /// A count rounded.
  ///
  /// A greater count of the same group is never rounded to less.
  func rounded(_ count: Int, of key: GroupKey) -> Int {
    let rest = count % base
    guard rest != 0 else { return count }
    let below = count - rest
    switch direction {
    case .nearest: return 2 * rest >= base ? below + base : below
    case .random(let seed):
      let share = Double(draw(seed, key)) / Double(UInt32.max)
      return share < Double(rest) / Double(base) ? below + base : below
    }
  }

  /// A number from 0 to 2³² − 1 that a group always has under a seed.
  private func draw(_ seed: UInt64, _ key: GroupKey) -> UInt64 {
    var state = seed
    for part in key.parts {
      for byte in Column.normalized(part.column).utf8 { state = Self.mixed(state ^ UInt64(byte)) }
      state = Self.mixed(state ^ 0x100)
      for byte in part.value.utf8 { state = Self.mixed(state ^ UInt64(byte)) }
      state = Self.mixed(state ^ 0x200)
    }
    return Self.mixed(state) >> 32
  }

  /// The finishing step of SplitMix64, in which every bit of the state changes about half of the bits.
  ///
  /// - Source: Steele, Lea and Flood (2014), *OOPSLA*, 453–472, doi:10.1145/2660193.2660195.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension CohortGroup {
  /// The group with its counts rounded; hidden where no people would be left.
  func rounded(by rounding: CountRounding) -> CohortGroup {
    guard !isSuppressed else { return self }
    let people = trials.map { rounding.rounded($0, of: key) }
    guard people != 0 || trials == 0 else { return suppressed }
    let group = CohortGroup(
      key: key, trials: people,
      events: events.map { ConsistentCount(exactly: rounding.rounded($0.nearest, of: key)) },
      reoffences: reoffences.map { rounding.rounded($0, of: key) },
      prediction: prediction, marks: marks)
    return group.marked(marks, withholdsRate: withholdsRate)
  }
}
