public import ArgumentParser
public import Numbers
public import Reoffending
public import Statistics
public import Tables

// The contract's names of methods are the raw values of these choices, so that they parse as they are.

extension ProportionIntervalMethod: ExpressibleByArgument {}
extension CountIntervalMethod: ExpressibleByArgument {}
extension OneSampleTestMethod: ExpressibleByArgument {}
extension Alternative: ExpressibleByArgument {}
extension EventCohorts.Incomplete: ExpressibleByArgument {}
extension PredictorModel: ExpressibleByArgument {}
extension OGRS3.SanctionCap: ExpressibleByArgument {}
extension RiskDifferenceMethod: ExpressibleByArgument {}
extension RiskRatioMethod: ExpressibleByArgument {}
extension OddsRatioMethod: ExpressibleByArgument {}
extension AdjustmentMethod: ExpressibleByArgument {}
extension SavingClaim.Period: ExpressibleByArgument {}
extension RoundingRule: ExpressibleByArgument {}
extension ControlChart.Kind: ExpressibleByArgument {}
extension RoundingConvention: ExpressibleByArgument {}
extension FunnelQuantity: ExpressibleByArgument {}
extension FunnelMethod: ExpressibleByArgument {}
extension FunnelOverdispersion: ExpressibleByArgument {}
extension FunnelTrimming: ExpressibleByArgument {}
extension ModelFamily: ExpressibleByArgument {}
extension ModelLink: ExpressibleByArgument {}
extension CoefficientIntervals: ExpressibleByArgument {}
extension RegressionSelection.Method: ExpressibleByArgument {}
extension SplineTimeModel.Scale: ExpressibleByArgument {}
extension FrailtyModel.Distribution: ExpressibleByArgument {}
extension SavedModel.Intercepts: ExpressibleByArgument {}
extension CoxModel.Ties: ExpressibleByArgument {}
extension RecurrentModel: ExpressibleByArgument {}
extension KaplanMeier.Transform: ExpressibleByArgument {}
extension SlopeOfInequality.Scale: ExpressibleByArgument {}
extension StudyEffect.Measure: ExpressibleByArgument {}
extension MetaAnalysis.Model: ExpressibleByArgument {}
extension GroupTimeEffects.Adjustment: ExpressibleByArgument {}
extension GroupTimeEffects.Controls: ExpressibleByArgument {}
extension GroupTimeEffects.Errors: ExpressibleByArgument {}
extension SyntheticFigure.Form: ExpressibleByArgument {}
extension MatchingChoices.Method: ExpressibleByArgument {}
extension TreatmentMeans.Target: ExpressibleByArgument {}
extension DayMonthOrder: ExpressibleByArgument {}
extension HeaderRow: ExpressibleByArgument {
  /// Reads a number of a line or the word `none`.
  public init?(argument: String) { self.init(argument) }
}
extension TotalPolicy: ExpressibleByArgument {}
extension AdjustedRates.Method: ExpressibleByArgument {}
extension ForecastMethod: ExpressibleByArgument {}
