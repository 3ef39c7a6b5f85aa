/// The ways to put limits on a proportion.
public enum ProportionIntervalMethod: String, Hashable, Sendable, CaseIterable, Codable {
  /// p ± z √(p(1−p)/n), clipped to [0, 1]; too short for small groups and of no width at 0 and 1.
  case wald
  /// The score interval of Wilson (1927), without continuity correction; the default.
  case wilson
  /// The score interval with continuity correction, method 4 of Newcombe (1998).
  case wilsonContinuity = "wilson-continuity"
  /// The interval of Agresti and Coull (1998), z²/2 events and z² people added, clipped to [0, 1].
  case agrestiCoull = "agresti-coull"
  /// The exact interval of Clopper and Pearson (1934), which covers at least as often as it says.
  case clopperPearson = "clopper-pearson"
  /// The equal-tailed interval of the beta(k+½, n−k+½) posterior, its ends not moved at 0 and n events.
  case jeffreys
  /// The exact interval that counts half of the observed outcome's probability.
  case midP = "mid-p"
}
