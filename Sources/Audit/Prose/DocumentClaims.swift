import Numbers

/// A sentence of a document with its place.
struct DocumentSentence {
  let sentence: ProseSentence
  let passage: Int
  /// How many headings stand before it.
  let section: Int
  /// The heading that it stands under, in small letters.
  let heading: String

  var line: Int { sentence.tokens.first?.line ?? 1 }
}

/// Figures that follow from others elsewhere in the document: shares of the population, a whole and the places that it
/// is made of, a figure that stands twice, a rank beside its table.
struct DocumentClaims {
  /// A finding's parts and the sentence that they stand in.
  struct Found {
    let place: Int
    let judgement: ProseJudgement
  }

  let sentences: [DocumentSentence]
  private(set) var found: [Found] = []
  private(set) var omissions: [(place: Int, omission: ProseOmission)] = []

  init(_ sentences: [DocumentSentence], tables: [AuditedTable]) {
    self.sentences = sentences
    let population = NamedPopulation(sentences)
    for place in sentences.indices {
      for judgement in population.judgements(in: place) {
        found.append(Found(place: place, judgement: judgement))
      }
    }
    found += NamedParts(sentences).found
    found += LabelledShares(sentences).found
    let repeated = RepeatedFigures(sentences)
    found += repeated.found
    omissions += repeated.omissions
    let ranks = RankClaims(sentences, tables: tables)
    found += ranks.found
    omissions += ranks.omissions
  }
}

/// The one population that a document names, and the shares of it elsewhere: “24,448 (3.4%) of the population”.
struct NamedPopulation {
  private let sentences: [DocumentSentence]
  /// The place of the sentence and the token of the figure; nil where the document names none or several.
  private let base: (place: Int, token: Int)?

  init(_ sentences: [DocumentSentence]) {
    self.sentences = sentences
    var found: [(place: Int, token: Int)] = []
    for (place, one) in sentences.enumerated() {
      let s = one.sentence
      for index in s.tokens.indices where s.word(index) == "population" && s.word(index + 1) == "of" {
        var token = index + 2
        while token < index + 5, ProseWords.determiners.contains(s.word(token)) { token += 1 }
        if s.isCount(token), s.value(token) >= 1_000 { found.append((place, token)) }
      }
    }
    let values = Set(found.map { sentences[$0.place].sentence.value($0.token) })
    base = values.count == 1 ? found.first : nil
  }

  /// What the sentence says of the population.
  func judgements(in place: Int) -> [ProseJudgement] {
    guard let base, let whole = sentences[base.place].sentence.number(base.token) else { return [] }
    let s = sentences[place].sentence
    return s.tokens.indices.filter { s.isPercent($0) }.compactMap { percent in
      guard let count = count(beside: percent, s), isOfPopulation(count, percent, place),
        let part = s.number(count), let share = s.number(percent), share.qualifier == .exactly,
        part.qualifier == .exactly
      else { return nil }
      let (a, b, p) = (part.interval(), whole.interval(), share.interval(wholeIsRounded: true))
      guard b.lower > .zero, b.upper.isFinite else { return nil }
      let low = 100 * a.lower.double / b.upper.double
      let high = 100 * a.upper.double / b.lower.double
      let holds = low <= p.upper.double + 1e-9 && high >= p.lower.double - 1e-9
      let text = sentences[base.place].sentence.tokens[base.token].text
      let implied = BriefNumber.text((low * 100).rounded() / 100) + "%"
      return ProseJudgement(
        kind: .proportion, rule: "\(s.tokens[percent].text) = 100 * \(s.tokens[count].text) / \(text)",
        tokens: [count, percent].sorted(), holds: holds,
        published: p.lower.double...max(p.lower.double, p.upper.double),
        computed: low...max(low, high), printed: s.tokens[percent].text, implied: implied,
        message:
          "percentage is printed as \(s.tokens[percent].text), but \(s.tokens[count].text) of the population of "
          + "\(text) (line \(sentences[base.place].line)) is \(implied)")
    }
  }

  /// “24,448 (3.4%)” and “7.1% (32,877)”.
  private func count(beside percent: Int, _ s: ProseSentence) -> Int? {
    if let group = s.group(percent), group.lowerBound == percent - 1, group.upperBound == percent + 1 {
      return s.isCount(percent - 2) ? percent - 2 : nil
    }
    if s.isSign(percent + 1, "("), s.isCount(percent + 2), s.isSign(percent + 3, ")") { return percent + 2 }
    return s.word(percent + 1) == "or" && s.isCount(percent + 2) ? percent + 2 : nil
  }

  /// “Income deprivation in this area is 21.6% or 247,465 affected people”.
  private func saysHere(_ s: ProseSentence, before percent: Int, after count: Int) -> Bool {
    let words = s.words(0..<percent).joined(separator: " ")
    return ["area", "region", "borough", "county", "city", "district"].contains {
      words.contains("in this \($0)")
    }
      && (count + 1..<count + 4).contains { ["people", "residents", "persons"].contains(s.word($0)) }
  }

  private func isOfPopulation(_ count: Int, _ percent: Int, _ place: Int) -> Bool {
    let s = sentences[place].sentence
    let end = max(count, percent) + 2
    var index = end
    if s.word(index) == "of" {
      index += 1
      while ["the", "its", "our", "their", "total", "whole", "local"].contains(s.word(index)) { index += 1 }
      if s.word(index) == "population" {
        return !["aged", "over", "under", "who", "of", "in", "at"].contains(s.word(index + 1))
          || s.word(index + 1) == "in" && ["this", "the"].contains(s.word(index + 2))
            && ["area", "region", "borough", "county", "city", "district"].contains(s.word(index + 3))
      }
      if ["people", "residents"].contains(s.word(index)), s.word(index + 1) == "in" {
        return isPlaceOfPopulation(after: index + 1, s)
      }
      return false
    }
    let opening = s.tokens.lazy.compactMap(\.word).first ?? ""
    if s.word(percent + 1) == "or", percent + 2 == count { return saysHere(s, before: percent, after: count) }
    guard ["people", "residents"].contains(s.word(index)), opening == "within" || opening == "in",
      s.words(0..<count).suffix(2) == ["there", "are"] || s.words(0..<count).suffix(2) == ["there", "were"]
    else { return false }
    return isPlaceOfPopulation(after: s.tokens.firstIndex { $0.word == opening } ?? 0, s)
  }

  /// Whether the name behind a preposition stands in the passage that names the population.
  private func isPlaceOfPopulation(after index: Int, _ s: ProseSentence) -> Bool {
    guard let base else { return false }
    var name: [String] = []
    var place = index + 1
    if s.word(place) == "the" { place += 1 }
    while s.tokens.indices.contains(place), s.tokens[place].text.first?.isUppercase == true, name.count < 4 {
      name.append(s.word(place))
      place += 1
    }
    guard !name.isEmpty else { return false }
    let passage = sentences[base.place].passage
    let words = sentences.indices.filter {
      sentences[$0].passage == passage && (base.place - 4...base.place).contains($0)
    }
    .flatMap { sentences[$0].sentence.tokens.compactMap(\.word) }
    return words.indices.contains { start in
      start + name.count <= words.count && Array(words[start..<(start + name.count)]) == name
    }
  }
}

/// A whole and the places that it is said to be made of, each with its figure.
///
/// “The county covers A, B and C. It has a population of 600,000. A has 200,000; B has 300,000 and C 150,000.”
struct NamedParts {
  private(set) var found: [DocumentClaims.Found] = []
  private let sentences: [DocumentSentence]

  init(_ sentences: [DocumentSentence]) {
    self.sentences = sentences
    for (place, one) in sentences.enumerated() {
      if let names = Self.members(one.sentence), names.count >= 2 { read(names, from: place) }
    }
  }

  private static let verbs: Set<String> = [
    "covers", "cover", "comprises", "comprise", "comprising", "comprised", "consists", "consisting", "made",
  ]

  /// The names behind “covers”: those in a list that ends with “and”.
  private static func members(_ s: ProseSentence) -> [String]? {
    guard let verb = s.tokens.indices.first(where: { verbs.contains(s.word($0)) }),
      let and = s.tokens.indices.last(where: { $0 > verb && s.word($0) == "and" })
    else { return nil }
    guard let last = name(after: and, s), let first = (verb + 1..<and).first(where: { s.isSign($0, ",") })
    else {
      return nil
    }
    var names: [String] = []
    var start = first
    if let opening = name(before: first, s) { names.append(opening) }
    while start < and {
      let next = (start + 1..<and).first { s.isSign($0, ",") } ?? and
      guard let one = name(before: next, s), next - start <= 7 else { return nil }
      names.append(one)
      start = next
    }
    names.append(last)
    return Set(names).count == names.count ? names : nil
  }

  /// The last capitalised word before a place.
  private static func name(before end: Int, _ s: ProseSentence) -> String? {
    guard s.tokens.indices.contains(end - 1), let word = s.tokens[end - 1].word,
      s.tokens[end - 1].text.first?.isUppercase == true
    else { return nil }
    return word
  }

  /// The last capitalised word of the run that ends a list: “and the City of Wolverhampton”.
  private static func name(after and: Int, _ s: ProseSentence) -> String? {
    var last: String?
    for place in (and + 1)..<min(and + 7, s.tokens.count) {
      guard let word = s.tokens[place].word else { break }
      if s.tokens[place].text.first?.isUppercase == true {
        last = word
      } else if !["the", "of", "city", "borough", "county"].contains(word) {
        break
      }
    }
    return last
  }

  private mutating func read(_ names: [String], from start: Int) {
    let near = (start..<min(start + 4, sentences.count)).filter {
      sentences[$0].passage == sentences[start].passage
    }
    var whole: (place: Int, token: Int)?
    var parts: [String: (place: Int, token: Int)] = [:]
    for place in near {
      let s = sentences[place].sentence
      for index in s.tokens.indices where s.isCount(index) && s.value(index) >= 100 {
        let before = s.words(max(0, index - 4)..<index)
        if before.contains("population"), before.contains("of"), owner(of: index, names, s) == nil {
          if whole != nil { return }
          whole = (place, index)
        } else if let name = owner(of: index, names, s) {
          if parts[name] != nil { return }
          parts[name] = (place, index)
        }
      }
    }
    guard let whole, parts.count == names.count,
      let last = parts.values.max(by: { ($0.place, $0.token) < ($1.place, $1.token) }),
      parts.values.allSatisfy({ $0.place == last.place })
    else { return }
    let s = sentences[last.place].sentence
    let numbers = names.compactMap { parts[$0] }.compactMap { s.number($0.token) }
    guard let total = sentences[whole.place].sentence.number(whole.token), numbers.count == names.count else {
      return
    }
    let halves = numbers.reduce(0.0) { $0 + Self.half($1) } + Self.half(total)
    let sum = numbers.reduce(0.0) { $0 + $1.value.double }
    let printed = sentences[whole.place].sentence.tokens[whole.token].text
    let shown = GroupedDigits.text(BriefNumber.text(sum))
    found.append(
      DocumentClaims.Found(
        place: last.place,
        judgement: ProseJudgement(
          kind: .parts,
          rule: "\(printed) = "
            + names.compactMap { parts[$0] }.map { s.tokens[$0.token].text }.joined(separator: " + "),
          tokens: parts.values.map(\.token).sorted(), holds: abs(sum - total.value.double) <= halves,
          published: total.value.double...total.value.double, computed: sum...sum, printed: printed,
          implied: shown,
          message: "the \(names.count) places add up to \(shown), the whole is printed as \(printed)")))
  }

  /// What rounding leaves open: hundreds where a figure ends in them.
  private static func half(_ number: PublishedNumber) -> Double {
    var unit = 1
    while unit < 10_000, number.significand != 0, number.significand % (unit * 10) == 0 { unit *= 10 }
    return unit >= 100 ? Double(unit) / 2 : 0
  }

  /// The member whose figure a count is: named before it in its clause.
  private func owner(of index: Int, _ names: [String], _ s: ProseSentence) -> String? {
    for place in stride(from: index - 1, through: max(0, index - 7), by: -1) {
      if s.isFigure(place) || s.isSign(place, ";") { return nil }
      if names.contains(s.word(place)) { return s.word(place) }
    }
    return nil
  }
}
