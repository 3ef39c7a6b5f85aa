/// Which variation between units the limits of a funnel allow for.
public enum FunnelVariation: Hashable, Sendable {
  /// Chance alone.
  case chance
  /// Chance times √φ, where φ is above 1.
  case multiplicative(phi: Double)
  /// Chance plus a variance τ² between units.
  case additive(tauSquared: Double)

  /// The standard error that stands for a unit's chance variation and what is added to it.
  func standardError(_ chance: Double) -> Double {
    switch self {
    case .chance: chance
    case .multiplicative(let phi): chance * max(1, phi).squareRoot()
    case .additive(let tauSquared): (chance * chance + max(0, tauSquared)).squareRoot()
    }
  }

  /// What makes units inside the limits differ, as a sentence says it.
  var name: String {
    switch self {
    case .chance: "chance"
    case .multiplicative, .additive: "chance and the usual variation between them"
    }
  }

  var warnings: [StatisticsWarning] {
    switch self {
    case .multiplicative(let phi) where phi > 2: [.overdispersed(factor: phi)]
    case .chance, .multiplicative, .additive: []
    }
  }
}
