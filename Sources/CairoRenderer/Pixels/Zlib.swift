internal import CZlib

/// The doorway to zlib, of which only the check sums are used.
enum Zlib {
  /// The check sum of a PNG chunk.
  static func cyclic(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
  }

  /// The check sum of a compressed stream, continued.
  static func adler(_ bytes: [UInt8], after sum: UInt32) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(adler32_z(UInt(sum), $0.baseAddress, $0.count)) }
  }
}
