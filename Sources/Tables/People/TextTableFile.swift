import Numbers

/// A file of text or a spreadsheet whose header has been read and whose rows are yet to be.
struct TextTableFile: Sendable {
  /// The file name.
  let source: String

  private let stream: ByteStream
  private let options: CSVOptions
  private let header: CSVHeader
  private let separator: Separator
  /// The bytes read so far, and where the rows begin in them.
  private let head: [UInt8]
  private let headIsWhole: Bool
  private let bodyOffset: Int
  private let bodyLine: Int
  private let hasMark: Bool
  private let encoding: TextEncoding?

  /// What was taken as title, header and notes, and which sheet was read, to be told to the reader.
  let notes: [String]
  /// What stands above the header, where that is a title.
  let title: String?

  /// The bytes within which the header must end, so that a small file cannot fill the memory.
  private static let longestHeader = 32 << 20

  /// Opens a file, `-` for standard input; what gzip compressed is inflated.
  init(path: String, options: CSVOptions = CSVOptions()) throws(TableError) {
    try self.init(ByteStream(path: path), options)
  }

  /// Takes the bytes of a file.
  init(csv bytes: [UInt8], source: String, options: CSVOptions = CSVOptions()) throws(TableError) {
    try self.init(ByteStream(bytes, name: source), options)
  }

  private init(_ given: ByteStream, _ wished: CSVOptions) throws(TableError) {
    source = given.name
    var stream = given
    var options = wished
    var notes: [String] = []
    var encoding: TextEncoding?
    var head = try Self.bytes(Self.firstBytes, of: stream)
    let plain = try Self.plain(head, of: stream, options, &notes)
    title = plain?.title
    if let plain {
      stream = ByteStream(plain.bytes, name: given.name)
      options.separator = plain.separator
      encoding = plain.encoding
      options.firstLine = plain.firstLine
      head = try Self.bytes(Self.firstBytes, of: stream)
    }
    self.stream = stream
    self.options = options
    self.encoding = encoding
    var wanted = Self.firstBytes
    while true {
      let isWhole = head.count < wanted
      let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      if let found = try Self.header(head[start...], isWhole: isWhole, source: source, options) {
        self.head = head
        headIsWhole = isWhole
        header = found.header
        self.notes = notes + found.header.notes
        separator = found.separator
        bodyOffset = start + found.end
        bodyLine = found.line
        hasMark = start > 0
        return
      }
      guard !isWhole else { throw .empty(source: source) }
      guard wanted < Self.longestHeader else {
        throw .damaged(
          source: source,
          problem:
            "the header does not end within \(NumberStyle().text(Self.longestHeader)) bytes; a line break is "
            + "needed after it")
      }
      wanted *= 2
      head += try Self.bytes(wanted - head.count, of: stream)
      if head.count < wanted { try TextDecoder.refuseOtherFormats(head, source: source) }
    }
  }

  /// How many bytes are looked at first.
  private static let firstBytes = (1 << 16) + 1

  /// A spreadsheet, a text in UTF-16 or a table with titles and notes around it as a plain file; nil for what is one.
  private static func plain(
    _ head: [UInt8], of stream: ByteStream, _ options: CSVOptions, _ notes: inout [String]
  ) throws(TableError) -> PlainTable? {
    let isWhole = head.count < firstBytes
    let source = stream.name
    func all() throws(TableError) -> [UInt8] {
      var bytes = head
      while !isWhole {
        let more = try Self.bytes(1 << 22, of: stream)
        guard !more.isEmpty else { break }
        guard bytes.count + more.count < Int(Int32.max) else {
          throw .tooLarge(source: source, bytes: bytes.count + more.count)
        }
        bytes += more
      }
      return bytes
    }
    if TextDecoder.isUTF32(head) { throw .unsupportedEncoding(source: source, encoding: "UTF-32") }
    if Spreadsheet.isOld(head) { throw Spreadsheet.refusalOfOld(try all(), source: source) }
    var made: PlainTable?
    if Spreadsheet.isArchive(head) {
      let book: Spreadsheet
      if let path = stream.reopenedPath {
        book = try Spreadsheet(path: path, source: source)
      } else {
        book = try Spreadsheet(all(), source: source)
      }
      let (csv, isScaled) = try book.table(options.sheet, cells: options.cells, notes: &notes)
      var own = options
      own.separator = .comma
      made = try PlainTable(
        csv, encoding: .utf8, source: source, options: own, isConverted: true, isSheet: true,
        isScaled: isScaled)
    } else if let order = UTF16Text.order(of: head) {
      let text = try UTF16Text.decoded(try all(), order, source: source)
      made = try PlainTable(text, encoding: .utf8, source: source, options: options, isConverted: true)
    } else {
      if let sheet = options.sheet {
        throw .damaged(
          source: source, problem: "it is no spreadsheet and has no sheet \(sheet); leave out --sheet")
      }
      try TextDecoder.refuseOtherFormats(head, source: source)
      let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var isNeeded = PlainTable.isNeeded(head: Array(head[start...]), isWhole: isWhole, options: options)
      if !isNeeded, !isWhole, let tail = stream.tail(1 << 13) {
        isNeeded = PlainTable.hasNotes(tail: tail, head: Array(head[start...]), separator: options.separator)
      }
      guard isNeeded else { return nil }
      let (text, encoding) = try TextDecoder.decode(all(), source: source, as: options.encoding)
      // What was read beyond the beginning cannot be read again from a pipe.
      made = try PlainTable(text, encoding: encoding, source: source, options: options, isConverted: !isWhole)
    }
    notes += made?.notes ?? []
    return made
  }

  /// The columns of the header.
  var columns: [Column] { header.columns }

  /// The column of a name; nil where none or several answer to it.
  func firstColumn(among names: [String]) -> Column? {
    header.firstColumn(among: names, source: source)
  }

  /// Reads the file whole, as a table of figures.
  func table() throws(TableError) -> Table {
    var bytes = head
    if !headIsWhole {
      try startAgainIfNeeded()
      while true {
        let more = try Self.bytes(1 << 22, of: stream)
        guard !more.isEmpty else { break }
        guard bytes.count + more.count < Int(Int32.max) else {
          throw .tooLarge(source: source, bytes: bytes.count + more.count)
        }
        bytes += more
      }
    }
    var own = options
    if encoding != nil { own.encoding = nil }
    return try Table(csv: bytes, source: source, options: own, knownAs: encoding)
  }

  /// Reads the columns asked for.
  ///
  /// - Parameters:
  ///   - filter: rows to keep; its columns need not be asked for.
  ///   - reading: how to read; what is read does not depend on it.
  /// - Throws: `TableError.faults` with every fault: a column that is not there (with the nearest name), or is there
  ///   twice; cells that are not of the kind asked for; rows of the wrong length.
  func people(
    _ wanted: [WantedColumn], where filter: RowFilter? = nil, reading: ReadingOptions = ReadingOptions()
  ) throws(TableError) -> PersonTable {
    let requests = try header.requests(wanted, source: source)
    var read = requests.map(\.column)
    for name in filter?.columnNames ?? [] {
      // A name that is unknown is refused by the filter itself.
      if case .success(let column) = header.lookUp(name, source: source), !read.contains(column) {
        read.append(column)
      }
    }
    let plan = ReadingPlan(source: source, header: header, separator: separator, wanted: read)
    if !headIsWhole { try startAgainIfNeeded() }
    let reading = try PersonReading(
      plan,
      RecordCutter(stream, separator: separator, start: head[bodyOffset...], isWhole: headIsWhole),
      firstLine: bodyLine, size: stream.size, options: reading)
    let encoding = try self.encoding == nil ? encoding(of: reading.letters) : .utf8
    let repeated = reading.repeated
    let lines = repeated == nil ? nil : reading.lines
    var people = try PersonJoining(
      reading, plan: plan, encoding: encoding, options: options, source: source
    ).table(requests, where: filter, faults: reading.faults)
    if let repeated, let lines {
      let others = repeated.count - 1
      people.readingNotes.append(
        "lines \(lines[repeated.first]) and \(lines[repeated.second]) are the same"
          + (others > 0 ? ", and \(others) more row\(others == 1 ? " repeats" : "s repeat") one above" : "")
          + "; each is counted, so that a person counts twice.")
    }
    return people
  }

  /// The encoding of the letters, by the rules of `Table`.
  private func encoding(of letters: LetterEvidence) throws(TableError) -> TextEncoding {
    if options.encoding == .windows1252, !hasMark {
      if let (byte, line) = letters.undefined { throw .undecodable(source: source, line: line, byte: byte) }
      return .windows1252
    }
    let own = LetterEvidence.ofHeader(head[..<bodyOffset])
    guard own.invalid != nil || letters.invalid != nil else { return .utf8 }
    if options.encoding != nil || hasMark || own.hasUTF8 || letters.hasUTF8 {
      let (byte, line) = own.invalid.map { ($0.byte, $0.line + 1) } ?? letters.invalid ?? (0, 1)
      throw .undecodable(source: source, line: line, byte: byte)
    }
    if let (byte, line) = letters.undefined { throw .undecodable(source: source, line: line, byte: byte) }
    return .windows1252
  }

  private func startAgainIfNeeded() throws(TableError) {
    if stream.position == head.count { return }
    try stream.rewind()
    _ = try Self.bytes(head.count, of: stream)
  }

  private static func bytes(_ count: Int, of stream: ByteStream) throws(TableError) -> [UInt8] {
    var failure: TableError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(TableError) {
        filled = try stream.fill(UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// The header, where it ends and on which line; nil where it may go on.
  private static func header(
    _ bytes: ArraySlice<UInt8>, isWhole: Bool, source: String, _ options: CSVOptions
  ) throws(TableError) -> (header: CSVHeader, separator: Separator, end: Int, line: Int)? {
    let separator =
      options.separator ?? bytes.withUnsafeBufferPointer { SeparatorDetection.separator(of: $0) }
    let found = bytes.withUnsafeBufferPointer { buffer -> (CSVHeader, end: Int, line: Int)? in
      var scanner = CSVScanner(buffer, separator: separator, line: options.firstLine)
      guard let header = CSVHeader.read(&scanner, buffer, source: source),
        isWhole || scanner.offset < buffer.count
      else { return nil }
      return (header, scanner.offset, scanner.line)
    }
    guard let (header, end, line) = found else { return nil }
    let own = Array(bytes.prefix(end))
    if String(validating: own, as: UTF8.self) != nil, options.encoding != .windows1252 {
      return (header, separator, end, line)
    }
    let decoded = try Windows1252.decode(own, source: source)
    let again = decoded.withUnsafeBufferPointer { buffer -> CSVHeader? in
      var scanner = CSVScanner(buffer, separator: separator, line: options.firstLine)
      return CSVHeader.read(&scanner, buffer, source: source)
    }
    return (again ?? header, separator, end, line)
  }
}
