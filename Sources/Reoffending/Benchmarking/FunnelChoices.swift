import Statistics

/// What the units of a funnel are compared by.
public enum FunnelQuantity: String, Hashable, Sendable, CaseIterable, Codable {
  /// The share who reoffended, against the share of all units together.
  case proportions
  /// The number who reoffended over the number predicted, against one.
  case ratios
  /// Events over a population or a time, against those of all units together.
  case rates
  /// Directly standardised rates, against their mean.
  case standardised = "dsr"

  /// Whether events are counted over something, of which each unit may have any amount.
  var isRate: Bool {
    switch self {
    case .proportions, .ratios: false
    case .rates, .standardised: true
    }
  }
}

/// Which variation between units the limits of a funnel allow for.
public enum FunnelOverdispersion: String, Hashable, Sendable, CaseIterable, Codable {
  /// Chance alone.
  case none
  /// Chance times the root of φ.
  case multiplicative
  /// Chance plus τ² between units.
  case additive
}

/// What is done about extreme units before the variation between units is measured.
public enum FunnelTrimming: String, Hashable, Sendable, CaseIterable, Codable {
  /// Nothing.
  case none
  /// The tenth of the units in each tail is moved to its edge.
  case winsorise
  /// The tenth of the units in each tail is left out.
  case truncate

  var choice: Overdispersion.Trimming {
    switch self {
    case .none: .none
    case .winsorise: .winsorise(0.1)
    case .truncate: .truncate(0.1)
    }
  }
}

/// How the limits of a funnel are made where they allow for chance alone.
public enum FunnelMethod: String, Hashable, Sendable, CaseIterable, Codable {
  /// Where the tail of the count is half of what the level leaves.
  case exact
  /// Chi-squared quantiles of an expected number, as `FunnelPlotR` draws them.
  case chiSquared = "chi-squared"
  /// The proportion whose Wilson limit is the target, as `PHEindicatormethods` draws them.
  case wilson

  /// The quantity that has such limits; nil for all.
  var quantity: FunnelQuantity? {
    switch self {
    case .exact: nil
    case .chiSquared: .ratios
    case .wilson: .proportions
    }
  }
}
