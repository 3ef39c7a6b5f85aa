/// Compresses rows of pixels three times faster than a general compressor of the same effect.
///
/// It knows what repeats in a chart: the pixel to the left, the row above, and letters a little to the left, and it looks
/// at whole pixels, never at bytes. The result is an ordinary zlib stream.
///
/// - Source: Deutsch (1996), RFC 1950 and RFC 1951.
struct PixelDeflate {
  private let pixels: UnsafePointer<UInt32>
  private let width: Int
  private let height: Int
  private let pixelsPerRow: Int
  private let bytesPerPixel: Int
  private let bytesPerRow: Int
  private let tokens: DeflateTokens
  /// Where two neighbouring pixels were last seen: the row in the upper half, the column, counted from 1, in the lower.
  private let seen: UnsafeMutableBufferPointer<UInt32>

  /// Pixels are held in the lowest bytes of 32 bits, the first byte of a pixel highest, but alpha above all others.
  static func compress(
    _ pixels: UnsafePointer<UInt32>, width: Int, height: Int, pixelsPerRow: Int, bytesPerPixel: Int
  ) -> [UInt8] {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: places) { seen in
      seen.initialize(repeating: 0)
      return PixelDeflate(
        pixels: pixels, width: width, height: height, pixelsPerRow: pixelsPerRow,
        bytesPerPixel: bytesPerPixel, seen: seen
      ).compress()
    }
  }

  private init(
    pixels: UnsafePointer<UInt32>, width: Int, height: Int, pixelsPerRow: Int, bytesPerPixel: Int,
    seen: UnsafeMutableBufferPointer<UInt32>
  ) {
    self.pixels = pixels
    self.width = width
    self.height = height
    self.pixelsPerRow = pixelsPerRow
    self.bytesPerPixel = bytesPerPixel
    self.seen = seen
    bytesPerRow = width * bytesPerPixel + 1
    tokens = DeflateTokens(capacity: bytesPerRow * height)
  }

  private func compress() -> [UInt8] {
    var checksum = AdlerSum()
    var stretch = AdlerSum.Stretch()
    for row in 0..<height {
      let line = pixels + row * pixelsPerRow
      let isRepeated =
        row > 0 && PixelArea.commonLength(line, line - pixelsPerRow, limit: width) == width
      if !isRepeated {
        stretch = AdlerSum.Stretch(row: line, width: width, bytesPerPixel: bytesPerPixel)
      }
      checksum.add(stretch)
      tokenize(line, row: row, isRepeated: isRepeated)
    }
    return tokens.encoded(checksum: checksum.value)
  }

  private func tokenize(_ line: UnsafePointer<UInt32>, row: Int, isRepeated: Bool) {
    let above = row > 0 && bytesPerRow <= DeflateTokens.window ? line - pixelsPerRow : nil
    if isRepeated, above != nil, bytesPerRow >= DeflateTokens.shortest {
      tokens.match(length: bytesPerRow, distance: bytesPerRow)
      return
    }
    tokens.literal(0)
    var column = 0
    while column < width {
      let rest = width &- column
      var length = 0
      var distance = bytesPerRow
      if let above { length = PixelArea.commonLength(line + column, above + column, limit: rest) }
      if length < min(rest, Self.longEnough), column > 0, line[column] == line[column &- 1] {
        let run = 1 &+ PixelArea.commonLength(line + column + 1, line + column, limit: rest &- 1)
        if run >= length { (length, distance) = (run, bytesPerPixel) }
      }
      if length < 2, rest > 1 {
        let far = earlier(line, row: row, column: column)
        if far.length > max(1, length) { (length, distance) = far }
      }
      if length &* bytesPerPixel >= DeflateTokens.shortest {
        tokens.match(length: length &* bytesPerPixel, distance: distance)
        column &+= length
      } else {
        literals(of: line[column])
        column &+= 1
        // A pixel that is new on all sides seldom stands alone.
        if let above, column < width, line[column] != above[column], line[column] != line[column &- 1] {
          literals(of: line[column])
          column &+= 1
        }
      }
    }
  }

  /// The last place of the same two pixels, and remembers this one.
  @inline(__always)
  private func earlier(_ line: UnsafePointer<UInt32>, row: Int, column: Int) -> (
    length: Int, distance: Int
  ) {
    let mixed = (line[column] &* 0x9E37_79B1) ^ (line[column + 1] &* 0x85EB_CA77)
    let slot = Int(((mixed ^ mixed >> 15) &* 0x2C1B_3C6D) >> Self.droppedBits)
    let found = seen[slot]
    seen[slot] = UInt32(truncatingIfNeeded: row) << 16 | UInt32(truncatingIfNeeded: column + 1)
    guard found & 0xFFFF > 0 else { return (0, 0) }
    let foundRow = Int(found >> 16)
    let foundColumn = Int(found & 0xFFFF) - 1
    let distance = (row - foundRow) * bytesPerRow + (column - foundColumn) * bytesPerPixel
    guard distance <= DeflateTokens.window else { return (0, 0) }
    let other = pixels + foundRow * pixelsPerRow + foundColumn
    let length = PixelArea.commonLength(other, line + column, limit: width - max(column, foundColumn))
    return (length, distance)
  }

  @inline(__always)
  private func literals(of pixel: UInt32) {
    if bytesPerPixel == 1 { return tokens.literal(pixel) }
    tokens.literals(pixel)
    if bytesPerPixel > 3 { tokens.literal(pixel >> 24) }
  }

  /// A copy of the row above that is taken without a look for a longer one.
  private static let longEnough = 8

  /// How many pairs of pixels are remembered, and the bits of a hash that are too many for them.
  private static let places = 4096
  private static let droppedBits = UInt32(20)
}
