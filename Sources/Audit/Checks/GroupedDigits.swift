import Numbers

/// Marks of thousands in a text of figures.
enum GroupedDigits {
  /// The text with a comma at each thousand of its whole numbers: `1147700` is `1,147,700`.
  ///
  /// Digits behind a decimal point, and numbers that have their marks already, stay as they are.
  static func text(_ text: String) -> String {
    var result = ""
    var digits = ""
    var isFraction = false
    func flush() {
      let groups = isFraction ? digits : grouped(digits)
      result += groups
      digits = ""
    }
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      flush()
      isFraction = character == "."
      result.append(character)
    }
    flush()
    return result
  }

  private static func grouped(_ digits: String) -> String {
    guard digits.count > 3 else { return digits }
    var result = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
