import Tables

/// The sum of numbers from 0 to 1, the same in whatever order they are added.
///
/// Each number is rounded to a multiple of 2⁻⁶² (only numbers below 2⁻⁹ have more digits than that), and the sum of those is
/// exact, so that groups counted on several cores, or joined, agree to the last bit.
struct UnitSum: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// A number in units of 2⁻⁶².
  static func units(_ number: Double) -> UInt64 {
    UInt64((min(1, max(0, number)) * 4_611_686_018_427_387_904).rounded())
  }

  /// The sum.
  var value: Double { Double(high) * 4 + Double(low) / 4_611_686_018_427_387_904 }

  /// Adds a number given in units.
  @inline(__always)
  mutating func add(_ units: UInt64) {
    let (sum, overflows) = low.addingReportingOverflow(units)
    low = sum
    high &+= overflows ? 1 : 0
  }

  /// Adds a number given in units so many times.
  mutating func add(_ units: UInt64, times count: Int) {
    let product = units.multipliedFullWidth(by: UInt64(count))
    add(product.low)
    high &+= product.high
  }

  /// Adds a sum that an engine made.
  mutating func add(_ parts: RateSums.Parts) {
    add(1 << 41, times: parts.high)
    add(1 << 20, times: parts.middle)
    add(1, times: parts.low)
  }

  /// Adds another sum.
  mutating func add(_ other: UnitSum) {
    add(other.low)
    high &+= other.high
  }
}
