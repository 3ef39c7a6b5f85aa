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
  /// No file has the path.
  case noSuchFile(path: String)
  /// A file that is there and cannot be read.
  case cannotRead(path: String, reason: String)
  /// A document that is damaged, hostile or of a kind that is not read.
  case damaged(source: String, problem: String)
  /// A file of several tables, of which one is to be chosen; the lines of their headers where they stand one below the other.
  case severalTables(source: String, headerLines: [Int], problem: String)
  /// A file that cannot be written; what was there is untouched.
  case cannotWrite(path: String, reason: String)
  /// A filter that is not understood, or that names what the table does not hold.
  case filter(expression: String, offset: Int, problem: String)
  /// A filter that keeps no row.
  case noRows(expression: String, source: String)
  /// Faults of the data.
  case faults(FaultList)

  /// The sentence shown to a user; several faults are a line each.
  public var description: String {
    switch self {
    case .empty(let source):
      "\(DisplayWidth.printable(source)) is empty; a header line and a line for each row are needed"
    case .unsupportedEncoding(let source, let encoding):
      "\(DisplayWidth.printable(source)) is encoded as \(encoding); save it as UTF-8 (in Excel: “CSV UTF-8”)"
    case .notText(let source, let found, let remedy):
      "\(DisplayWidth.printable(source)) is \(found), not a text file; \(remedy)"
    case .undecodable(let source, let line, let byte):
      "\(DisplayWidth.printable(source)), line \(line): byte \(byte.hexadecimal) is neither UTF-8 like the rest nor Windows-1252; save the file as UTF-8"
    case .tooLarge(let source, let bytes):
      "\(DisplayWidth.printable(source)) has \(bytes) bytes; a table of figures is read up to 2147483647"
    case .noSuchFile(let path):
      "there is no file \(DisplayWidth.printable(path))"
    case .cannotRead(let path, let reason):
      "cannot read \(DisplayWidth.printable(path)): \(reason)"
    case .damaged(let source, let problem), .severalTables(let source, _, let problem):
      "\(DisplayWidth.printable(source)): \(problem)"
    case .cannotWrite(let path, let reason):
      "cannot write \(DisplayWidth.printable(path)): \(reason)"
    case .filter(let expression, let offset, let problem):
      "the filter is not understood: \(problem)\n  \(DisplayWidth.printable(expression))\n  "
        + String(repeating: " ", count: DisplayWidth.of(String(expression.prefix(offset)))) + "^"
    case .noRows(let expression, let source):
      "no row of \(DisplayWidth.printable(source)) has \(DisplayWidth.printable(expression)); the filter must keep at least one"
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
