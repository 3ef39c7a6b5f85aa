internal import CZlib

/// The doorway to zlib.
enum Zlib {
  /// Compresses bytes.
  static func deflate(_ bytes: UnsafeBufferPointer<UInt8>, level: Int32, strategy: Int32 = Z_DEFAULT_STRATEGY)
    throws(RenderError) -> [UInt8]
  {
    var stream = z_stream()
    let started = deflateInit2_(
      &stream, level, Z_DEFLATED, 15, 9, strategy, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
    guard started == Z_OK else { throw .compression(Int(started)) }
    defer { deflateEnd(&stream) }
    let capacity = Int(deflateBound(&stream, UInt(bytes.count)))
    var status = Z_OK
    let result = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
      stream.avail_in = UInt32(bytes.count)
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(capacity)
      status = CZlib.deflate(&stream, Z_FINISH)
      count = Int(stream.total_out)
    }
    guard status == Z_STREAM_END else { throw .compression(Int(status)) }
    return result
  }

  /// The check sum of a PNG chunk.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let array = ContiguousArray(bytes)
    return array.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
  }
}
