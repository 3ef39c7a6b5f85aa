public import Statistics

/// What is asked of a regression beside its formula.
public struct RegressionChoices: Sendable {
  /// A penalty on the likelihood.
  public enum Penalty: Hashable, Sendable {
    /// Maximum likelihood.
    case none
    /// Jeffreys' prior (Firth), finite also where the outcome is separated.
    case firth
    /// A penalty on squared coefficients of standardised columns.
    case ridge(Double)

    /// The name as results print it; nil without a penalty.
    public var name: String? {
      switch self {
      case .none: nil
      case .firth: "firth"
      case .ridge: "ridge"
      }
    }
  }

  /// The distribution of the outcome.
  public var family = ModelFamily.binomial
  /// How the linear predictor gives the mean; the family's own where nil.
  public var link: ModelLink?
  /// A smaller model, whose terms are some of the formula's, that the fit is compared with.
  public var against: Formula?
  /// How standard errors are estimated.
  public var standardErrors = StandardErrorKind.model
  /// How limits are computed; nil for Wald's, and for those of the profile beside Firth's penalty.
  public var intervals: CoefficientIntervals?
  /// The penalty.
  public var penalty = Penalty.none
  /// The columns that say how a row counts.
  public var rows = RowOptions()
  /// Whether the weights are those of a sample, so that no likelihood exists.
  public var isSampled = false
  /// The columns whose adjusted differences and ratios are wanted.
  public var effects: [String] = []
  /// The resampling of those effects; nil for limits by the delta method alone.
  public var bootstrap: Bootstrap?
  /// The columns of yes and no, whose effects are named so instead of 1 and 0.
  public var flags: Set<String> = []
  /// Whether the model is kept for predictions.
  public var keepsModel = false
  /// The groups whose intercepts differ; nil where all have one.
  public var random: RandomIntercept?
  /// The columns whose levels are held equal without being printed.
  public var absorbed: [String] = []
  /// Whether residuals and influence of each row are wanted.
  public var tellsInfluence = false
  /// The confidence level.
  public var level = ConfidenceLevel.p95

  /// Groups whose intercepts differ at random.
  public struct RandomIntercept: Hashable, Sendable {
    /// The column of the groups.
    public let column: String
    /// At how many points the integral of each group is taken; 1 for Laplace's approximation.
    public let points: Int

    /// Names the groups.
    public init(column: String, points: Int = 1) {
      self.column = column
      self.points = points
    }
  }

  /// Logistic regression by maximum likelihood with Wald's limits.
  public init() {}

  /// What is said of weights that are those of a sample.
  package static func sampleNote(_ weights: String) -> String {
    "Weights in \(weights) are taken as those of a sample, for which errors are robust."
  }

  var chosenIntervals: CoefficientIntervals { intervals ?? (penalty == .firth ? .profile : .wald) }
}
