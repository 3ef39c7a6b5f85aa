/// The check sum of a zlib stream, continued by whole stretches of bytes.
///
/// A stretch enters by three numbers, so that one that repeats need not be read again.
///
/// - Source: Deutsch and Gailly (1996), RFC 1950, section 8.2: the sum of all bytes and the sum of all such sums.
struct AdlerSum {
  /// What a stretch of bytes adds.
  struct Stretch {
    /// How many bytes there are.
    var count: UInt64 = 0
    /// Their sum.
    var sum: UInt64 = 0
    /// The sum of the sums up to each of them.
    var sumOfSums: UInt64 = 0

    /// The same bytes again and again.
    ///
    /// - Parameters:
    ///   - bytes: how many bytes are repeated.
    ///   - total: their sum.
    ///   - prefixes: the sum of the sums up to each of them.
    @inline(__always)
    mutating func add(bytes: UInt64, total: UInt64, prefixes: UInt64, times: UInt64) {
      sumOfSums &+= times &* (bytes &* sum &+ prefixes) &+ bytes &* total &* (times &* (times &- 1) / 2)
      sum &+= times &* total
      count &+= times &* bytes
    }
  }

  private var low: UInt64 = 1
  private var high: UInt64 = 0
  private static let modulus: UInt64 = 65_521

  mutating func add(_ stretch: Stretch) {
    high = (high + stretch.count % Self.modulus * low + stretch.sumOfSums) % Self.modulus
    low = (low + stretch.sum) % Self.modulus
  }

  /// The sum of everything so far.
  var value: UInt32 { UInt32(high << 16 | low) }
}
