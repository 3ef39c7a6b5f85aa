internal import Foundation

/// The Offender Group Reconviction Scale, version 3: the chance of proven reoffending within one and two years.
///
/// A *group* scale: it says what share of people with the same record reoffended, so that cohorts can be compared
/// at equal expectation. It is no tool for decisions about a person.
///
/// With every count and age in whole numbers, the log-odds are an age band by sex, the kind of criminal history,
/// the offence group, and 1.251124464 times the Copas rate
/// ln((1 + previous sanctions) / (10 + age at current conviction − age at first sanction)).
///
/// Implementations disagree, and this one decides so:
/// - girls under 16 have *negative* weights, as in the paper and in KrimZ's `ogrs()`; a service of the Ministry of
///   Justice carried them with the sign reversed until 2026;
/// - drink driving is the motoring group with the negative weight; one lookup table has the two labels swapped;
/// - sexual offences not against a child weigh 0.003276327, not 0.0328, a slip of the decimal point elsewhere;
/// - previous sanctions are not capped (`SanctionCap.none`), as in the service of the Ministry of Justice; an earlier
///   calculator of its own published test data with a cap of 50 (`SanctionCap.fifty`), which is offered beside it.
///
/// - Source: Howard, Francis, Soothill and Humphreys (2009), *OGRS 3: the revised Offender Group Reconviction
///   Scale*, Ministry of Justice Research Summary 7/09, pages 1-12 (no DOI).
public struct OGRS3: Hashable, Sendable {
  /// What the sanctions before and including the current one were.
  public enum History: Hashable, Sendable {
    /// At least one was a conviction, which is how the scale is used in practice.
    case convictions
    /// All were cautions, reprimands or warnings: in the published table, but not scored in practice.
    case cautionsOnly
  }

  /// How many previous sanctions count: the two published conventions.
  public enum SanctionCap: String, Hashable, Sendable, CaseIterable, Codable {
    /// All of them.
    case none
    /// Fifty at most.
    case fifty = "50"
  }

  /// The log-odds without the intercept of a period.
  public let linearPredictor: Double

  /// Scores one combination of characteristics.
  ///
  /// - Parameters:
  ///   - sex: male or female, as the published weights have it.
  ///   - ages: at the first sanction, the current conviction and the start of follow-up, in completed years.
  ///   - previousSanctions: all sanctions before the current one, cautions and reprimands included.
  ///   - offenceGroup: the name of one of `offenceWeights`.
  ///   - history: whether one sanction at least was a conviction, as in practice, or all were cautions.
  ///   - cap: how many of the previous sanctions count.
  /// - Throws: `PredictorError` for a count below zero or above 10,000, an unknown offence group, or a first sanction at another
  ///   age than the current one although no sanction came before.
  public init(
    sex: Sex, ages: SanctionAges, previousSanctions: Int, offenceGroup: String,
    history: History = .convictions, cap: SanctionCap = .none
  ) throws(PredictorError) {
    guard (0...10_000).contains(previousSanctions) else {
      throw .outOfRange(
        argument: "previous sanctions", value: previousSanctions, allowed: "0 or more (at most 10000)")
    }
    try refuseCareerOfOneSanction(sanctions: previousSanctions + 1, ages: ages)
    let offence = try Self.offenceWeights.group(named: offenceGroup)
    let counted = cap == .fifty ? min(50, previousSanctions) : previousSanctions
    let copas = log(Double(1 + counted) / Double(10 + ages.careerYears))
    linearPredictor =
      Self.ageWeight(sex: sex, age: ages.startOfFollowUp)
      + Self.historyWeight(history, previousSanctions: previousSanctions) + offence.weight
      + 1.251124464 * copas
  }

  /// The probability of a proven reoffence within one year.
  public var oneYear: Double { logistic(1.402562384 + linearPredictor) }

  /// The probability of a proven reoffence within two years.
  public var twoYears: Double { logistic(2.121705678 + linearPredictor) }

  /// The two-year score as practitioners see it: a whole percentage, halves rounded up, from 1 to 99.
  public var twoYearPercentage: Int {
    Int(min(99, max(1, (100 * twoYears).rounded(.toNearestOrAwayFromZero))))
  }

  /// The band of `twoYearPercentage`.
  public var band: RiskBand { RiskBand(twoYearPercentage: Double(twoYearPercentage)) }

  /// The twenty offence groups of the scale.
  public static let offenceWeights = OffenceWeights([
    .init("Violence", 0, "Violence against the person"),
    .init("Robbery", -0.634795912),
    .init("Public order", 0.181917975),
    .init("Sexual (not against child)", 0.003276327),
    .init("Sexual (against child)", -0.653434071),
    .init("Soliciting or prostitution", 0.760608858),
    .init("Burglary (domestic)", -0.12394352, "Domestic burglary"),
    .init("Burglary (other)", 0.240604429, "Other burglary"),
    .init("Theft (non-motor)", 0.661244321, "Theft"),
    .init("Handling stolen goods", 0.351866973, "Handling"),
    .init("Fraud and forgery", 0.159910192, "Fraud"),
    .init("Absconding or bail offences", 0.733378677, "Absconding or bail"),
    .init("Taking and driving away and related offences", 0.380059431, "Taking and driving away"),
    .init("Theft from vehicles", 0.427225615),
    .init("Other motoring offences", 0.262228428, "Other motoring", "Motoring"),
    .init("Drink driving", -0.121439408),
    .init("Criminal damage", 0.204960477),
    .init("Drug import, export or production", -0.795556373, "Drug import/export/production"),
    .init("Drug possession or supply", 0.077165871, "Drug possession/supply"),
    .init("Other offences", -0.060667525, "Other"),
  ])

  private static func historyWeight(_ history: History, previousSanctions: Int) -> Double {
    switch (history, previousSanctions) {
    case (.convictions, 0): 0.126142106
    case (.convictions, _): 0.463062792
    case (.cautionsOnly, 0): 0
    case (.cautionsOnly, 1): 0.083100501
    case (.cautionsOnly, _): 0.34859587
    }
  }

  private static func ageWeight(sex: Sex, age: Int) -> Double {
    let band = ageBands.last { $0.from <= age } ?? ageBands[0]
    return sex == .male ? band.male : band.female
  }

  private static let ageBands: [(from: Int, male: Double, female: Double)] = [
    (10, 0, -0.785038489), (12, 0.083922902, -0.613852078), (14, 0.075775765, -0.669521331),
    (16, -0.061594199, -0.959179629), (18, -0.625103618, -0.897480934), (21, -1.051515067, -1.028488454),
    (25, -1.166679288, -1.052777806), (30, -1.325976554, -1.129127959), (35, -1.368045933, -1.42187494),
    (40, -1.499690953, -1.524652221), (50, -2.025261458, -2.44983716),
  ]
}

/// Refuses a first sanction that is also the current one, at two ages.
func refuseCareerOfOneSanction(sanctions: Int, ages: SanctionAges) throws(PredictorError) {
  guard sanctions > 1 || ages.careerYears == 0 else {
    throw .contradiction(
      "the current sanction is the first one, but the age at first sanction is \(ages.firstSanction) and the "
        + "age at current conviction is \(ages.currentConviction)")
  }
}
