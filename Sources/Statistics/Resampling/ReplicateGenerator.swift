/// The random numbers of one replicate of a resampling: xoshiro256**, seeded by SplitMix64.
///
/// Each replicate has a stream of its own that depends only on the seed and on its number. Results are therefore
/// the same on any number of cores, and replicate 500 can be drawn again without the 499 before it.
///
/// - Source: Blackman and Vigna (2021), *ACM Transactions on Mathematical Software* 47(4), 36,
///   doi:10.1145/3460772; Steele, Lea and Flood (2014), *OOPSLA*, 453–472, doi:10.1145/2660193.2660195.
public struct ReplicateGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream of a replicate.
  public init(seed: UInt64, replicate: Int = 0) {
    var seeder = seed
    seeder = Self.splitMix(&seeder) &+ UInt64(bitPattern: Int64(replicate)) &* 0xD134_2543_DE82_EF95
    state = (
      Self.splitMix(&seeder), Self.splitMix(&seeder), Self.splitMix(&seeder), Self.splitMix(&seeder)
    )
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  /// A number from 0, included, to 1, excluded, with 53 random bits.
  mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension ReplicateGenerator {
  /// A whole number from 0 to one below `count`, without bias.
  ///
  /// - Source: Lemire (2019), *ACM Transactions on Modeling and Computer Simulation* 29(1), 3, doi:10.1145/3230636.
  mutating func index(below count: Int) -> Int {
    let bound = UInt64(count)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }
}
