import Numbers

/// What the number format of a spreadsheet's cell says of the value in it.
enum CellFormat: Hashable {
  case general
  case perCent
  case date
  case dateTime
  case time

  /// The formats that every workbook has.
  ///
  /// - Source: ECMA-376 (2016), *Office Open XML File Formats*, part 1, section 18.8.30.
  init(builtIn number: Int) {
    switch number {
    case 9, 10: self = .perCent
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
    case 22: self = .dateTime
    case 18...21, 32...35, 45...47, 55, 56: self = .time
    default: self = .general
    }
  }

  /// A format of the workbook's own, such as `dd/mm/yyyy` or `0.0%`.
  init(code: String) {
    var letters: Set<Character> = []
    var hasPerCent = false
    var isQuoted = false
    var isEscaped = false
    var inBrackets = false
    for letter in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if letter == "\"" {
        isQuoted.toggle()
      } else if isQuoted {
        continue
      } else if letter == "\\" || letter == "_" || letter == "*" {
        isEscaped = true
      } else if letter == "[" {
        inBrackets = true
      } else if letter == "]" {
        inBrackets = false
      } else if letter == ";" {
        break
      } else if letter == "%" {
        hasPerCent = true
      } else if !inBrackets {
        letters.insert(letter)
      }
    }
    let hasDay = letters.contains("y") || letters.contains("d")
    let hasTime = letters.contains("h") || letters.contains("s")
    if letters.contains("0") || letters.contains("#") {
      self = hasPerCent ? .perCent : .general
    } else if hasDay || (letters.contains("m") && !hasTime) {
      self = hasTime ? .dateTime : .date
    } else {
      self = hasTime ? .time : .general
    }
  }

  /// The stored number as text: a day by its date, a share as a per cent with all its digits.
  func text(_ stored: String, startsIn1904: Bool) -> String {
    switch self {
    case .general: return stored
    case .perCent: return CellFormat.perCent(stored) ?? stored
    case .date, .dateTime:
      guard let number = Double(stored), number >= 1, number < 2_958_466 else { return stored }
      var days = Int(number.rounded(.down))
      let isMidnight = number == number.rounded(.down)
      // Day 60 is the 29 February 1900 that never was.
      if !startsIn1904, days < 60 { days += 1 }
      guard let date = CalendarDate(daysSince1970: days - (startsIn1904 ? 24_107 : 25_569)) else {
        return stored
      }
      return isMidnight ? date.description : "\(date) \(Self.clock(number - number.rounded(.down)))"
    case .time:
      guard let number = Double(stored), number >= 0, number < 1 else { return stored }
      return Self.clock(number)
    }
  }

  private static func clock(_ share: Double) -> String {
    let seconds = min(86_399, Int((share * 86_400).rounded()))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  /// A fraction as a per cent, its point moved by two places; nil for what is no plain decimal.
  static func perCent(_ stored: String) -> String? {
    guard let value = Double(stored), value.isFinite else { return nil }
    return NumberStyle(groupsThousands: false, hasTrueMinus: false).perCent(value)
  }
}
