import Numbers

/// Decides the claims of a sentence: each is a table of one row with one rule.
struct ClaimChecker {
  enum Outcome {
    case finding(ProseFinding)
    case unchecked(UncheckedFigure)
    case nothing
  }

  private let s: ProseSentence
  private let start: Int
  private let passage: Int
  private let rounding: RoundingConvention
  /// Why shares may rest on other figures than those printed, anywhere in the document; nil where nothing says so.
  private let doubtOfShares: String?
  /// Whether the document speaks of survival curves.
  private let estimatesSurvival: Bool
  /// Whether a finding stands on the line of the sentence itself.
  private let hasOwnLine: Bool

  init(
    _ sentence: ProseSentence, start: Int, passage: Int, rounding: RoundingConvention,
    doubtOfShares: String? = nil, estimatesSurvival: Bool = false, hasOwnLine: Bool = false
  ) {
    self.hasOwnLine = hasOwnLine
    self.estimatesSurvival = estimatesSurvival
    self.doubtOfShares = doubtOfShares
    s = sentence
    self.start = start
    self.passage = passage
    self.rounding = rounding
  }

  /// The verdict on a claim, or why there is none.
  func outcome(_ claim: ProseClaim) -> Outcome {
    let places = claim.figures.map(\.token)
    guard let found = checked(claim) else { return .nothing }
    guard found.verdict == .inconsistent, !claim.agreesOnly else {
      if claim.agreesOnly, found.verdict != .consistent { return .nothing }
      return found.verdict == .consistent
        ? .finding(finding(claim, found)) : .unchecked(unchecked(places, found.message))
    }
    if let doubt = claim.doubt { return .unchecked(unchecked(places, doubt)) }
    if isSurvival, [.proportion, .whole].contains(claim.kind) {
      return .unchecked(
        unchecked(places, "the rate may be one of a survival curve, which leaves the lost out"))
    }
    if let doubtOfShares, [.proportion, .complement, .parts, .whole, .fraction].contains(claim.kind) {
      return .unchecked(unchecked(places, doubtOfShares))
    }
    if let first = claim.figures.first, let number = s.number(first.token), number.qualifier != .exactly,
      checked(claim, exactly: first.token)?.verdict == .consistent
    {
      return .unchecked(
        unchecked(places, "“\(s.text(max(0, first.token - 1)..<(first.token + 1)))” may be that figure"))
    }
    if claim.figures.contains(where: { s.tokens[$0.token].role == .spaced }), !hasLeadingZeros {
      return .unchecked(unchecked(places, "figures set apart by blanks can be read in two ways"))
    }
    if let part = claim.figures.first(where: { $0.name == "part" }), let percent = claim.figures.first,
      let p = s.number(percent.token), let n = s.number(part.token),
      let other = claim.alternatives.first(where: { ProportionClaims.agrees(p, n, $0) })
    {
      return .unchecked(
        unchecked(
          places, "which base is meant is not clear; it agrees with \(GroupedDigits.text(other.description))")
      )
    }
    let others = claim.subjects.map { claim.replacing("after", by: $0) }
    let fitting = others.filter { checked($0)?.verdict == .consistent }
    if let other = fitting.first, let found = checked(other) {
      // The nearest figure need not be the one that changed.
      return fitting.count == 1
        ? .finding(finding(other, found))
        : .unchecked(unchecked(places, "which figure changed is not clear"))
    }
    if claim.needsNearness, !isNearOrSlip(claim, found) {
      return .unchecked(
        unchecked(places, "it is far from the share of the nearest count, whose part it may not be"))
    }
    if claim.needsDigits, !found.causes.contains(where: { Self.movedDigits.contains($0.kind) }) {
      return .unchecked(
        unchecked(places, "it is no share of the figure before that it could be one of"))
    }
    if claim.needsMagnitude, !isOfMagnitude(claim, found) {
      return .unchecked(
        unchecked(places, "it is so far from that change that it may be one of something else"))
    }
    if claim.needsSlip, !isSlip(claim, found) {
      return .unchecked(unchecked(places, "whether the parts are all of them is not said"))
    }
    return .finding(finding(claim, found))
  }

  private static let movedDigits: Set<AuditCauseKind> = [.digitsSwapped, .decimalPoint]

  /// Whether the sentence gives rates by time in a document that estimates survival curves.
  private var isSurvival: Bool {
    estimatesSurvival
      && s.tokens.contains { token in
        [
          "survival", "relapse", "relapses", "recurrence", "cumulative", "mortality", "failure", "rates",
          "rate",
          "incidence", "success", "event-free", "disease-free", "progression", "retention",
        ].contains(token.word ?? "")
      }
  }

  /// “25 006” has blanks for thousands and nothing else.
  private var hasLeadingZeros: Bool {
    s.tokens.contains { token in
      token.role == .spaced && token.text.split(separator: " ").dropFirst().contains { $0.first == "0" }
    }
  }

  /// Whether the difference is that of one digit, or below a tenth.
  private func isSlip(_ claim: ProseClaim, _ found: AuditFinding) -> Bool {
    guard let low = found.published?.lower, let computed = found.computed?.lower, low > 0 else {
      return false
    }
    return found.causes.contains { cause in
      [.wrongDigit, .digitsSwapped, .lastDigit, .digitCount, .otherParts].contains(cause.kind)
    } && abs(low - computed) <= 0.12 * max(low, computed)
  }

  /// Whether a figure is within a third of what it should be, or is that with one slip in its digits.
  private func isNearOrSlip(_ claim: ProseClaim, _ found: AuditFinding) -> Bool {
    guard let low = found.published?.lower, let high = found.published?.upper,
      let from = found.computed?.lower,
      let to = found.computed?.upper
    else { return false }
    let gap = max(from - high, low - to)
    if gap <= 0.34 * max(abs(from), abs(to)) { return true }
    return found.causes.contains { cause in
      [.digitsSwapped, .lastDigit, .digitCount, .decimalPoint].contains(cause.kind)
        && cause.column == claim.figures.first?.name
    }
  }

  /// Whether a figure is within four times of what it should be, or is that with one slip in its digits.
  private func isOfMagnitude(_ claim: ProseClaim, _ found: AuditFinding) -> Bool {
    guard let low = found.published?.lower, let high = found.published?.upper,
      let from = found.computed?.lower, let to = found.computed?.upper
    else { return true }
    let (printed, implied) = (abs(low + high) / 2, abs(from + to) / 2)
    if printed <= 4 * implied, implied <= 4 * printed { return true }
    return found.causes.contains { cause in
      [.digitsSwapped, .digitCount, .decimalPoint].contains(cause.kind)
    }
  }

  private func checked(_ claim: ProseClaim, exactly token: Int? = nil) -> AuditFinding? {
    var columns: [(name: String, cells: [String])] = []
    for figure in claim.figures {
      guard var number = s.number(figure.token) else { return nil }
      // “more than 9,000 (12%)”: where it only ever agrees, the bound is near the figure.
      if claim.agreesOnly, figure.name == "amount", number.qualifier == .moreThan {
        number = s.tokens[figure.token].qualified(.justOver).number ?? number
      }
      if figure.token == token { number = s.tokens[figure.token].qualified(.exactly).number ?? number }
      if number.isWholeCount, Self.isRoundHundred(number), claim.kind != .parts, figure.name != "base",
        !claim.hasExactCounts
      {
        if number.significand < 10_000, number.qualifier == .exactly {
          columns.append((name: figure.name, cells: [Self.inHundreds(number)]))
          continue
        }
        number = s.tokens[figure.token].qualified(.about).number ?? number
      }
      columns.append((name: figure.name, cells: [number.description]))
    }
    let rounded = claim.rounded
    let checker = RuleChecker(
      AuditedTable(name: "text", columns: columns),
      options: AuditOptions(rounding: rounding, roundedColumns: rounded))
    guard let rule = try? AuditRule(claim.rule) else { return nil }
    return try? checker.check(rule).findings.first
  }

  /// 3,000 as 3.0 thousand: a count below ten thousand is rounded to hundreds at most.
  private static func inHundreds(_ number: PublishedNumber) -> String {
    let hundreds = abs(number.significand) / 100
    return "\(number.significand < 0 ? "-" : "")\(hundreds / 10).\(hundreds % 10) thousand"
  }

  /// 12,000 is as likely a rounded figure as a count.
  private static func isRoundHundred(_ number: PublishedNumber) -> Bool {
    abs(number.significand) >= 1_000 && number.significand % 100 == 0
  }

  private func finding(_ claim: ProseClaim, _ found: AuditFinding) -> ProseFinding {
    let places = claim.figures.map(\.token)
    var shown = claim.rule
    for figure in claim.figures {
      shown = Self.replacing(figure.name, by: s.tokens[figure.token].text, in: shown)
    }
    return ProseFinding(
      kind: claim.kind.rawValue, rule: shown, line: line(places), words: words(places),
      verdict: found.verdict,
      published: found.published, computed: found.computed, figure: figure(claim, found),
      message: claim.kind == .whole && found.verdict == .inconsistent && claim.figures.count == 2
        ? wholeMessage(claim) : found.message,
      causes: found.causes, possible: found.possible, place: place(places))
  }

  private func figure(_ claim: ProseClaim, _ found: AuditFinding) -> ContradictedFigure? {
    guard found.figure == nil, found.verdict == .inconsistent, claim.kind == .whole, claim.figures.count == 2
    else { return found.figure }
    return ContradictedFigure(
      name: claim.figures[0].name, printed: s.tokens[claim.figures[0].token].text,
      implied: nearestShares(claim),
      unit: claim.figures[0].name == "percentage" ? .percent : .plain)
  }

  /// The shares that a whole number of people below and above make.
  private func nearestShares(_ claim: ProseClaim) -> String {
    guard let percent = s.number(claim.figures[0].token), claim.figures.count > 1 else { return "" }
    let whole = s.value(claim.figures[1].token)
    let (scale, unit) = claim.figures[0].name == "percentage" ? (100.0, "%") : (1.0, "")
    let people = (percent.value.double * whole / scale).rounded(.down)
    let factor = Double(powerOfTen(max(1, percent.decimals)))
    return [people, people + 1].map {
      BriefNumber.text((scale * $0 / whole * factor).rounded() / factor) + unit
    }
    .joined(separator: " or ")
  }

  private func wholeMessage(_ claim: ProseClaim) -> String {
    guard claim.figures.count > 1 else { return "" }
    let (percent, whole) = (s.tokens[claim.figures[0].token].text, s.tokens[claim.figures[1].token].text)
    return claim.figures[0].name == "percentage"
      ? "no whole number of \(whole) is \(percent); the nearest are \(nearestShares(claim))"
      : "\(percent) is no average of \(whole) whole numbers; the nearest are \(nearestShares(claim))"
  }

  /// The finding of a judgement that no rule expresses.
  func finding(_ judgement: ProseJudgement) -> ProseFinding {
    ProseFinding(
      kind: judgement.kind.rawValue, rule: judgement.rule, line: line(judgement.tokens),
      words: words(judgement.tokens),
      verdict: judgement.holds ? .consistent : .inconsistent,
      published: NumberLimits(lower: judgement.published.lowerBound, upper: judgement.published.upperBound),
      computed: NumberLimits(
        lower: judgement.computed.lowerBound,
        upper: judgement.computed.upperBound < 1e9 ? judgement.computed.upperBound : nil),
      figure: judgement.holds
        ? nil
        : ContradictedFigure(
          name: judgement.kind.rawValue, printed: judgement.printed, implied: judgement.implied, unit: .plain),
      message: judgement.holds ? "agrees" : judgement.message, causes: [], possible: [],
      place: place(judgement.tokens))
  }

  /// What was not checked, with the words around it.
  func unchecked(_ tokens: [Int], _ reason: String) -> UncheckedFigure {
    UncheckedFigure(words: words(tokens), line: line(tokens), reason: reason)
  }

  private func line(_ places: [Int]) -> Int {
    let own = hasOwnLine ? places.filter { $0 >= start } : []
    return s.tokens[own.min() ?? places.min() ?? 0].line
  }

  private func words(_ places: [Int]) -> String {
    let first = max(0, (places.min() ?? 0) - 1)
    let last = min(s.tokens.count - 1, (places.max() ?? 0) + 1)
    return s.text(first..<(last + 1))
  }

  /// The characters of the passage from the first to the last of some tokens of the sentence itself.
  func place(_ places: [Int]) -> ProsePlace {
    let own = places.filter { $0 >= start && s.tokens.indices.contains($0) }.map { s.tokens[$0].range }
    let lower = own.map(\.lowerBound).min() ?? 0
    return ProsePlace(passage: passage, characters: lower..<max(lower, own.map(\.upperBound).max() ?? 0))
  }

  private static func replacing(_ name: String, by figure: String, in rule: String) -> String {
    rule.split(separator: " ").map { word -> String in
      let bare = word.drop { $0 == "(" }
      let core = bare.prefix { $0.isLetter }
      guard core == name else { return String(word) }
      return String(word.prefix(word.count - bare.count)) + figure + bare.dropFirst(core.count)
    }.joined(separator: " ")
  }
}
