/// Lines as editors count them: ended by CR LF, by LF or by CR.
enum LineBreaks {
  /// The number of line breaks that end in a range of bytes.
  static func count(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    var breaks = 0
    var offset = start
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      if byte == newline {
        breaks += 1
      } else if byte == carriageReturn {
        breaks += 1
        if offset < end, bytes[offset] == newline { offset += 1 }
      }
    }
    return breaks
  }

  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
