import Numbers

/// Figures of one sentence that follow from each other.
struct ProseClaim {
  /// The published figure, first, and those that it is computed from.
  let figures: [(name: String, token: Int)]
  /// The rule, in the names of the figures.
  let rule: String
  /// Which figure is a rate, though printed whole.
  let isRate: Bool
}

/// Finds the claims of a sentence.
struct ProseClaims {
  private let tokens: [ProseToken]
  private var used: Set<Int> = []

  init(_ tokens: [ProseToken]) {
    self.tokens = tokens
  }

  /// The claims in the order of the patterns: counts with a percentage, changes, shares of the sexes, averages.
  mutating func all() -> [ProseClaim] {
    proportions() + changes() + shares() + averages()
  }

  /// “6436 reoffended out of 21536 (29.9%)”, “29.9% (6436 of 21536)”.
  private mutating func proportions() -> [ProseClaim] {
    var found: [ProseClaim] = []
    for first in tokens.indices where isCount(first) {
      guard !used.contains(first), let second = nextNumber(after: first, within: 6), isCount(second),
        joinsParts(first, second), value(first) <= value(second), value(second) > 0
      else { continue }
      let behind = nextNumber(after: second, within: 7).flatMap { isPercent($0) ? $0 : nil }
      let before = previousNumber(before: first, within: 7).flatMap {
        isPercent($0) && !used.contains($0) ? $0 : nil
      }
      guard let rate = closer(behind, second, before, first) else { continue }
      used.formUnion([first, second, rate])
      found.append(
        ProseClaim(
          figures: [("percentage", rate), ("part", first), ("whole", second)],
          rule: "percentage = 100 * part / whole",
          isRate: true))
    }
    return found
  }

  /// The percentage in brackets behind, else the one before.
  private func closer(_ behind: Int?, _ end: Int, _ before: Int?, _ start: Int) -> Int? {
    guard let behind else { return before }
    guard let before else { return behind }
    return behind - end <= start - before ? behind : before
  }

  /// “from 12% to 15%, a rise of 3%”.
  private mutating func changes() -> [ProseClaim] {
    var found: [ProseClaim] = []
    for from in tokens.indices where tokens[from].word == "from" {
      guard let first = nextNumber(after: from, within: 3), let to = nextNumber(after: first, within: 8),
        tokens[(first + 1)..<to].contains(where: { $0.word == "to" }), !used.contains(first),
        sameUnit(first, to), !(tokens[first].looksLikeYear && tokens[to].looksLikeYear),
        let (change, sign) = changeFigure(around: from...to)
      else { continue }
      let unit = tokens[change].number?.unit
      let isRelative = unit == .percent
      let difference = sign > 0 ? "after - before" : "before - after"
      used.formUnion([first, to, change])
      found.append(
        ProseClaim(
          figures: [("change", change), ("before", first), ("after", to)],
          rule: isRelative ? "change = 100 * (\(difference)) / before" : "change = \(difference)",
          isRate: unit != .plain && unit != .pounds))
    }
    return found
  }

  /// The figure of a change with its direction: “a rise of 3%”, “fell by 12%”, behind or before the two values.
  private func changeFigure(around span: ClosedRange<Int>) -> (Int, Int)? {
    for index in tokens.indices
    where !span.contains(index) && !used.contains(index) && tokens[index].number != nil {
      let isNear = index > span.upperBound ? index - span.upperBound <= 9 : span.lowerBound - index <= 6
      guard isNear, !tokens[index].looksLikeYear else { continue }
      let before = tokens[max(0, index - 5)..<index].compactMap(\.word)
      let link = before.last
      guard link == "of" || link == "by" || link == "or" || tokens[max(0, index - 1)].isSign("(") else {
        continue
      }
      let near = tokens[max(0, min(index, span.lowerBound) - 6)...max(index, span.upperBound)].compactMap(
        \.word)
      let words = before + near
      if words.contains(where: { Self.falls.contains($0) }) { return (index, -1) }
      if words.contains(where: { Self.rises.contains($0) }) { return (index, 1) }
    }
    return nil
  }

  private static let rises: Set<String> = [
    "rise", "rose", "risen", "rises", "increase", "increased", "increases", "up", "grew", "growth", "higher",
    "gain",
  ]
  private static let falls: Set<String> = [
    "fall", "fell", "fallen", "falls", "decrease", "decreased", "decreases", "down", "drop", "dropped",
    "reduction",
    "reduced", "decline", "declined", "lower",
  ]

  /// “84.9% were male and 15.1% female”.
  private mutating func shares() -> [ProseClaim] {
    let percents = tokens.indices.filter { isPercent($0) && !used.contains($0) }
    let words = Set(tokens.compactMap(\.word))
    let men: Set = ["male", "males", "men"]
    let women: Set = ["female", "females", "women"]
    guard percents.count == 2, !words.isDisjoint(with: men), !words.isDisjoint(with: women) else { return [] }
    let areRates = percents.contains { index in
      let next = tokens[(index + 1)...].prefix(3).compactMap(\.word)
      return next.first == "of" && next.dropFirst().contains { men.contains($0) || women.contains($0) }
    }
    guard !areRates else { return [] }
    used.formUnion(percents)
    return [
      ProseClaim(
        figures: [("share", percents[1]), ("other", percents[0])], rule: "share = 100 - other", isRate: true)
    ]
  }

  /// “1280 reoffences by 393 reoffenders, 3.25 per reoffender”.
  private mutating func averages() -> [ProseClaim] {
    guard
      let average = tokens.indices.first(where: { index in
        !used.contains(index) && (tokens[index].number?.decimals ?? 0) > 0
          && tokens[index].number?.unit == .plain
          && tokens[(index + 1)...].prefix(4).contains { $0.word == "per" }
      })
    else { return [] }
    let counts = tokens.indices.filter { isCount($0) && !used.contains($0) && !tokens[$0].looksLikeYear }
    guard counts.count == 2, value(counts[1]) > 0 else { return [] }
    used.formUnion(counts + [average])
    let large = value(counts[0]) >= value(counts[1]) ? counts : counts.reversed()
    return [
      ProseClaim(
        figures: [("average", average), ("events", large[0]), ("people", large[1])],
        rule: "average = events / people", isRate: true)
    ]
  }

  private func isCount(_ index: Int) -> Bool {
    guard let number = tokens[index].number else { return false }
    return number.isWholeCount && number.unit == .plain && number.significand >= 0
  }

  private func isPercent(_ index: Int) -> Bool { tokens[index].number?.unit == .percent }

  private func value(_ index: Int) -> Int { tokens[index].number?.significand ?? 0 }

  private func sameUnit(_ a: Int, _ b: Int) -> Bool { tokens[a].number?.unit == tokens[b].number?.unit }

  private func nextNumber(after index: Int, within distance: Int) -> Int? {
    tokens.indices.dropFirst(index + 1).prefix(distance).first { tokens[$0].number != nil }
  }

  private func previousNumber(before index: Int, within distance: Int) -> Int? {
    tokens.indices.prefix(index).suffix(distance).last { tokens[$0].number != nil }
  }

  /// Whether “of”, “out of” or a slash stands between two counts, and no comma.
  private func joinsParts(_ first: Int, _ second: Int) -> Bool {
    let between = tokens[(first + 1)..<second]
    return between.contains { $0.word == "of" || $0.isSign("/") } && !between.contains { $0.isSign(";") }
  }
}
