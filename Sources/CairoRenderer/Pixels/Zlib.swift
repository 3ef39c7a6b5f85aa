internal import CZlib

/// The doorway to zlib, of which only the check sum of PNG's chunks is used.
enum Zlib {
  /// The check sum of a PNG chunk.
  static func cyclic(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
  }
}
