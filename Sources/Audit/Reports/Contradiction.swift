import Numbers

/// A contradiction as a reader is told of it: the figure, where it stands, what the others imply and the likely cause.
///
/// One figure that is printed alike in several documents, and contradicts its neighbours in each, is one contradiction.
public struct Contradiction: Sendable {
  /// A place in a document.
  public struct Place: Hashable, Sendable {
    /// The document; empty where the table has no such column.
    public let document: String
    /// The section or page; empty where the table has no such column.
    public let section: String
    /// The line of the file or the paragraph of the text, where it is known.
    public let line: Int?
  }

  /// The name of the table, or of the text.
  public let table: String
  /// What was checked.
  public let rule: String
  /// Where the figure stands.
  public let places: [Place]
  /// The texts that name the row, or the words that hold the figure.
  public let label: String
  /// The figure beside what the others imply; nil for words and labels.
  public let figure: ContradictedFigure?
  /// What the printed figure can stand for.
  public let published: NumberLimits?
  /// What the other figures allow.
  public let computed: NumberLimits?
  /// What contradicts what, in a sentence without a full stop.
  public let message: String
  /// Likely explanations, the likeliest first.
  public let causes: [AuditCause]

  /// Whether the printed figure and what the others allow are two ranges apart, so that they can be drawn.
  public var canBeDrawn: Bool {
    guard let own = published, let other = computed, let figure, figure.printed.contains(where: \.isNumber),
      let low = own.lower, let high = own.upper,
      let from = other.lower, let to = other.upper
    else { return false }
    return high <= from || to <= low
  }

  /// How far the printed figure lies from what was computed, relative to it; 0 for words and labels.
  public var relativeDistance: Double {
    guard canBeDrawn, let low = published?.lower, let high = published?.upper, let from = computed?.lower,
      let to = computed?.upper
    else { return 0 }
    return max(from - high, low - to) / max(abs(from), abs(to), 1e-9)
  }

  /// Where it stands, what it is and what probably happened, in sentences.
  public var sentence: String {
    let place = [placeWords, label].filter { !$0.isEmpty }.joined(separator: ": ")
    return (place.isEmpty ? "" : place + ": ") + message + "." + (likely.map { " Likely: \($0)." } ?? "")
  }

  /// The likeliest explanation.
  public var likely: String? { causes.first?.explanation }

  /// The places in words: `draft-2018 (Section 4) and final-2019 (Demographics)`, or `line 4`.
  public var placeWords: String {
    let words = places.map { place in
      if place.document.isEmpty { return place.line.map { "line \($0)" } ?? "" }
      return place.section.isEmpty ? place.document : "\(place.document) (\(place.section))"
    }.filter { !$0.isEmpty }
    return NameList.joined(words)
  }
}
