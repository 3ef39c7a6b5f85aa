/// Rows that are the same to the byte in a file in which each row names its person.
struct RepeatedRows: Hashable, Sendable {
  /// The rows of the first that is there again, by their place among all.
  let first: Int
  let second: Int
  /// How many rows repeat one above them.
  let count: Int

  /// Finds rows by numbers made of all their bytes; nil where none repeats another.
  ///
  /// Numbers that share the place of another in a table of bits are compared one by one, so that few of many are.
  init?(_ blocks: [[UInt64]]) {
    let rows = blocks.reduce(0) { $0 + $1.count }
    guard rows > 1 else { return nil }
    let width = min(28, Int.bitWidth - (rows &* 16).leadingZeroBitCount)
    let shift = UInt64(64 - width)
    var seen = Array(repeating: UInt64(0), count: max(1, 1 << max(0, width - 6)))
    var again = seen
    for block in blocks {
      for hash in block {
        let place = hash >> shift
        let (word, bit) = (Int(place >> 6), UInt64(1) << (place & 63))
        if seen[word] & bit != 0 { again[word] |= bit } else { seen[word] |= bit }
      }
    }
    var places: [UInt64: Int] = [:]
    var found: (first: Int, second: Int)?
    var count = 0
    var row = 0
    for block in blocks {
      for hash in block {
        let place = hash >> shift
        if again[Int(place >> 6)] & UInt64(1) << (place & 63) != 0 {
          if let first = places[hash] {
            found = found ?? (first, row)
            count += 1
          } else {
            places[hash] = row
          }
        }
        row += 1
      }
    }
    guard let found else { return nil }
    (first, second) = found
    self.count = count
  }

  /// A number made of bytes; that two rows share one by chance is as likely as one in 2⁶⁴.
  ///
  /// - Source: the multiplier and the mixing are those of SplitMix64: Steele, Lea and Flood (2014), *Fast splittable
  ///   pseudorandom number generators*, OOPSLA, 453–472, doi:10.1145/2660193.2660195.
  @inline(__always)
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    func mixed(_ word: UInt64) -> UInt64 {
      var mixed = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
      mixed ^= mixed >> 29
      return mixed &* 0x94D0_49BB_1331_11EB
    }
    var place = 0
    while place + 8 <= bytes.count {
      hash = mixed(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var rest: UInt64 = 0
    while place < bytes.count {
      rest = rest << 8 | UInt64(bytes[place])
      place += 1
    }
    hash = mixed(rest)
    return hash ^ hash >> 31
  }

  /// Whether a column is called as one that tells people apart.
  static func isIdentifier(_ name: String) -> Bool { identifiers.contains(Column.normalized(name)) }

  private static let identifiers: Set<String> = Set(
    [
      "id", "uid", "urn", "crn", "person", "person id", "person number", "person ref", "offender id",
      "offender number", "offender ref", "pnc", "pnc id", "pnc number", "nomis id", "nomis number", "noms id",
      "noms number", "prisoner id", "prisoner number", "prison number", "inmate id", "inmate number",
      "doc id",
      "client id", "case id", "case number", "case ref", "subject id", "participant id", "individual id",
      "young person id", "child id", "youth id", "unique id", "unique identifier", "identifier", "record id",
    ].map { Column.normalized($0) })
}
