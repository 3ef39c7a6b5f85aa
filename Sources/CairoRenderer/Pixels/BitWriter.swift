/// Writes numbers of up to 32 bits, lowest bit first, as DEFLATE wants them, into memory that is large enough.
struct BitWriter {
  private let bytes: UnsafeMutablePointer<UInt8>
  /// How many bytes are written.
  private(set) var position = 0
  private var held: UInt64 = 0
  private var count: UInt64 = 0

  init(into bytes: UnsafeMutablePointer<UInt8>) {
    self.bytes = bytes
  }

  @inline(__always)
  mutating func write(_ value: Int, bits: Int) {
    held |= UInt64(truncatingIfNeeded: value) << count
    count &+= UInt64(truncatingIfNeeded: bits)
    if count >= 32 {
      UnsafeMutableRawPointer(bytes + position).storeBytes(
        of: UInt32(truncatingIfNeeded: held).littleEndian, as: UInt32.self)
      position &+= 4
      held >>= 32
      count &-= 32
    }
  }

  /// Writes a byte where the last one is full.
  mutating func write(byte: UInt8) {
    bytes[position] = byte
    position += 1
  }

  /// Fills the last byte with zeros.
  mutating func finish() {
    while count > 0 {
      write(byte: UInt8(truncatingIfNeeded: held))
      held >>= 8
      count = count > 8 ? count - 8 : 0
    }
  }
}
