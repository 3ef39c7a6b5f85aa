/// Writes numbers of up to 56 bits, lowest bit first, as DEFLATE wants them, into memory with eight bytes to spare.
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
  mutating func write(_ value: UInt64, bits: UInt64) {
    held |= value &<< count
    count &+= bits
    UnsafeMutableRawPointer(bytes + position).storeBytes(of: held.littleEndian, as: UInt64.self)
    position &+= Int(truncatingIfNeeded: count &>> 3)
    held &>>= count & ~7
    count &= 7
  }

  /// Writes a byte where the last one is full.
  mutating func write(byte: UInt8) {
    bytes[position] = byte
    position += 1
  }

  /// Fills the last byte with zeros.
  mutating func finish() {
    if count > 0 { write(byte: UInt8(truncatingIfNeeded: held)) }
    held = 0
    count = 0
  }
}
