import CZlib

/// Inflates what gzip compressed, also several members one after another.
enum Gzip {
  /// - Throws: `TableError.damaged` where the data are damaged, cut short, or inflate to more than `limit` bytes.
  static func inflate(_ bytes: [UInt8], path: String, limit: Int) throws(TableError) -> [UInt8] {
    var stream = z_stream()
    guard inflateInit2_(&stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      throw .cannotRead(path: path, reason: "zlib could not be started")
    }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var input = bytes
    let isWhole = input.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      var left = source.count
      stream.avail_in = 0
      while true {
        if stream.avail_in == 0 {
          let next = min(left, 1 << 30)
          stream.avail_in = UInt32(next)
          left -= next
        }
        let (code, written) = chunk.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          let code = CZlib.inflate(&stream, Z_NO_FLUSH)
          return (code, target.count - Int(stream.avail_out))
        }
        output.append(contentsOf: chunk[..<written])
        if output.count > limit { return false }
        if code == Z_STREAM_END {
          if stream.avail_in == 0, left == 0 { return true }
          guard inflateReset(&stream) == Z_OK else { return false }
        } else if code != Z_OK {
          return false
        }
      }
    }
    if output.count > limit { throw FileInput.tooLarge(path) }
    guard isWhole else { throw .damaged(source: path, problem: "its gzip data are damaged or cut short") }
    return output
  }
}
