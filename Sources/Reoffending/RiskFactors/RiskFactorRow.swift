import Numbers
public import Statistics

/// One level of a risk factor beside the level that it is compared with.
///
/// The exposed are the people at the level, the unexposed those at the reference level. Where numbers of people are
/// not known the two risks are as printed and nothing else exists.
public struct RiskFactorRow: ResultRow {
  /// The people at one level.
  public struct Group: Sendable, Encodable {
    /// The number of people, where it is known.
    public let trials: Int?
    /// The number who reoffended, where it is known.
    public let events: Int?
    /// The share who reoffended.
    public let risk: Estimate?

    private enum CodingKeys: String, CodingKey {
      case trials, events, estimate, lower, upper, method, level
    }

    /// Writes the interval object of the contract with the two counts.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(trials, forKey: .trials)
      try container.encode(events, forKey: .events)
      try container.encode((risk?.value).finite, forKey: .estimate)
      try container.encode((risk?.interval?.lower).finite, forKey: .lower)
      try container.encode((risk?.interval?.upper).finite, forKey: .upper)
      try container.encode(risk?.method, forKey: .method)
      try container.encode(risk?.level, forKey: .level)
    }
  }

  /// The column of the outcome, where several were looked at; nil otherwise.
  public let outcome: String?
  /// The factor's name: that of its column.
  public let factor: String
  /// The level.
  public let level: String
  /// The level compared with.
  public let reference: String
  /// The people at the level.
  public let exposed: Group
  /// The people at the reference level.
  public let unexposed: Group
  /// The risk at the level less that at the reference level.
  public let riskDifference: Estimate?
  /// The risk at the level over that at the reference level.
  public let riskRatio: Estimate?
  /// The odds at the level over those at the reference level.
  public let oddsRatio: Estimate?
  /// The test of equal risks: Pearson's, or Fisher's where fewer than five are expected in a cell.
  public let test: TestResult?
  /// The p-value adjusted for all levels of all factors.
  public let adjustedPValue: Double?
  /// The measures within strata of the columns adjusted for; nil without such columns or where none can be compared.
  public let stratified: StratifiedRiskFactor?
  /// The odds ratio with the other factors and the columns adjusted for held equal; nil where none was fitted.
  public let adjusted: AdjustedRiskFactor?
  /// The share of all events that would not happen if the people at this level had the reference level's risk.
  ///
  /// Of a factor with more than two levels it is Miettinen's component, for which no limits are given.
  ///
  /// - Source: Miettinen (1974), *American Journal of Epidemiology* 99, 325–332,
  ///   doi:10.1093/oxfordjournals.aje.a121617.
  public let populationAttributableFraction: Estimate?
  /// What must be known to read the row.
  public let flags: [String]

  /// The p-value of `test`.
  public var pValue: Double? { test?.pValue }

  /// The row with its adjusted p-value.
  func adjusted(to value: Double?) -> RiskFactorRow {
    copy(outcome: outcome, adjustedPValue: value, adjusted: adjusted)
  }

  /// The row with its adjusted odds ratio.
  func with(_ adjusted: AdjustedRiskFactor?) -> RiskFactorRow {
    copy(outcome: outcome, adjustedPValue: adjustedPValue, adjusted: adjusted)
  }

  /// The row with the name of its outcome.
  func of(outcome: String) -> RiskFactorRow {
    copy(outcome: outcome, adjustedPValue: adjustedPValue, adjusted: adjusted)
  }

  private func copy(outcome: String?, adjustedPValue: Double?, adjusted: AdjustedRiskFactor?) -> RiskFactorRow
  {
    RiskFactorRow(
      outcome: outcome, factor: factor, level: level, reference: reference, exposed: exposed,
      unexposed: unexposed,
      riskDifference: riskDifference, riskRatio: riskRatio, oddsRatio: oddsRatio, test: test,
      adjustedPValue: adjustedPValue, stratified: stratified, adjusted: adjusted,
      populationAttributableFraction: populationAttributableFraction, flags: flags)
  }

  /// What the row says, in one sentence that claims no more than the numbers do.
  public var sentence: String {
    let name = factor.replacing("_", with: " ")
    let start = "\(outcome.map { "\($0): " } ?? "")\(name), \(level) against \(reference): "
    guard let own = exposed.risk?.value, let other = unexposed.risk?.value else {
      return start + "no rates are known."
    }
    let rates = "\(NumberFormat.percent(own)) against \(NumberFormat.percent(other)) reoffended"
    guard let interval = riskDifference?.interval else {
      return start + rates + "; the number of people is not printed."
    }
    return start + gap(rates, interval) + adjustment
  }

  /// What is left of the odds ratio with the others held equal.
  private var adjustment: String {
    guard let ratio = adjusted?.oddsRatio, let value = ratio.value, let interval = ratio.interval,
      let crude = adjusted?.crudeOddsRatio?.value ?? oddsRatio?.value
    else { return "" }
    let range = "\(NumberFormat.ratio(interval.lower)) to \(NumberFormat.ratio(interval.upper))"
    return
      " Odds ratio \(NumberFormat.ratio(crude)) alone, \(NumberFormat.ratio(value)) (\(range)) with the others held "
      + "equal."
  }

  private func gap(_ rates: String, _ interval: ConfidenceInterval) -> String {
    let lower = NumberFormat.points(interval.lower, decimals: 1)
    let upper = NumberFormat.points(interval.upper, decimals: 1)
    if !interval.contains(0), let adjustedPValue, let pValue, adjustedPValue >= interval.level.alpha {
      let near = NumberFormat.points(min(abs(interval.lower), abs(interval.upper)))
      let far = NumberFormat.points(max(abs(interval.lower), abs(interval.upper)))
      let side = interval.lower > 0 ? "higher" : "lower"
      let alone = "\(rates), \(side) by between \(near) and \(far) percentage points on its own"
      return adjustedPValue > pValue
        ? "\(alone); among all comparisons made at once such a difference is to be expected by chance (adjusted "
          + "\(NumberFormat.pStatement(adjustedPValue)))."
        : "\(alone), at the edge of what chance makes (\(NumberFormat.pStatement(pValue)))."
    }
    if interval.lower > 0 {
      return "\(rates), higher by between \(lower) and \(upper) percentage points."
    }
    if interval.upper < 0 {
      let least = NumberFormat.points(-interval.upper)
      let most = NumberFormat.points(-interval.lower)
      return "\(rates), lower by between \(least) and \(most) percentage points."
    }
    return
      "\(rates); no clear difference (between \(lower) and \(upper) percentage points)."
  }

  /// The fields, in the order of the table.
  public static let fields: [ResultField<RiskFactorRow>] =
    [
      .text("outcome", "Outcome") { $0.outcome }, .text("factor", "Factor") { $0.factor },
      .text("level", "Level") { $0.level }, .text("reference", "Against") { $0.reference },
      .nested("exposed") { $0.exposed }, .nested("unexposed") { $0.unexposed },
      .count("exposedTrials", "People") { $0.exposed.trials }.inTableOnly,
      .share("exposedRate", "Rate") { $0.exposed.risk?.value }.inTableOnly,
      .count("unexposedTrials", "People against") { $0.unexposed.trials }.inTableOnly,
      .share("unexposedRate", "Rate against") { $0.unexposed.risk?.value }.inTableOnly,
      .shareEstimate("riskDifference", "Difference") { $0.riskDifference },
      .estimate("riskRatio", "Risk ratio") { $0.riskRatio },
      .estimate("oddsRatio", "Odds ratio") { $0.oddsRatio }, .nested("test") { $0.test },
      .pValue("pValue", "p") { $0.pValue }, .pValue("adjustedPValue", "p adjusted") { $0.adjustedPValue },
      .nested("stratified") { $0.stratified }, .nested("adjusted") { $0.adjusted },
    ] + stratifiedFields + adjustedFields + [
      .shareEstimate("populationAttributableFraction", "Attributable fraction") {
        $0.populationAttributableFraction
      },
      .text("sentence") { $0.sentence }, .flags { $0.flags },
    ]

  private static let stratifiedFields: [ResultField<RiskFactorRow>] = [
    .estimate("stratifiedRiskRatio", "Risk ratio within strata") { $0.stratified?.riskRatio }.inTableOnly,
    .estimate("stratifiedOddsRatio", "Odds ratio within strata") { $0.stratified?.oddsRatio }.inTableOnly,
    .pValue("stratifiedPValue", "p within strata") { $0.stratified?.test.pValue }.inTableOnly,
    .pValue("homogeneityPValue", "p homogeneity") { $0.stratified?.homogeneity?.pValue }.inTableOnly,
  ]

  private static let adjustedFields: [ResultField<RiskFactorRow>] = [
    .estimate("adjustedOddsRatio", "Odds ratio adjusted") { $0.adjusted?.oddsRatio }.inTableOnly,
    .pValue("adjustedOddsRatioPValue", "p of it") { $0.adjusted?.pValue }.inTableOnly,
  ]

  /// The columns, without those that no row of a breakdown has.
  static func fields(
    withOutcome: Bool, stratified: Bool, adjusted: Bool
  ) -> [ResultField<RiskFactorRow>] {
    let without = Set(
      (withOutcome ? [] : ["outcome"]) + (stratified ? [] : stratifiedFields.map(\.key))
        + (adjusted ? [] : adjustedFields.map(\.key)))
    return fields.filter { !without.contains($0.key) }
  }

  /// A suppressed row lacks what would give counts away.
  public var withholding: ResultWithholding {
    flags.contains(Suppression.marker) ? .whatIsAbsent : .nothing
  }
}
