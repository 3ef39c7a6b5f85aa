import Numbers

/// Finds p-values beside an interval without the estimate between them: “significant (p = 0.03; 95% CI 0.2 to 4.5 percentage
/// points)”.
///
/// The value of no effect is 0 where a limit is negative, or the words or the unit are those of a difference, and 1 for
/// ratios. What is said of one-sided tests, margins and trends is left open.
struct SignificanceClaims: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []

  /// - Parameter judged: the figures that a p-value was held against already.
  init(_ context: ProseContext, judged: Set<Int>) {
    s = context.sentence
    start = context.start
    for index in s.tokens.indices.dropFirst(start) {
      guard let limits = limits(at: index), let p = pValue(beside: limits), !judged.contains(p.number) else {
        continue
      }
      judge(limits, p)
    }
  }

  private struct Limits {
    let lower: Int
    var upper: Int { lower + 2 }
    /// The first token of what names the interval.
    let first: Int
    let isRatio: Bool
  }

  /// “95% CI −1.2 to 4.5”, and “risk ratio of 0.80 (0.70 to 0.91)”.
  private func limits(at index: Int) -> Limits? {
    let isName =
      s.word(index) == "ci" || s.word(index) == "confidence" && s.word(index + 1).hasPrefix("interval")
    if isName {
      let level = s.isPercent(index - 1) ? index - 1 : nil
      if let level, s.value(level) != 95 { return nil }
      var place = index + (s.word(index) == "ci" ? 1 : 2)
      while s.isSign(place, "=:([,") || ["of", "was", "from", "is", "between"].contains(s.word(place)),
        place < index + 5
      { place += 1 }
      guard isInterval(at: place) else { return nil }
      let first = level ?? index
      return Limits(lower: place, first: first, isRatio: isRatio(before: first))
    }
    guard s.isSign(index, "("), s.isFigure(index - 1), let own = s.number(index - 1), own.unit == .plain,
      own.decimals > 0,
      isRatio(before: index - 1), isInterval(at: index + 1), s.isSign(index + 4, "),;"),
      let low = s.number(index + 1), let high = s.number(index + 3),
      low.value <= own.value && own.value <= high.value
    else { return nil }
    return Limits(lower: index + 1, first: index, isRatio: true)
  }

  /// Whether two limits stand at a place, with “to”, “and” or a sign between.
  private func isInterval(at lower: Int) -> Bool {
    guard let low = s.number(lower), low.decimals > 0,
      s.isSign(lower + 1, "-–—,;") || ["to", "and"].contains(s.word(lower + 1)),
      let high = s.number(lower + 2), high.decimals > 0 || high.unit != .plain
    else { return false }
    return low.value < high.value && (low.unit == .plain || low.unit == high.unit)
  }

  private func isRatio(before index: Int) -> Bool {
    let lead = max(start, index - 12)..<index
    return s.words(lead).contains { ["ratio", "ratios"].contains($0) }
      || s.words(lead).joined(separator: " ").contains("relative risk")
      || lead.contains { place in
        ["or", "rr", "hr", "irr", "aor", "ahr"].contains(s.word(place))
          && s.tokens[place].text.last?.isUppercase == true
      }
  }

  private struct PValue {
    let sign: String
    let number: Int
  }

  /// The p-value right before or behind an interval: in the same brackets, or in those that follow “was not significant”.
  private func pValue(beside limits: Limits) -> PValue? {
    for place in stride(from: limits.first - 1, through: max(start, limits.first - 7), by: -1)
    where isP(place) {
      guard s.group(place) == s.group(limits.lower) || s.group(place) == nil,
        let found = value(at: place), found.number < limits.first, limits.first - found.number <= 3
      else { return nil }
      return found
    }
    let limit = min(limits.upper + 10, s.tokens.count)
    guard let place = (limits.upper + 1..<max(limits.upper + 1, limit)).first(where: { isP($0) }),
      let found = value(at: place),
      s.hasNoFigure((limits.upper + 1)..<place)
    else { return nil }
    let between = s.words((limits.upper + 1)..<place)
    guard between.allSatisfy({ Self.between.contains($0) }), !s.hasSign((limits.upper + 1)..<place, ":")
    else { return nil }
    return found
  }

  private static let between: Set<String> = [
    "was", "were", "is", "not", "significant", "statistically", "points", "percentage", "with", "a", "and",
    "effect", "an",
    "non-significant", "insignificant", "nonsignificant",
  ]

  private func isP(_ index: Int) -> Bool { ["p", "p-value"].contains(s.word(index)) }

  private func value(at place: Int) -> PValue? {
    let sign = s.word(place + 1) == "value" ? place + 2 : place + 1
    guard s.isSign(sign, "=<>≤≥"), let number = s.number(sign + 1), number.unit == .plain,
      (0...1).contains(number.value.double)
    else { return nil }
    return PValue(sign: s.tokens[sign].text, number: sign + 1)
  }

  private static let others: Set<String> = [
    "equivalence", "trend", "interaction", "interactions", "heterogeneity", "superiority", "corrected",
    "bonferroni",
    "log-rank", "logrank", "fisher", "permutation", "one-sided", "one-tailed", "overall", "bootstrap",
    "bayesian",
    "margin", "adjusted", "exact", "mann-whitney", "wilcoxon", "mwu", "credible", "inferiority",
    "non-inferiority",
    "noninferiority", "anova", "correction", "mediation", "indirect",
  ]

  private mutating func judge(_ limits: Limits, _ p: PValue) {
    guard let low = s.number(limits.lower)?.interval(wholeIsRounded: true),
      let high = s.number(limits.upper)?.interval(wholeIsRounded: true), let number = s.number(p.number)
    else { return }
    // Words of a difference beside two positive limits can speak of a ratio; a negative limit or points cannot.
    let isDifference =
      low.upper.double < 0 || s.number(limits.upper)?.unit == .percentagePoints
      || ["points", "point", "percentage"].contains(s.word(limits.upper + 1))
      || (max(start, limits.first - 12)..<limits.first).contains { s.number($0)?.unit == .percentagePoints }
    let tokens = [min(limits.lower, p.number), max(limits.upper, p.number)]
    guard limits.isRatio != isDifference else {
      omissions.append(
        ProseOmission(
          tokens: tokens, reason: "which value of the interval means no effect is not said"))
      return
    }
    let null = limits.isRatio ? 1.0 : 0
    let value = number.value.double
    guard
      let found = NumberQualifier(sign: p.sign).flatMap({
        IntervalSignificance(p: number, $0, low, high, noEffect: null)
      })
    else { return }
    if s.speaks(of: Self.others) || s.tokens.count(where: { ["p", "p-value"].contains($0.word ?? "") }) > 1 {
      omissions.append(
        ProseOmission(tokens: tokens, reason: "whether the p-value is that of the interval is not clear"))
      return
    }
    let printed = "p \(p.sign) \(s.tokens[p.number].text)"
    let range = "\(s.tokens[limits.lower].text) to \(s.tokens[limits.upper].text)"
    judgements.append(
      ProseJudgement(
        kind: .significance, rule: "\(printed) with \(range)", tokens: tokens,
        holds: found.agrees,
        published: value...value, computed: low.lower.double...max(low.lower.double, high.upper.double),
        printed: printed, implied: found.implied, message: found.message(printed, range)))
  }
}
