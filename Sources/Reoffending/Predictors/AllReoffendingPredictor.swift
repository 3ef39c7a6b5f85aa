internal import Foundation

/// The all-reoffending predictor of 2026, static or dynamic: the chance of proven reoffending within two years.
///
/// The successor of OGRS4/G. The static form reads the record only; the dynamic form adds assessed risk factors.
/// There is one intercept, so there is no one-year probability. A *group* scale, no tool for decisions about a
/// person. The fully adjusted effects of the risk factors are small: an odds ratio of 1.07 for unemployment where
/// crude rates differ by a factor of two.
///
/// Months without offence count up to 36, as the polynomial was fitted there.
///
/// - Source: HM Prison and Probation Service (2026), all-reoffending predictor version 4.1.2, constants and
///   regression data as published under the MIT licence (no paper, no DOI).
public struct AllReoffendingPredictor: Hashable, Sendable {
  /// The log-odds of a proven reoffence within two years.
  public let logOdds: Double

  /// Scores the record only.
  ///
  /// - Parameters:
  ///   - sex: male or female, as the published weights have it.
  ///   - ages: at the first sanction, the current conviction and the start of follow-up, in completed years.
  ///   - sanctions: all sanctions, the current one included.
  ///   - offenceGroup: the name of one of `staticOffenceWeights`.
  ///   - offenceFreeMonths: completed months from the start of follow-up to the assessment, 0 if it was earlier.
  public init(
    staticFor sex: Sex, ages: SanctionAges, sanctions: Int, offenceGroup: String, offenceFreeMonths: Int = 0
  ) throws(PredictorError) {
    let record = try SanctionRecord(sex: sex, ages: ages, sanctions: sanctions, months: offenceFreeMonths)
    let offence = try Self.staticOffenceWeights.group(named: offenceGroup)
    logOdds = 5.01702292499072 + Self.staticWeights.weight(of: record) + offence.weight
  }

  /// Scores the record and the assessed risk factors.
  ///
  /// - Parameters:
  ///   - sex: male or female, as the published weights have it.
  ///   - ages: at the first sanction, the current conviction and the start of follow-up, in completed years.
  ///   - sanctions: all sanctions, the current one included.
  ///   - offenceGroup: the name of one of `dynamicOffenceWeights`.
  ///   - offenceFreeMonths: completed months from the start of follow-up to the assessment, 0 if it was earlier.
  ///   - riskFactors: the assessed problems, in OASys points.
  public init(
    dynamicFor sex: Sex, ages: SanctionAges, sanctions: Int, offenceGroup: String, offenceFreeMonths: Int = 0,
    riskFactors: DynamicRiskFactors
  ) throws(PredictorError) {
    let record = try SanctionRecord(sex: sex, ages: ages, sanctions: sanctions, months: offenceFreeMonths)
    let offence = try Self.dynamicOffenceWeights.group(named: offenceGroup)
    let assessed = riskFactors.contributions.reduce(0) { $0 + $1.logOdds }
    logOdds = 3.83654148692014 + Self.dynamicWeights.weight(of: record) + offence.weight + assessed
  }

  /// The probability of a proven reoffence within two years.
  public var twoYears: Double { logistic(logOdds) }

  /// The score as practitioners see it: a percentage to two decimals, halves rounded up.
  public var twoYearPercentage: Double {
    (10_000 * twoYears).rounded(.toNearestOrAwayFromZero) / 100
  }

  /// The band of `twoYearPercentage`.
  public var band: RiskBand { RiskBand(twoYearPercentage: twoYearPercentage) }

  private static let staticWeights = CareerWeights(
    maleAge: [-0.142428460338541, 0.0011000413899151, 0.0000198538471606, -0.0000002648918335],
    femaleAge: [-0.0175014516689226, 0.0001625346907234, 0.0000003645241305, -0.0000000746220588],
    female: -2.95224200717183, perSanction: -0.0042757301284995, firstSanction: -3.94357049933093,
    secondSanction: -3.06189212045904, secondSanctionYears: (-0.0432051839161834, -0.0427998315841607),
    maleCopas: (1.55298303083717, 0.129334968245905), femaleCopas: (1.01980307124196, -0.039439197041062),
    months: [-0.0762086223169624, 0.0016230134182902, 0.0000224473135387, -0.0000012808638685])

  private static let dynamicWeights = CareerWeights(
    maleAge: [-0.110202179628585, 0.0006726723443858, 0.0000138719445957, -0.0000001610775422],
    femaleAge: [-0.0097677485919972, 0.000126702732348, -0.0000006094926795, -0.0000000713415862],
    female: -2.68801056322021, perSanction: -0.0030262875646805, firstSanction: -3.39824378336932,
    secondSanction: -2.60344581288004, secondSanctionYears: (-0.0319725028712099, -0.0311412361734414),
    maleCopas: (1.24540523044696, 0.0801894262854395), femaleCopas: (0.829951359317464, -0.0430018109602918),
    months: [-0.0531180383905312, 0.0004075218530422])

  /// The offence groups of the static form.
  public static let staticOffenceWeights = OffenceWeights(
    OGRS4Offences.groups([
      .burglaryDomestic: 0.155944202809011, .burglaryOther: 0.2060248043228, .drunkenness: 0.587490417262633,
      .drinkDriving: -0.264724530382273, .motoring: -0.0439980822830184, .vehicleTheft: 0.173405416410866,
      .fraud: -0.434791453303048, .welfareFraud: -1.15395495579948, .drugImport: -0.468252524851408,
      .drugPossession: 0.0204101986121863, .violence: -0.110075583936778, .publicOrder: 0.0854410288820027,
      .handling: 0.088414958679896, .criminalDamage: 0.12167599899735, .robbery: -0.119211282701221,
      .other: 0.0384434393037725, .absconding: 0.325485504296161, .sexualChild: 0.111620464721896,
      .sexualNotChild: 0.169969798103235, .theft: 0.462548123919817,
    ]))

  /// The offence groups of the dynamic form.
  public static let dynamicOffenceWeights = OffenceWeights(
    OGRS4Offences.groups([
      .burglaryDomestic: 0.153587984043406, .burglaryOther: 0.222442735978286,
      .drunkenness: 0.523303164370094,
      .drinkDriving: -0.196918572042409, .motoring: 0.0730361702901059, .vehicleTheft: 0.164192212478264,
      .fraud: -0.322533218006326, .welfareFraud: -0.841992532871743, .drugImport: -0.437670727296335,
      .drugPossession: 0.0049716912817919, .violence: -0.171350876457525, .publicOrder: 0.0629726265569029,
      .handling: 0.155377725974202, .criminalDamage: 0.0250113803601321, .robbery: -0.177705019766066,
      .other: 0.0971157179525287, .absconding: 0.236777685679456, .sexualChild: 0.0175628084853824,
      .sexualNotChild: 0.0919115743401314, .theft: 0.428689161915978,
    ]))
}
