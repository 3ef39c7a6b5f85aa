public import Numbers
import Tables

/// A person of a synthetic population; nobody is meant.
public struct SyntheticPerson: Hashable, Sendable {
  /// The number of the row, from 1.
  public let number: Int
  /// The local authority.
  public let area: String
  /// The index date: when the follow-up starts.
  public let indexDate: CalendarDate
  /// The sex.
  public let sex: Sex
  /// The age at the index date, in completed years.
  public let age: Int
  /// The band of the age.
  public let ageBand: String
  /// The index offence, in the grouping of OGRS3.
  public let offenceGroup: String
  /// Whether the index offence is the possession of a weapon, which OGRS3 has no group for.
  public let possessedWeapon: Bool
  /// Sanctions before the current one.
  public let previousSanctions: Int
  /// The age at the first sanction.
  public let ageAtFirstSanction: Int
  /// The age at the conviction.
  public let ageAtConviction: Int
  /// Whether the person has no settled home.
  public let isHomeless: Bool
  /// Whether the person has no work.
  public let isUnemployed: Bool
  /// Whether the person has mental health challenges.
  public let hasMentalHealthNeed: Bool
  /// Whether substance misuse is identified.
  public let misusesSubstances: Bool
  /// Whether the person drinks hazardously.
  public let misusesAlcohol: Bool
  /// Whether a child protection flag is set.
  public let hasChildProtectionFlag: Bool
  /// Whether the person perpetrated domestic violence.
  public let perpetratedDomesticViolence: Bool
  /// Whether the person took part in the programme.
  public let tookPartInProgramme: Bool
  /// The predicted probability of reoffending, in ten-thousandths.
  public let predictedTenThousandths: Int
  /// The proven reoffences within the year.
  public let reoffences: Int
  /// Days to the first reoffence; 365, the end of the follow-up, for those who did not reoffend.
  public let days: Int
  /// What the index offence was dealt with by.
  public let disposal: String

  /// Whether the person reoffended.
  public var reoffended: Bool { reoffences > 0 }
  /// The predicted probability of reoffending.
  public var predicted: Double { Double(predictedTenThousandths) / 10_000 }
  /// The quarter of the index date, such as `2015 Q4`.
  public var quarter: String { "\(indexDate.year) Q\((indexDate.month + 2) / 3)" }
}
