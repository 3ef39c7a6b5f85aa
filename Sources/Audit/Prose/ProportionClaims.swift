import Numbers

/// Finds percentages beside the counts that they are made of: “6,436 of 21,536 (29.9%)”.
///
/// A percentage belongs to the base that its grammar gives it. Where the base is only near, and another count would
/// agree, nothing is claimed.
struct ProportionClaims {
  let context: ProseContext
  var s: ProseSentence { context.sentence }
  var claims: [ProseClaim] = []
  var omissions: [ProseOmission] = []
  var used: Set<Int> = []
  /// Counts that a percentage before has as its own.
  var taken: Set<Int> = []
  /// The counts of all pairs: one with a percentage of its own is a doubtful base.
  private var paired: Set<Int> = []
  var allPairs: [Pair] = []

  /// A count with its percentage, whose base is still to be found.
  struct Pair {
    let count: Int
    let percent: Int
    let start: Int
    let end: Int
    /// What the percentage is said to be of: the cases of “86% of cases”.
    var noun: String?
    /// Whether words stand between the percentage and its count, so that the count may be another.
    var isLoose = false

    /// Whether the noun stands in the brackets of the percentage, so that no other base is meant.
    var isNamed: Bool { noun != nil && noun != "total" && count < percent }
  }

  init(_ context: ProseContext) {
    self.context = context
    var pairs: [Pair] = []
    var saysTabular = false
    for index in s.tokens.indices.dropFirst(context.start) where s.isPercent(index) && !used.contains(index) {
      guard role(of: index) == .share, !isLimit(index) else { continue }
      if let (part, whole) = partAndWhole(index) {
        add(index, part, whole)
      } else if s.isTabular {
        if !saysTabular {
          omissions.append(
            ProseOmission(tokens: [index], reason: "the figures stand side by side as in a table"))
        }
        saysTabular = true
      } else if let pair = pair(index) {
        pairs.append(pair)
        used.insert(index)
      } else {
        wholeNumber(index)
      }
    }
    paired = Set(pairs.map(\.count))
    allPairs = pairs
    resolve(pairs)
  }

  private enum PercentRole { case share, change, statistic, other }

  /// What a percentage is by the words around it.
  private func role(of index: Int) -> PercentRole {
    let after = s.words((index + 1)..<(index + 3))
    if ["ci", "confidence", "credible", "significance", "level", "prediction", "interval"].contains(
      s.word(index + 1))
    {
      return .statistic
    }
    if s.tokens[index].text.hasPrefix("+") || s.tokens[index].text.hasPrefix("-") { return .change }
    var place = index - 1
    while [
      "a", "an", "of", "some", "around", "about", "just", "over", "nearly", "almost", "approximately", "only",
    ]
    .contains(s.word(place)) {
      place -= 1
    }
    // “a decline of a quarter (26% or 184,549) on the year before”
    if s.isSign(index - 1, "("), s.word(index + 1) == "or", s.isCount(index + 2), s.isSign(index + 3, ")"),
      (max(context.start, index - 8)..<index).contains(where: {
        ProseWords.isChange(s.word($0)) && s.word($0 + 1) == "of"
      })
    {
      return .change
    }
    // “was cited by 42% or 273 of the 600”
    let isCounted =
      s.word(index + 1) == "or" && s.isCount(index + 2) && s.word(index + 3) == "of"
      && !s.words(0..<index).contains { ProseWords.isChange($0) }
    if ProseWords.isChange(s.word(place)) || ["difference", "gap"].contains(s.word(place))
      || s.word(place) == "by" && !isCounted
    {
      return .change
    }
    let next = s.word(index + 1)
    if ProseWords.isChange(next) || ProseWords.comparisons.contains(next) { return .change }
    if ["as", "likely"].contains(next) || after == ["relative", "reduction"] { return .other }
    if ["target", "against", "versus", "vs", "than", "threshold", "goal", "compared"].contains(
      s.word(index - 1))
    {
      return .other
    }
    return .share
  }

  /// Whether a percentage is a limit of an interval: “95% CI 52.3%, 60.6%”.
  private func isLimit(_ index: Int) -> Bool {
    for place in stride(from: index - 1, through: max(0, index - 14), by: -1) {
      let word = s.word(place)
      if Self.intervals.contains(word) || ["ci9", "cl9", "ci8", "cl8"].contains(word.prefix(3)) {
        return true
      }
      guard word.isEmpty || ["to", "and", "from", "of", "between", "was", "limits"].contains(word),
        !s.isSign(place, "()") || s.isSign(place, "(")
      else { return false }
    }
    return false
  }

  private static let intervals: Set<String> = [
    "ci", "cis", "cri", "iqr", "interval", "intervals", "cl", "range", "ranged", "ranging",
  ]

  /// “37.2% of 15 prisoners”: no number of them is that share.
  private mutating func wholeNumber(_ index: Int) {
    guard let whole = baseBehind(index + 1), let percent = s.number(index), percent.qualifier == .exactly,
      s.number(whole)?.qualifier == .exactly, s.value(whole) >= 2,
      percent.decimals > 0 || percent.significand % 5 != 0, percent.significand > 0,
      s.value(whole) * 2 < (percent.decimals == 0 ? 100 : percent.decimals == 1 ? 1_000 : 10_000),
      ProseRoles.people.contains(s.word(whole + 1)), s.word(whole + 2) != "years",
      !s.words(0..<s.tokens.count).contains(where: { ProseWords.soft.contains($0) })
    else { return }
    used.insert(index)
    claims.append(
      ProseClaim(
        .whole, [("percentage", index), ("whole", whole)], "whole(percentage * whole / 100)",
        rounded: ["percentage"]))
  }

  mutating func add(
    _ percent: Int, _ part: Int, _ whole: Int, alternatives: [PublishedNumber] = [], isNear: Bool = false,
    isCaption: Bool = false, isDoubted: Bool = true
  ) {
    used.insert(percent)
    taken.insert(part)
    guard s.value(part) <= s.value(whole) else {
      omissions.append(
        ProseOmission(
          tokens: [part, percent],
          reason: "the count before it is smaller than the part, so that the base is not known"))
      return
    }
    // A fraction in round numbers, which is no count of people.
    if isRoundFraction(percent, part, whole) { return }
    let isSoft = s.words(0..<s.tokens.count).contains { ProseWords.soft.contains($0) }
    var claim = ProseClaim.proportion(
      percent, part: part, whole: whole,
      doubt: isSoft ? "the figures are weighted, adjusted or modelled" : nil)
    if let group = s.group(percent), let n = s.number(part), let base = s.number(whole),
      group.contains(where: { other in
        other != percent && s.isPercent(other) && s.group(other) == group
          && (s.number(other).map { Self.agrees($0, n, base) } ?? false)
      })
    {
      claim.doubt = "it agrees with the other percentage in the brackets"
    }
    claim.alternatives = alternatives
    claim.needsNearness = isNear && !isCaption
    if isNear, isDoubted, paired.contains(whole) {
      claim.doubt = "its base has a percentage of its own, so that both may be shares of a third count"
    }
    if isNear, !isCaption {
      if s.words(0..<s.tokens.count).contains("respectively") {
        claim.doubt = "which of the figures listed belong together is not clear"
      } else if whole < part, hasOtherCount(between: whole, and: part) {
        claim.doubt = "another count stands between it and the base"
      }
    }
    claims.append(claim)
  }

  /// “two out of five (39.6%)”: numbers up to ten that stand for a fraction, and are near to the percentage.
  private func isRoundFraction(_ percent: Int, _ part: Int, _ whole: Int) -> Bool {
    guard part < whole, [2, 3, 4, 5, 10].contains(s.value(whole)),
      s.tokens[part].role == .word && s.tokens[whole].role == .word
        || s.words((part + 1)..<whole).contains("out")
    else { return false }
    return abs(100 * s.value(part) / s.value(whole) - abs(s.value(percent))) <= 6
  }

  /// Whether a count that is no part with a percentage of its own stands between a base and a part.
  private func hasOtherCount(between base: Int, and part: Int) -> Bool {
    ((base + 1)..<part).contains { place in
      ["whereas", "while"].contains(s.word(place))
        || s.isCount(place) && s.group(place) == nil && !allPairs.contains { $0.count == place }
          && !claims.contains { $0.figures.contains { $0.token == place } }
    }
  }

  func agrees(_ claim: ProseClaim) -> Bool {
    guard claim.figures.count == 3, let percent = s.number(claim.figures[0].token),
      let part = s.number(claim.figures[1].token), let whole = s.number(claim.figures[2].token)
    else { return false }
    return Self.agrees(percent, part, whole)
  }

  /// Whether a percentage is that of one count to another.
  static func agrees(_ percent: PublishedNumber, _ part: PublishedNumber, _ whole: PublishedNumber) -> Bool {
    let (a, b, p) = (part.interval(), whole.interval(), percent.interval(wholeIsRounded: true))
    guard b.lower > .zero, a.upper.isFinite, b.upper.isFinite else { return true }
    let low = 100 * a.lower.double / b.upper.double
    let high = 100 * a.upper.double / b.lower.double
    return low <= p.upper.double + 1e-9 && high >= p.lower.double - 1e-9
  }
}
