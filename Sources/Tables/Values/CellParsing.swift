import Numbers

/// Reads the text of a cell, without blanks and marks beside it, as a value of a kind.
enum CellParsing {
  static func count(_ text: String, _ mark: DecimalMark?) -> Result<Int, Problem> {
    guard text.utf8.first != UInt8(ascii: "+") else { return .failure(.notACount(text)) }
    switch NumberText.read(text, decimalMark: mark) {
    case .ambiguous: return .failure(.ambiguousMark(text))
    case .notANumber: return .failure(.notACount(text))
    case .number(let number):
      guard number.scale == 0 else { return .failure(.roundedCount(text)) }
      guard let whole = number.whole else { return .failure(.notACount(text)) }
      return whole < 0 ? .failure(.negativeCount(text)) : .success(whole)
    }
  }

  static func number(_ text: String, _ mark: DecimalMark?) -> Result<PrintedNumber, Problem> {
    switch NumberText.read(text, decimalMark: mark) {
    case .ambiguous: .failure(.ambiguousMark(text))
    case .notANumber: .failure(.notANumber(text))
    case .number(let number): .success(number)
    }
  }

  static func rate(_ text: String, _ mark: DecimalMark?) -> Result<PrintedNumber, Problem> {
    switch NumberText.read(text, decimalMark: mark) {
    case .ambiguous: .failure(.ambiguousMark(text))
    case .number(let number) where number.unit != .pounds: .success(number)
    case .number, .notANumber: .failure(.notARate(text))
    }
  }

  /// Whether a number is written as one, so that a column may be guessed to hold numbers: `5k` may be a name.
  static func isPlainNumber(_ text: String, _ mark: DecimalMark?) -> Bool {
    guard case .success(let number) = number(text, mark) else { return false }
    return number.scale == 0 || number.decimals > 0 || number.unit == .pounds
  }

  static func boolean(_ text: String) -> Result<Bool, Problem> {
    switch text.lowercased() {
    case "1", "yes", "true", "y", "t", "1.0": .success(true)
    case "0", "no", "false", "n", "f", "0.0": .success(false)
    default: labelled(text).map { .success($0) } ?? .failure(.notABoolean(text))
    }
  }

  /// A code and its label, as statistics programs write both: `1 Yes`, `0. No`, `2 = No`, `Yes (1)`; nil where one denies the
  /// other.
  private static func labelled(_ text: String) -> Bool? {
    guard text.utf8.count <= 12 else { return nil }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard words.count == 2, let code = words.lazy.compactMap({ Int($0) }).first else { return nil }
    switch words.first(where: { Int($0) == nil }) {
    case "yes", "true": return code == 0 ? nil : true
    case "no", "false": return code == 1 ? nil : false
    default: return nil
    }
  }

  static func date(_ text: String) -> Result<CalendarDate, Problem> {
    if let date = CalendarDate(iso8601: text) { return .success(date) }
    return .failure(.notADate(text, proposed: CalendarDate.proposal(for: text)?.description))
  }
}
