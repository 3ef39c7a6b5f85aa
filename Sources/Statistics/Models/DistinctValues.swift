/// The distinct values of a column of numbers, in increasing order, and the index of each row's value.
struct DistinctValues {
  let values: [Double]
  let codes: [UInt32]

  /// Rows for which `uses` is false get the code 0.
  init(_ column: [Double], uses: (Int) -> Bool) {
    if let small = Self.ofSmallIntegers(column, uses: uses) {
      self = small
      return
    }
    var table = CodeTable(capacity: 1024)
    var found: [Double] = []
    var codes = Array(repeating: UInt32(0), count: column.count)
    for row in column.indices where uses(row) {
      // Adding zero turns −0 into 0, which must be one value.
      let value = column[row] + 0
      codes[row] = table.code(of: value.bitPattern, isNew: { found.append(value) })
    }
    let order = found.indices.sorted { found[$0] < found[$1] }
    var rank = Array(repeating: UInt32(0), count: found.count)
    for (new, old) in order.enumerated() { rank[old] = UInt32(new) }
    for row in codes.indices where uses(row) { codes[row] = rank[Int(codes[row])] }
    values = order.map { found[$0] }
    self.codes = codes
  }

  private init(values: [Double], codes: [UInt32]) {
    self.values = values
    self.codes = codes
  }

  /// Counts, ages and flags need no hashing.
  private static func ofSmallIntegers(_ column: [Double], uses: (Int) -> Bool) -> DistinctValues? {
    let limit = 1 << 16
    var isSeen = Array(repeating: false, count: limit)
    for row in column.indices where uses(row) {
      let value = column[row]
      guard value >= 0, value < Double(limit), value == value.rounded() else { return nil }
      isSeen[Int(value)] = true
    }
    var rank = Array(repeating: UInt32(0), count: limit)
    var values: [Double] = []
    for value in 0..<limit where isSeen[value] {
      rank[value] = UInt32(values.count)
      values.append(Double(value))
    }
    let codes = column.indices.map { uses($0) ? rank[Int(column[$0])] : 0 }
    return DistinctValues(values: values, codes: codes)
  }
}

/// Numbers 64-bit keys in order of first appearance, by open addressing.
struct CodeTable {
  private var keys: [UInt64]
  private var slots: [UInt32]
  private var mask: Int
  private(set) var count = 0

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    slots = Array(repeating: 0, count: size)
    mask = size - 1
  }

  /// The number of a key, from 0; a key not met before gets the next one.
  mutating func code(of key: UInt64, isNew: () -> Void) -> UInt32 {
    if 2 * (count + 1) > slots.count { grow() }
    var index = Self.hash(key) & mask
    while slots[index] != 0 {
      if keys[index] == key { return slots[index] - 1 }
      index = (index + 1) & mask
    }
    keys[index] = key
    count += 1
    slots[index] = UInt32(count)
    isNew()
    return UInt32(count - 1)
  }

  private mutating func grow() {
    let (oldKeys, oldSlots) = (keys, slots)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    slots = Array(repeating: 0, count: oldSlots.count * 2)
    mask = slots.count - 1
    for old in oldSlots.indices where oldSlots[old] != 0 {
      var index = Self.hash(oldKeys[old]) & mask
      while slots[index] != 0 { index = (index + 1) & mask }
      keys[index] = oldKeys[old]
      slots[index] = oldSlots[old]
    }
  }

  private static func hash(_ key: UInt64) -> Int {
    var z = key ^ (key >> 32)
    z = z &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (z ^ (z >> 29)) & 0x7FFF_FFFF_FFFF_FFFF)
  }
}
