import CZlib

/// Inflates what gzip compressed piece by piece, also several members one after another.
final class GzipStream {
  private var stream = z_stream()
  private let input: UnsafeMutableRawBufferPointer
  private var available: Int
  private var offset = 0
  private var isAtEnd = false
  private let name: String

  /// Starts with bytes already read.
  init(start: [UInt8], name: String) throws(TableError) {
    self.name = name
    input = .allocate(byteCount: 1 << 18, alignment: 16)
    input.copyBytes(from: start)
    available = start.count
    guard inflateInit2_(&stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .cannotRead(path: name, reason: "zlib could not be started") }
  }

  deinit {
    inflateEnd(&stream)
    input.deallocate()
  }

  /// Fills a buffer as far as there are bytes, fetching compressed ones as needed.
  func fill(
    _ target: UnsafeMutableRawBufferPointer,
    fetch: (UnsafeMutableRawBufferPointer) throws(TableError) -> Int
  ) throws(TableError) -> Int {
    var filled = 0
    while filled < target.count, !isAtEnd {
      if offset == available {
        available = try fetch(input)
        offset = 0
        guard available > 0 else { throw damaged }
      }
      let space = min(target.count - filled, 1 << 30)
      stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self).advanced(by: offset)
      stream.avail_in = UInt32(available - offset)
      stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self).advanced(by: filled)
      stream.avail_out = UInt32(space)
      let code = CZlib.inflate(&stream, Z_NO_FLUSH)
      offset = available - Int(stream.avail_in)
      filled += space - Int(stream.avail_out)
      if code == Z_STREAM_END {
        if offset == available {
          available = try fetch(input)
          offset = 0
        }
        isAtEnd = available == 0
        if !isAtEnd, inflateReset(&stream) != Z_OK { throw damaged }
      } else if code != Z_OK, code != Z_BUF_ERROR {
        throw damaged
      }
    }
    return filled
  }

  private var damaged: TableError {
    .damaged(source: name, problem: "its gzip data are damaged or cut short")
  }
}
