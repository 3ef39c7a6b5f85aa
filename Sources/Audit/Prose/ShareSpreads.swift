import Numbers

/// Finds standard deviations beside the proportion that they are of: “the proportion who returned was 0.34 (SD 0.81, n = 50)”.
///
/// What lies between 0 and 1 for everyone has the largest deviation where everyone has either; no other is possible. What
/// is counted as yes or no has just that one, which is the test DEBIT, but a proportion may also be one of each person's
/// days.
///
/// - Source: Heathers and Brown (2019), “DEBIT: a simple consistency test for binary data”, osf.io/5vb3u.
struct ShareSpreads: PhraseFinder {
  private(set) var judgements: [ProseJudgement] = []

  init(_ context: ProseContext) {
    let s = context.sentence
    for index in s.tokens.indices.dropFirst(context.start) {
      guard let share = s.number(index), share.unit == .plain, share.decimals >= 2,
        share.qualifier == .exactly,
        (0...1).contains(share.value.double),
        s.words((index - 12)..<index).contains(where: { ["proportion", "probability"].contains($0) }),
        let deviation = WholeMeans.deviation(s, behind: index), let own = s.spread(of: deviation),
        let mean = s.spread(of: index)
      else { continue }
      let people = Self.people(s, behind: deviation)
      let factor = people.map { $0 / ($0 - 1) } ?? 2
      let middle =
        mean.contains(0.5)
        ? 0.5 : abs(mean.lowerBound - 0.5) < abs(mean.upperBound - 0.5) ? mean.lowerBound : mean.upperBound
      let most = (factor * middle * (1 - middle)).squareRoot()
      let text = BriefNumber.text((most * 1_000).rounded() / 1_000)
      judgements.append(
        ProseJudgement(
          kind: .interval, rule: "deviation of a proportion of \(s.tokens[index].text)",
          tokens: [index, deviation], holds: own.lowerBound <= most,
          published: own, computed: 0...most, printed: s.tokens[deviation].text, implied: "at most \(text)",
          message:
            "a proportion of \(s.tokens[index].text) has a standard deviation of \(text) at most, not \(s.tokens[deviation].text)"
        ))
    }
  }

  /// The “n = 50” of the same brackets.
  private static func people(_ s: ProseSentence, behind index: Int) -> Double? {
    (index + 1..<index + 5).first { s.word($0) == "n" && s.isSign($0 + 1, "=") && s.isCount($0 + 2) }
      .map { s.value($0 + 2) }.flatMap { $0 >= 2 ? $0 : nil }
  }
}
