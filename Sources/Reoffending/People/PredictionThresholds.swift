import Numbers
public import Statistics
public import Tables

/// What follows of flagging people whose prediction is at a threshold or above, for everybody and by subgroup.
///
/// - Source: Chouldechova (2017), *Big Data* 5, 153–163, doi:10.1089/big.2016.0047, for what no score can have in groups that
///   reoffend at different rates.
public struct PredictionThresholds: Sendable, Encodable {
  /// Some people at one threshold.
  public struct Row: ResultRow {
    /// The subgroup, such as `sex=Male`; `All` for everybody.
    public let name: String
    /// The least prediction that is flagged.
    public let threshold: Double
    /// Who is flagged and who reoffended.
    public let counts: ThresholdClassification
    /// The share flagged of those who did not reoffend.
    public let falsePositiveRate: Estimate?
    /// The share not flagged of those who reoffended.
    public let falseNegativeRate: Estimate?
    /// The share that reoffended of those flagged.
    public let positivePredictiveValue: Estimate?
    /// The share that did not reoffend of those not flagged.
    public let negativePredictiveValue: Estimate?
    /// The net benefit for each person; nil for a score that is no probability.
    public let netBenefit: Estimate?
    /// The net benefit of flagging everybody; nil for a score that is no probability.
    public let netBenefitOfEverybody: Double?
    /// Whether the predictions are probabilities.
    let areProbabilities: Bool

    init(
      _ name: String, _ counts: ThresholdClassification, threshold: Double, areProbabilities: Bool,
      level: ConfidenceLevel
    ) throws(ModelError) {
      self.name = name
      self.threshold = threshold
      self.counts = counts
      self.areProbabilities = areProbabilities
      falsePositiveRate = counts.falsePositiveRate(level: level)
      falseNegativeRate = counts.falseNegativeRate(level: level)
      positivePredictiveValue = counts.positivePredictiveValue(level: level)
      negativePredictiveValue = counts.negativePredictiveValue(level: level)
      netBenefit = areProbabilities ? try counts.netBenefit(at: threshold, level: level) : nil
      netBenefitOfEverybody = areProbabilities ? try counts.netBenefitOfEverybody(at: threshold) : nil
    }

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .text("by", "Group") { $0.name }, .number("threshold", "Threshold", decimals: nil) { $0.threshold },
      .count("people", "People") { $0.counts.people }, .count("events", "Reoffended") { $0.counts.events },
      .count("flagged", "Flagged") { $0.counts.flagged },
      .count("truePositives") { $0.counts.truePositives },
      .count("falsePositives") { $0.counts.falsePositives },
      .count("trueNegatives") { $0.counts.trueNegatives },
      .count("falseNegatives") { $0.counts.falseNegatives },
      .shareEstimate("falsePositiveRate", "Flagged of others") { $0.falsePositiveRate },
      .shareEstimate("falseNegativeRate", "Missed of reoffenders") { $0.falseNegativeRate },
      .shareEstimate("positivePredictiveValue", "Reoffended of flagged") { $0.positivePredictiveValue },
      .shareEstimate("negativePredictiveValue", "Did not of the rest") { $0.negativePredictiveValue },
      .estimate("netBenefit", "Net benefit", decimals: 3) { $0.netBenefit },
      .number("netBenefitOfEverybody", "of everybody", decimals: 3) { $0.netBenefitOfEverybody },
      .text("sentence") { $0.sentence },
    ]

    /// The threshold as people read it.
    public var thresholdText: String {
      areProbabilities ? NumberFormat.percent(threshold) : NumberFormat.plain(threshold)
    }

    /// What the row says, in one sentence.
    public var sentence: String {
      func share(_ estimate: Estimate?) -> String? {
        guard let estimate, let value = estimate.value else { return nil }
        guard let limits = estimate.interval else { return NumberFormat.percent(value) }
        return "\(NumberFormat.percent(value)) (\(NumberFormat.percent(limits.lower)) to "
          + "\(NumberFormat.percent(limits.upper)))"
      }
      let parts = [
        share(falsePositiveRate).map { "\($0) of those who did not reoffend are flagged" },
        share(falseNegativeRate).map { "\($0) of those who did are missed" },
        share(positivePredictiveValue).map { "\($0) of those flagged reoffended" },
      ].compactMap(\.self)
      return "\(name), flagged from \(thresholdText) on: \(parts.joined(separator: "; "))."
    }
  }

  /// The rows: each threshold for everybody, then for each subgroup.
  public let rows: [Row]
  /// Whether the predictions are probabilities, so that there is a net benefit.
  public let areProbabilities: Bool
  /// The confidence level.
  public let level: ConfidenceLevel

  /// Divides people at each threshold.
  ///
  /// - Parameters:
  ///   - scores: the prediction of each person, the higher, the likelier.
  ///   - outcomes: for each person whether they reoffended.
  ///   - thresholds: the least scores that are flagged, each for itself.
  ///   - groups: for each person the subgroup, nil for none wanted.
  ///   - areProbabilities: whether the scores are probabilities, of which a net benefit is told.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError` for unequal lengths, and for a threshold of probabilities that is not above 0 and below 1.
  public init(
    scores: [Double], outcomes: [Bool], at thresholds: [Double], by groups: [String]? = nil,
    areProbabilities: Bool, level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    if let groups, groups.count != scores.count {
      throw .lengthMismatch(column: "groups", count: groups.count, expected: scores.count)
    }
    var parts: [(name: String, scores: [Double], outcomes: [Bool])] = [("All", scores, outcomes)]
    if let groups {
      let members = Dictionary(grouping: scores.indices) { groups[$0] }
      for name in members.keys.sorted() {
        let own = members[name] ?? []
        parts.append((name, own.map { scores[$0] }, own.map { outcomes[$0] }))
      }
    }
    var rows: [Row] = []
    for part in parts {
      for threshold in thresholds {
        rows.append(
          try Row(
            part.name,
            ThresholdClassification(scores: part.scores, outcomes: part.outcomes, threshold: threshold),
            threshold: threshold, areProbabilities: areProbabilities, level: level))
      }
    }
    self.rows = rows
    self.areProbabilities = areProbabilities
    self.level = level
  }

  /// The finding in a sentence: the widest gap between subgroups of those flagged in vain, else what everybody shows.
  public var headline: String {
    guard let first = rows.first?.threshold else { return "Nobody is flagged" }
    let groups = rows.filter { $0.name != "All" && $0.threshold == first && $0.falsePositiveRate != nil }
    func rate(_ row: Row) -> Double { row.falsePositiveRate?.value ?? 0 }
    guard groups.count > 1, let most = groups.max(by: { rate($0) < rate($1) }),
      let least = groups.min(by: { rate($0) < rate($1) })
    else { return rows.first.map { String($0.sentence.dropLast()) } ?? "" }
    return
      "Flagged from \(most.thresholdText) on: \(NumberFormat.percent(rate(most))) of those of \(most.name) who did not reoffend, "
      + "\(NumberFormat.percent(rate(least))) of \(least.name)"
  }

  /// A sentence a row.
  public var sentences: [String] { rows.map(\.sentence) }

  /// What a reader must know.
  public var notes: [String] {
    [
      "Flagged: a prediction at the threshold or above. Where groups reoffend at different rates, no score that is right for "
        + "each of them has the same errors in all (Chouldechova 2017)."
    ]
      + (areProbabilities
        ? [
          "Net benefit: reoffenders found for each person, less others flagged at the odds of the threshold (Vickers and Elkin 2006)."
        ] : [])
  }

  /// The rows as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the rows.
  public func encode(to encoder: any Encoder) throws {
    try rows.encode(to: encoder)
  }
}
