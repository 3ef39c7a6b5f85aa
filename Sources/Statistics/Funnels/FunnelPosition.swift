/// Where a point lies against the limits of a funnel.
public enum FunnelPosition: Hashable, Sendable {
  /// Inside all limits.
  case within
  /// Above the upper limit of a level, and of no wider one.
  case high(ConfidenceLevel)
  /// Below the lower limit of a level, and of no wider one.
  case low(ConfidenceLevel)

  /// Finds the widest limits that a value lies outside of.
  init(_ value: Double, levels: [ConfidenceLevel], limits: (ConfidenceLevel) -> ConfidenceInterval) {
    self = .within
    for level in levels.sorted(by: { $0.value < $1.value }) {
      let interval = limits(level)
      if value > interval.upper { self = .high(level) }
      if value < interval.lower { self = .low(level) }
    }
  }
}
