public import Numbers

/// Finds figures in running text that follow from each other, and checks them.
///
/// Read are counts with their percentage (“6436 reoffended out of 21536 (29.9%)”), changes with their size (“from 12% to
/// 15%, a rise of 3%”), parts and wholes, averages, costs a head, rates per so many, fractions in words, multiples,
/// estimates with their interval and p-value, and tests with theirs (“t(28) = 2.20, p = .036”). A percentage
/// belongs to the base that its grammar gives it. What has the form of such a figure, and is not decided, is kept as
/// ``UncheckedFigure`` with the reason.
public struct ProseAudit: Sendable {
  private let passages: [ProsePassage]
  private let rounding: RoundingConvention

  /// What was found, and what was not checked.
  public struct Result: Sendable {
    /// The verdicts in the order of the text.
    public let findings: [ProseFinding]
    /// What has the form of a figure that can be checked and was not.
    public let unchecked: [UncheckedFigure]
  }

  /// Takes a text without markup.
  public init(_ text: String, rounding: RoundingConvention = .nearest) {
    self.init([ProsePassage(number: 1, text: text)], rounding: rounding)
  }

  /// Takes passages, such as the paragraphs of a document.
  ///
  /// No sentence goes on from one to the next, but captions of a few words without a full stop are read together.
  public init(_ passages: [ProsePassage], rounding: RoundingConvention = .nearest) {
    self.passages = passages
    self.rounding = rounding
  }

  /// The findings in the order of the text.
  public func findings() -> [ProseFinding] { result().findings }

  /// The findings and what was not checked.
  public func result() -> Result {
    var findings: [ProseFinding] = []
    var unchecked: [UncheckedFigure] = []
    var previous: [ProseToken] = []
    for unit in units() {
      let goesBack = Self.goesBack(unit.tokens) && !previous.isEmpty
      let joint = goesBack ? previous + [ProseToken(kind: .sign("."), line: 0, text: ".")] : []
      let sentence = ProseSentence(joint + unit.tokens)
      let before = ProseSentence(previous)
      let context = ProseContext(
        sentence: sentence, start: joint.count,
        before: goesBack
          ? [] : previous.indices.filter { before.isCount($0) }.compactMap { before.number($0) })
      let claims = SentenceClaims(context)
      let checker = ClaimChecker(sentence, start: joint.count, passage: unit.passage, rounding: rounding)
      var found: [ProseFinding] = []
      for claim in claims.claims {
        switch checker.outcome(claim) {
        case .finding(let finding): found.append(finding)
        case .unchecked(let figure): unchecked.append(figure)
        case .nothing: break
        }
      }
      found += claims.judgements.map { checker.finding($0) }
      found += ReportedTest.all(in: unit.tokens).compactMap {
        $0.finding(
          words: ProseSentence(unit.tokens).text(0..<unit.tokens.count),
          place: checker.place(unit.tokens.indices.map { $0 + joint.count }))
      }
      unchecked += claims.omissions.map { checker.unchecked($0.tokens, $0.reason) }
      findings += found.sorted {
        ($0.line, $0.place.characters.lowerBound) < ($1.line, $1.place.characters.lowerBound)
      }
      previous = unit.tokens
    }
    return Result(findings: findings, unchecked: unchecked)
  }

  /// A sentence, or captions that are read together.
  private struct Unit {
    let passage: Int
    var tokens: [ProseToken]
  }

  private func units() -> [Unit] {
    var units: [Unit] = []
    var isCaption = false
    for (number, passage) in passages.enumerated() {
      for tokens in ProseTokenizer.sentences(of: passage.text, startingAt: passage.number) {
        let caption = Self.isCaption(tokens, passage.text)
        if caption, isCaption, let last = units.indices.last, units[last].tokens.count < 40,
          tokens.contains(where: { $0.number != nil })
            || units[last].tokens.contains(where: { $0.number != nil }),
          !Self.opensCaption(tokens)
        {
          units[last].tokens += tokens
        } else {
          units.append(Unit(passage: number, tokens: tokens))
        }
        isCaption = caption
      }
    }
    return units
  }

  /// A few words and figures without a full stop, as stand in pictures.
  private static func isCaption(_ tokens: [ProseToken], _ text: String) -> Bool {
    guard tokens.count <= 7, let end = tokens.last?.range.upperBound else { return false }
    let rest = text.dropFirst(end).first
    return rest != "." && rest != "?" && rest != "!" && !tokens.contains { $0.isSign("|") }
  }

  private static func opensCaption(_ tokens: [ProseToken]) -> Bool {
    ["out", "of", "cohort"].contains(tokens.first?.word ?? "") || !tokens.contains { $0.number != nil }
  }

  /// “Of these”, “Of those”, “Among them”: a sentence about what was counted in the one before.
  private static func goesBack(_ tokens: [ProseToken]) -> Bool {
    guard tokens.count > 3, let first = tokens[0].word, let second = tokens[1].word else { return false }
    return ["of", "among", "amongst"].contains(first)
      && ["these", "those", "them", "this", "whom", "which"].contains(second)
  }
}

/// All claims of a sentence, each figure claimed once.
struct SentenceClaims {
  let claims: [ProseClaim]
  let judgements: [ProseJudgement]
  let omissions: [ProseOmission]

  init(_ context: ProseContext) {
    guard context.sentence.tokens.dropFirst(context.start).contains(where: { $0.number != nil }) else {
      claims = []
      judgements = []
      omissions = []
      return
    }
    let proportions = ProportionClaims(context)
    let changes = ChangeClaims(context, used: proportions.used)
    var used = proportions.used
    for claim in changes.claims { used.formUnion(claim.figures.map(\.token)) }
    let sums = SumClaims(context, used: used)
    for claim in proportions.claims { used.formUnion(claim.figures.map(\.token)) }
    let ratios = RatioClaims(context, used: used)
    let intervals = IntervalClaims(context)
    claims = proportions.claims + changes.claims + sums.claims + ratios.claims
    judgements = changes.judgements + ratios.judgements + intervals.judgements
    let checked = Set(claims.flatMap { $0.figures.map(\.token) })
    omissions = (proportions.omissions + changes.omissions + ratios.omissions + intervals.omissions).filter {
      omission in
      omission.tokens.last.map { !checked.contains($0) } ?? false
    }
  }
}
