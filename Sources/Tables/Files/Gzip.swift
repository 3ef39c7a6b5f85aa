import CZlib

/// Inflates what gzip compressed, also several members one after another.
enum Gzip {
  /// Deflated data cannot be smaller by more than this.
  private static let largestRatio = 1_032

  /// - Throws: `TableError.damaged` where the data are damaged or cut short, `TableError.tooLarge` where they inflate to
  ///   more than `limit` bytes.
  static func inflate(_ bytes: [UInt8], path: String, limit: Int) throws(TableError) -> [UInt8] {
    // The last four bytes say how much the last member holds, unless the file was cut.
    let said = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    if said > limit {
      // Nothing is kept of what will be refused.
      var size = 0
      let isWhole = try pieces(of: bytes, path: path) { piece in
        size += piece.count
        return size <= limit
      }
      if size > limit { throw FileInput.tooLarge(path) }
      guard isWhole else { throw damaged(path) }
    }
    var output: [UInt8] = []
    output.reserveCapacity(min(said, limit, bytes.count * largestRatio))
    let isWhole = try pieces(of: bytes, path: path) { piece in
      output.append(contentsOf: piece)
      return output.count <= limit
    }
    if output.count > limit { throw FileInput.tooLarge(path) }
    guard isWhole else { throw damaged(path) }
    return output
  }

  private static func damaged(_ path: String) -> TableError {
    .damaged(source: path, problem: "its gzip data are damaged or cut short")
  }

  /// Gives out what is inflated piece by piece, until all is given out or `body` returns false; false where it does, and
  /// where the data are damaged.
  private static func pieces(
    of bytes: [UInt8], path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(TableError) -> Bool {
    var stream = z_stream()
    guard inflateInit2_(&stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      throw .cannotRead(path: path, reason: "zlib could not be started")
    }
    defer { inflateEnd(&stream) }
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)
    defer { chunk.deallocate() }
    return bytes.withUnsafeBufferPointer { source in
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      var left = source.count
      stream.avail_in = 0
      while true {
        if stream.avail_in == 0 {
          let next = min(left, 1 << 30)
          stream.avail_in = UInt32(next)
          left -= next
        }
        stream.next_out = chunk.baseAddress
        stream.avail_out = UInt32(chunk.count)
        let code = CZlib.inflate(&stream, Z_NO_FLUSH)
        let written = chunk.count - Int(stream.avail_out)
        if !body(UnsafeBufferPointer(rebasing: chunk[..<written])) { return false }
        if code == Z_STREAM_END {
          if stream.avail_in == 0, left == 0 { return true }
          guard inflateReset(&stream) == Z_OK else { return false }
        } else if code != Z_OK {
          return false
        }
      }
    }
  }
}
