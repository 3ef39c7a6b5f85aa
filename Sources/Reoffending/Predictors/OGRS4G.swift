internal import Foundation

/// The original general reoffending scale OGRS4/G: the chance of proven reoffending within one and two years.
///
/// This is the generation with both a one-year and a two-year intercept, and so the one from which an expected
/// one-year rate of a cohort can be had; which generation the published “OGRS4/G adjusted” series rest on is not
/// stated by their publisher. A *group* scale, no tool for decisions about a person.
///
/// Cautions and decisions:
/// - a second sanction adds its constant *and* its effect per year since the first sanction. One implementation
///   multiplies the two, which gives a second sanction at no distance a probability of 0.95;
/// - months without offence count up to 36: the polynomial was fitted there and rises again far outside;
/// - the age polynomials were fitted on ages at which people offend. Beyond about 70 they are extrapolation.
///
/// - Source: Howard (2015), in *A compendium of research and analysis on the Offender Assessment System 2009-2013*,
///   NOMS Analytical Series, chapter 9 (no DOI); the constants are those in public use by HM Prison and
///   Probation Service.
public struct OGRS4G: Hashable, Sendable {
  /// The log-odds without the intercept of a period.
  public let linearPredictor: Double

  /// Scores one combination of characteristics.
  ///
  /// - Parameters:
  ///   - sex: male or female, as the published weights have it.
  ///   - ages: at the first sanction, the current conviction and the start of follow-up, in completed years.
  ///   - sanctions: all sanctions, the current one included.
  ///   - offenceGroup: the name of one of `offenceWeights`.
  ///   - offenceFreeMonths: completed months in the community without an offence since the follow-up began.
  /// - Throws: `PredictorError` for numbers out of range, an unknown offence group or contradicting ages.
  public init(
    sex: Sex, ages: SanctionAges, sanctions: Int, offenceGroup: String, offenceFreeMonths: Int = 0
  ) throws(PredictorError) {
    let record = try SanctionRecord(sex: sex, ages: ages, sanctions: sanctions, months: offenceFreeMonths)
    let offence = try Self.offenceWeights.group(named: offenceGroup)
    linearPredictor = Self.careerWeights.weight(of: record) + offence.weight
  }

  /// The probability of a proven reoffence within one year.
  public var oneYear: Double { logistic(7.85368705584037 + linearPredictor) }

  /// The probability of a proven reoffence within two years.
  public var twoYears: Double { logistic(8.51521741731484 + linearPredictor) }

  private static let careerWeights = CareerWeights(
    maleAge: [-0.486914419602256, 0.0153148316218416, -0.000217875796170887, 1.12893348628979e-06],
    femaleAge: [-0.266931253334259, 0.0115263183977636, -0.000215038460548593, 1.39865708561349e-06],
    female: -3.81705491185352, perSanction: -0.0168921458166381, firstSanction: -4.24201332027217,
    secondSanction: -3.46758377638857, secondSanctionYears: (-0.0339842740075152, -0.046852137301044),
    maleCopas: (1.86834767477543, 0.209452227638284), femaleCopas: (1.46245493939075, 0.0885698255007409),
    months: [-0.0928979581440807, 0.004730846519704, -0.000108218733805596, 6.52145890042517e-07])

  /// The twenty offence groups of the scale.
  public static let offenceWeights = OffenceWeights(
    OGRS4Offences.groups([
      .absconding: 0.248743654888574, .robbery: 0.157790589037306, .burglaryDomestic: 0.353406182074569,
      .burglaryOther: 0.278017645853402, .criminalDamage: 0.0437229491908412,
      .drinkDriving: -0.294957183179141, .drugImport: -0.118309659215311,
      .drugPossession: 0.0677197401675587, .drunkenness: 0.440072874387029, .fraud: -0.264745706078505,
      .handling: 0.116534983984309, .motoring: -0.221675592930019, .other: 0.0376133049525748,
      .publicOrder: -0.037871843720976, .sexualChild: -0.180740946558642,
      .sexualNotChild: -0.087506133612841, .theft: 0.455790630809666, .vehicleTheft: 0.0849453969830858,
      .violence: -0.167615665047271, .welfareFraud: -0.910935221986211,
    ]))
}
