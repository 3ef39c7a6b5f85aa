/// The band in which a two-year percentage falls: below 50 low, below 75 medium, below 90 high, else very high.
///
/// Bands describe how a cohort is made up. They are not a decision about a person.
public enum RiskBand: String, Hashable, Sendable, CaseIterable, Codable {
  /// Below 50 per cent.
  case low
  /// From 50 to below 75 per cent.
  case medium
  /// From 75 to below 90 per cent.
  case high
  /// 90 per cent and above.
  case veryHigh = "very high"

  init(twoYearPercentage percentage: Double) {
    switch percentage {
    case ..<50: self = .low
    case ..<75: self = .medium
    case ..<90: self = .high
    default: self = .veryHigh
    }
  }
}
