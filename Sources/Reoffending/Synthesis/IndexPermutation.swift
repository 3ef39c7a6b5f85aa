/// A permutation of `0..<count` that is reckoned for one place at a time, so that nothing is stored.
///
/// Four rounds of a balanced Feistel network on the next even power of two, walked until the value falls below `count`.
///
/// - Source: Black and Rogaway (2002), *Topics in Cryptology – CT-RSA 2002*, 114–130, doi:10.1007/3-540-45760-7_9.
struct IndexPermutation: Sendable {
  let count: Int
  private let half: UInt64
  private let mask: UInt64
  private let keys: (UInt64, UInt64, UInt64, UInt64)

  init(count: Int, using generator: inout some RandomNumberGenerator) {
    self.count = count
    var bits: UInt64 = 1
    while 1 << (2 * bits) < count { bits += 1 }
    half = bits
    mask = (1 << bits) - 1
    keys = (generator.next(), generator.next(), generator.next(), generator.next())
  }

  subscript(index: Int) -> Int {
    var value = UInt64(index)
    repeat {
      var left = value >> half
      var right = value & mask
      (left, right) = (right, left ^ Self.mix(right, keys.0) & mask)
      (left, right) = (right, left ^ Self.mix(right, keys.1) & mask)
      (left, right) = (right, left ^ Self.mix(right, keys.2) & mask)
      (left, right) = (right, left ^ Self.mix(right, keys.3) & mask)
      value = left << half | right
    } while value >= UInt64(count)
    return Int(value)
  }

  private static func mix(_ value: UInt64, _ key: UInt64) -> UInt64 {
    var mixed = (value ^ key) &* 0xBF58_476D_1CE4_E5B9
    mixed ^= mixed >> 32
    mixed = mixed &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 29
  }
}
