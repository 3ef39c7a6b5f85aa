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
  private var tokens: [UInt32] = []
  private var literals = [Int](repeating: 0, count: 286)
  private var distances = [Int](repeating: 0, count: 30)
  /// Where two neighbouring pixels were last seen: the number of the pixel in the picture, from 1.
  private var seen = [Int32](repeating: 0, count: 4096)

  private static let window = 32_768
  private static let longest = 258
  private static let endOfBlock = 256

  /// Pixels are held in the lowest bytes of 32 bits, the first byte of a pixel highest, but alpha above all others.
  static func compress(
    _ pixels: UnsafePointer<UInt32>, width: Int, height: Int, pixelsPerRow: Int, bytesPerPixel: Int
  ) -> [UInt8] {
    var deflate = PixelDeflate(
      pixels: pixels, width: width, height: height, pixelsPerRow: pixelsPerRow, bytesPerPixel: bytesPerPixel)
    for row in 0..<height { deflate.tokenize(row) }
    return deflate.encoded(checksum: deflate.checksum())
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
    tokens.reserveCapacity(width * height / 4)
  }

  // MARK: Finding what repeats

  private mutating func tokenize(_ row: Int) {
    let line = pixels + row * pixelsPerRow
    let above = row > 0 && bytesPerRow <= Self.window ? line - pixelsPerRow : nil
    if let above, isEqual(line, above) {
      match(length: bytesPerRow, distance: bytesPerRow)
      return
    }
    literal(0)
    var column = 0
    while column < width {
      let pixel = line[column]
      var run = 0
      if column > 0, pixel == line[column - 1] {
        run = 1
        while column + run < width, line[column + run] == pixel { run += 1 }
      }
      var copy = 0
      if let above, above[column] == pixel {
        copy = 1
        while column + copy < width, line[column + copy] == above[column + copy] { copy += 1 }
      }
      var length = max(run, copy)
      var distance = run >= copy ? bytesPerPixel : bytesPerRow
      if length < 2, column + 1 < width {
        let far = earlier(line, row: row, column: column)
        if far.length > max(1, length) { (length, distance) = far }
      }
      if length * bytesPerPixel >= 3 {
        match(length: length * bytesPerPixel, distance: distance)
        column += length
      } else {
        literals(of: pixel)
        column += 1
      }
    }
  }

  private func isEqual(_ line: UnsafePointer<UInt32>, _ other: UnsafePointer<UInt32>) -> Bool {
    for column in 0..<width where line[column] != other[column] { return false }
    return true
  }

  /// The last place of the same two pixels, and remembers this one.
  private mutating func earlier(_ line: UnsafePointer<UInt32>, row: Int, column: Int) -> (
    length: Int, distance: Int
  ) {
    let mixed = (line[column] &* 0x9E37_79B1) ^ (line[column + 1] &* 0x85EB_CA77)
    let slot = Int(((mixed ^ mixed >> 15) &* 0x2C1B_3C6D) >> 20)
    let number = row * width + column
    let found = Int(seen[slot]) - 1
    seen[slot] = Int32(truncatingIfNeeded: number + 1)
    guard found >= 0 else { return (0, 0) }
    let foundRow = found / width
    let foundColumn = found % width
    let distance = (row - foundRow) * bytesPerRow + (column - foundColumn) * bytesPerPixel
    guard distance <= Self.window else { return (0, 0) }
    let other = pixels + foundRow * pixelsPerRow + foundColumn
    let limit = width - max(column, foundColumn)
    var length = 0
    while length < limit, other[length] == line[column + length] { length += 1 }
    return (length, distance)
  }

  private mutating func literals(of pixel: UInt32) {
    if bytesPerPixel > 1 {
      literal(pixel >> 16 & 0xFF)
      literal(pixel >> 8 & 0xFF)
    }
    literal(pixel & 0xFF)
    if bytesPerPixel > 3 { literal(pixel >> 24) }
  }

  private mutating func literal(_ byte: UInt32) {
    tokens.append(byte)
    literals[Int(byte)] += 1
  }

  private mutating func match(length: Int, distance: Int) {
    var rest = length
    let code = Self.distanceCode(distance).code
    while rest > 0 {
      var part = min(rest, Self.longest)
      if rest - part == 1 || rest - part == 2 { part -= 3 }
      tokens.append(1 << 31 | UInt32(part) << 16 | UInt32(distance - 1))
      literals[257 + Self.lengthCode(part).code] += 1
      distances[code] += 1
      rest -= part
    }
  }

  // MARK: Codes

  private static func lengthCode(_ length: Int) -> (code: Int, extra: Int, bits: Int) {
    if length == longest { return (28, 0, 0) }
    let value = length - 3
    if value < 8 { return (value, 0, 0) }
    let bits = Int.bitWidth - value.leadingZeroBitCount - 3
    return (4 * bits + value >> bits, value & (1 << bits - 1), bits)
  }

  private static func distanceCode(_ distance: Int) -> (code: Int, extra: Int, bits: Int) {
    let value = distance - 1
    if value < 4 { return (value, 0, 0) }
    let bits = Int.bitWidth - value.leadingZeroBitCount - 2
    return (2 * bits + value >> bits, value & (1 << bits - 1), bits)
  }

  // MARK: Writing

  private mutating func encoded(checksum: UInt32) -> [UInt8] {
    literals[Self.endOfBlock] = 1
    let literalCode = HuffmanCode(frequencies: literals, longest: 15)
    let distanceCode = HuffmanCode(frequencies: distances, longest: 15)
    var writer = BitWriter(after: [0x78, 0x01], capacity: tokens.count + 512)
    writer.write(1, bits: 1)
    writer.write(2, bits: 2)
    Self.write(literalCode.lengths, distanceCode.lengths, to: &writer)
    for token in tokens {
      if token < 256 {
        writer.write(literalCode.codes[Int(token)], bits: literalCode.lengths[Int(token)])
        continue
      }
      let length = Self.lengthCode(Int(token >> 16 & 0x1FF))
      writer.write(literalCode.codes[257 + length.code], bits: literalCode.lengths[257 + length.code])
      writer.write(length.extra, bits: length.bits)
      let distance = Self.distanceCode(Int(token & 0x7FFF) + 1)
      writer.write(distanceCode.codes[distance.code], bits: distanceCode.lengths[distance.code])
      writer.write(distance.extra, bits: distance.bits)
    }
    writer.write(literalCode.codes[Self.endOfBlock], bits: literalCode.lengths[Self.endOfBlock])
    writer.finish()
    return writer.bytes + (0..<4).map { UInt8(truncatingIfNeeded: checksum >> UInt32(24 - 8 * $0)) }
  }

  /// The lengths of both codes, themselves in a code; repetitions are not shortened, which costs some hundred bits.
  private static func write(_ literals: [Int], _ distances: [Int], to writer: inout BitWriter) {
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var frequencies = [Int](repeating: 0, count: 19)
    for length in literals + distances { frequencies[length] += 1 }
    let code = HuffmanCode(frequencies: frequencies, longest: 7)
    writer.write(literals.count - 257, bits: 5)
    writer.write(distances.count - 1, bits: 5)
    writer.write(order.count - 4, bits: 4)
    for symbol in order { writer.write(code.lengths[symbol], bits: 3) }
    for length in literals + distances { writer.write(code.codes[length], bits: code.lengths[length]) }
  }

  /// The check sum of all bytes as they will be read.
  private func checksum() -> UInt32 {
    var bytes = [UInt8](repeating: 0, count: bytesPerRow)
    var sum: UInt32 = 1
    for row in 0..<height {
      let line = pixels + row * pixelsPerRow
      bytes.withUnsafeMutableBufferPointer { bytes in
        var place = 1
        for column in 0..<width {
          let pixel = line[column]
          if bytesPerPixel > 1 {
            bytes[place] = UInt8(truncatingIfNeeded: pixel >> 16)
            bytes[place + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
            place += 2
          }
          bytes[place] = UInt8(truncatingIfNeeded: pixel)
          place += 1
          if bytesPerPixel > 3 {
            bytes[place] = UInt8(truncatingIfNeeded: pixel >> 24)
            place += 1
          }
        }
      }
      sum = Zlib.adler(bytes, after: sum)
    }
    return sum
  }
}
