/// The codes of a column while a block is read: bytes at first, wider once there are too many.
struct CodeWriter {
  private(set) var memory: UnsafeMutableRawPointer
  private(set) var width = 1
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    memory = .allocate(byteCount: capacity, alignment: 16)
  }

  func deallocate() { memory.deallocate() }

  @inline(__always)
  mutating func store(_ code: Int, row: Int) {
    if width == 1 {
      if code > 0xFF { return widen(to: code > 0xFFFF ? 4 : 2, code, row) }
      memory.storeBytes(of: UInt8(truncatingIfNeeded: code), toByteOffset: row, as: UInt8.self)
    } else if width == 2 {
      if code > 0xFFFF { return widen(to: 4, code, row) }
      memory.storeBytes(
        of: UInt16(truncatingIfNeeded: code), toByteOffset: row &* 2, as: UInt16.self)
    } else {
      memory.storeBytes(
        of: UInt32(truncatingIfNeeded: code), toByteOffset: row &* 4, as: UInt32.self)
    }
  }

  @inline(never)
  private mutating func widen(to wider: Int, _ code: Int, _ row: Int) {
    let old = codes(count: row)
    memory.deallocate()
    memory = .allocate(byteCount: capacity * wider, alignment: 16)
    width = wider
    for place in 0..<row { store(old[place], row: place) }
    store(code, row: row)
  }

  /// The codes of the first rows.
  func codes(count: Int) -> NarrowCodes {
    switch width {
    case 1: .bytes(array(count, as: UInt8.self))
    case 2: .halfWords(array(count, as: UInt16.self))
    default: .words(array(count, as: UInt32.self))
    }
  }

  private func array<Code: BitwiseCopyable>(_ count: Int, as type: Code.Type) -> [Code] {
    Array(UnsafeBufferPointer(start: memory.assumingMemoryBound(to: Code.self), count: count))
  }
}
