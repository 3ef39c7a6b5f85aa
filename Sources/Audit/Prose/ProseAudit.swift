public import Numbers

/// Finds figures in running text that follow from each other, and checks them.
///
/// Read are tests with their p-value (“t(28) = 2.20, p = .036”), counts with their percentage (“6436 reoffended out of 21536 (29.9%)”), changes with their size (“from 12% to
/// 15%, a rise of 3%”), shares of men and women, and averages (“1280 reoffences by 393 reoffenders, 3.25 per
/// reoffender”). Figures that stand alone are passed over.
public struct ProseAudit: Sendable {
  private let passages: [ProsePassage]
  private let rounding: RoundingConvention

  /// Takes a text without markup.
  public init(_ text: String, rounding: RoundingConvention = .nearest) {
    self.init([ProsePassage(number: 1, text: text)], rounding: rounding)
  }

  /// Takes passages, such as the paragraphs of a document; no sentence goes on from one to the next.
  public init(_ passages: [ProsePassage], rounding: RoundingConvention = .nearest) {
    self.passages = passages
    self.rounding = rounding
  }

  /// The findings in the order of the text.
  public func findings() -> [ProseFinding] {
    passages.flatMap { passage in
      ProseTokenizer.sentences(of: passage.text, startingAt: passage.number).flatMap {
        sentence -> [ProseFinding] in
        var claims = ProseClaims(sentence)
        let figures = claims.all().compactMap { finding($0, in: sentence) }
        let tests = ReportedTest.all(in: sentence).compactMap { $0.finding(words: Self.words(sentence[...])) }
        return (figures + tests).sorted { $0.line < $1.line }
      }
    }
  }

  /// A claim is a table of one row.
  private func finding(_ claim: ProseClaim, in sentence: [ProseToken]) -> ProseFinding? {
    var columns: [(name: String, cells: [String])] = []
    for figure in claim.figures {
      guard let number = sentence[figure.token].number else { return nil }
      columns.append((name: figure.name, cells: [number.description]))
    }
    let rounded: Set<String> = claim.isRate ? [claim.figures[0].name] : []
    let audit = RuleChecker(
      AuditedTable(name: "text", columns: columns),
      options: AuditOptions(rounding: rounding, roundedColumns: rounded))
    guard let rule = try? AuditRule(claim.rule), let found = try? audit.check(rule).findings.first else {
      return nil
    }
    let places = claim.figures.map(\.token)
    let first = max(0, (places.min() ?? 0) - 1)
    let last = min(sentence.count - 1, (places.max() ?? 0) + 1)
    var shown = rule.text
    for figure in claim.figures {
      shown = Self.replacing(figure.name, by: sentence[figure.token].text, in: shown)
    }
    return ProseFinding(
      rule: shown, line: sentence[places.min() ?? 0].line, words: Self.words(sentence[first...last]),
      verdict: found.verdict, published: found.published, computed: found.computed, figure: found.figure,
      message: found.message, causes: found.causes, possible: found.possible)
  }

  private static func replacing(_ name: String, by figure: String, in rule: String) -> String {
    rule.split(separator: " ").map { word -> String in
      let bare = word.drop { $0 == "(" }
      let core = bare.prefix { $0.isLetter }
      guard core == name else { return String(word) }
      return String(word.prefix(word.count - bare.count)) + figure + bare.dropFirst(core.count)
    }.joined(separator: " ")
  }

  private static func words(_ tokens: ArraySlice<ProseToken>) -> String {
    var text = ""
    for token in tokens.drop(while: { [",", ";", ":", ")", ".", "|"].contains($0.text) }) {
      let isOpening = text.hasSuffix("(") || text.isEmpty || text.hasSuffix("/")
      let isCall =
        token.text == "(" && ReportedTest.isName(text.split(separator: " ").last.map(String.init) ?? "")
      let isClosing = isCall || [",", ")", ";", ":", "/"].contains(token.text)
      text += (isOpening || isClosing ? "" : " ") + token.text
    }
    return text
  }
}
