/// Decompresses zlib data, written apart from zlib so that it can contradict it.
///
/// - Source: Deutsch (1996), RFC 1950 and RFC 1951.
struct Inflate {
  struct Broken: Error {
    let reason: String
  }

  private let input: [UInt8]
  private var position: Int
  private var bits: UInt32 = 0
  private var held = 0
  private var output: [UInt8] = []

  static func decompress(_ bytes: [UInt8]) throws -> [UInt8] {
    var inflate = Inflate(input: bytes, position: 2)
    while try inflate.block() == false {}
    let sum = inflate.input.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard sum == adler(inflate.output) else { throw Broken(reason: "check sum") }
    return inflate.output
  }

  private init(input: [UInt8], position: Int) {
    self.input = input
    self.position = position
  }

  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }

  private mutating func take(_ count: Int) throws -> Int {
    while held < count {
      guard position < input.count else { throw Broken(reason: "the end came early") }
      bits |= UInt32(input[position]) << UInt32(held)
      position += 1
      held += 8
    }
    let value = bits & (1 << UInt32(count) - 1)
    bits >>= UInt32(count)
    held -= count
    return Int(value)
  }

  /// Whether the block was the last.
  private mutating func block() throws -> Bool {
    let isLast = try take(1) == 1
    switch try take(2) {
    case 0:
      bits = 0
      held = 0
      let count = Int(input[position]) | Int(input[position + 1]) << 8
      output += input[(position + 4)..<(position + 4 + count)]
      position += 4 + count
    case 1:
      let lengths =
        [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112) + [Int](repeating: 7, count: 24)
        + [Int](repeating: 8, count: 8)
      try symbols(Codes(lengths), Codes([Int](repeating: 5, count: 30)))
    case 2:
      let (literals, distances) = try tables()
      try symbols(literals, distances)
    default: throw Broken(reason: "unknown kind of block")
    }
    return isLast
  }

  private mutating func tables() throws -> (Codes, Codes) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let codeCount = try take(4) + 4
    var codeLengths = [Int](repeating: 0, count: 19)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for index in 0..<codeCount { codeLengths[order[index]] = try take(3) }
    let codes = Codes(codeLengths)
    var lengths: [Int] = []
    while lengths.count < literalCount + distanceCount {
      switch try symbol(codes) {
      case 16: lengths += [Int](repeating: lengths[lengths.count - 1], count: try take(2) + 3)
      case 17: lengths += [Int](repeating: 0, count: try take(3) + 3)
      case 18: lengths += [Int](repeating: 0, count: try take(7) + 11)
      case let length: lengths.append(length)
      }
    }
    return (Codes(Array(lengths[..<literalCount])), Codes(Array(lengths[literalCount...])))
  }

  private mutating func symbols(_ literals: Codes, _ distances: Codes) throws {
    while true {
      let value = try symbol(literals)
      if value < 256 {
        output.append(UInt8(value))
      } else if value == 256 {
        return
      } else {
        let length = try lengthBase(value - 257)
        let distance = try distanceBase(symbol(distances))
        guard distance <= output.count else { throw Broken(reason: "a match before the start") }
        for _ in 0..<length { output.append(output[output.count - distance]) }
      }
    }
  }

  private mutating func lengthBase(_ code: Int) throws -> Int {
    if code < 8 { return code + 3 }
    if code == 28 { return 258 }
    let extra = code / 4 - 1
    return (4 + code % 4) << extra + 3 + (try take(extra))
  }

  private mutating func distanceBase(_ code: Int) throws -> Int {
    if code < 4 { return code + 1 }
    let extra = code / 2 - 1
    return (2 + code % 2) << extra + 1 + (try take(extra))
  }

  private mutating func symbol(_ codes: Codes) throws -> Int {
    var code = 0
    for length in 1...15 {
      code = code << 1 | (try take(1))
      if let symbol = codes.symbol(code, length: length) { return symbol }
    }
    throw Broken(reason: "no such code")
  }

  /// Canonical Huffman codes.
  private struct Codes {
    private var first = [Int](repeating: 0, count: 16)
    private var counts = [Int](repeating: 0, count: 16)
    private var offsets = [Int](repeating: 0, count: 16)
    private var sorted: [Int] = []

    init(_ lengths: [Int]) {
      for length in lengths where length > 0 { counts[length] += 1 }
      var code = 0
      for length in 1...15 {
        code = (code + counts[length - 1]) << 1
        first[length] = code
        offsets[length] = offsets[length - 1] + counts[length - 1]
      }
      for length in 1...15 {
        sorted += lengths.indices.filter { lengths[$0] == length }
      }
    }

    func symbol(_ code: Int, length: Int) -> Int? {
      let index = code - first[length]
      return index >= 0 && index < counts[length] ? sorted[offsets[length] + index] : nil
    }
  }
}
