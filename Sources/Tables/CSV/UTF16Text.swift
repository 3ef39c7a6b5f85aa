/// Texts in UTF-16, as Excel's “Unicode text” and many Windows programs write them.
enum UTF16Text {
  /// The order of the two bytes of a unit.
  enum ByteOrder { case little, big }

  /// The order of a text in UTF-16, by its mark or by the zeros beside its letters; nil for any other text.
  static func order(of head: [UInt8]) -> ByteOrder? {
    if head.starts(with: [0xFF, 0xFE]) { return .little }
    if head.starts(with: [0xFE, 0xFF]) { return .big }
    let sample = head.prefix(512)
    guard sample.count >= 8 else { return nil }
    let even = stride(from: 0, to: sample.count, by: 2).count { sample[$0] == 0 }
    let odd = stride(from: 1, to: sample.count, by: 2).count { sample[$0] == 0 }
    let half = sample.count / 2
    if odd * 10 > half * 8, even == 0 { return .little }
    if even * 10 > half * 8, odd == 0 { return .big }
    return nil
  }

  /// The same text in UTF-8, without a byte-order mark.
  static func decoded(_ bytes: [UInt8], _ order: ByteOrder, source: String) throws(TableError) -> [UInt8] {
    guard bytes.count.isMultiple(of: 2) else {
      throw .damaged(source: source, problem: "its UTF-16 text is cut short in the middle of a letter")
    }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for place in stride(from: 0, to: bytes.count, by: 2) {
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      units.append(order == .little ? second << 8 | first : first << 8 | second)
    }
    if units.first == 0xFEFF { units.removeFirst() }
    var text: [UInt8] = []
    text.reserveCapacity(units.count)
    let isDamaged = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true, into: { text.append($0) })
    guard !isDamaged else {
      let line = 1 + text.withUnsafeBufferPointer { LineBreaks.count(in: $0, from: 0, to: $0.count) }
      throw .damaged(
        source: source, problem: "line \(line): its UTF-16 text is damaged; export it again as UTF-8")
    }
    return text
  }
}
