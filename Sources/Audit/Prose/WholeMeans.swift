import Numbers

/// Averages of what is counted by whole numbers: “the 15 prisoners had an average of 2.37 previous convictions”.
///
/// The sum behind such an average is a whole number, so that few averages of few people are possible. Claimed is only
/// what words leave no doubt about: an average of things that are counted, and one number of people in the sentence.
///
/// With a standard deviation beside the average the sum of squares is held against it too.
///
/// - Source: Brown and Heathers (2017), *Social Psychological and Personality Science* 8, 363–369,
///   doi:10.1177/1948550616673876.
struct WholeMeans {
  private(set) var claims: [ProseClaim] = []

  /// What one person has a whole number of.
  private static let things: Set<String> = [
    "convictions", "offences", "offenses", "reoffences", "re-offences", "arrests", "sentences", "crimes",
    "children", "siblings", "visits", "appointments", "contacts", "referrals", "incidents", "cautions",
    "sessions", "meetings", "attempts", "episodes", "admissions", "falls", "calls", "complaints", "recalls",
  ]
  private static let adjectives: Set<String> = [
    "previous", "prior", "proven", "further", "new", "recorded", "own",
  ]

  init(_ context: ProseContext, used: Set<Int>) {
    let s = context.sentence
    guard !s.isTabular, !s.words(0..<s.tokens.count).contains(where: { ProseWords.soft.contains($0) }) else {
      return
    }
    for index in s.tokens.indices.dropFirst(context.start) where !used.contains(index) {
      guard let mean = s.number(index), mean.unit == .plain, mean.decimals > 0, mean.qualifier == .exactly,
        mean.significand > 0,
        s.tokens[index].role == .average && Self.countsThings(s, behind: index)
          || s.tokens[index].role == .figure && Self.countsThings(s, before: index)
      else { continue }
      let people = s.tokens.indices.dropFirst(context.start).filter { place in
        place != index && s.isCount(place) && s.tokens[place].role == .figure
      }
      guard people.count == 1, let whole = people.first, s.number(whole)?.qualifier == .exactly,
        s.namesPeople(behind: whole) || s.isSign(whole - 1, "=") && s.word(whole - 2) == "n",
        !s.words((index - 4)..<index).contains("median"), s.value(whole) >= 2,
        s.value(whole) * 2 < Double(powerOfTen(mean.decimals)),
        !s.words((index + 1)..<s.tokens.count).contains("per")
      else { continue }
      claims.append(
        ProseClaim(
          .whole, [("average", index), ("whole", whole)], "whole(average * whole)", rounded: ["average"]))
      // What is no mean of whole numbers is told once.
      let sum = mean.interval(wholeIsRounded: true)
      let isMean =
        (sum.upper.double * s.value(whole) + 1e-9).rounded(.down)
        >= (sum.lower.double * s.value(whole) - 1e-9).rounded(.up)
      if isMean, let deviation = Self.deviation(s, behind: index) {
        claims.append(
          ProseClaim(
            .whole, [("average", index), ("deviation", deviation), ("whole", whole)],
            "whole(average, deviation, whole)", rounded: ["average", "deviation"]))
      }
    }
  }

  /// “(SD 1.20)” or “(standard deviation 1.20)”, a few words behind an average.
  static func deviation(_ s: ProseSentence, behind index: Int) -> Int? {
    guard
      let name = (index + 1..<index + 9).first(where: {
        s.word($0) == "sd" || s.word($0) == "standard" && s.word($0 + 1) == "deviation"
      }), s.hasNoFigure((index + 1)..<name)
    else { return nil }
    var place = s.word(name) == "sd" ? name + 1 : name + 2
    if s.isSign(place, "=:") || s.word(place) == "of" { place += 1 }
    guard let number = s.number(place), number.unit == .plain, number.decimals > 0, number.significand > 0
    else {
      return nil
    }
    return place
  }

  /// “the mean number of previous convictions was 3.47”.
  private static func countsThings(_ s: ProseSentence, before index: Int) -> Bool {
    guard ["was", "is"].contains(s.word(index - 1)) || s.isSign(index - 1, "=:"),
      things.contains(s.word(index - 2))
    else { return false }
    var place = index - 3
    while adjectives.contains(s.word(place)) { place -= 1 }
    return s.word(place) == "of" && s.word(place - 1) == "number"
      && ["mean", "average"].contains(s.word(place - 2))
  }

  private static func countsThings(_ s: ProseSentence, behind index: Int) -> Bool {
    var place = index + 1
    // “2.43 (SD 1.10) prior convictions”
    if s.isSign(place, "("), let group = s.group(place) { place = group.upperBound + 1 }
    while adjectives.contains(s.word(place)) { place += 1 }
    return things.contains(s.word(place))
  }
}
