import Numbers

/// Finds a rate per so many beside the percentage that it is: “0.06 (6 pupils per 10,000)”, “2%, or 20 in every 1,000”.
///
/// A rate that is printed without a sign may be a percentage or a fraction, so that it is held against both and only ever
/// agrees.
struct EquivalentRates: PhraseFinder {
  private let s: ProseSentence
  private let start: Int
  private(set) var claims: [ProseClaim] = []
  private let used: Set<Int>

  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    start = context.start
    self.used = used
    for base in s.tokens.indices.dropFirst(start + 2) where s.tokens[base].role == .base {
      guard let rate = Self.rate(before: base, s) else { continue }
      for share in shares(of: rate) { add(share, rate, base) }
    }
  }

  /// The rate before “per 10,000” or “in every 10,000”, with what is counted between.
  static func rate(before base: Int, _ s: ProseSentence) -> Int? {
    guard ["per", "every"].contains(s.word(base - 1)) else { return nil }
    var place = base - 2
    while place > base - 5, !s.word(place).isEmpty { place -= 1 }
    guard s.tokens.indices.contains(place), s.isFigure(place), s.number(place)?.unit == .plain else {
      return nil
    }
    return place
  }

  /// Whether a figure can be a rate per hundred.
  static func isShare(_ index: Int, _ s: ProseSentence) -> Bool {
    guard s.isFigure(index), let number = s.number(index), number.significand > 0 else { return false }
    return number.unit == .percent || number.unit == .plain && number.decimals > 1
  }

  /// The claims that a rate per so many is a percentage, and that it is a fraction.
  static func claims(_ share: Int, _ rate: Int, _ base: Int, _ s: ProseSentence) -> [ProseClaim] {
    [100, 1].filter { $0 == 100 || !s.isPercent(share) }.map { factor in
      var claim = ProseClaim(
        .frequency, [("share", share), ("rate", rate), ("base", base)],
        factor == 100 ? "share = 100 * rate / base" : "share = rate / base", rounded: ["share", "rate"])
      claim.agreesOnly = !s.isPercent(share)
      claim.needsDigits = s.isPercent(share)
      return claim
    }
  }

  /// The figure that the brackets of a rate explain, or those that “or” and “equivalent to” may join with it.
  private func shares(of rate: Int) -> [Int] {
    if let group = s.group(rate), group.lowerBound == rate - 1 {
      return Self.isShare(group.lowerBound - 1, s) ? [group.lowerBound - 1] : []
    }
    let figures = (max(start, rate - 12)..<rate).filter { s.isFigure($0) }
    guard let last = figures.last, Self.isShare(last, s) else { return [] }
    let words = s.words((last + 1)..<rate)
    let isJoined =
      words.allSatisfy { Self.joining.contains($0) }
      && words.contains { ["or", "equivalent", "equates", "equal", "means", "i.e"].contains($0) }
    guard isJoined, !s.hasSign((last + 1)..<rate, ";:") else { return [] }
    // “The rate increased to 0.08 from 0.05, the equivalent of 8 in every 10,000”
    return s.isPercent(last) ? [last] : figures.filter { Self.isShare($0, s) && !s.isPercent($0) }
  }

  private static let joining: Set<String> = [
    "or", "equivalent", "equates", "equal", "means", "i.e", "to", "which", "is", "the", "this", "that", "of",
    "a", "rate", "just", "about", "around", "over", "under",
  ]

  private mutating func add(_ share: Int, _ rate: Int, _ base: Int) {
    guard !used.contains(share) else { return }
    claims += Self.claims(share, rate, base, s)
  }
}
