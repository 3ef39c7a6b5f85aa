import Numbers

/// Cuts a stream into blocks of whole records, in order, whoever asks for the next one.
///
/// Without quotes a record ends with its line. Where there are quotes, they are followed one by one under the rules of
/// `CSVScanner`, so that blocks end where that would end a record, whatever their size.
struct RecordCutter {
  /// Memory for a block, with room behind it to read beyond its end.
  struct Buffer {
    private(set) var memory: UnsafeMutableRawBufferPointer
    static let padding = 64

    init(capacity: Int) {
      memory = .allocate(byteCount: capacity + Self.padding, alignment: 64)
    }

    var capacity: Int { memory.count - Self.padding }

    func deallocate() { memory.deallocate() }

    mutating func grow(keeping count: Int) {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: capacity * 2 + Self.padding, alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
      memory.deallocate()
      memory = larger
    }
  }

  /// Whole records at the start of a buffer.
  struct Block {
    let index: Int
    let count: Int
    let hasQuotes: Bool
  }

  /// The bytes within which a row must end, so that a small file cannot fill the memory.
  private static let longestRecord = 128 << 20

  private let stream: ByteStream
  private let separator: UInt8
  /// Bytes read and not yet given out.
  private var carry: [UInt8]
  private var isAtEnd: Bool
  private var next = 0
  private var repairs = 0

  /// Continues a stream of which some bytes have been read.
  init(_ stream: ByteStream, separator: Separator, start: ArraySlice<UInt8>, isWhole: Bool) {
    self.stream = stream
    self.separator = separator.byte
    carry = Array(start)
    isAtEnd = isWhole
  }

  /// How many bytes of the file were read.
  var consumed: Int { stream.consumed }

  /// Stops giving out blocks.
  mutating func stop() {
    carry = []
    isAtEnd = true
  }

  /// Moves the next block into a buffer; nil at the end.
  mutating func cut(into buffer: inout Buffer) throws(TableError) -> Block? {
    // A start longer than a block, from looking for the header, is given out in blocks too.
    var rest: ArraySlice<UInt8> = []
    if carry.count > buffer.capacity {
      rest = carry[buffer.capacity...]
      carry = Array(carry[..<buffer.capacity])
    }
    var count = carry.count
    buffer.memory.copyBytes(from: carry)
    carry = []
    while true {
      if !rest.isEmpty {
        let more = min(rest.count, buffer.capacity - count)
        UnsafeMutableRawBufferPointer(rebasing: buffer.memory[count...]).copyBytes(from: rest.prefix(more))
        rest = rest.dropFirst(more)
        count += more
      } else if !isAtEnd, count < buffer.capacity {
        let space = UnsafeMutableRawBufferPointer(rebasing: buffer.memory[count..<buffer.capacity])
        let more = try stream.fill(space)
        count += more
        isAtEnd = more < space.count
      }
      guard count > 0 else { return nil }
      let isLast = isAtEnd && rest.isEmpty
      let bytes = UnsafeRawBufferPointer(rebasing: buffer.memory[..<count])
      let boundaries = RecordBoundaries(
        bytes.assumingMemoryBound(to: UInt8.self), separator: separator, isAtEnd: isLast, repairs: repairs)
      if boundaries.end > 0 || isLast {
        repairs = boundaries.repairs
        if boundaries.isCutShort {
          stop()
        } else {
          carry = Array(bytes[boundaries.end...]) + rest
        }
        let block = Block(index: next, count: boundaries.end, hasQuotes: boundaries.hasQuotes)
        next += 1
        // What stands behind the end is read by whole words.
        for place in 0..<Buffer.padding { buffer.memory[block.count + place] = LineBreaks.newline }
        return block
      }
      guard buffer.capacity < Self.longestRecord else {
        throw .damaged(
          source: stream.name,
          problem:
            "a row does not end within \(NumberStyle().text(Self.longestRecord)) bytes; a line break is needed "
            + "after each row")
      }
      buffer.grow(keeping: count)
    }
  }
}
