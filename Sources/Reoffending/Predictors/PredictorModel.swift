/// Which published predictor scores a table of people.
public enum PredictorModel: String, Hashable, Sendable, CaseIterable, Codable {
  /// OGRS3, one and two years.
  case ogrs3
  /// OGRS4/G in its original form, one and two years.
  case ogrs4g
  /// The all-reoffending predictor of 2026 from the record alone, two years.
  case arpStatic = "arp-static"
  /// The all-reoffending predictor of 2026 with assessed risk factors, two years.
  case arpDynamic = "arp-dynamic"

  /// The offence groups of the predictor.
  public var offenceWeights: OffenceWeights {
    switch self {
    case .ogrs3: OGRS3.offenceWeights
    case .ogrs4g: OGRS4G.offenceWeights
    case .arpStatic: AllReoffendingPredictor.staticOffenceWeights
    case .arpDynamic: AllReoffendingPredictor.dynamicOffenceWeights
    }
  }

  /// Whether the predictor gives a one-year probability.
  public var hasOneYear: Bool {
    switch self {
    case .ogrs3, .ogrs4g: true
    case .arpStatic, .arpDynamic: false
    }
  }

  /// What a user must know of the scores.
  public var notes: [String] { notes(cap: .none) }

  /// What a user must know of the scores, with the convention on previous sanctions.
  public func notes(cap: OGRS3.SanctionCap) -> [String] {
    let common = [
      "These probabilities describe groups: what share of people with such a record reoffended. They are no basis for a "
        + "decision about a person."
    ]
    switch self {
    case .ogrs3:
      return common + [
        "OGRS3: girls under 16 weigh less than boys, drink driving is the motoring group with the negative weight, "
          + "sexual offences not against a child weigh 0.003276327, and "
          + (cap == .none
            ? "previous sanctions have no cap, as in the service of the Ministry of Justice (an earlier calculator counted "
              + "50 at most)"
            : "50 previous sanctions count at most, as in an earlier calculator (the service of the Ministry of Justice "
              + "has no cap)")
          + "; other programs differ in these."
      ]
    case .ogrs4g:
      return common + [
        "OGRS4/G: a second sanction adds its constant and its effect per year; one other program multiplies them. Which "
          + "generation published adjusted series rest on is not stated by their publisher."
      ]
    case .arpStatic:
      return common + ["The all-reoffending predictor has a two-year probability only."]
    case .arpDynamic:
      return common + [
        "The all-reoffending predictor has a two-year probability only. Its weights of risk factors are adjusted for "
          + "everything else in it, and far smaller than crude gaps between groups."
      ]
    }
  }
}
