import Numbers

/// How a spreadsheet shows a number, by the code of its format: `#,##0`, `0.0%`, `[>=1000]0.0,"k";0`.
///
/// - Source: ECMA-376 (2016), *Office Open XML File Formats*, part 1, section 18.8.31.
struct ShownNumber: Hashable {
  /// What one part of a code, between semicolons, says.
  private struct Section: Hashable {
    var condition: Condition?
    var before = ""
    var after = ""
    var leastWhole = 0
    var decimals = 0
    var leastDecimals = 0
    var hasDigits = false
    var groupsThousands = false
    var isPerCent = false
    var thousands = 0
    /// Whether it holds what is not understood here: fractions, exponents.
    var isOdd = false
  }

  private struct Condition: Hashable {
    let sign: String
    let limit: Double

    func holds(_ value: Double) -> Bool {
      switch sign {
      case "<": value < limit
      case "<=": value <= limit
      case ">": value > limit
      case ">=": value >= limit
      case "<>": value != limit
      default: value == limit
      }
    }
  }

  private let sections: [Section]

  /// Understands a code; nil for one that shows numbers as they are.
  init?(code: String) {
    guard code.lowercased() != "general", code != "@", !code.isEmpty else { return nil }
    var sections: [Section] = []
    for part in Self.parts(of: code) { sections.append(Self.section(part)) }
    self.sections = sections
  }

  /// The formats that every workbook has, as codes.
  init?(builtIn number: Int) {
    let codes = [
      1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0 ;(#,##0)",
      38: "#,##0 ;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    ]
    guard let code = codes[number] else { return nil }
    self.init(code: code)
  }

  /// Whether a number is shown without decimals, as a count is.
  var isWhole: Bool {
    guard let first = sections.first else { return false }
    return first.hasDigits && first.decimals == 0 && !first.isPerCent && first.thousands == 0 && !first.isOdd
  }

  /// Whether a number is shown as its thousandth or millionth: `#,##0,`.
  var isScaled: Bool { sections.first.map { $0.thousands > 0 && !$0.isOdd } ?? false }

  /// The text that is shown for a number; nil where the code is not understood.
  func text(_ value: Double) -> String? {
    guard value.isFinite, let (section, isAbsolute) = section(for: value), !section.isOdd else { return nil }
    guard section.hasDigits else { return section.before + section.after }
    var number = isAbsolute ? abs(value) : value
    if section.isPerCent { number *= 100 }
    for _ in 0..<section.thousands { number /= 1000 }
    var digits = NumberStyle(decimals: section.decimals, groupsThousands: false, hasTrueMinus: false).text(
      abs(number))
    var fraction = ""
    if let point = digits.firstIndex(of: ".") {
      fraction = String(digits[digits.index(after: point)...])
      digits = String(digits[..<point])
    }
    while fraction.count > section.leastDecimals, fraction.last == "0" { fraction.removeLast() }
    if digits == "0", section.leastWhole == 0 { digits = "" }
    while digits.count < section.leastWhole { digits = "0" + digits }
    if section.groupsThousands { digits = Self.grouped(digits) }
    let isZero = !(digits + fraction).contains { $0 != "0" && $0 != "," }
    let sign = number < 0 && !isZero ? "-" : ""
    return sign + section.before + digits + (section.decimals > 0 && !fraction.isEmpty ? "." + fraction : "")
      + section.after
  }

  /// The part of the code for a number, and whether its sign is written by the part itself.
  private func section(for value: Double) -> (Section, isAbsolute: Bool)? {
    if sections.contains(where: { $0.condition != nil }) {
      for section in sections {
        guard let condition = section.condition else { return (section, false) }
        if condition.holds(value) { return (section, false) }
      }
      return sections.last.map { ($0, false) }
    }
    if value < 0, sections.count > 1 { return (sections[1], true) }
    if value == 0, sections.count > 2 { return (sections[2], true) }
    return sections.first.map { ($0, false) }
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }

  /// The parts between semicolons that stand in no quotes.
  private static func parts(of code: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    var isEscaped = false
    for letter in code {
      if isEscaped {
        isEscaped = false
      } else if letter == "\\" {
        isEscaped = true
      } else if letter == "\"" {
        isQuoted.toggle()
      } else if letter == ";", !isQuoted {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(letter)
    }
    return parts
  }

  private static func section(_ code: String) -> Section {
    var section = Section()
    var afterPoint = false
    var pendingCommas = 0
    var text = ""
    let letters = Array(code)
    var place = 0
    func put(_ piece: String) { text += piece }
    while place < letters.count {
      let letter = letters[place]
      place += 1
      switch letter {
      case "\"":
        while place < letters.count, letters[place] != "\"" {
          put(String(letters[place]))
          place += 1
        }
        place += 1
      case "\\":
        if place < letters.count { put(String(letters[place])) }
        place += 1
      case "_":
        put(" ")
        place += 1
      case "*": place += 1
      case "[":
        var inner = ""
        while place < letters.count, letters[place] != "]" {
          inner.append(letters[place])
          place += 1
        }
        place += 1
        if let condition = condition(inner) {
          section.condition = condition
        } else if inner.hasPrefix("$") {
          put(String(inner.dropFirst().prefix { $0 != "-" }))
        }
      case "0", "#", "?":
        if !section.hasDigits {
          section.before = text
          text = ""
        }
        section.hasDigits = true
        if pendingCommas > 0 {
          section.groupsThousands = true
          pendingCommas = 0
        }
        if afterPoint {
          section.decimals += 1
          if letter == "0" { section.leastDecimals = section.decimals }
        } else if letter == "0" {
          section.leastWhole += 1
        }
      case ".":
        if section.hasDigits || place < letters.count && "0#?".contains(letters[place]) {
          afterPoint = true
        } else {
          put(".")
        }
      case ",":
        if section.hasDigits { pendingCommas += 1 } else { put(",") }
      case "%":
        section.isPerCent = true
        put("%")
      case "/" where section.hasDigits, "E", "e": section.isOdd = true
      case "@": break
      default: put(String(letter))
      }
    }
    section.thousands = pendingCommas
    if section.hasDigits { section.after = text } else { section.before = text }
    section.before = String(section.before.drop { $0 == " " })
    while section.after.last == " " { section.after.removeLast() }
    return section
  }

  private static func condition(_ text: String) -> Condition? {
    for sign in ["<=", ">=", "<>", "<", ">", "="] where text.hasPrefix(sign) {
      return Double(text.dropFirst(sign.count)).map { Condition(sign: sign, limit: $0) }
    }
    return nil
  }

  /// A number without a format as a sheet shows it: about ten digits.
  static func general(_ value: Double, stored: String) -> String {
    guard value.isFinite, abs(value) < 1e10, abs(value) >= 1e-4 || value == 0 else { return stored }
    let whole = String(Int(abs(value))).count
    var text = NumberStyle(decimals: max(0, 10 - whole), groupsThousands: false, hasTrueMinus: false).text(
      value)
    if text.contains(".") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return text == "-0" ? "0" : text
  }
}
