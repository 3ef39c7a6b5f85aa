import Numbers

/// Finds estimates beside their confidence intervals and p-values: “1.45 (95% CI 1.02 to 2.06, p = 0.04)”.
struct IntervalClaims {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []

  init(_ context: ProseContext) {
    s = context.sentence
    start = context.start
    for index in s.tokens.indices.dropFirst(start)
    where s.word(index) == "ci" || s.word(index) == "cis"
      || s.word(index) == "confidence" && s.word(index + 1).hasPrefix("interval")
    {
      read(index)
    }
  }

  private mutating func read(_ name: Int) {
    let level = s.isPercent(name - 1) ? name - 1 : nil
    let first = level ?? name
    var place = name + (s.word(name) == "confidence" ? 2 : 1)
    while s.isSign(place, "=:([,")
      || ["of", "was", "from", "is", "for", "limits", "between", "ci"].contains(s.word(place)),
      place < name + 6
    { place += 1 }
    guard isValue(place) else { return }
    let lower = place
    place += 1
    let isDash = s.isSign(place, "-–—")
    guard isDash || s.isSign(place, ",;") || ["to", "and"].contains(s.word(place)) else { return }
    place += 1
    guard isValue(place), let low = s.number(lower), let high = s.number(place) else { return }
    let upper = place
    let (l, u) = (low.interval(wholeIsRounded: true), high.interval(wholeIsRounded: true))
    if l.lower > u.upper {
      let printed = "\(s.tokens[lower].text) to \(s.tokens[upper].text)"
      judge(
        .interval, "lower limit <= upper limit", [lower, upper], false, l.lower.double...l.upper.double,
        u.lower.double...u.upper.double,
        printed: s.tokens[lower].text, implied: "at most \(s.tokens[upper].text)",
        "the lower limit of the interval \(printed) is above its upper limit")
      return
    }
    guard let estimate = estimate(before: first), let number = s.number(estimate),
      low.unit == .plain || low.unit == number.unit, high.unit == .plain || number.unit == high.unit
    else {
      omissions.append(
        ProseOmission(tokens: [first, lower, upper], reason: "the estimate of the interval was not found"))
      return
    }
    let own = number.interval(wholeIsRounded: true)
    let holds = own.upper >= l.lower && own.lower <= u.upper
    let range = "\(s.tokens[lower].text) to \(s.tokens[upper].text)"
    judge(
      .interval, "\(range) holds \(s.tokens[estimate].text)", [estimate, upper], holds,
      own.lower.double...own.upper.double,
      l.lower.double...max(l.lower.double, u.upper.double), printed: s.tokens[estimate].text, implied: range,
      "estimate \(s.tokens[estimate].text) lies outside its own confidence interval, \(range)")
    if holds, level.map({ s.value($0) == 95 }) ?? true { significance(estimate, lower, upper) }
  }

  private func isValue(_ index: Int) -> Bool {
    guard let number = s.number(index),
      number.unit == .plain || number.unit == .percent || number.unit == .percentagePoints
        || number.unit == .pounds
    else { return false }
    return true
  }

  /// The figure right before the interval, with nothing but signs between.
  private func estimate(before index: Int) -> Int? {
    var place = index - 1
    while place >= max(start, index - 4),
      s.isSign(place, "([,;:=") || ["with", "a", "the", "and"].contains(s.word(place))
    { place -= 1 }
    guard place >= start, s.isFigure(place), s.number(place)?.qualifier == .exactly else { return nil }
    return place
  }

  /// A p-value behind an interval that says otherwise of the value of no effect.
  private mutating func significance(_ estimate: Int, _ lower: Int, _ upper: Int) {
    guard let null = nullValue(estimate),
      let p = (upper + 1..<min(upper + 8, s.tokens.count)).first(where: {
        ["p", "p-value"].contains(s.word($0))
      }),
      s.hasNoFigure((upper + 1)..<p)
    else { return }
    var place = p + 1
    if s.word(place) == "value" { place += 1 }
    let sign = s.tokens.indices.contains(place) ? s.tokens[place].text : ""
    guard ["=", "<", ">", "≤", "≥"].contains(sign), let number = s.number(place + 1), number.unit == .plain,
      (0...1).contains(number.value.double),
      let low = s.number(lower)?.interval(wholeIsRounded: true),
      let high = s.number(upper)?.interval(wholeIsRounded: true)
    else { return }
    let value = number.value.double
    let excludes = low.lower.double > null || high.upper.double < null
    let includes = low.upper.double < null && high.lower.double > null
    let isSignificant =
      sign == "<" || sign == "≤"
      ? value <= 0.03 || value <= 0.05 && sign == "<" : sign == "=" && value < 0.035
    let isNot = sign == ">" || sign == "≥" ? value >= 0.05 : sign == "=" && value > 0.07
    guard isSignificant || isNot, excludes || includes else { return }
    let holds = isSignificant ? !includes : !excludes
    let printed = "p \(sign) \(s.tokens[place + 1].text)"
    let range = "\(s.tokens[lower].text) to \(s.tokens[upper].text)"
    judge(
      .significance, "\(printed) with \(range)", [estimate, place + 1], holds, value...value,
      low.lower.double...max(low.lower.double, high.upper.double),
      printed: printed, implied: includes ? "above 0.05" : "below 0.05",
      "\(printed) and the interval \(range), which \(includes ? "holds" : "excludes") \(BriefNumber.text(null)), contradict each other"
    )
  }

  /// The value of no effect: 1 for ratios, 0 for differences; nil where the words do not say which it is.
  private func nullValue(_ estimate: Int) -> Double? {
    let words = s.words(max(start, estimate - 9)..<estimate)
    let text = words.joined(separator: " ")
    let ratios: Set = [
      "or", "rr", "hr", "irr", "aor", "ahr", "arr", "pr", "apr", "ratio", "ratios", "aors", "ors",
    ]
    if text.contains("ratio") || text.contains("relative risk")
      || (max(start, estimate - 4)..<estimate).contains(where: {
        ratios.contains(s.word($0)) && s.tokens[$0].text.last?.isUppercase == true
      })
    {
      return 1
    }
    if words.contains(where: {
      ["difference", "β", "beta", "coefficient", "reduction", "change"].contains($0)
    }) {
      return 0
    }
    return nil
  }

  private mutating func judge(
    _ kind: ProseClaim.Kind, _ rule: String, _ tokens: [Int], _ holds: Bool, _ published: ClosedRange<Double>,
    _ computed: ClosedRange<Double>,
    printed: String, implied: String, _ message: String
  ) {
    judgements.append(
      ProseJudgement(
        kind: kind, rule: rule, tokens: tokens, holds: holds, published: published, computed: computed,
        printed: printed, implied: implied, message: message))
  }
}
