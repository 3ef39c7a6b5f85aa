/// What `Tables` refuses, and what it could not read or write.
public enum TableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nothing but blanks.
  case empty(source: String)
  /// A text encoding that is not read.
  case unsupportedEncoding(source: String, encoding: String)
  /// Not a text file; what it seems to be, and what to do.
  case notText(source: String, found: String, remedy: String)
  /// Bytes that are neither valid UTF-8 nor Windows-1252.
  case undecodable(source: String, line: Int, byte: UInt8)
  /// More bytes than a table of figures can have.
  case tooLarge(source: String, bytes: Int)
  /// Faults of the data.
  case faults(FaultList)

  /// The sentence shown to a user; several faults are a line each.
  public var description: String {
    switch self {
    case .empty(let source):
      "\(source) is empty; a header line and a line for each row are needed"
    case .unsupportedEncoding(let source, let encoding):
      "\(source) is encoded as \(encoding); save it as UTF-8 (in Excel: “CSV UTF-8”)"
    case .notText(let source, let found, let remedy):
      "\(source) is \(found), not a text file; \(remedy)"
    case .undecodable(let source, let line, let byte):
      "\(source), line \(line): byte \(byte.hexadecimal) is neither UTF-8 like the rest nor Windows-1252; save the file as UTF-8"
    case .tooLarge(let source, let bytes):
      "\(source) has \(bytes) bytes; a table of figures is read up to 2147483647"
    case .faults(let faults):
      faults.description
    }
  }
}

extension UInt8 {
  fileprivate var hexadecimal: String {
    "0x" + (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true)
  }
}
