import Numbers

/// Values of Arrow columns as the texts that a file would have.
enum ArrowText {
  /// A whole number of some bytes, the lowest first, with a point before its last digits.
  static func decimal(_ data: UnsafeRawPointer, bytes: Int, scale: Int) -> String {
    var limbs = stride(from: 0, to: bytes, by: 4).map { (data + $0).loadUnaligned(as: UInt32.self) }
    let isNegative = (limbs.last ?? 0) >> 31 == 1
    if isNegative {
      var carry = true
      for index in limbs.indices {
        limbs[index] = ~limbs[index]
        if carry { (limbs[index], carry) = limbs[index].addingReportingOverflow(1) }
      }
    }
    var digits: [UInt8] = []
    while limbs.contains(where: { $0 != 0 }) {
      var rest: UInt64 = 0
      for index in limbs.indices.reversed() {
        let value = rest << 32 | UInt64(limbs[index])
        limbs[index] = UInt32(value / 10)
        rest = value % 10
      }
      digits.append(UInt8(ascii: "0") + UInt8(rest))
    }
    while digits.count <= max(0, scale) { digits.append(UInt8(ascii: "0")) }
    var text = String(decoding: digits.reversed(), as: UTF8.self)
    if scale > 0 {
      text.insert(".", at: text.index(text.endIndex, offsetBy: -scale))
    } else if scale < 0 {
      text =
        digits.allSatisfy { $0 == UInt8(ascii: "0") } ? "0" : text + String(repeating: "0", count: -scale)
    }
    return isNegative ? "-" + text : text
  }

  /// A day, counted from 1 January 1970.
  static func day(_ days: Int64) -> String {
    CalendarDate(daysSince1970: Int(days))?.description ?? "day \(days)"
  }

  /// A day with its time; without it at midnight, as most programs write a day.
  static func instant(_ count: Int64, _ unit: ArrowType.TimeUnit, hasZone: Bool) -> String {
    let perDay = 86_400 * unit.rawValue
    let (whole, left) = count.quotientAndRemainder(dividingBy: perDay)
    let (days, rest) = left < 0 ? (whole - 1, left + perDay) : (whole, left)
    guard rest != 0 || hasZone else { return day(days) }
    return day(days) + (hasZone ? "T" : " ") + time(rest, unit) + (hasZone ? "Z" : "")
  }

  /// A time of the day.
  static func time(_ count: Int64, _ unit: ArrowType.TimeUnit) -> String {
    let seconds = count / unit.rawValue
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let whole = "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    let fraction = count % unit.rawValue
    guard fraction != 0 else { return whole }
    let digits = String(unit.rawValue + fraction).dropFirst()
    return whole + "." + String(digits.reversed().drop { $0 == "0" }.reversed())
  }

  /// A length of time in seconds.
  static func seconds(_ count: Int64, _ unit: ArrowType.TimeUnit) -> String {
    NumberWords.text(Double(count) / Double(unit.rawValue))
  }

  static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
    bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }
}
