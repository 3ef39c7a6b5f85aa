/// What an audit says of figures found in running text.
public struct ProseFinding: Sendable, Encodable {
  /// What kind of claim it is: `proportion`, `change`, `parts`, `interval` and others.
  public let kind: String
  /// The calculation that was checked.
  public let rule: String
  /// The line on which the figures start, counted from 1.
  public let line: Int
  /// The words that hold the figures.
  public let words: String
  /// Whether the figures agree.
  public let verdict: AuditVerdict
  /// What the printed figure can stand for.
  public let published: NumberLimits?
  /// What the other figures give.
  public let computed: NumberLimits?
  /// The printed figure beside what the others imply; nil where all agree.
  public let figure: ContradictedFigure?
  /// The verdict in a sentence.
  public let message: String
  /// Likely explanations of an inconsistency, the likeliest first.
  public let causes: [AuditCause]
  /// The whole numbers that would give a published percentage, where it is one.
  public let possible: [PossibleCount]
  /// The passage, counted from 0, and the characters of it that hold the figures.
  public let place: ProsePlace

  private enum CodingKeys: String, CodingKey {
    case kind, rule, row, line, words, verdict, published, computed, printed, implied, message, causes,
      possible
  }

  /// Writes the keys of an audit's rows; the line is the row.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(rule, forKey: .rule)
    try container.encode(line, forKey: .row)
    try container.encode(line, forKey: .line)
    try container.encode(words, forKey: .words)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(published, forKey: .published)
    try container.encode(computed, forKey: .computed)
    try container.encode(figure?.printed, forKey: .printed)
    try container.encode(figure?.implied, forKey: .implied)
    try container.encode(message, forKey: .message)
    try container.encode(causes, forKey: .causes)
    try container.encode(possible, forKey: .possible)
  }
}

/// Where in a text words stand.
public struct ProsePlace: Hashable, Sendable {
  /// The passage, counted from 0.
  public let passage: Int
  /// The characters of the passage.
  public let characters: Range<Int>
}

/// Words that have the form of a figure that can be checked, and why they were not.
public struct UncheckedFigure: Hashable, Sendable, Encodable {
  /// The words.
  public let words: String
  /// The line or paragraph, counted from 1.
  public let line: Int
  /// Why nothing was checked.
  public let reason: String

  /// Joins words, a place and a reason.
  public init(words: String, line: Int, reason: String) {
    self.words = words
    self.line = line
    self.reason = reason
  }
}
