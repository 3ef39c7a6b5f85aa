/// Numbers 64-bit keys in order of first appearance, by open addressing.
struct CodeTable {
  /// A key and its number from 1; 0 marks a free slot.
  private struct Slot {
    var key: UInt64 = 0
    var number: UInt32 = 0
  }

  private var slots: [Slot]
  private var mask: Int
  private(set) var count = 0

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: Slot(), count: size)
    mask = size - 1
  }

  /// The number of a key, from 0; a key not met before gets the next one.
  mutating func code(of key: UInt64, isNew: () -> Void) -> UInt32 {
    if 2 * (count + 1) > slots.count { grow() }
    var index = Self.hash(key) & mask
    while slots[index].number != 0 {
      if slots[index].key == key { return slots[index].number - 1 }
      index = (index + 1) & mask
    }
    count += 1
    slots[index] = Slot(key: key, number: UInt32(count))
    isNew()
    return UInt32(count - 1)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.number != 0 {
      var index = Self.hash(slot.key) & mask
      while slots[index].number != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }

  private static func hash(_ key: UInt64) -> Int {
    let z = (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (z ^ (z >> 29)) & 0x7FFF_FFFF_FFFF_FFFF)
  }
}
