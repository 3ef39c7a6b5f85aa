/// How the covariance of coefficients is estimated.
public enum StandardErrorKind: Hashable, Sendable {
  /// From the model's information matrix.
  case model
  /// Heteroscedasticity-consistent, White's original: squared residuals as they are.
  case hc0
  /// HC0 times n / (n − p).
  case hc1
  /// Squared residuals divided by 1 − leverage.
  case hc2
  /// Squared residuals divided by (1 − leverage)².
  case hc3
  /// Sums of scores within the values of a column, times g / (g − 1) for g clusters, as R's `sandwich::vcovCL`
  /// does by default for a generalised linear model.
  case clustered(by: ModelColumn)

  /// The contract's name.
  public var name: String {
    switch self {
    case .model: "model"
    case .hc0: "hc0"
    case .hc1: "hc1"
    case .hc2: "hc2"
    case .hc3: "hc3"
    case .clustered: "clustered"
    }
  }

  /// Whether two kinds are the same.
  public static func == (left: StandardErrorKind, right: StandardErrorKind) -> Bool {
    left.name == right.name && left.cluster?.name == right.cluster?.name
  }

  /// Hashes the kind and the name of the cluster column.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(cluster?.name)
  }

  private var cluster: ModelColumn? {
    if case .clustered(let column) = self { column } else { nil }
  }
}
