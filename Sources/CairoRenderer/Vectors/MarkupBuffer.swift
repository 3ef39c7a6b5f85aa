/// Bytes of XML under construction, with compact numbers and identifiers that are filled in at the end.
struct MarkupBuffer {
  private(set) var bytes: [UInt8] = []
  /// Where the figure's own prefix goes.
  private var prefixes: [Int] = []

  /// Letters kept free for the prefix: one letter and eight hexadecimal digits.
  private static let prefixLength = 9

  mutating func add(_ markup: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  mutating func add(_ markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  mutating func add(_ other: MarkupBuffer) {
    prefixes.append(contentsOf: other.prefixes.map { $0 + bytes.count })
    bytes.append(contentsOf: other.bytes)
  }

  /// Text for an element or a quoted attribute, without the characters that XML does not allow.
  mutating func add(escaped text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": add("&amp;" as StaticString)
      case "<": add("&lt;" as StaticString)
      case ">": add("&gt;" as StaticString)
      case "\"": add("&quot;" as StaticString)
      case "\t", "\n": bytes.append(UInt8(scalar.value))
      default:
        guard scalar.properties.generalCategory != .control, scalar.value & 0xFFFE != 0xFFFE else { continue }
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// An identifier that no other figure has.
  mutating func addIdentifier(_ suffix: String) {
    prefixes.append(bytes.count)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "f"), count: Self.prefixLength))
    bytes.append(UInt8(ascii: "-"))
    add(suffix)
  }

  /// A number with as many decimals as it needs, at most `decimals`.
  mutating func add(_ value: Double, decimals: Int = 2) {
    var factor = 1
    for _ in 0..<decimals { factor *= 10 }
    add(units: Int((value * Double(factor)).rounded()), decimals: decimals)
  }

  /// A whole number of hundredths, thousandths and so on.
  mutating func add(units: Int, decimals: Int) {
    var rest = units.magnitude
    var places = decimals
    while places > 0, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var written = 0
    repeat {
      if written == places, written > 0 { bytes.append(UInt8(ascii: ".")) }
      if written >= places, rest == 0, written > 0 { break }
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      written += 1
    } while rest > 0 || written <= places
    if bytes.last == UInt8(ascii: "."), places == 0 { bytes.removeLast() }
    bytes[start...].reverse()
  }

  /// The finished bytes, each identifier with a prefix computed from all of them.
  ///
  /// - Source: Fowler, Noll and Vo's hash FNV-1a with 64 bits, RFC 9923.
  func finished() -> [UInt8] {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    bytes.withUnsafeBufferPointer { buffer in
      for byte in buffer { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    var result = bytes
    let digits = Array("0123456789abcdef".utf8)
    for place in prefixes {
      for digit in 1..<Self.prefixLength {
        result[place + digit] = digits[Int(hash >> UInt64(4 * (digit + 7)) & 15)]
      }
    }
    return result
  }
}
