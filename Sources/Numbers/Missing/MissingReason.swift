/// Why a cell holds no value, as far as its marker says.
///
/// The bracketed letters are those of the UK Government Statistical Service's guidance on symbols in tables; the
/// older signs are read as the same publications used them.
public enum MissingReason: Hashable, Sendable, CustomStringConvertible {
  /// Nothing stands in the cell.
  case empty
  /// Withheld so that nobody can be recognised: `[c]`, `*`, `**`.
  case suppressed
  /// Not available: `[x]`, `..`, `…`, `:`, `NA`, `N/A`.
  case notAvailable
  /// Too unreliable to print: `[u]`.
  case lowReliability
  /// Cannot exist here: `[z]`.
  case notApplicable
  /// Too small to print, though not nothing: `[low]`, `~`.
  case negligible
  /// Nobody in the sample: `[w]`.
  case noneRecorded
  /// A dash, which some publishers use for nil and others for not available.
  case unspecified
  /// Printed as a range, such as `<5` or `5–9`, where one number is needed.
  case range

  /// Recognises a marker; nil where the text is a value.
  package init?(marker text: some StringProtocol) {
    guard text.utf8.count <= 6 else { return nil }
    switch text.lowercased() {
    case "": self = .empty
    case "[c]", "*", "**", "***": self = .suppressed
    case "[x]", "..", "...", "…", ":", "na", "n/a", "#n/a", "null", "nan": self = .notAvailable
    case "[u]": self = .lowReliability
    case "[z]": self = .notApplicable
    case "[low]", "~": self = .negligible
    case "[w]": self = .noneRecorded
    case "-", "–", "—", "−": self = .unspecified
    default: return nil
    }
  }

  /// What a text that is no number stands for in a column of figures: a range, or one of the letters of `init(letters:)`.
  package init?(amongFigures text: String) {
    if let reason = MissingReason(letters: text) {
      self = reason
    } else if Self.isRange(text) {
      self = .range
    } else {
      return nil
    }
  }

  /// The letters `c`, `z`, `x`, `u` and `low`, which mark withheld figures in British open data and may be names elsewhere, and
  /// the letters and words of other publishers.
  ///
  /// - Source: the symbols of the Department for Education's open data standards, which are those of the Government
  ///   Statistical Service without brackets; `np` (not published) and `na` are those of the Australian Bureau of Statistics,
  ///   `S` that of Stats NZ, `†` (not applicable), `/` (not reported) and `--` (less than half a unit) those of the Bureau of Justice Statistics; `#` is the Scottish Government's,
  ///   and words in brackets, such as `<Suppressed>`, are those of Scottish public bodies.
  package init?(letters text: String) {
    var plain = text.lowercased()
    if let open = plain.first, let close = plain.last, ["()", "<>", "[]"].contains(String([open, close])) {
      plain = String(plain.dropFirst().dropLast())
    }
    switch plain {
    case "np", "n.p.", "s", "suppressed", "withheld", "confidential", "not published", "not shown":
      self = .suppressed
    case "#", "n.a.", "not available", "nda", "n.d.", ". .", "/", "not reported", "not known",
      "not collected",
      "not recorded":
      self = .notAvailable
    case "not applicable", "†": self = .notApplicable
    case "--": self = .negligible
    case "c": self = .suppressed
    case "z": self = .notApplicable
    case "x": self = .notAvailable
    case "u": self = .lowReliability
    case "low": self = .negligible
    default: return nil
    }
  }

  /// Whether a text is a range of numbers: `<5`, `≤ 5`, `>95%`, `95+`, `5–9`, `5 to 9`, `fewer than 5`, `<under 6>`, `[<5]`.
  private static func isRange(_ text: String) -> Bool {
    guard text.utf8.count <= 40, text.contains(where: \.isNumber) else { return false }
    if text.count > 2, let open = text.first, let close = text.last,
      ["<>", "[]", "()"].contains(String([open, close]))
    {
      return isRange(String(text.dropFirst().dropLast()))
    }
    if text.hasPrefix("≤") || text.hasPrefix("≥") { return isRange("<" + text.dropFirst()) }
    if text.hasPrefix("<=") || text.hasPrefix(">=") { return isRange("<" + text.dropFirst(2)) }
    let body = text.hasSuffix("+") ? String(text.dropLast()) : Self.withDash(text)
    guard let number = PublishedNumberReader.read(body[...]) else { return false }
    switch number.qualifier {
    case .exactly: return text.hasSuffix("+")
    case .about, .nearly, .justOver, .moreThan, .atLeast, .lessThan, .upTo, .between: return true
    }
  }

  /// `5-9` with the dash of a range.
  private static func withDash(_ text: String) -> String {
    guard let sign = text.dropFirst().firstIndex(of: "-"), text[..<sign].last?.isNumber == true,
      text[text.index(after: sign)...].first?.isNumber == true
    else { return text }
    return text[..<sign] + "–" + text[text.index(after: sign)...]
  }

  /// The reason in words.
  public var description: String {
    switch self {
    case .empty: "empty"
    case .suppressed: "suppressed"
    case .notAvailable: "not available"
    case .lowReliability: "of low reliability"
    case .notApplicable: "not applicable"
    case .negligible: "negligible"
    case .noneRecorded: "none recorded"
    case .unspecified: "missing for a reason not given"
    case .range: "a range, not one number"
    }
  }
}
