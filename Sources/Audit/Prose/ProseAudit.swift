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
  /// The tables of the document, which ranks in words are held against.
  private let tables: [AuditedTable]

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
  ///
  /// - Parameters:
  ///   - passages: the pieces of text in their order, each with its place.
  ///   - rounding: how the figures were shortened to the decimals printed; `.nearest` lets a half go either way.
  ///   - tables: the tables of the document, which ranks in words are held against.
  public init(
    _ passages: [ProsePassage], rounding: RoundingConvention = .nearest, tables: [AuditedTable] = []
  ) {
    self.passages = passages
    self.rounding = rounding
    self.tables = tables
  }

  /// The findings in the order of the text.
  public func findings() -> [ProseFinding] { result().findings }

  /// The findings and what was not checked.
  public func result() -> Result {
    var findings: [ProseFinding] = []
    var unchecked: [UncheckedFigure] = []
    var previous: [ProseToken] = []
    var sentences: [DocumentSentence] = []
    var claimed: [Set<Int>] = []
    /// The figures of each sentence on which its own words decide.
    var decided: [Set<Int>] = []
    var open: [OpenShare] = []
    var multiples: [[OpenMultiple]] = []
    var told: [ToldChange] = []
    var (section, heading) = (0, "")
    let units = units()
    let doubtOfShares =
      units.contains { Self.saysWeighted($0.tokens) }
      ? "the document says that percentages are weighted" : nil
    let estimatesSurvival = units.contains { unit in
      unit.tokens.contains { Self.survivalWords.contains($0.word ?? "") }
    }
    for unit in units {
      if unit.isHeading {
        section += 1
        heading = unit.tokens.compactMap(\.word).joined(separator: " ")
      }
      let goesBack = Self.goesBack(unit.tokens) && !previous.isEmpty
      let joint = goesBack ? previous + [ProseToken(kind: .sign("."), line: 0, text: ".")] : []
      let sentence = ProseSentence(joint + unit.tokens)
      let before = ProseSentence(previous)
      let context = ProseContext(
        sentence: sentence, start: joint.count,
        before: goesBack
          ? [] : previous.indices.filter { before.isCount($0) }.compactMap { before.number($0) })
      let claims = SentenceClaims(context)
      let checker = ClaimChecker(
        sentence, start: joint.count, passage: unit.passage, rounding: rounding, doubtOfShares: doubtOfShares,
        estimatesSurvival: estimatesSurvival)
      var found: [ProseFinding] = []
      // “three quarters (74%)” decides on the words, and not on what the 74% is of.
      var settled = Set(
        claims.judgements.filter { $0.kind != .direction }.flatMap { judgement in
          judgement.tokens.filter {
            judgement.kind != .fraction && judgement.kind != .rank || !sentence.isPercent($0)
          }
        })
      for claim in claims.claims {
        switch checker.outcome(claim) {
        case .finding(let finding): found.append(finding)
        case .unchecked(let figure): unchecked.append(figure)
        case .nothing: continue
        }
        settled.formUnion(claim.figures.prefix(1).map(\.token))
      }
      decided.append(Set(settled.map { $0 - joint.count }))
      multiples.append(claims.multiples.map { $0.moved(by: -joint.count) })
      told += claims.told(at: sentences.count, from: joint.count, in: sentence)
      found += claims.judgements.map { checker.finding($0) }
      for test in ReportedTest.all(in: unit.tokens) {
        let words = ProseSentence(unit.tokens).text(0..<unit.tokens.count)
        let place = checker.place(unit.tokens.indices.map { $0 + joint.count })
        if let finding = test.finding(words: words, place: place) { found.append(finding) }
        if let doubt = test.doubt {
          unchecked.append(checker.unchecked(doubt.places.map { $0 + joint.count }, doubt.reason))
        }
      }
      unchecked += claims.omissions.map { checker.unchecked($0.tokens, $0.reason) }
      findings += found.sorted {
        ($0.line, $0.place.characters.lowerBound) < ($1.line, $1.place.characters.lowerBound)
      }
      previous = unit.tokens
      sentences.append(
        DocumentSentence(
          sentence: ProseSentence(unit.tokens), passage: unit.passage, section: section, heading: heading))
      claimed.append(Set(claims.claims.compactMap { $0.figures.first.map { $0.token - joint.count } }))
      for omission in claims.omissions where omission.lacksBase {
        open.append(
          OpenShare(
            place: sentences.count - 1, count: omission.tokens[0] - joint.count,
            percent: omission.tokens[1] - joint.count, noun: omission.noun, isLoose: omission.isLoose))
      }
    }
    var said = Set(findings.map { "\($0.line) \($0.rule)" })
    func settle(_ link: LinkedClaim) {
      let checker = ClaimChecker(
        link.sentence, start: link.start, passage: sentences[link.place].passage, rounding: rounding,
        doubtOfShares: doubtOfShares, estimatesSurvival: estimatesSurvival, hasOwnLine: link.hasOwnLine)
      let own = link.claim.figures.map { $0.token - link.start }.filter { $0 >= 0 }
      let text = sentences[link.place].sentence
      let outcome = checker.outcome(link.claim)
      switch outcome {
      case .nothing: return
      case .finding(let finding):
        decided[link.place].formUnion(own.prefix(1))
        guard said.insert("\(finding.line) \(finding.rule)").inserted else { return }
      case .unchecked: decided[link.place].formUnion(own.prefix(1))
      }
      // What was left open in the sentence itself is decided with the one before.
      let listed = unchecked.firstIndex { figure in
        figure.line == text.tokens[own[0]].line && figure.words.contains(text.tokens[own[0]].text)
      }
      if let listed { unchecked.remove(at: listed) }
      switch outcome {
      case .finding(let finding): findings.append(finding)
      case .unchecked(let figure): unchecked.append(figure)
      case .nothing: break
      }
    }
    for link in PrecedingFigures(sentences, claimed: claimed).links { settle(link) }
    for link in CommonBase(sentences, open).links { settle(link) }
    for link in NamedShares(sentences, claimed: claimed).links { settle(link) }
    for link in SummedParts(sentences, claimed: claimed).links { settle(link) }
    let document = DocumentClaims(sentences, tables: tables)
    for one in document.found
    where one.judgement.kind != .proportion || claimed[one.place].isDisjoint(with: one.judgement.tokens) {
      let finding = checker(sentences[one.place]).finding(one.judgement)
      findings.append(finding)
      decided[one.place].formUnion(one.judgement.tokens)
      unchecked.removeAll { $0.line == finding.line && $0.words == finding.words }
    }
    for (place, omission) in document.omissions {
      unchecked.append(checker(sentences[place]).unchecked(omission.tokens, omission.reason))
    }
    let linked = ArithmeticLinks(sentences, decided: decided, told: told, open: open, multiples: multiples)
    for link in linked.links { settle(link) }
    for link in linked.judged {
      let checker = ClaimChecker(
        link.sentence, start: link.start, passage: sentences[link.place].passage, rounding: rounding,
        hasOwnLine: true)
      let finding = checker.finding(link.judgement)
      if said.insert("\(finding.line) \(finding.rule)").inserted { findings.append(finding) }
    }
    return Result(findings: findings, unchecked: unchecked)
  }

  private func checker(_ one: DocumentSentence) -> ClaimChecker {
    ClaimChecker(one.sentence, start: 0, passage: one.passage, rounding: rounding)
  }

  /// A sentence, or captions that are read together.
  private struct Unit {
    let passage: Int
    var tokens: [ProseToken]
    /// Whether it is a few words without a figure and without a full stop.
    var isHeading = false
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
          units.append(
            Unit(
              passage: number, tokens: tokens,
              isHeading: tokens.count <= 9 && !tokens.contains { $0.isPlainFigure }
                && !Self.endsInStop(tokens, passage.text)))
        }
        isCaption = caption
      }
    }
    return units
  }

  /// Words of an analysis that follows people for different times, whose rates need not be shares of the counts.
  private static let survivalWords: Set<String> = [
    "kaplan", "kaplan-meier", "kaplan–meier", "cox", "hazard", "hazards", "log-rank", "logrank",
    "time-to-event",
  ]

  /// “Weighted percentages”, “unweighted counts”, “the data were weighted”: shares then rest on other counts.
  private static func saysWeighted(_ tokens: [ProseToken]) -> Bool {
    let weights: Set = ["weighted", "unweighted", "weighting", "weights"]
    let what: Set = [
      "percentage", "percentages", "percent", "estimate", "estimates", "prevalence", "prevalences", "data",
      "sample", "samples", "count", "counts", "proportion", "proportions", "survey", "results", "respondents",
      "n", "sampling", "population", "frequencies", "number", "numbers", "base", "bases", "used", "applied",
      "visit", "design", "analyses", "analysis", "extrapolate", "representative",
    ]
    let ofBodies: Set = ["birth", "body", "dry", "wet", "molecular"]
    return tokens.indices.contains { index in
      weights.contains(tokens[index].word ?? "")
        && !(index > 0 && ofBodies.contains(tokens[index - 1].word ?? ""))
        && (max(0, index - 4)..<min(tokens.count, index + 5)).contains {
          what.contains(tokens[$0].word ?? "")
        }
    }
  }

  /// A few words and figures without a full stop, as stand in pictures.
  private static func isCaption(_ tokens: [ProseToken], _ text: String) -> Bool {
    tokens.count <= 7 && !endsInStop(tokens, text) && !tokens.contains { $0.isSign("|") }
  }

  private static func endsInStop(_ tokens: [ProseToken], _ text: String) -> Bool {
    guard let end = tokens.last?.range.upperBound else { return true }
    let rest = text.dropFirst(end).first
    return rest == "." || rest == "?" || rest == "!"
  }

  private static func opensCaption(_ tokens: [ProseToken]) -> Bool {
    ["out", "of", "cohort"].contains(tokens.first?.word ?? "") || !tokens.contains { $0.number != nil }
  }

  /// “Of these”, “Of those”, “Among them”: a sentence about what was counted in the one before.
  private static func goesBack(_ sentence: [ProseToken]) -> Bool {
    let tokens = Array(sentence.drop { $0.isSign(in: "•-–—*·●") })
    guard tokens.count > 3, let first = tokens[0].word else { return false }
    if comparesBack(tokens) { return true }
    guard let second = tokens[1].word else { return false }
    return ["of", "among", "amongst"].contains(first)
      && (["these", "those", "them", "this", "whom", "which"].contains(second)
        || second == "that" && tokens[2].isSign(","))
  }
}

extension ProseAudit {
  /// Whether a sentence compares the figure of the one before: “That's 38.4% greater than the average of 51.6%”.
  fileprivate static func comparesBack(_ tokens: [ProseToken]) -> Bool {
    let opening = tokens.prefix(2).compactMap(\.word)
    let figure = ["that's", "that’s"].contains(opening.first ?? "") ? 1 : 2
    guard
      figure == 1
        || ["that", "this"].contains(opening.first ?? "") && ["is", "was"].contains(opening.last ?? ""),
      tokens.count > figure + 4
    else { return false }
    return tokens[figure].number?.unit == .percent && tokens[figure + 2].word == "than"
      && ProseWords.comparisons.contains(tokens[figure + 1].word ?? "")
  }
}

/// All claims of a sentence, each figure claimed once.
struct SentenceClaims {
  let claims: [ProseClaim]
  let judgements: [ProseJudgement]
  let omissions: [ProseOmission]
  /// The multiples whose figures may stand in other sentences.
  let multiples: [OpenMultiple]

  init(_ context: ProseContext) {
    guard context.sentence.tokens.dropFirst(context.start).contains(where: { $0.number != nil }) else {
      claims = []
      judgements = []
      omissions = []
      multiples = MultipleClaims(context, used: []).open
      return
    }
    let proportions = ProportionClaims(context)
    let changes = ChangeClaims(context, used: proportions.used)
    var used = proportions.used
    for claim in changes.claims { used.formUnion(claim.figures.map(\.token)) }
    let sums = SumClaims(context, used: used)
    for claim in proportions.claims { used.formUnion(claim.figures.map(\.token)) }
    let ratios = RatioClaims(context, used: used)
    let intervals = IntervalClaims(context, shares: proportions.claims)
    let means = WholeMeans(context, used: used.union(ratios.claims.flatMap { $0.figures.map(\.token) }))
    let phrases = PhraseClaims(
      context, claims: proportions.claims + changes.claims + sums.claims + ratios.claims,
      judgements: changes.judgements + ratios.judgements + intervals.judgements)
    claims = proportions.claims + changes.claims + sums.claims + ratios.claims + means.claims + phrases.claims
    judgements = changes.judgements + ratios.judgements + intervals.judgements + phrases.judgements
    multiples = phrases.multiples
    let checked = Set(
      claims.flatMap { $0.figures.map(\.token) }
        + (ratios.judgements + phrases.judgements).filter { $0.kind != .rank }.flatMap(\.tokens))
    omissions =
      (proportions.omissions + changes.omissions + ratios.omissions + intervals.omissions + phrases.omissions)
      .filter { omission in omission.tokens.last.map { !checked.contains($0) } ?? false }
  }
}

/// What finds claims of one kind of phrase in a sentence that is no table.
protocol PhraseFinder {
  var claims: [ProseClaim] { get }
  var judgements: [ProseJudgement] { get }
  var omissions: [ProseOmission] { get }
}

extension PhraseFinder {
  var claims: [ProseClaim] { [] }
  var judgements: [ProseJudgement] { [] }
  var omissions: [ProseOmission] { [] }
}

/// Claims that a phrase ties together, each made only where no other has its figures.
private struct PhraseClaims {
  private(set) var claims: [ProseClaim] = []
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []
  private(set) var multiples: [OpenMultiple] = []

  private var used: Set<Int>

  init(_ context: ProseContext, claims earlier: [ProseClaim], judgements made: [ProseJudgement]) {
    used = Set(earlier.compactMap { $0.figures.first?.token })
    // Where a table has become text no words tie figures together.
    guard !context.sentence.isTabular else { return }
    func judged(_ kind: ProseClaim.Kind) -> Set<Int> {
      Set(made.lazy.filter { $0.kind == kind }.flatMap(\.tokens))
    }
    let kinds = Set(earlier.map(\.kind))
    add(AmountClaims(context, used: used))
    if kinds.isDisjoint(with: [.parts, .complement]) {
      add(TotalClaims(context, used: used))
      if !kinds.contains(.proportion) {
        add(ShareSumClaims(context))
        add(AgeBandShares(context, used: used))
      }
    }
    add(CountedShareClaims(context, used: used))
    add(EquivalentRates(context, used: used))
    if kinds.isDisjoint(with: [.average, .cost]) { add(AverageClaims(context, used: used)) }
    let found = MultipleClaims(context, used: judged(.multiple))
    add(found)
    if judged(.multiple).isEmpty { multiples = found.open }
    add(OrderClaims(context))
    add(SignificanceClaims(context, judged: judged(.significance)))
    add(RangeClaims(context))
    add(ShareSpreads(context))
    add(PerTimeClaims(context))
    add(QuantifierClaims(context, judged: judged(.fraction)))
    let changes = earlier.filter { $0.kind == .change || $0.kind == .direction }.flatMap {
      $0.figures.map(\.token)
    }
    add(
      ClauseDirections(
        context,
        used: Set(changes + (made + judgements).filter { $0.kind != .fraction }.flatMap(\.tokens))))
  }

  private mutating func add(_ found: some PhraseFinder) {
    claims += found.claims
    judgements += found.judgements
    omissions += found.omissions
    used.formUnion(found.claims.compactMap { $0.figures.first?.token })
  }
}
