/// Literal bytes and copies of earlier ones, counted and then written as a zlib stream.
///
/// - Source: Deutsch (1996), RFC 1950 and RFC 1951.
///
/// A class, because its memory must be freed; arrays would be checked at every byte.
final class DeflateTokens {
  private let tokens: UnsafeMutablePointer<UInt32>
  private var count = 0
  private let capacity: Int
  private let literals: UnsafeMutablePointer<Int>
  private let distances: UnsafeMutablePointer<Int>

  /// How far back a copy may reach.
  static let window = 32_768
  /// How few bytes a copy may have.
  static let shortest = 3
  private static let longest = 258
  private static let endOfBlock = 256
  private static let literalCount = 286
  private static let distanceCount = 30

  /// - Parameter capacity: how many bytes will be said, none of them twice; memory that is not used costs nothing.
  init(capacity: Int) {
    self.capacity = capacity
    tokens = .allocate(capacity: capacity)
    literals = .allocate(capacity: Self.literalCount)
    literals.initialize(repeating: 0, count: Self.literalCount)
    distances = .allocate(capacity: Self.distanceCount)
    distances.initialize(repeating: 0, count: Self.distanceCount)
  }

  deinit {
    tokens.deallocate()
    literals.deallocate()
    distances.deallocate()
  }

  @inline(__always)
  private func append(_ token: UInt32) {
    precondition(count < capacity)
    tokens[count] = token
    count &+= 1
  }

  @inline(__always)
  func literal(_ byte: UInt32) {
    append(byte & 0xFF)
    literals[Int(byte & 0xFF)] &+= 1
  }

  func match(length: Int, distance: Int) {
    var rest = length
    let code = Self.distanceCode(distance).code
    while rest > 0 {
      var part = min(rest, Self.longest)
      if rest - part == 1 || rest - part == 2 { part -= 3 }
      append(1 << 31 | UInt32(part) << 16 | UInt32(distance - 1))
      literals[257 + Self.lengthCode(part).code] &+= 1
      distances[code] &+= 1
      rest -= part
    }
  }

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

  /// The finished zlib stream.
  func encoded(checksum: UInt32) -> [UInt8] {
    literals[Self.endOfBlock] = 1
    let literals = Array(UnsafeBufferPointer(start: literals, count: Self.literalCount))
    let distances = Array(UnsafeBufferPointer(start: distances, count: Self.distanceCount))
    let literalCode = HuffmanCode(frequencies: literals, longest: 15)
    let distanceCode = HuffmanCode(frequencies: distances, longest: 15)
    // A token takes at most 15 + 5 + 15 + 13 bits, the codes themselves fewer than 300 bytes.
    let bits =
      zip(literals, literalCode.lengths).reduce(0) { $0 + $1.0 * ($1.1 + 5) }
      + zip(distances, distanceCode.lengths).reduce(0) { $0 + $1.0 * ($1.1 + 13) }
    return [UInt8](unsafeUninitializedCapacity: bits / 8 + 1024) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      var writer = BitWriter(into: start)
      writer.write(byte: 0x78)
      writer.write(byte: 0x01)
      writer.write(1, bits: 1)
      writer.write(2, bits: 2)
      Self.write(literalCode.lengths, distanceCode.lengths, to: &writer)
      write(literalCode, distanceCode, to: &writer)
      writer.finish()
      for place in 0..<4 { writer.write(byte: UInt8(truncatingIfNeeded: checksum >> UInt32(24 - 8 * place))) }
      count = writer.position
    }
  }

  private func write(_ literalCode: HuffmanCode, _ distanceCode: HuffmanCode, to writer: inout BitWriter) {
    literalCode.lengths.withUnsafeBufferPointer { lengths in
      literalCode.codes.withUnsafeBufferPointer { codes in
        for token in UnsafeBufferPointer(start: tokens, count: count) {
          if token < 256 {
            writer.write(codes[Int(token)], bits: lengths[Int(token)])
            continue
          }
          let length = Self.lengthCode(Int(token >> 16 & 0x1FF))
          writer.write(codes[257 + length.code], bits: lengths[257 + length.code])
          writer.write(length.extra, bits: length.bits)
          let distance = Self.distanceCode(Int(token & 0x7FFF) + 1)
          writer.write(distanceCode.codes[distance.code], bits: distanceCode.lengths[distance.code])
          writer.write(distance.extra, bits: distance.bits)
        }
        writer.write(codes[Self.endOfBlock], bits: lengths[Self.endOfBlock])
      }
    }
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
}
