/// What no paper prints and a synthetic population must assume: how many have a need, and how things go together.
///
/// All of it is plausible and none of it is a finding. Effects are on the log scale, as in a log-linear model.
enum SyntheticAssumptions {
  /// Age bands, as OGRS3 has them for adults; the last is open and filled to 69.
  static let ageBands: [(name: String, first: Int, last: Int)] = [
    ("18-20", 18, 20), ("21-24", 21, 24), ("25-29", 25, 29), ("30-34", 30, 34), ("35-39", 35, 39),
    ("40-49", 40, 49), ("50+", 50, 69),
  ]
  /// Bands of previous sanctions.
  static let recordBands: [(first: Int, last: Int)] = [(0, 0), (1, 2), (3, 9), (10, 30)]

  /// Shares of the age bands among those who did not reoffend, and among those who did.
  static let ageShares = [
    [0.10, 0.14, 0.17, 0.16, 0.13, 0.18, 0.12], [0.12, 0.17, 0.20, 0.18, 0.13, 0.15, 0.05],
  ]
  /// Shares of the bands of previous sanctions, in the same order.
  static let recordShares = [[0.34, 0.25, 0.25, 0.16], [0.11, 0.17, 0.32, 0.40]]
  /// The share of men among those who did not reoffend.
  static let maleShareOfOthers = 0.80

  /// The share of the cohort with each need.
  static func share(of need: SyntheticNeed) -> Double {
    switch need {
    case .mentalHealth: 0.25
    case .substanceMisuse: 0.27
    case .childProtection: 0.08
    case .domesticViolence: 0.22
    case .alcohol: 0.24
    }
  }

  /// The rate of reoffending of those who drink: no paper prints one.
  static let alcoholRate = 0.47

  /// The log-linear weight of sex, age, record, home and work within an offence.
  static func weight(
    offence: SyntheticOffence, isMale: Bool, age: Int, record: Int, isHomeless: Bool, isUnemployed: Bool
  ) -> Double {
    let level = Double(record) - 1.5
    var score = 0.35 * level * (Double(age) - 2) / 3 + 0.3 * offence.chaos * level
    if isHomeless { score += -2.4 + 0.35 * level + 0.4 * offence.chaos }
    if isUnemployed { score += -0.7 + 0.25 * level + 0.3 * offence.chaos }
    if isHomeless, isUnemployed { score += 1.1 }
    if isHomeless, !isMale { score -= 0.2 }
    return score
  }

  /// The log-linear weight of a set of needs among people of a stratum.
  static func weight(
    needs: Set<SyntheticNeed>, isMale: Bool, record: Int, isHomeless: Bool, isUnemployed: Bool
  ) -> Double {
    var score = 0.0
    func has(_ need: SyntheticNeed) -> Double { needs.contains(need) ? 1 : 0 }
    let level = Double(record) - 1.5
    score += has(.substanceMisuse) * (0.35 * level + (isHomeless ? 0.9 : 0) + (isUnemployed ? 0.5 : 0))
    score += has(.mentalHealth) * ((isHomeless ? 0.6 : 0) + (isUnemployed ? 0.4 : 0) + (isMale ? 0 : 0.5))
    score += has(.alcohol) * ((isHomeless ? 0.3 : 0) + 0.1 * level)
    score += has(.childProtection) * (isMale ? 0 : 0.5)
    score += has(.domesticViolence) * (isMale ? 0.8 : 0)
    score += 0.7 * has(.substanceMisuse) * has(.mentalHealth)
    score += 0.4 * has(.substanceMisuse) * has(.alcohol)
    score += 0.6 * has(.domesticViolence) * has(.alcohol)
    score += 0.7 * has(.domesticViolence) * has(.childProtection)
    return score
  }

  /// How many more reoffences than others the people of a stratum commit, as a ratio.
  static func frequencyRatio(record: Int, isHomeless: Bool) -> Double {
    [0.5, 0.7, 1.0, 1.3][record] * (isHomeless ? 1.3 : 1)
  }

  /// The odds of taking part in the programme, of those who did not reoffend.
  static func programmeLogOdds(record: Int, isHomeless: Bool, isUnemployed: Bool, isMale: Bool) -> Double {
    -2.9 + 0.2 * Double(record) + (isHomeless ? 0.3 : 0) + (isUnemployed ? 0.5 : 0) + (isMale ? 0 : 0.3)
  }

  /// The odds ratio between the programme and reoffending among people who are alike: the effect to be found.
  static let programmeOddsRatio = 0.75
}

/// A need that a paper names or that is commonly recorded beside them.
enum SyntheticNeed: Int, CaseIterable, Sendable {
  case mentalHealth, substanceMisuse, childProtection, domesticViolence, alcohol

  /// The needs of a combination's number, a bit each.
  static func needs(_ combination: Int) -> Set<SyntheticNeed> {
    Set(allCases.filter { combination >> (allCases.count - 1 - $0.rawValue) & 1 == 1 })
  }

  /// Whether a combination's number includes the need.
  func isIn(_ combination: Int) -> Bool {
    combination >> (Self.allCases.count - 1 - rawValue) & 1 == 1
  }
}

extension SyntheticNeed {
  /// The rate of reoffending of those with the need.
  func rate(_ margins: PublishedMargins) -> Double {
    published(margins)?.actual ?? SyntheticAssumptions.alcoholRate
  }

  /// The figures that a paper prints of the need.
  func published(_ margins: PublishedMargins) -> PublishedMargins.Factor? {
    switch self {
    case .mentalHealth: margins.factor("mental health", "with challenges")
    case .substanceMisuse:
      margins.factor("substance misuse", "identified issue or drug rehabilitation requirement")
    case .childProtection: margins.factor("child protection", "flagged")
    case .domesticViolence: margins.factor("domestic violence", "perpetrator")
    case .alcohol: nil
    }
  }
}
