internal import ChartGrammar

/// Pixels that are being drawn on: rows of 32 bits, premultiplied.
struct PixelArea {
  let pixels: UnsafeMutablePointer<UInt32>
  let width: Int
  let height: Int
  let pixelsPerRow: Int

  /// How many pixels from two places on are alike, at most `limit`; the places may overlap.
  @inline(__always)
  static func commonLength(
    _ first: UnsafePointer<UInt32>, _ second: UnsafePointer<UInt32>, limit: Int
  ) -> Int {
    let (one, other) = (UnsafeRawPointer(first), UnsafeRawPointer(second))
    var length = 0
    while length &+ 4 <= limit {
      let place = length &* 4
      let near = difference(one, other, place)
      let far = difference(one, other, place &+ 8)
      if near | far != 0 {
        return near != 0
          ? length &+ near.trailingZeroBitCount &>> 5 : length &+ 2 &+ far.trailingZeroBitCount &>> 5
      }
      length &+= 4
    }
    while length < limit, first[length] == second[length] { length &+= 1 }
    return length
  }

  /// Two pixels that differ only in bits that are set, the first in the lower half.
  @inline(__always)
  private static func difference(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ place: Int) -> UInt64 {
    let difference =
      one.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      ^ other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    return difference.littleEndian
  }

  /// Mixes a colour into the pixels that a mask covers.
  func blend(_ color: Color, through mask: CoverageMask, column: Int, row: Int) {
    let source = 0xFF << 24 | UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)
    let opacity = UInt32((color.opacity * 255).rounded())
    let left = column + mask.left
    let top = row + mask.top
    let columns = max(0, -left)..<max(0, -left, min(mask.width, width - left))
    let rows = max(0, -top)..<max(0, -top, min(mask.height, height - top))
    mask.coverage.withUnsafeBufferPointer { coverage in
      for y in rows {
        let line = pixels + ((top + y) * pixelsPerRow + left)
        for x in columns where coverage[y * mask.width + x] > 0 {
          let covered = UInt32(coverage[y * mask.width + x])
          let share = opacity == 255 ? covered : (covered * opacity + 127) / 255
          line[x] = Self.mix(source, into: line[x], share: share)
        }
      }
    }
  }

  /// Two channels at a time, each divided by 255 and rounded.
  private static func mix(_ source: UInt32, into pixel: UInt32, share: UInt32) -> UInt32 {
    let rest = 255 - share
    var low = (source & 0xFF00FF) * share + (pixel & 0xFF00FF) * rest + 0x800080
    low = (low + (low >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF
    var high = (source >> 8 & 0xFF00FF) * share + (pixel >> 8 & 0xFF00FF) * rest + 0x800080
    high = (high + (high >> 8 & 0xFF00FF)) & 0xFF00_FF00
    return high | low
  }
}
