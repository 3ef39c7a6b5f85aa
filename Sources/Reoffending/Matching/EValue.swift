/// How strong a hidden confounder would have to be to explain an effect away.
///
/// The risk ratio that it would need with both the programme and the outcome, beyond the covariates matched on.
///
/// - Source: VanderWeele and Ding (2017), *Annals of Internal Medicine* 167, 268–274, doi:10.7326/M16-2607.
public struct EValue: Hashable, Sendable, Encodable {
  /// For the estimate.
  public let estimate: Double
  /// For the confidence limit nearer to no effect; 1 where the limits include no effect.
  public let limit: Double

  /// Takes a risk ratio with its limits.
  ///
  /// - Throws: `MatchingError.outOfRange` unless `0 < lower <= riskRatio <= upper`.
  public init(riskRatio: Double, lower: Double, upper: Double) throws(MatchingError) {
    guard riskRatio > 0, riskRatio.isFinite else {
      throw .outOfRange(argument: "risk ratio", value: riskRatio, allowed: "above 0 and finite")
    }
    guard lower > 0, lower <= riskRatio, riskRatio <= upper else {
      throw .outOfRange(
        argument: "lower", value: lower, allowed: "above 0, at most the ratio, which is at most upper")
    }
    estimate = Self.value(riskRatio)
    limit = lower <= 1 && upper >= 1 ? 1 : Self.value(lower > 1 ? lower : upper)
  }

  private static func value(_ ratio: Double) -> Double {
    let above = max(ratio, 1 / ratio)
    return above + (above * (above - 1)).squareRoot()
  }
}
