/// Numbers the distinct texts of a column in the order in which they are met, by the bytes between the separators.
///
/// Texts of up to eight bytes are one word, looked up without a loop. Memory is raw so that the inner loop of reading
/// pays for nothing else; the owner gives it back with `deallocate()`.
struct TextDictionary {
  /// A text of up to eight bytes, the first in the lowest bits, and its number from 1; 0 marks a free slot.
  private struct ShortSlot {
    var key: UInt64
    var number: UInt32
    var length: UInt32
  }

  /// A longer text.
  private struct LongSlot {
    var hash: UInt64
    var number: UInt32
    var length: UInt32
    var start: Int
  }

  /// Where a text was first met.
  struct Place: Hashable, Comparable {
    /// The block in the upper half, its row in the lower: a column may have a million different texts.
    private let number: UInt64

    init(block: Int, row: Int) {
      number = UInt64(truncatingIfNeeded: block) << 32 | UInt64(UInt32(truncatingIfNeeded: row))
    }

    static func < (first: Place, second: Place) -> Bool { first.number < second.number }
  }

  private var shortSlots: UnsafeMutablePointer<ShortSlot>
  private var shortShift: UInt64
  private var shortCount = 0
  private var longSlots: UnsafeMutablePointer<LongSlot>
  private var longMask: Int
  private var longCount = 0
  /// The bytes of longer texts, each filled up to whole words.
  private var arena: UnsafeMutableRawPointer
  private var arenaCapacity: Int
  private var arenaCount = 0
  /// Where each text was first met, in that order.
  private(set) var places: [Place] = []

  init() {
    shortShift = 64 - 6
    shortSlots = .allocate(capacity: 1 << 6)
    shortSlots.initialize(repeating: ShortSlot(key: 0, number: 0, length: 0), count: 1 << 6)
    longMask = 63
    longSlots = .allocate(capacity: 64)
    longSlots.initialize(repeating: LongSlot(hash: 0, number: 0, length: 0, start: 0), count: 64)
    arenaCapacity = 1024
    arena = .allocate(byteCount: arenaCapacity, alignment: 8)
  }

  func deallocate() {
    shortSlots.deallocate()
    longSlots.deallocate()
    arena.deallocate()
  }

  /// How many texts there are.
  var count: Int { shortCount + longCount }

  /// The number, from 0, of a text of up to eight bytes, the first in the lowest bits and zeros behind the last.
  @inline(__always)
  mutating func code(_ key: UInt64, length: Int, block: Int, row: Int) -> Int {
    var index = Int(truncatingIfNeeded: (key &* Self.multiplier) >> shortShift)
    let mask = (1 &<< (64 &- shortShift)) &- 1
    while true {
      let slot = shortSlots[index]
      if slot.key == key, slot.number != 0 { return Int(slot.number) &- 1 }
      if slot.number == 0 { return insert(key, length: length, Place(block: block, row: row)) }
      index = (index &+ 1) & Int(truncatingIfNeeded: mask)
    }
  }

  /// The number, from 0, of a text of more than eight bytes; up to seven bytes behind it must be readable.
  @inline(__always)
  mutating func code(_ text: UnsafeRawPointer, length: Int, block: Int, row: Int) -> Int {
    let whole = length >> 3
    let lastMask = Self.mask(length & 7)
    var hash = UInt64(truncatingIfNeeded: length)
    for word in 0..<whole {
      hash = (hash ^ text.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)) &* Self.multiplier
      hash ^= hash >> 32
    }
    let last = text.loadUnaligned(fromByteOffset: whole &* 8, as: UInt64.self) & lastMask
    hash = (hash ^ last) &* Self.multiplier
    hash ^= hash >> 29
    var index = Int(truncatingIfNeeded: hash) & longMask
    while true {
      let slot = longSlots[index]
      if slot.number == 0 {
        return insert(text, length: length, hash: hash, last: last, Place(block: block, row: row))
      }
      if slot.hash == hash, Int(slot.length) == length,
        equals(text, arena + slot.start, whole: whole, last: last)
      {
        return Int(slot.number) &- 1
      }
      index = (index &+ 1) & longMask
    }
  }

  /// The number of any text.
  mutating func code(of text: UnsafeBufferPointer<UInt8>, block: Int, row: Int) -> Int {
    withUnsafeTemporaryAllocation(byteCount: text.count + 8, alignment: 8) { copy in
      copy.initializeMemory(as: UInt8.self, repeating: 0)
      copy.copyBytes(from: text)
      if text.count <= 8 {
        return code(
          copy.load(as: UInt64.self), length: text.count, block: block, row: row)
      }
      guard let base = copy.baseAddress else { preconditionFailure("memory without an address") }
      return code(base, length: text.count, block: block, row: row)
    }
  }

  /// The mask of the first bytes of a word.
  @inline(__always)
  static func mask(_ bytes: Int) -> UInt64 {
    bytes >= 8 ? .max : (1 &<< (8 &* UInt64(truncatingIfNeeded: bytes))) &- 1
  }

  /// Calls `body` with the number and the bytes of each text, in no particular order.
  func each<Failure: Error>(
    _ body: (_ number: Int, _ bytes: UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    for index in 0..<(1 << Int(64 - shortShift)) where shortSlots[index].number != 0 {
      let slot = shortSlots[index]
      let key = UnsafeRawPointer(shortSlots + index)
      try body(Int(slot.number) - 1, UnsafeRawBufferPointer(start: key, count: Int(slot.length)))
    }
    for index in 0...longMask where longSlots[index].number != 0 {
      let slot = longSlots[index]
      try body(
        Int(slot.number) - 1, UnsafeRawBufferPointer(start: arena + slot.start, count: Int(slot.length)))
    }
  }

  private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private func equals(
    _ text: UnsafeRawPointer, _ stored: UnsafeMutableRawPointer, whole: Int, last: UInt64
  ) -> Bool {
    for word in 0..<whole
    where text.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)
      != stored.load(fromByteOffset: word &* 8, as: UInt64.self)
    { return false }
    return stored.load(fromByteOffset: whole &* 8, as: UInt64.self) == last
  }

  @inline(never)
  private mutating func insert(_ key: UInt64, length: Int, _ place: Place) -> Int {
    if 2 * (shortCount + 1) > 1 << Int(64 - shortShift) { growShort() }
    let number = UInt32(truncatingIfNeeded: count + 1)
    shortCount += 1
    places.append(place)
    put(ShortSlot(key: key, number: number, length: UInt32(truncatingIfNeeded: length)))
    return Int(number) - 1
  }

  private func put(_ slot: ShortSlot) {
    let mask = (1 << Int(64 - shortShift)) - 1
    var index = Int(truncatingIfNeeded: (slot.key &* Self.multiplier) >> shortShift)
    while shortSlots[index].number != 0 { index = (index + 1) & mask }
    shortSlots[index] = slot
  }

  private mutating func growShort() {
    let old = shortSlots
    let size = 1 << Int(64 - shortShift)
    let doublings = Self.doublings(size)
    let larger = size << doublings
    shortSlots = .allocate(capacity: larger)
    shortSlots.initialize(repeating: ShortSlot(key: 0, number: 0, length: 0), count: larger)
    shortShift -= UInt64(doublings)
    for index in 0..<size where old[index].number != 0 { put(old[index]) }
    old.deallocate()
  }

  @inline(never)
  private mutating func insert(
    _ text: UnsafeRawPointer, length: Int, hash: UInt64, last: UInt64, _ place: Place
  ) -> Int {
    if 2 * (longCount + 1) > longMask + 1 { growLong() }
    let stored = (length >> 3) * 8 + 8
    if arenaCount + stored > arenaCapacity {
      while arenaCount + stored > arenaCapacity { arenaCapacity *= 2 }
      let larger = UnsafeMutableRawPointer.allocate(byteCount: arenaCapacity, alignment: 8)
      larger.copyMemory(from: arena, byteCount: arenaCount)
      arena.deallocate()
      arena = larger
    }
    (arena + arenaCount).copyMemory(from: text, byteCount: length)
    (arena + arenaCount).storeBytes(of: last, toByteOffset: (length >> 3) * 8, as: UInt64.self)
    let number = UInt32(truncatingIfNeeded: count + 1)
    longCount += 1
    places.append(place)
    put(
      LongSlot(
        hash: hash, number: number, length: UInt32(truncatingIfNeeded: length), start: arenaCount))
    arenaCount += stored
    return Int(number) - 1
  }

  /// How often a table of a size is doubled at once: large ones grow more slowly, for the sake of memory.
  private static func doublings(_ size: Int) -> Int { size < 1 << 16 ? 2 : 1 }

  private func put(_ slot: LongSlot) {
    var index = Int(truncatingIfNeeded: slot.hash) & longMask
    while longSlots[index].number != 0 { index = (index + 1) & longMask }
    longSlots[index] = slot
  }

  private mutating func growLong() {
    let old = longSlots
    let size = longMask + 1
    let larger = size << Self.doublings(size)
    longMask = larger - 1
    longSlots = .allocate(capacity: larger)
    longSlots.initialize(repeating: LongSlot(hash: 0, number: 0, length: 0, start: 0), count: larger)
    for index in 0..<size where old[index].number != 0 { put(old[index]) }
    old.deallocate()
  }
}
