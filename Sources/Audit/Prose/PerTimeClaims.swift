import Numbers

/// Finds how many a day, week or month a number of a stated period makes: “in the 12 months to June 2021 police carried out
/// 275,119 searches, or about 5,291 per week”.
///
/// Years and months are not of one length, so that only what is off by a twentieth is called wrong.
struct PerTimeClaims: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var judgements: [ProseJudgement] = []
  private(set) var omissions: [ProseOmission] = []

  init(_ context: ProseContext) {
    s = context.sentence
    start = context.start
    for index in s.tokens.indices.dropFirst(start) { read(index) }
  }

  private static let days: [String: Double] = ["day": 1, "week": 7, "month": 365.25 / 12]
  private static let links: Set<String> = [
    "about", "around", "approximately", "some", "nearly", "just", "over", "under", "an", "average", "of",
    "almost",
    "roughly", "equivalent", "to", "which", "equates", "equating", "is", "works", "out", "at",
  ]

  private mutating func read(_ index: Int) {
    guard ["per", "a", "each", "every"].contains(s.word(index + 1)), let unit = Self.days[s.word(index + 2)],
      s.isFigure(index), let rate = s.number(index), rate.unit == .plain, rate.significand > 0,
      s.tokens[index].role != .word,
      s.endsClause(index + 3) || s.word(index + 3) == "nationally"
        || s.follow(["on", "average"], at: index + 3),
      let count = counted(before: index),
      s.value(count) > s.value(index)
    else { return }
    guard let months = months ?? periodOfYear else {
      omissions.append(
        ProseOmission(tokens: [index], reason: "the period of the number before it is not said"))
      return
    }
    let implied = s.value(count) * unit / (months * 365.25 / 12)
    let number = s.number(count)?.significand ?? 0
    let isRounded = number % 100 == 0
    let off = max(implied / s.value(index), s.value(index) / implied) - 1
    let allowed =
      0.05 + (isRounded || s.number(count)?.qualifier != .exactly ? 0.05 : 0)
      + 0.5 * rate.unitInLastPlace.double / s.value(index) + (rate.qualifier == .exactly ? 0 : 0.1)
    let text = BriefNumber.text(implied >= 100 ? implied.rounded() : (implied * 10).rounded() / 10)
    let words = s.text(index..<(index + 3))
    let period = BriefNumber.text(months)
    judgements.append(
      ProseJudgement(
        kind: .average, rule: "\(words) = \(s.tokens[count].text) in \(period) months",
        tokens: [count, index],
        holds: off <= allowed, published: s.value(index)...s.value(index), computed: implied...implied,
        printed: words, implied: text,
        message:
          "\(s.tokens[count].text) in \(period) months are \(text) \(s.text((index + 1)..<(index + 3))), not \(s.tokens[index].text)"
      ))
  }

  /// The count that a rate stands behind in apposition: “275,119 searches, or about”, “275,119 searches (”.
  private func counted(before index: Int) -> Int? {
    var place = index - 1
    while Self.links.contains(s.word(place)) { place -= 1 }
    let isOr = s.word(place) == "or"
    if isOr { place -= 1 }
    guard isOr && (s.isSign(place, ",(–—") || s.number(place) == nil) || s.isSign(place, "(,–—"),
      place > start
    else {
      return nil
    }
    let count = (max(start, place - 6)..<place).last { s.isFigure($0) }
    guard let count, s.isCount(count), s.hasNoFigure((count + 1)..<index),
      !s.words((count + 1)..<place).contains(where: {
        ["of", "whom", "which", "up", "down", "by"].contains($0)
      })
    else { return nil }
    return count
  }

  /// Twelve months, where a period such as 2016-17 is the only time named.
  private var periodOfYear: Double? {
    let dates = s.tokens.indices.filter { s.isYear($0) }
    guard dates.count == 1, s.number(dates[0]) == nil, s.tokens[dates[0]].text.count == 7 else { return nil }
    return 12
  }

  /// The months that the sentence speaks of; nil where it names none, or several periods.
  private var months: Double? {
    var found: Set<Int> = []
    let names = s.tokens.indices.filter {
      ProseRoles.month(s.word($0)) != nil && s.tokens[$0].text.first?.isUppercase == true
    }
    let years = s.tokens.indices.filter { s.isYear($0) && (s.number($0)?.significand ?? 0) >= 1_900 }
    for index in s.tokens.indices where s.word(index + 1) == "months" {
      if let number = s.number(index), number.isWholeCount || s.tokens[index].role == .word {
        found.insert(number.significand)
      }
    }
    if names.count == 2, let first = ProseRoles.month(s.word(names[0])),
      let last = ProseRoles.month(s.word(names[1])),
      names[1] - names[0] <= 3,
      s.words((names[0] + 1)..<names[1]).contains(where: { ["to", "and"].contains($0) })
        || s.hasSign((names[0] + 1)..<names[1], "-–—")
    {
      let own = years.filter { $0 == names[0] + 1 }.compactMap { s.number($0)?.significand }.first
      let end = years.filter { $0 == names[1] + 1 }.compactMap { s.number($0)?.significand }.first
      guard let end else { return nil }
      found.insert((end - (own ?? end)) * 12 + last - first + 1)
    } else if names.count == 1, found.isEmpty,
      ["to", "ending", "ended"].contains(s.word(names[0] - 1)), s.word(names[0] - 2) == "year"
    {
      found.insert(12)
    } else if !names.isEmpty, found.isEmpty {
      return nil
    } else if names.isEmpty, years.count == 1, found.isEmpty {
      found.insert(12)
    }
    guard found.count == 1, let months = found.first, months > 0 else { return nil }
    return Double(months)
  }
}
