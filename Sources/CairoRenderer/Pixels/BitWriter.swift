/// Writes numbers of any number of bits, lowest bit first, as DEFLATE wants them.
struct BitWriter {
  private(set) var bytes: [UInt8]
  private var held: UInt64 = 0
  private var count: UInt64 = 0

  init(after bytes: [UInt8], capacity: Int) {
    self.bytes = bytes
    self.bytes.reserveCapacity(bytes.count + capacity)
  }

  mutating func write(_ value: Int, bits: Int) {
    held |= UInt64(truncatingIfNeeded: value) << count
    count += UInt64(bits)
    if count >= 32 {
      withUnsafeBytes(of: UInt32(truncatingIfNeeded: held).littleEndian) { bytes.append(contentsOf: $0) }
      held >>= 32
      count -= 32
    }
  }

  /// Fills the last byte with zeros.
  mutating func finish() {
    while count > 0 {
      bytes.append(UInt8(truncatingIfNeeded: held))
      held >>= 8
      count = count > 8 ? count - 8 : 0
    }
  }
}
