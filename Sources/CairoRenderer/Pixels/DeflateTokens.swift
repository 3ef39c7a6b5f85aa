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

  /// Says one byte.
  @inline(__always)
  func literal(_ byte: UInt32) {
    append(1 << 24 | byte & 0xFF)
    literals[Int(byte & 0xFF)] &+= 1
  }

  /// Says three bytes, the highest first.
  @inline(__always)
  func literals(_ bytes: UInt32) {
    append(3 << 24 | bytes & 0xFF_FFFF)
    literals[Int(bytes >> 16 & 0xFF)] &+= 1
    literals[Int(bytes >> 8 & 0xFF)] &+= 1
    literals[Int(bytes & 0xFF)] &+= 1
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

  @inline(__always)
  private static func lengthCode(_ length: Int) -> (code: Int, extra: Int, bits: Int) {
    if length == longest { return (28, 0, 0) }
    let value = length &- 3
    if value < 8 { return (value, 0, 0) }
    let bits = Int.bitWidth &- value.leadingZeroBitCount &- 3
    return (4 &* bits &+ value &>> bits, value & (1 &<< bits &- 1), bits)
  }

  @inline(__always)
  private static func distanceCode(_ distance: Int) -> (code: Int, extra: Int, bits: Int) {
    let value = distance &- 1
    if value < 4 { return (value, 0, 0) }
    let bits = Int.bitWidth &- value.leadingZeroBitCount &- 2
    return (2 &* bits &+ value &>> bits, value & (1 &<< bits &- 1), bits)
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
      write(Self.words(literalCode), Self.lengthWords(literalCode), Self.words(distanceCode), to: &writer)
      writer.finish()
      for place in 0..<4 { writer.write(byte: UInt8(truncatingIfNeeded: checksum >> UInt32(24 - 8 * place))) }
      count = writer.position
    }
  }

  /// Bits to be written in the lower 56, and in the highest byte how many.
  private typealias Word = UInt64

  private static func words(_ code: HuffmanCode) -> [Word] {
    zip(code.codes, code.lengths).map { UInt64($0) | UInt64($1) << 56 }
  }

  /// The words for the lengths of copies, with the bits that follow the code.
  private static func lengthWords(_ code: HuffmanCode) -> [Word] {
    (0...longest).map { length in
      guard length >= shortest else { return 0 }
      let (symbol, extra, bits) = lengthCode(length)
      let own = code.lengths[257 + symbol]
      return UInt64(code.codes[257 + symbol] | extra << own) | UInt64(own + bits) << 56
    }
  }

  private func write(_ literals: [Word], _ lengths: [Word], _ distances: [Word], to writer: inout BitWriter) {
    let mask: UInt64 = 1 << 56 - 1
    literals.withUnsafeBufferPointer { literals in
      lengths.withUnsafeBufferPointer { lengths in
        distances.withUnsafeBufferPointer { distances in
          for token in UnsafeBufferPointer(start: tokens, count: count) {
            if token >> 31 == 1 {
              let length = lengths[Int(token >> 16 & 0x1FF)]
              let (symbol, extra, bits) = Self.distanceCode(Int(token & 0x7FFF) + 1)
              let distance = distances[symbol]
              let lengthBits = length >> 56
              let distanceBits = distance >> 56
              let far = distance & mask | UInt64(truncatingIfNeeded: extra) &<< distanceBits
              writer.write(
                length & mask | far &<< lengthBits,
                bits: lengthBits &+ distanceBits &+ UInt64(truncatingIfNeeded: bits))
              continue
            }
            let last = literals[Int(token & 0xFF)]
            if token >> 24 == 1 {
              writer.write(last & mask, bits: last >> 56)
              continue
            }
            let first = literals[Int(token >> 16 & 0xFF)]
            let second = literals[Int(token >> 8 & 0xFF)]
            let secondPlace = first >> 56
            let lastPlace = secondPlace &+ second >> 56
            writer.write(
              first & mask | (second & mask) &<< secondPlace | (last & mask) &<< lastPlace,
              bits: lastPlace &+ last >> 56)
          }
          let end = literals[Self.endOfBlock]
          writer.write(end & mask, bits: end >> 56)
        }
      }
    }
  }

  /// The lengths of both codes, themselves in a code; repetitions are not shortened, which costs some hundred bits.
  private static func write(_ literals: [Int], _ distances: [Int], to writer: inout BitWriter) {
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var frequencies = [Int](repeating: 0, count: 19)
    for length in literals + distances { frequencies[length] += 1 }
    let code = HuffmanCode(frequencies: frequencies, longest: 7)
    writer.write(UInt64(literals.count - 257), bits: 5)
    writer.write(UInt64(distances.count - 1), bits: 5)
    writer.write(UInt64(order.count - 4), bits: 4)
    for symbol in order { writer.write(UInt64(code.lengths[symbol]), bits: 3) }
    for length in literals + distances {
      writer.write(UInt64(code.codes[length]), bits: UInt64(code.lengths[length]))
    }
  }
}
