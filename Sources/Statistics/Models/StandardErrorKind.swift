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
  ///
  /// With a second column the sums within each, less those within both together: people may be alike in either way
  /// (Cameron, Gelbach and Miller 2011, *Journal of Business & Economic Statistics* 29, 238–249,
  /// doi:10.1198/jbes.2010.07136).
  case clustered(by: ModelColumn, and: ModelColumn? = nil)

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
    left.name == right.name && left.clusters == right.clusters
  }

  /// Hashes the kind and the name of the cluster column.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(clusters)
  }

  /// The names of the columns of clusters.
  public var clusters: [String] {
    if case .clustered(let column, let other) = self {
      [column.name] + (other.map { [$0.name] } ?? [])
    } else {
      []
    }
  }
}
