import Numbers

/// The decimals with which a number format of a spreadsheet shows a number: `0.0%` shows 0.29885 as 29.9%.
///
/// - Source: ECMA-376 (2016), *Office Open XML File Formats*, part 1, section 18.8.31.
struct ShownNumber: Hashable {
  private let decimals: Int
  private let isPerCent: Bool

  /// The formats that every workbook has; nil for those that show no rounded number.
  init?(builtIn number: Int) {
    switch number {
    case 1, 3, 37, 38: (decimals, isPerCent) = (0, false)
    case 2, 4, 39, 40: (decimals, isPerCent) = (2, false)
    case 9: (decimals, isPerCent) = (0, true)
    case 10: (decimals, isPerCent) = (2, true)
    default: return nil
    }
  }

  /// A format of the workbook's own, by its part for positive numbers; nil for dates, fractions, powers and texts.
  init?(code: String) {
    guard case .some(let plain) = Self.plain(code), plain.contains(where: { "0#?".contains($0) }),
      !plain.contains(where: { "eEyYdDhHsS/@".contains($0) })
    else { return nil }
    let point = plain.firstIndex(of: ".")
    decimals = point.map { plain[$0...].count { "0#?".contains($0) } } ?? 0
    isPerCent = plain.contains("%")
    if let last = plain.last(where: { "0#?".contains($0) || $0 == "," }), last == "," { return nil }
    guard decimals <= 12 else { return nil }
  }

  /// The part for positive numbers without quoted and escaped letters and without what stands in brackets.
  private static func plain(_ code: String) -> String? {
    var result = ""
    var isQuoted = false
    var isEscaped = false
    var inBrackets = false
    for letter in code {
      if isEscaped {
        isEscaped = false
      } else if letter == "\"" {
        isQuoted.toggle()
      } else if isQuoted {
        continue
      } else if "\\_*".contains(letter) {
        isEscaped = true
      } else if letter == "[" {
        inBrackets = true
      } else if letter == "]" {
        inBrackets = false
      } else if letter == ";" {
        break
      } else if !inBrackets {
        result.append(letter)
      }
    }
    return result.isEmpty ? nil : result
  }

  /// The stored number as it is shown, halves away from zero; nil for what is no number.
  func text(_ stored: String) -> String? {
    guard let value = Double(stored), value.isFinite else { return nil }
    let scaled = isPerCent ? value * 100 : value
    guard abs(scaled) < 1e15 else { return nil }
    // The stored digits are those of a binary number: a half that is meant may lie a little below one.
    let factor = Double(powerOfTen(decimals))
    let units = (abs(scaled) * factor * (1 + 1e-15)).rounded()
    guard units < 9e15 else { return nil }
    let text = ExactNumber(Int128(value < 0 ? -units : units), over: powerOfTen(decimals)).decimal(places: decimals)
    return isPerCent ? text + "%" : text
  }
}
