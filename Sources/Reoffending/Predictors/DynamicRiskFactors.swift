/// The assessed risk factors that the dynamic all-reoffending predictor adds to the record.
///
/// Problem levels are OASys points: 0 no problems, 1 some, 2 significant. Mental health is not among them.
public struct DynamicRiskFactors: Hashable, Sendable {
  /// The OASys points of a problem.
  public enum ProblemLevel: Int, Hashable, Sendable, CaseIterable {
    /// No problems.
    case none = 0
    /// Some problems.
    case some = 1
    /// Significant problems.
    case significant = 2
  }

  /// A drug whose use is recorded.
  public enum Drug: String, Hashable, Sendable, CaseIterable {
    /// Heroin.
    case heroin
    /// Another opiate.
    case otherOpiate = "other opiate"
    /// Crack cocaine.
    case crackCocaine = "crack cocaine"
    /// Powder cocaine.
    case powderCocaine = "powder cocaine"
    /// Misused prescription drugs.
    case prescriptionDrugs = "prescription drugs"
    /// Benzodiazepines.
    case benzodiazepines
    /// Cannabis.
    case cannabis
    /// Steroids.
    case steroids
    /// Ketamine, spice, hallucinogens, solvents and others, counted once.
    case other
  }

  /// Unsuitable accommodation.
  public var accommodation = ProblemLevel.none
  /// Whether the person is unemployed, or will be on release.
  public var isUnemployed = false
  /// Whether the person lives with a partner.
  public var livesWithPartner = false
  /// Problems in the relationship with a partner.
  public var relationshipProblems = ProblemLevel.none
  /// Whether the person is known to have perpetrated domestic abuse.
  public var perpetratedDomesticAbuse = false
  /// Regular activities that encourage offending.
  public var activitiesEncourageOffending = ProblemLevel.none
  /// Lack of motivation to tackle drug misuse.
  public var lackOfDrugMotivation = ProblemLevel.none
  /// Chronic drinking.
  public var chronicDrinking = ProblemLevel.none
  /// Binge drinking.
  public var bingeDrinking = ProblemLevel.none
  /// Impulsivity.
  public var impulsivity = ProblemLevel.none
  /// Pro-criminal attitudes.
  public var proCriminalAttitudes = ProblemLevel.none
  /// The drugs used.
  public var drugs: Set<Drug> = []

  /// Starts from no problem at all.
  public init() {}

  /// The contributions to the log-odds, by name, in the order of the published list.
  public var contributions: [(factor: String, logOdds: Double)] {
    let relationship = Double(relationshipProblems.rawValue)
    let assessed: [(String, Double)] = [
      ("accommodation", 0.0848049158355753 * Double(accommodation.rawValue)),
      // The published weight is per point, and being unemployed scores two points.
      ("unemployment", isUnemployed ? 2 * 0.0317783733809377 : 0),
      ("lives with partner", livesWithPartner ? -0.266331545877519 : 0),
      ("relationship", 0.0364051885005138 * relationship),
      ("relationship with live-in partner", livesWithPartner ? 0.141655261924428 * relationship : 0),
      ("domestic abuse", perpetratedDomesticAbuse ? 0.0635669196833949 : 0),
      ("activities", 0.126491602592029 * Double(activitiesEncourageOffending.rawValue)),
      ("drug motivation", 0.08615424993393 * Double(lackOfDrugMotivation.rawValue)),
      ("chronic drinking", 0.0745006703601772 * Double(chronicDrinking.rawValue)),
      ("binge drinking", 0.0338427436465108 * Double(bingeDrinking.rawValue)),
      ("impulsivity", 0.0421988370095297 * Double(impulsivity.rawValue)),
      ("pro-criminal attitudes", 0.0439083095441417 * Double(proCriminalAttitudes.rawValue)),
    ]
    let used = Drug.allCases.map { ($0.rawValue, drugs.contains($0) ? Self.weight(of: $0) : 0) }
    return (assessed + used).map { (factor: $0.0, logOdds: $0.1) }
  }

  private static func weight(of drug: Drug) -> Double {
    switch drug {
    case .heroin: 0.182096496867273
    case .otherOpiate: 0.17892958261215
    case .crackCocaine: 0.109095964190426
    case .powderCocaine: 0.0605135470691152
    case .prescriptionDrugs: 0.0252240614607483
    case .benzodiazepines: 0.0764353348164513
    case .cannabis: 0.049300440360878
    case .steroids: 0.202231737251706
    case .other: 0.0267794308651123
    }
  }
}
