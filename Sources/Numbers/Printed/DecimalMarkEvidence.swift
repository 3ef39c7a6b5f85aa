/// Finds which mark stands before decimals, from the forms that can be read one way only.
package enum DecimalMarkEvidence {
  /// The decimal mark that digits and marks of a number prove; nil where they prove none.
  package static func mark(of number: some BidirectionalCollection<UInt8>) -> DecimalMark? {
    guard let marks = Marks(number) else { return nil }
    if marks.points > 0, marks.commas > 0 {
      return marks.last == UInt8(ascii: ".")
        ? (marks.points == 1 ? .point : nil) : (marks.commas == 1 ? .comma : nil)
    }
    let isPoint = marks.points > 0
    switch marks.points + marks.commas {
    case 0: return nil
    case 1 where !marks.isAmbiguous: return isPoint ? .point : .comma
    case 1: return nil
    default: return marks.areGroupsOfThree ? (isPoint ? .comma : .point) : nil
    }
  }

  /// Whether the only mark of a number can be one of decimals or of thousands.
  package static func isAmbiguous(_ number: some BidirectionalCollection<UInt8>) -> Bool {
    guard let marks = Marks(number) else { return false }
    return marks.points + marks.commas == 1 && marks.isAmbiguous
  }

  package static func mark(ofCell bytes: UnsafeBufferPointer<UInt8>) -> DecimalMark? {
    guard bytes.count <= 32, bytes.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") })
    else { return nil }
    var cell = bytes[...]
    while let last = cell.last, last == UInt8(ascii: "%") || last == UInt8(ascii: " ") { cell.removeLast() }
    if cell.starts(with: [0xC2, 0xA3]) { cell.removeFirst(2) }
    while let first = cell.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "-") {
      cell.removeFirst()
    }
    return mark(of: cell)
  }

  /// The marks within digits, and how far apart they stand.
  private struct Marks {
    var points = 0
    var commas = 0
    var last: UInt8 = 0
    /// A single mark with one to three digits before it, not led by a zero, and three behind.
    var isAmbiguous: Bool { areGroupsOfThree && !startsWithZero }
    var areGroupsOfThree = true
    var startsWithZero = false

    init?(_ number: some BidirectionalCollection<UInt8>) {
      var run = 0
      for byte in number {
        if byte &- UInt8(ascii: "0") < 10 {
          if run == 0, points + commas == 0 { startsWithZero = byte == UInt8(ascii: "0") }
          run += 1
        } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
          let isFirst = points + commas == 0
          if isFirst ? !(1...3).contains(run) : run != 3 { areGroupsOfThree = false }
          if byte == UInt8(ascii: ".") { points += 1 } else { commas += 1 }
          last = byte
          run = 0
        } else {
          return nil
        }
      }
      if points + commas > 0, run != 3 { areGroupsOfThree = false }
    }
  }
}
