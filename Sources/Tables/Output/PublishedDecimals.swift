/// The decimals that numbers keep where small counts are hidden: as many as are printed for people.
///
/// A number in full precision can have one cause only, such as the one pair of strata that gives a common odds ratio.
package enum PublishedDecimals {
  /// A number with three decimals, with one digit where it is smaller than these show, and with four from 1000 on.
  package static func rounded(_ value: Double) -> Double {
    guard value.isFinite, value != value.rounded() else { return value }
    let size = abs(value)
    if size < 0.0005 { return scaled(value, digits: 1) }
    return size < 1 ? (value * 1000).rounded() / 1000 : scaled(value, digits: 4)
  }

  /// The numbers of JSON that are not whole, rounded; texts are left as they are.
  package static func rounded(json: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(json.utf8.count)
    var number: [UInt8] = []
    var isText = false
    var isEscaped = false
    func flush() {
      guard !number.isEmpty else { return }
      let text = String(decoding: number, as: UTF8.self)
      let isWhole = !text.contains { $0 == "." || $0 == "e" || $0 == "E" }
      result += isWhole ? number : Array((Double(text).map { "\(rounded($0))" } ?? text).utf8)
      number = []
    }
    for byte in json.utf8 {
      if isText {
        result.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"):
        number.append(byte)
      case UInt8(ascii: "e") where !number.isEmpty, UInt8(ascii: "E") where !number.isEmpty:
        number.append(byte)
      default:
        flush()
        result.append(byte)
        isText = byte == UInt8(ascii: "\"")
      }
    }
    flush()
    return String(decoding: result, as: UTF8.self)
  }

  /// A number with so many significant digits.
  private static func scaled(_ value: Double, digits: Int) -> Double {
    let size = abs(value)
    guard size > 1e-20, size < 1e15 else { return size < 1 ? 0 : value }
    var unit = 1.0
    if size >= 1 {
      // The power of ten above the number has one digit more than it before its point.
      var power = 1.0
      var places = 0
      while power <= size {
        power *= 10
        places += 1
      }
      for _ in 0..<abs(places - digits) { unit *= 10 }
      return places > digits ? (value / unit).rounded() * unit : (value * unit).rounded() / unit
    }
    while size * unit < 1 { unit *= 10 }
    for _ in 1..<digits { unit *= 10 }
    return (value * unit).rounded() / unit
  }
}

extension OutputTable {
  /// The table with its numbers rounded as they are where small counts are hidden.
  package func rounded() -> OutputTable {
    OutputTable(
      columns: columns,
      rows: rows.map { row in
        row.map { cell in
          if case .number(let value) = cell { return .number(PublishedDecimals.rounded(value)) }
          return cell
        }
      })
  }
}
