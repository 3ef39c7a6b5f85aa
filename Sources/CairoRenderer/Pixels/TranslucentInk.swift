internal import ChartGrammar

/// A colour that others show through, in the arithmetic of Cairo and its pixel library: bytes, each product rounded.
struct TranslucentInk {
  /// Alpha in the highest byte, then red, green and blue, multiplied by alpha.
  private let pixel: UInt32

  init(_ color: Color) {
    func byte(_ value: Double) -> UInt32 {
      // Cairo rounds to 16 bits, of which its pixel library takes the upper eight.
      UInt32(value * 65_535 + 0.5) >> 8
    }
    let opacity = min(1, max(0, color.opacity))
    pixel =
      byte(opacity) << 24 | byte(Double(color.red) / 255 * opacity) << 16
      | byte(Double(color.green) / 255 * opacity) << 8 | byte(Double(color.blue) / 255 * opacity)
  }

  private typealias Pixels = SIMD8<UInt32>
  /// Half of a pixel in each lane.
  private typealias Halves = SIMD16<UInt16>

  /// Lays the ink on a row of pixels as far as each is covered, eight at a time.
  @inline(__always)
  func lay(on line: UnsafeMutablePointer<UInt32>, through coverage: UnsafePointer<UInt8>, width: Int) {
    let ink = Pixels(repeating: pixel)
    let rest = Pixels(repeating: 255 &- pixel >> 24)
    var column = 0
    while column &+ Pixels.scalarCount <= width {
      let place = UnsafeMutableRawPointer(line + column)
      let covered = UnsafeRawPointer(coverage + column).loadUnaligned(as: SIMD8<UInt8>.self)
      let all = unsafeBitCast(covered, to: UInt64.self)
      if all == .max {
        let under = place.loadUnaligned(as: Pixels.self)
        place.storeBytes(of: ink &+ Self.product(under, rest), as: Pixels.self)
      } else if all != 0 {
        let under = place.loadUnaligned(as: Pixels.self)
        let own = Self.product(ink, Pixels(truncatingIfNeeded: covered))
        place.storeBytes(of: own &+ Self.product(under, 255 &- own &>> 24), as: Pixels.self)
      }
      column &+= Pixels.scalarCount
    }
    while column < width {
      let own = Self.product(ink, Pixels(repeating: UInt32(coverage[column])))
      line[column] = (own &+ Self.product(Pixels(repeating: line[column]), 255 &- own &>> 24))[0]
      column &+= 1
    }
  }

  /// The four bytes of each pixel times its share in 255ths, rounded.
  @inline(__always)
  private static func product(_ pixels: Pixels, _ shares: Pixels) -> Pixels {
    let bytes = unsafeBitCast(pixels, to: Halves.self)
    let share = unsafeBitCast(shares | shares &<< 16, to: Halves.self)
    var low = (bytes & 0x00FF) &* share &+ 128
    var high = (bytes &>> 8) &* share &+ 128
    low = (low &+ low &>> 8) &>> 8
    high = (high &+ high &>> 8) & 0xFF00
    return unsafeBitCast(low | high, to: Pixels.self)
  }
}
