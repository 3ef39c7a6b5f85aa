import Numbers

/// What one block of a file holds: codes of the columns asked for, and what was found wrong.
///
/// Lines are counted from the block's first, and codes are those of the worker that read it, until blocks are joined.
struct BlockReading: Sendable {
  /// One cell of a block.
  struct CellPlace: Hashable {
    let row: Int
    let slot: Int
  }

  let index: Int
  let worker: Int
  var rowCount = 0
  /// How many lines the block has.
  var lineCount = 0
  /// For each row its line; nil where row after row is on line after line.
  var lines: [UInt32]?
  var codes: [NarrowCodes] = []
  /// How many lines a cell begins behind the line of its row, where it does.
  var breaksBefore: [CellPlace: Int] = [:]
  var faults = FaultList()
  /// The line of the first value in each column without a name.
  var unnamedValues: [Int: UInt32] = [:]
  /// For each row a number made of all its bytes, where repeated rows are looked for; empty otherwise.
  var hashes: [UInt64] = []
  var letters = LetterEvidence()
  var decimalMarks: Set<DecimalMark> = []
}

/// What the bytes of a block say of the file's encoding.
struct LetterEvidence: Sendable {
  /// Whether letters beyond ASCII are valid UTF-8.
  var hasUTF8 = false
  /// The first byte that is not UTF-8, and its line.
  var invalid: (byte: UInt8, line: Int)?
  /// The first byte that is no letter in Windows-1252, and its line.
  var undefined: (byte: UInt8, line: Int)?

  init() {}

  /// Looks at bytes of which some are not ASCII.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    func place(_ offset: Int) -> (byte: UInt8, line: Int) {
      (bytes[offset], LineBreaks.count(in: bytes, from: 0, to: offset))
    }
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    if isValid {
      hasUTF8 = true
    } else {
      let (offset, hasLetters) = TextDecoder.firstInvalid(Array(bytes))
      hasUTF8 = hasLetters
      invalid = place(offset)
    }
    undefined = bytes.firstIndex { Windows1252.isUndefined($0) }.map(place)
  }

  /// Looks at the header.
  static func ofHeader(_ bytes: ArraySlice<UInt8>) -> LetterEvidence {
    bytes.allSatisfy { $0 < 0x80 }
      ? LetterEvidence() : bytes.withUnsafeBufferPointer { LetterEvidence($0) }
  }

  /// The evidence of two blocks, of which the second begins on a line.
  func joined(_ later: LetterEvidence, from line: Int) -> LetterEvidence {
    var both = self
    both.hasUTF8 = hasUTF8 || later.hasUTF8
    both.invalid = invalid ?? later.invalid.map { ($0.byte, $0.line + line) }
    both.undefined = undefined ?? later.undefined.map { ($0.byte, $0.line + line) }
    return both
  }
}
