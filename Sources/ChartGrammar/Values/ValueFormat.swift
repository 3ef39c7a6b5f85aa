/// How a number or an instant is written: `1,234`, `12.3%`, `£1,200`, `3 Jan 2024`.
///
/// Minus signs are minus signs (U+2212), thousands have commas.
public struct ValueFormat: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case automatic, number, percent, currency(String), date, category
    case foreign(ForeignFormat)
  }

  var kind: Kind
  var decimalPlaces: Int?
  var prefixText = ""
  var suffixText = ""
  var showsPlus = false
  var ignoresSign = false
  var hasCommas = true
  var isCompact = false
  var factor = 1.0
  var datePattern = DatePattern()

  init(kind: Kind) {
    self.kind = kind
  }

  /// Numbers as they are; instants as dates.
  public static let automatic = ValueFormat(kind: .automatic)
  /// A number with as many decimals as it needs, at most six, or twelve below a thousandth.
  public static let number = ValueFormat(kind: .number)
  /// A proportion as per cent: 0.123 is written `12.3%`.
  public static let percent = ValueFormat(kind: .percent)
  /// A sum of money in `GBP`, `EUR`, `USD` or another currency named by its code.
  public static func currency(code: String) -> ValueFormat { ValueFormat(kind: .currency(code)) }
  /// An instant; choose its parts with `day()`, `month()`, `year()`, `hour()` and `minute()`.
  public static let dateTime = ValueFormat(kind: .date)

  /// The same with a fixed number of decimals.
  public func decimals(_ places: Int) -> ValueFormat {
    changed { $0.decimalPlaces = min(max(places, 0), 12) }
  }

  /// The same with text before the number.
  public func prefix(_ text: String) -> ValueFormat { changed { $0.prefixText = text } }

  /// The same with text behind the number, such as `%` for values that are per cents already.
  public func suffix(_ text: String) -> ValueFormat { changed { $0.suffixText = text } }

  /// The same with a plus sign before numbers above zero.
  public func signed() -> ValueFormat { changed { $0.showsPlus = true } }

  /// The same without a sign, for axes that run outwards from the middle on both sides.
  public func magnitude() -> ValueFormat { changed { $0.ignoresSign = true } }

  /// One value as text.
  public func string(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    if kind == .date { return datePattern.string(value) }
    if case .foreign(let format) = kind { return format.write(value) }
    let shown = shown(value)
    let compact = compacted(shown).value
    return text(
      shown,
      places: decimalPlaces ?? DecimalText.placesNeeded(compact, atMost: abs(compact) < 1e-3 ? 12 : 6))
  }

  /// One value with the decimals that a picture shows: of a per cent one, of other numbers two or four digits in all,
  /// and of small ones as many as have two digits other than 0.
  func brief(_ value: Double) -> String {
    guard decimalPlaces == nil, !isCompact, kind != .date, !isForeign, value.isFinite else {
      return string(value)
    }
    let shown = abs(shown(value))
    guard shown > 0 else { return string(value) }
    var power = 0
    var rest = shown
    while rest < 1, power < 15 {
      rest *= 10
      power += 1
    }
    while rest >= 10, power > -4 {
      rest /= 10
      power -= 1
    }
    let most = kind == .percent ? max(1, power + 1) : max(2, power + 3)
    return decimals(min(DecimalText.placesNeeded(shown, atMost: most), most)).string(value)
  }

  /// The values of an axis as text, all with the same number of decimals, as many as tell them apart.
  func strings(_ values: [Double]) -> [String] {
    if kind == .date || isForeign { return values.map(string) }
    let shown = values.map(shown)
    if isCompact { return values.map(string) }
    let least = shown.map(abs).filter { $0 > 0 }.min() ?? 1
    if decimalPlaces == nil, least < 1e-8 {
      let texts = shown.map { text($0, places: DecimalText.mostPlaces) }
      guard Set(texts).count == Set(shown).count else {
        return shown.map { $0 == 0 ? "0" : "\($0)".replacing("-", with: "\u{2212}") }
      }
      let unused = texts.map { $0.reversed().prefix { $0 == "0" }.count }.min() ?? 0
      return shown.map { text($0, places: DecimalText.mostPlaces - unused) }
    }
    let spread = (shown.max() ?? 0) / max(shown.filter { $0 > 0 }.min() ?? 1, .leastNormalMagnitude)
    if decimalPlaces == nil, spread >= 1000 || shown.count == 1 {
      return shown.map { text($0, places: DecimalText.placesNeeded($0, atMost: 9)) }
    }
    let places = decimalPlaces ?? shown.map { DecimalText.placesNeeded($0, atMost: 9) }.max() ?? 0
    return shown.map { text($0, places: places) }
  }

  private var isForeign: Bool {
    if case .foreign = kind { return true }
    return false
  }

  /// The number whose digits are written.
  private func shown(_ value: Double) -> Double { value * factor * (kind == .percent ? 100 : 1) }

  /// The number in thousands, millions or billions, with their letter, where the form is a compact one.
  private func compacted(_ value: Double) -> (value: Double, letter: String) {
    guard isCompact else { return (value, "") }
    for (size, letter) in [(1e9, "B"), (1e6, "M"), (1e3, "K")] where abs(value) >= size {
      return (value / size, letter)
    }
    return (value, "")
  }

  private func text(_ value: Double, places: Int) -> String {
    let (value, letter) = compacted(value)
    let digits = DecimalText.digits(abs(value), places: places, hasCommas: hasCommas) + letter
    let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
    var sign = ""
    if !ignoresSign, !isZero {
      sign = value < 0 ? "\u{2212}" : showsPlus ? "+" : ""
    }
    switch kind {
    case .percent: return sign + prefixText + digits + "%" + suffixText
    case .currency(let code): return sign + prefixText + Self.symbol(code) + digits + suffixText
    case .automatic, .number, .date, .category, .foreign: return sign + prefixText + digits + suffixText
    }
  }

  private static func symbol(_ code: String) -> String {
    switch code {
    case "GBP": "£"
    case "EUR": "€"
    case "USD": "$"
    default: code + "\u{A0}"
    }
  }

  func changed(_ change: (inout ValueFormat) -> Void) -> ValueFormat {
    var copy = self
    change(&copy)
    return copy
  }
}
