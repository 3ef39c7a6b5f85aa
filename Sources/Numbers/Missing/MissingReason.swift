/// Why a cell holds no value, as far as its marker says.
///
/// The bracketed letters are those of the UK Government Statistical Service's guidance on symbols in tables; the
/// older signs are read as the same publications used them.
public enum MissingReason: Hashable, Sendable, CustomStringConvertible {
  /// Nothing stands in the cell.
  case empty
  /// Withheld so that nobody can be recognised: `[c]`, `*`.
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

  /// Recognises a marker; nil where the text is a value.
  package init?(marker text: some StringProtocol) {
    guard text.utf8.count <= 6 else { return nil }
    switch text.lowercased() {
    case "": self = .empty
    case "[c]", "*": self = .suppressed
    case "[x]", "..", "...", "…", ":", "na", "n/a", "null", "nan": self = .notAvailable
    case "[u]": self = .lowReliability
    case "[z]": self = .notApplicable
    case "[low]", "~": self = .negligible
    case "[w]": self = .noneRecorded
    case "-", "–", "—", "−": self = .unspecified
    default: return nil
    }
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
    }
  }
}
