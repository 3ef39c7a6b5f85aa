/// A word, number or sign of the name of a period.
enum PeriodToken: Hashable {
  case number(Int, digits: Int)
  case month(Int)
  case quarter(Int)
  case half(Int)
  case isoWeek(Int)
  case unit(Unit)
  /// `to`, `until`, `hyd at`.
  case to
  /// `ending`, `ended`.
  case ending
  case commencing
  /// `financial year`, `FY`.
  case financial
  /// `/` or `-`; dots and commas are left out.
  case sign(Character)

  /// What a length of time is counted in.
  enum Unit: String, Hashable, CaseIterable {
    case day, week, month, quarter, half, year, step
  }

  /// The number, for `number`.
  var value: Int? { if case .number(let value, _) = self { value } else { nil } }

  /// Whether this is a sign between the parts of a name.
  var isSign: Bool { if case .sign = self { true } else { false } }

  private static let numerals = [
    "one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "tri": 3, "deuddeg": 12,
  ]

  private static let units: [String: Unit] = [
    "day": .day, "days": .day, "diwrnod": .day, "week": .week, "weeks": .week, "wk": .week, "wks": .week,
    "wythnos": .week, "month": .month, "months": .month, "mth": .month, "mths": .month, "mis": .month,
    "m": .month, "quarter": .quarter, "quarters": .quarter, "qtr": .quarter, "chwarter": .quarter,
    "half": .half, "year": .year, "years": .year, "yr": .year, "blwyddyn": .year, "flwyddyn": .year,
    "annum": .year, "wave": .step, "step": .step,
  ]

  private static let abbreviated: [String: Unit] = ["w": .week, "m": .month, "q": .quarter, "y": .year]

  private static let silent: Set = [
    "the", "of", "in", "rolling", "calendar", "cy", "for", "from", "between", "inclusive", "provisional",
    "revised", "cohort", "cohorts", "released", "starting", "y", "yn", "o", "period", "th", "st", "nd", "rd",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "sat", "sun",
  ]

  /// Cuts a name into tokens; nil where a word means nothing here.
  static func all(of text: String) -> [PeriodToken]? {
    guard let words = words(of: text) else { return nil }
    var tokens: [PeriodToken] = []
    var place = 0
    func word(_ offset: Int) -> String? {
      words.indices.contains(place + offset) ? words[place + offset] : nil
    }
    func number(_ text: String?) -> Int? {
      guard let text, text.count <= 2 else { return nil }
      return Int(text)
    }
    while place < words.count {
      let current = words[place]
      if let value = Int(current) {
        if (1...4).contains(value), let ordinal = word(1), ["st", "nd", "rd", "th"].contains(ordinal),
          let unit = word(2), units[unit] == .quarter
        {
          tokens.append(.quarter(value))
          place += 2
        } else if current.count == 4, word(1) == "m", let month = number(word(2)), (1...12).contains(month) {
          tokens += [.number(value, digits: 4), .month(month)]
          place += 2
        } else {
          tokens.append(.number(value, digits: current.count))
        }
      } else if current == "/" || current == "-" {
        tokens.append(.sign(Character(current)))
      } else if let unit = abbreviated[current], word(1) == "/", let kind = word(2),
        kind == "e" || kind == "c"
      {
        // w/e, w/c, y/e, m/e, q/e.
        tokens += [.unit(unit), kind == "e" ? .ending : .commencing]
        place += 2
      } else if current == "hyd", word(1) == "at" {
        tokens.append(.to)
        place += 1
      } else if ["q", "quarter", "qtr", "chwarter", "ch"].contains(current), let value = number(word(1)),
        value <= 4,
        value >= 1, word(2) != "to" || current == "q"
      {
        tokens.append(.quarter(value))
        place += 1
      } else if ["h", "half"].contains(current), let value = number(word(1)), (1...2).contains(value) {
        tokens.append(.half(value))
        place += 1
      } else if current == "w", let value = number(word(1)), (1...53).contains(value) {
        tokens.append(.isoWeek(value))
        place += 1
      } else if let value = numerals[current] {
        if let next = word(1), units[next] == .quarter, value <= 4, current != "three", current != "four" {
          tokens.append(.quarter(value))
          place += 1
        } else if word(1) == "half", value <= 2 {
          tokens.append(.half(value))
          place += 1
        } else {
          tokens.append(.number(value, digits: 2))
        }
      } else if let month = MonthName.number(current) {
        tokens.append(.month(month))
      } else if ["to", "until", "till", "through", "thru", "and", "i"].contains(current) {
        tokens.append(.to)
      } else if ["ending", "ended", "end", "diweddu", "ye"].contains(current) {
        tokens += current == "ye" ? [.unit(.year), .ending] : [.ending]
      } else if ["commencing", "beginning"].contains(current) {
        tokens.append(.commencing)
      } else if ["financial", "fiscal", "fy", "fye", "ariannol"].contains(current) {
        tokens += current == "fye" ? [.financial, .unit(.year), .ending] : [.financial]
      } else if let unit = units[current] {
        tokens.append(.unit(unit))
      } else if !silent.contains(current) {
        return nil
      }
      place += 1
    }
    return tokens
  }

  /// Runs of letters, runs of digits and signs, in lower case; nil where another sign stands in the text.
  private static func words(of text: String) -> [String]? {
    var words: [String] = []
    var current = ""
    var isDigits = false
    func end() {
      if !current.isEmpty { words.append(current) }
      current = ""
    }
    for letter in text.lowercased() {
      let isDigit = letter.isASCII && letter.isNumber
      if isDigit || letter.isLetter {
        if isDigit != isDigits { end() }
        isDigits = isDigit
        current.append(letter)
        continue
      }
      end()
      switch letter {
      case "-", "–", "—", "−", "‐", "‑": words.append("-")
      case "/": words.append("/")
      case ".", ",", ":", "'", "’", "‘", "_": break
      case _ where letter.isWhitespace: break
      default: return nil
      }
    }
    end()
    return words
  }
}
