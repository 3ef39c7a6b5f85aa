import Numbers

/// Finds shares of bands of age that leave nobody out, and so make up 100 %: “17% were under 18, 36% were 18 to 24 and 47%
/// were 25 or older”.
struct AgeBandShares: PhraseFinder {
  private let s: ProseSentence
  private(set) var claims: [ProseClaim] = []

  init(_ context: ProseContext, used: Set<Int>) {
    s = context.sentence
    let shares = s.tokens.indices.dropFirst(context.start).filter { s.isPercent($0) }
    guard (3...10).contains(shares.count), used.isDisjoint(with: shares),
      shares.allSatisfy({ s.number($0)?.qualifier == .exactly })
    else { return }
    let ends = Array(shares.dropFirst()) + [s.tokens.count]
    let bands = zip(shares, ends).map { band(in: ($0 + 1)..<$1) }
    guard bands.allSatisfy({ $0 != nil }), areAll(bands.compactMap(\.self)) else { return }
    if let claim = ProseClaim.shares(shares) { claims.append(claim) }
  }

  /// The first and the last age of a band; nil where it has no such end.
  private struct Band {
    var from: Int?
    var to: Int?
  }

  private func areAll(_ bands: [Band]) -> Bool {
    guard let first = bands.first, let last = bands.last, first.from == nil, last.to == nil else {
      return false
    }
    return zip(bands, bands.dropFirst()).allSatisfy { band, next in
      guard let to = band.to, let from = next.from else { return false }
      return from == to + 1
    }
  }

  private func band(in range: Range<Int>) -> Band? {
    let ages = range.filter { place in
      s.number(place).map { $0.unit == .plain && $0.decimals == 0 && (1...110).contains($0.significand) }
        ?? false
    }
    guard let age = ages.first, age - range.lowerBound <= 5, let low = s.number(age)?.significand else {
      return nil
    }
    if ages.count == 1 {
      if ["under", "below"].contains(s.word(age - 1)) { return Band(to: low - 1) }
      if ["over", "above"].contains(s.word(age - 1)) { return Band(from: low + 1) }
      guard ["or", "and"].contains(s.word(age + 1)) else { return nil }
      if ["older", "over", "above"].contains(s.word(age + 2)) { return Band(from: low) }
      return ["younger", "under", "below"].contains(s.word(age + 2)) ? Band(to: low) : nil
    }
    guard ages.count == 2, let high = s.number(ages[1]).map({ abs($0.significand) }), ages[1] - age <= 2,
      ["to", "and"].contains(s.word(age + 1)) || s.isSign(age + 1, "-–") || ages[1] == age + 1
    else { return nil }
    return Band(from: low, to: high)
  }
}
