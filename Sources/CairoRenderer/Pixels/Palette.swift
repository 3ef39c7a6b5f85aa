/// The colours of a picture, where they are few enough for a palette.
struct Palette {
  private(set) var colors: [UInt32] = []
  private var slots = [Int16](repeating: -1, count: 1024)
  private var keys = [UInt32](repeating: 0, count: 1024)

  /// Collects the colours in order of appearance, or gives nil where there are more than 256.
  init?(of pixels: UnsafePointer<UInt32>, width: Int, height: Int, pixelsPerRow: Int) {
    for row in 0..<height {
      let line = pixels + row * pixelsPerRow
      if row > 0, PixelArea.commonLength(line, line - pixelsPerRow, limit: width) == width { continue }
      var column = 0
      while column < width {
        guard add(line[column] & 0xFF_FFFF) else { return nil }
        column += 1
        column += PixelArea.commonLength(line + column, line + column - 1, limit: width - column)
      }
    }
  }

  /// The index of a colour of the picture.
  func index(of color: UInt32) -> UInt8 {
    var slot = Self.start(color)
    while slots[slot] >= 0, keys[slot] != color { slot = (slot + 1) & 1023 }
    return UInt8(truncatingIfNeeded: slots[slot])
  }

  private mutating func add(_ color: UInt32) -> Bool {
    var slot = Self.start(color)
    while slots[slot] >= 0 {
      if keys[slot] == color { return true }
      slot = (slot + 1) & 1023
    }
    guard colors.count < 256 else { return false }
    keys[slot] = color
    slots[slot] = Int16(colors.count)
    colors.append(color)
    return true
  }

  /// Knuth's multiplicative hash, its highest ten bits.
  private static func start(_ color: UInt32) -> Int {
    Int((color &* 2_654_435_769) >> 22)
  }
}
