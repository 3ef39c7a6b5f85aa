/// The ways to put limits on a Poisson count, and so on a rate or on a ratio to an expected count.
public enum CountIntervalMethod: String, Hashable, Sendable, CaseIterable, Codable {
  /// Byar's approximation, for any count; a raw lower limit below zero is moved to 0.
  case byar
  /// The exact limits from chi-squared quantiles (Garwood 1936).
  case exact
  /// Exact below 10 events and Byar from 10, the rule of UK public-health tables.
  case phe
  /// The exact limits that count half of the observed outcome's probability.
  case midP = "mid-p"
}
