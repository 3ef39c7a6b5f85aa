/// All questions that can be asked of a table: each is a verb of the tool and can be an item of a report.
package enum Questions {
  /// The questions, in the order of the tool's help.
  package static let all: [any Question.Type] = [
    RatesQuestion.self, CompareQuestion.self, FactorsQuestion.self, AnalyseQuestion.self, FitQuestion.self,
    EvaluateQuestion.self, SurvivalQuestion.self, CoxQuestion.self, RecurrenceQuestion.self,
    MatchQuestion.self,
    FunnelQuestion.self, TrendQuestion.self, StandardiseQuestion.self, InequalityQuestion.self,
    ShrinkQuestion.self,
    PredictQuestion.self, ScenarioQuestion.self,
    TargetsQuestion.self, CohortQuestion.self, ConcentrationQuestion.self, NeedsQuestion.self,
    BreakdownQuestion.self,
    AdjustedQuestion.self,
    TrackQuestion.self, DisparityQuestion.self, ForecastQuestion.self, PaymentQuestion.self,
    NeighboursQuestion.self,
    InterruptedQuestion.self, DifferenceQuestion.self, StaggeredQuestion.self, SyntheticQuestion.self,
    TrialQuestion.self, SelectionQuestion.self, MetaQuestion.self,
    AppraiseQuestion.self, ClaimQuestion.self, SeverityQuestion.self, PathwaysQuestion.self,
    ChartQuestion.self, AuditQuestion.self,
  ]

  /// The calculations of the verb calc, which take their numbers as they are typed.
  package static let calculations: [any Question.Type] = [
    ProportionCalculation.self, CountCalculation.self, ObservedExpectedCalculation.self,
    OneSampleCalculation.self, TwoByTwoCalculation.self, AdjustCalculation.self, PowerCalculation.self,
    SampleSizeCalculation.self, ClusterCalculation.self, DetectableCalculation.self, RecoverCalculation.self,
    RangeCalculation.self,
    SmallestCohortCalculation.self,
  ]

  /// The question of a verb.
  package static func named(_ verb: String) -> (any Question.Type)? {
    all.first { $0.verb == verb }
  }
}
