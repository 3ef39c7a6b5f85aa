public import Statistics

/// How alike two groups are in a covariate, before and after matching.
///
/// The standardised difference is the difference of means over the root of the mean of the two variances. The
/// variances are those before matching in both cases, so that matching can change the means only.
///
/// - Source: Austin (2009), *Statistics in Medicine* 28, 3083–3107, doi:10.1002/sim.3697.
public struct CovariateBalance: Hashable, Sendable {
  /// The traffic light of a standardised difference.
  public enum Light: String, Hashable, Sendable, CaseIterable, Codable {
    /// Well matched.
    case green
    /// Reasonably matched.
    case amber
    /// Poorly matched.
    case red
  }

  /// The largest absolute standardised differences that are green and amber.
  ///
  /// The defaults, 0.05 and 0.10, are customary for Data Lab reports; no publication that fixes them was found.
  public struct Thresholds: Hashable, Sendable {
    /// The largest that is green.
    public var green: Double
    /// The largest that is amber.
    public var amber: Double

    /// Takes thresholds.
    public init(green: Double = 0.05, amber: Double = 0.10) {
      self.green = green
      self.amber = amber
    }

    func light(_ difference: Double) -> Light {
      abs(difference) <= green ? .green : abs(difference) <= amber ? .amber : .red
    }
  }

  /// The means of two groups.
  public struct Means: Hashable, Sendable {
    /// On the programme.
    public let treated: Double
    /// In the comparison group.
    public let comparison: Double
  }

  /// The covariate, or a level of it, such as `sex=Male`.
  public let covariate: String
  /// The means of all people.
  public let meansBefore: Means
  /// The means of the people compared.
  public let meansAfter: Means
  /// The standardised difference of all people.
  public let before: Double
  /// The standardised difference of the people compared.
  public let after: Double
  /// The traffic light before matching.
  public let lightBefore: Light
  /// The traffic light after matching.
  public let lightAfter: Light

  /// The balance of each covariate: numbers as they are, categories level by level.
  ///
  /// - Throws: `ModelError.unknownColumn` for a covariate that the frame does not have.
  public static func balances(
    of covariates: [String], frame: ModelFrame, isTreated: [Bool?], group: ComparisonGroup,
    thresholds: Thresholds = Thresholds()
  ) throws(ModelError) -> [CovariateBalance] {
    var result: [CovariateBalance] = []
    for name in covariates {
      guard let column = frame.columns[name] else { throw .unknownColumn(name, known: frame.names) }
      switch column.content {
      case .numeric(let values):
        result.append(CovariateBalance(name, isTreated, group, thresholds, isIndicator: false) { values[$0] })
      case .categorical(let codes, let levels, _):
        for (code, level) in levels.enumerated() {
          result.append(
            CovariateBalance("\(name)=\(level)", isTreated, group, thresholds, isIndicator: true) {
              Int(codes[$0]) == code ? 1 : 0
            })
        }
      }
    }
    return result
  }

  private init(
    _ covariate: String, _ isTreated: [Bool?], _ group: ComparisonGroup, _ thresholds: Thresholds,
    isIndicator: Bool, value: (Int) -> Double
  ) {
    let treated = isTreated.indices.filter { isTreated[$0] == true }.map(value)
    let others = isTreated.indices.filter { isTreated[$0] == false }.map(value)
    let weight = group.comparison.reduce(0) { $0 + $1.weight }
    self.covariate = covariate
    meansBefore = Means(treated: Self.mean(treated), comparison: Self.mean(others))
    meansAfter = Means(
      treated: group.treatedWeights.map { weights in
        zip(group.treated, weights).reduce(0) { $0 + $1.1 * value($1.0) } / weights.reduce(0, +)
      } ?? Self.mean(group.treated.map(value)),
      comparison: group.comparison.reduce(0) { $0 + $1.weight * value($1.row) } / weight)
    let variances = [treated, others].map { Self.variance($0, isIndicator: isIndicator) }
    let spread = ((variances[0] + variances[1]) / 2).squareRoot()
    // A covariate that never varies is balanced.
    before = spread > 0 ? (meansBefore.treated - meansBefore.comparison) / spread : 0
    after = spread > 0 ? (meansAfter.treated - meansAfter.comparison) / spread : 0
    lightBefore = thresholds.light(before)
    lightAfter = thresholds.light(after)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  private static func variance(_ values: [Double], isIndicator: Bool) -> Double {
    let mean = mean(values)
    if isIndicator { return mean * (1 - mean) }
    guard values.count > 1 else { return 0 }
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
