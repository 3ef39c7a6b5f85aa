/// The check sum of a zlib stream, continued by whole stretches of bytes.
///
/// A stretch enters by three numbers, so that one that repeats need not be read again.
///
/// - Source: Deutsch and Gailly (1996), RFC 1950, section 8.2: the sum of all bytes and the sum of all such sums.
struct AdlerSum {
  /// What a stretch of bytes adds.
  struct Stretch {
    /// How many bytes there are.
    private(set) var count = 0
    /// Their sum.
    private(set) var sum = 0
    /// The sum of the sums up to each of them.
    private(set) var sumOfSums = 0

    /// Nothing.
    init() {}

    /// A row of pixels after a byte of zero.
    ///
    /// Pixels are held in the lowest bytes of 32 bits, the first byte of a pixel highest, but alpha above all others.
    init(row line: UnsafePointer<UInt32>, width: Int, bytesPerPixel: Int) {
      count = 1
      var column = 0
      while column < width {
        let block = min(width - column, Self.block)
        append(Self.pixels(line + column, count: block, bytesPerPixel: bytesPerPixel))
        column += block
      }
    }

    private mutating func append(_ other: Stretch) {
      sumOfSums += other.count * sum + other.sumOfSums
      sum += other.sum
      count += other.count
    }

    /// So many pixels that no sum passes 16 bits.
    private static let block = 1024

    /// Eight pixels at a time, each in a lane of its own.
    private static func pixels(_ line: UnsafePointer<UInt32>, count: Int, bytesPerPixel: Int) -> Stretch {
      typealias Lanes = SIMD8<UInt32>
      let vectors = count / Lanes.scalarCount
      // Two sums in each lane: of red and blue, and of alpha and green.
      var outer = Lanes.zero
      var inner = Lanes.zero
      var sumsOfSums = Lanes.zero
      for vector in 0..<vectors {
        let pixels = UnsafeRawPointer(line + vector &* Lanes.scalarCount).loadUnaligned(as: Lanes.self)
        outer &+= pixels & 0xFF00FF
        inner &+= pixels &>> 8 & 0xFF00FF
        let both = outer &+ inner
        sumsOfSums &+= (both & 0xFFFF) &+ both &>> 16
      }
      var total = 0
      var sumOfTotals = 0
      // The first byte of a pixel counts once more than the second, and so on.
      var lateness = 0
      for lane in 0..<Lanes.scalarCount {
        let (red, blue) = (Int(outer[lane] >> 16), Int(outer[lane] & 0xFFFF))
        let (alpha, green) = (Int(inner[lane] >> 16), Int(inner[lane] & 0xFFFF))
        let sum = red + green + blue + alpha
        total += sum
        sumOfTotals += Lanes.scalarCount * Int(sumsOfSums[lane]) - lane * sum
        lateness += green + 2 * blue + 3 * alpha
      }
      for column in (vectors * Lanes.scalarCount)..<count {
        let pixel = Int(line[column])
        let (green, blue, alpha) = (pixel >> 8 & 0xFF, pixel & 0xFF, pixel >> 24)
        total += (pixel >> 16 & 0xFF) + green + blue + alpha
        sumOfTotals += total
        lateness += green + 2 * blue + 3 * alpha
      }
      var stretch = Stretch()
      stretch.count = count * bytesPerPixel
      stretch.sum = total
      stretch.sumOfSums = bytesPerPixel * sumOfTotals - (bytesPerPixel > 1 ? lateness : 0)
      return stretch
    }
  }

  private var low: UInt64 = 1
  private var high: UInt64 = 0
  private static let modulus: UInt64 = 65_521

  mutating func add(_ stretch: Stretch) {
    let count = UInt64(stretch.count) % Self.modulus
    high = (high + count * low + UInt64(stretch.sumOfSums)) % Self.modulus
    low = (low + UInt64(stretch.sum)) % Self.modulus
  }

  /// The sum of everything so far.
  var value: UInt32 { UInt32(high << 16 | low) }
}
