import Numbers

/// Finds counts that add up to one before them, in its own sentence or some sentences on.
///
/// “46 are in hospital. Of this, 39 are at one, 1 at another, 2 at a third and 4 at a fourth.”
///
/// Nothing says that such parts are all, so that only sums are told that agree, and that chance would hardly give.
struct SummedParts {
  private let sentences: [DocumentSentence]
  private(set) var links: [LinkedClaim] = []

  private struct Count {
    let place: Int
    let token: Int
    let value: Int
  }

  init(_ sentences: [DocumentSentence], claimed: [Set<Int>]) {
    self.sentences = sentences
    let counts = sentences.indices.map { Self.counts(of: sentences[$0].sentence, at: $0) }
    for place in sentences.indices {
      for whole in counts[place] where !claimed[place].contains(whole.token) && whole.value >= 5 {
        let behind = (place...min(place + Self.reach, sentences.count - 1)).filter {
          sentences[$0].section == sentences[place].section
        }
        let parts = behind.flatMap { counts[$0] }.filter {
          ($0.place, $0.token) > (place, whole.token) && $0.value < whole.value
        }
        if let found = rest(of: whole, counts) ?? bracketed(whole, counts) ?? negated(whole, counts) {
          add(found, whole)
        } else if whole.value < 30 {
          continue
        } else if place + 1 < sentences.count, behind.contains(place + 1),
          isAbout(place + 1, whole, counts[place + 1]),
          let found = sum(counts[place + 1], whole)
        {
          add(found, whole)
        } else if let found = listed(counts[place], whole) ?? opened(counts[place], whole) {
          add(found, whole)
        } else if let found = subset(parts, whole) {
          add(found, whole)
        } else if let found = run(before: whole, counts) ?? pair(around: whole, counts) {
          add(found, whole)
        }
      }
    }
    shares()
  }

  /// How many sentences parts may stand behind their whole, and how many counts are tried.
  private static let reach = 3
  private static let most = 8

  /// The counts of a sentence that may be parts or wholes: none that something changed by, or is compared with.
  private static func counts(of s: ProseSentence, at place: Int) -> [Count] {
    guard !s.isTabular else { return [] }
    return s.tokens.indices.compactMap { index in
      guard s.isCount(index), let number = s.number(index),
        number.qualifier == .exactly || number.qualifier == .about && number.scale > 0,
        number.significand > 0, number.value.double < 1e15,
        s.tokens[index].role == .figure || s.tokens[index].role == .word,
        !["from", "by", "than", "with", "up", "down", "further"].contains(s.word(index - 1)),
        !ProseWords.comparisons.contains(s.word(index + 1)), !ProseWords.isChange(s.word(index - 1)),
        s.word(index - 1) != "of" || !ProseWords.isChange(s.word(index - 2))
      else { return nil }
      return Count(place: place, token: index, value: Int(number.value.double.rounded()))
    }
  }

  /// Whether a sentence speaks of what the one before it counted, by a word or as the noun behind each of its counts.
  private func isAbout(_ place: Int, _ whole: Count, _ parts: [Count]) -> Bool {
    let s = sentences[place].sentence
    let noun = sentences[whole.place].sentence.word(whole.token + 1)
    if noun.hasSuffix("s"), noun.count > 3, parts.count >= 3,
      parts.allSatisfy({ s.words(($0.token + 1)..<($0.token + 6)).contains(noun) })
    {
      return true
    }
    return ["of", "among"].contains(s.word(0))
      && ["these", "those", "this", "that", "them"].contains(s.word(1))
  }

  /// All counts of a sentence, where they make up the whole.
  private func sum(_ parts: [Count], _ whole: Count) -> [Count]? {
    guard (2...12).contains(parts.count), parts.reduce(0, { $0 + $1.value }) == whole.value else {
      return nil
    }
    return parts
  }

  /// All counts behind the colon that the whole stands before alone: “970 left under three schemes: 575 …, 75 … and 320 …”.
  private func listed(_ counts: [Count], _ whole: Count) -> [Count]? {
    let s = sentences[whole.place].sentence
    guard let colon = s.tokens.indices.first(where: { $0 > whole.token && s.isSign($0, ":") }),
      counts.first?.token == whole.token, counts.dropFirst().first.map({ $0.token > colon }) ?? false
    else { return nil }
    return sum(Array(counts.dropFirst()), whole)
  }

  /// All counts behind the one that a sentence opens with: “Of these 42 million, 22 million were safe and 20 million unsafe”.
  private func opened(_ counts: [Count], _ whole: Count) -> [Count]? {
    let s = sentences[whole.place].sentence
    guard ["of", "among"].contains(s.word(0)), s.behindDeterminers(0) == whole.token,
      counts.first?.token == whole.token, counts.allSatisfy({ s.group($0.token) == nil })
    else { return nil }
    return sum(Array(counts.dropFirst()), whole)
  }

  /// A part before and what is called the rest: “1,336 were adults, with the remainder (984) children”.
  private func rest(of whole: Count, _ counts: [[Count]]) -> [Count]? {
    for place in whole.place...min(whole.place + Self.reach, sentences.count - 1)
    where sentences[place].section == sentences[whole.place].section {
      let s = sentences[place].sentence
      let own = counts[place].filter { ($0.place, $0.token) > (whole.place, whole.token) }
      for rest in own
      where s.words((rest.token - 3)..<rest.token).contains(where: {
        ["remainder", "remaining", "rest"].contains($0)
      }) || s.word(rest.token - 1) == "other" && s.word(rest.token - 2) == "the" {
        let parts = own.filter { $0.token < rest.token && $0.value + rest.value == whole.value }
        if let part = parts.last { return [part, rest] }
      }
    }
    return nil
  }

  /// All counts of a sentence that stand in brackets behind their shares: “82% (3,521) were sent to one and 18% (795) to another”.
  private func bracketed(_ whole: Count, _ counts: [[Count]]) -> [Count]? {
    for place in whole.place...min(whole.place + Self.reach, sentences.count - 1)
    where sentences[place].section == sentences[whole.place].section {
      let s = sentences[place].sentence
      let parts = counts[place].filter { s.alone(at: $0.token - 1) == $0.token && s.isPercent($0.token - 2) }
      if parts.count >= 2, whole.value >= 100, !parts.contains(where: { $0.value == whole.value }),
        let found = sum(parts, whole)
      {
        return found
      }
    }
    return nil
  }

  /// All counts of the sentence behind, one of which denies what another says: “39 were not upheld, 41 were upheld”.
  private func negated(_ whole: Count, _ counts: [[Count]]) -> [Count]? {
    let place = whole.place + 1
    guard place < sentences.count, sentences[place].section == sentences[whole.place].section else {
      return nil
    }
    let s = sentences[place].sentence
    let denied = s.tokens.indices.filter { s.word($0) == "not" }.map { s.word($0 + 1) }
    guard
      denied.contains(where: { verb in
        s.tokens.indices.contains { s.word($0) == verb && s.word($0 - 1) != "not" }
      })
    else { return nil }
    return sum(counts[place], whole)
  }

  /// Two parts or more that make up the whole, where so few sums are tried that one hardly fits by accident.
  private func subset(_ counts: [Count], _ whole: Count) -> [Count]? {
    var unit = 1
    while whole.value % (unit * 10) == 0 { unit *= 10 }
    var tried = min(counts.count, Self.most)
    while tried >= 2, (1 << tried) * 300 > whole.value / unit { tried -= 1 }
    guard tried >= 2 else { return nil }
    var sums = [0]
    for count in counts.prefix(tried) { sums += sums.map { $0 + count.value } }
    let found = sums.indices.filter { sums[$0] == whole.value && $0.nonzeroBitCount >= 2 }
    guard found.count == 1, let choice = found.first else { return nil }
    let parts = (0..<tried).filter { choice & (1 << $0) != 0 }.map { counts[$0] }
    return Self.areLarge(parts) ? parts : nil
  }

  /// Whether no part is so small that what it is added to is a neighbour of the whole, and it a number of something else:
  /// “€1,364 and €1,361; State 3”.
  private static func areLarge(_ parts: [Count]) -> Bool { parts.allSatisfy { $0.value >= 10 } }

  /// Counts that follow each other right before the one that they make up: “Killed 1,775, injured 22,807, both 24,582”.
  private func run(before whole: Count, _ counts: [[Count]]) -> [Count]? {
    let near = (max(0, whole.place - Self.reach)...whole.place).filter {
      sentences[$0].section == sentences[whole.place].section
    }
    let earlier = near.flatMap { counts[$0] }.filter { ($0.place, $0.token) < (whole.place, whole.token) }
    var unit = 1
    while whole.value % (unit * 10) == 0 { unit *= 10 }
    guard earlier.count >= 2, whole.value / unit >= 300 * Self.most else { return nil }
    var sum = 0
    for (size, count) in earlier.suffix(Self.most).reversed().enumerated() {
      sum += count.value
      if size >= 1, sum == whole.value {
        let parts = Array(earlier.suffix(size + 1))
        return Self.areLarge(parts) ? parts : nil
      }
    }
    return nil
  }

  /// The only two counts some sentences around one that make it up.
  ///
  /// “44,468 sat the first. 11,632 went no further. There were 32,836 entries to the second.”
  private func pair(around whole: Count, _ counts: [[Count]]) -> [Count]? {
    var unit = 1
    while whole.value % (unit * 10) == 0 { unit *= 10 }
    let near = (max(0, whole.place - Self.around)...min(whole.place + Self.around, sentences.count - 1))
      .filter {
        sentences[$0].section == sentences[whole.place].section
      }
      .flatMap { counts[$0] }.filter { $0.value < whole.value && $0.value >= 30 }
    guard near.count >= 2, near.count * (near.count - 1) * 100 <= whole.value / unit else { return nil }
    var found: [[Count]] = []
    for (index, one) in near.enumerated() {
      for other in near[(index + 1)...] where one.value + other.value == whole.value {
        found.append([one, other])
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// How many sentences two parts may stand around their whole.
  private static let around = 8

  /// Shares of sentences that follow each other, each with one, which make up all: the items of a list.
  private mutating func shares() {
    spread()
    let only = sentences.map { one -> Int? in
      let s = one.sentence
      let percents = s.tokens.indices.filter { s.isPercent($0) }
      guard percents.count == 1, let percent = percents.first, s.tokens.count <= 24,
        s.number(percent)?.qualifier == .exactly, !s.speaks(of: ProseWords.rises.union(ProseWords.falls))
      else { return nil }
      return percent
    }
    var first = 0
    while first < sentences.count {
      var end = first
      while end < sentences.count, only[end] != nil, sentences[end].section == sentences[first].section {
        end += 1
      }
      let run = (first..<end).compactMap { place in only[place].map { (place, $0) } }
      first = max(end, first + 1)
      guard (3...8).contains(run.count), let place = run.last?.0 else { continue }
      let joined = JoinedSentences(run.map(\.0), of: sentences)
      let tokens = zip(joined.starts, run).map { $0 + $1.1 }
      guard var claim = ProseClaim.shares(tokens) else { continue }
      claim.agreesOnly = true
      links.append(
        LinkedClaim(
          place: place, sentence: joined.sentence, start: joined.starts.last ?? 0, claim: claim))
    }
  }

  /// Shares of two sentences or three, several in one of them, which make up all.
  private mutating func spread() {
    let all = sentences.map { one -> [Int] in
      let s = one.sentence
      let percents = s.tokens.indices.filter { s.isPercent($0) }
      guard !s.isRow, percents.allSatisfy({ s.number($0)?.qualifier == .exactly }),
        !s.speaks(of: ProseWords.rises.union(ProseWords.falls))
      else { return [] }
      return percents
    }
    for first in sentences.indices where all[first].count >= 2 {
      for size in 2...3 where first + size <= sentences.count {
        let places = Array(first..<(first + size))
        let count = places.reduce(0) { $0 + all[$1].count }
        guard (4...8).contains(count), places.allSatisfy({ !all[$0].isEmpty }),
          places.allSatisfy({ sentences[$0].section == sentences[first].section })
        else { break }
        let joined = JoinedSentences(places, of: sentences)
        let tokens = zip(joined.starts, places).flatMap { start, place in all[place].map { start + $0 } }
        let sum = tokens.reduce(0) { $0 + joined.sentence.value($1) }
        guard abs(sum - 100) < 1e-9, var claim = ProseClaim.shares(tokens) else { continue }
        claim.agreesOnly = true
        links.append(
          LinkedClaim(
            place: first + size - 1, sentence: joined.sentence, start: joined.starts[size - 1], claim: claim))
        break
      }
    }
  }

  private mutating func add(_ parts: [Count], _ whole: Count) {
    guard let first = ([whole] + parts).map(\.place).min(), let last = ([whole] + parts).map(\.place).max()
    else { return }
    let joined = JoinedSentences(Array(first...last), of: sentences)
    func token(_ count: Count) -> Int { joined.starts[count.place - first] + count.token }
    var claim = ProseClaim.total(token(whole), of: parts.map(token))
    claim.agreesOnly = true
    claim.hasExactCounts = true
    links.append(
      LinkedClaim(
        place: last, sentence: joined.sentence, start: joined.starts[last - first], claim: claim))
  }
}
