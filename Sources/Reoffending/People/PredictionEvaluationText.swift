import Numbers
import Statistics
public import Tables

extension PredictionEvaluation {
  /// The finding in a sentence.
  public var headline: String {
    if let assessment { return assessment.headline }
    let value = all.auc?.value.map { NumberFormat.percent($0, decimals: 0) } ?? "an unknown share"
    return "The score ranks a reoffender above somebody else in \(value) of pairs"
  }

  /// A sentence on order, one on level, one on spread, and one a subgroup.
  public var sentences: [String] {
    var sentences: [String] = []
    if let auc = all.auc?.value {
      sentences.append(
        "Of two people, one who reoffended and one who did not, the first has the higher prediction in "
          + "\(NumberFormat.percent(auc, decimals: 1)) of pairs\(range(all.auc?.interval, decimals: 3)).")
    }
    sentences.append(
      "\(NumberFormat.count(all.events)) of \(NumberFormat.count(all.people)) people reoffended"
        + (all.observedOverExpected.map {
          ", \(NumberFormat.fixed($0, decimals: 2)) times as many as predicted."
        } ?? ".")
    )
    if let slope = all.calibration?.slope {
      sentences.append(
        "Calibration slope \(NumberFormat.fixed(slope.estimate, decimals: 2))\(range(slope.interval, decimals: 2)): "
          + "\(Self.verdict(slope)).")
    }
    if let brier = all.brier, let skill = brier.skill {
      let than = "than predicting the same rate for everybody"
      sentences.append(
        "Brier score \(NumberFormat.fixed(brier.value, decimals: 3)), \(NumberFormat.percent(abs(skill))) "
          + "\(skill < 0 ? "worse" : "better") \(than).")
    }
    if let optimism {
      sentences.append(
        "On other people expect an AUC of about \(NumberFormat.fixed(optimism.auc.corrected, decimals: 3)) and a "
          + "calibration slope of about \(NumberFormat.fixed(optimism.slope.corrected, decimals: 2)).")
    }
    return sentences
      + groups.map { group in
        "\(group.name): \(NumberFormat.count(group.people)) people, AUC "
          + "\(group.auc?.value.map { NumberFormat.fixed($0, decimals: 3) } ?? "unknown")"
          + (group.observedOverExpected.map {
            ", observed over expected \(NumberFormat.fixed($0, decimals: 2))."
          } ?? ".")
      } + (thresholds?.sentences ?? [])
  }

  private static func verdict(_ slope: CoefficientEstimate) -> String {
    if slope.interval.upper < 0 { return "predictions order people the wrong way round" }
    if slope.interval.contains(1) { return "no sign that predictions are too extreme or too timid" }
    return slope.estimate < 1 ? "predictions are too extreme" : "predictions are too timid"
  }

  private func range(_ interval: ConfidenceInterval?, decimals: Int) -> String {
    interval.map {
      " (\(NumberFormat.fixed($0.lower, decimals: decimals)) to \(NumberFormat.fixed($0.upper, decimals: decimals)))"
    } ?? ""
  }

  /// The measures, a row for everybody and one a subgroup.
  public var table: OutputTable {
    let three = OutputColumn.Kind.number(decimals: 3)
    let two = OutputColumn.Kind.number(decimals: 2)
    func interval(_ key: String, _ title: String, _ kind: OutputColumn.Kind) -> [OutputColumn] {
      [
        OutputColumn(key: key, title: title, kind: kind),
        OutputColumn(key: key + "Lower", title: "from", kind: kind),
        OutputColumn(key: key + "Upper", title: "to", kind: kind),
      ]
    }
    let columns =
      [
        OutputColumn(key: "by", title: "Group"),
        OutputColumn(key: "people", title: "People", kind: .number(decimals: 0)),
        OutputColumn(key: "events", title: "Reoffended", kind: .number(decimals: 0)),
      ] + interval("auc", "AUC", three) + [OutputColumn(key: "brier", title: "Brier", kind: three)]
      + [OutputColumn(key: "observedOverExpected", title: "Observed/expected", kind: two)]
      + interval("inTheLarge", "In the large", two) + interval("slope", "Slope", two)
      + [OutputColumn(key: "hosmerLemeshowP", title: "Hosmer-Lemeshow p", kind: .pValue)]
    return OutputTable(columns: columns, rows: ([all] + groups).map(cells))
  }

  private func cells(_ group: Group) -> [OutputCell] {
    let (large, slope) = (group.calibration?.inTheLarge, group.calibration?.slope)
    return [
      .text(group.name), .count(group.people), .count(group.events), .optional(group.auc?.value),
      .optional(group.auc?.interval?.lower), .optional(group.auc?.interval?.upper),
      .optional(group.brier?.value), .optional(group.observedOverExpected), .optional(large?.estimate),
      .optional(large?.interval.lower),
      .optional(large?.interval.upper), .optional(slope?.estimate), .optional(slope?.interval.lower),
      .optional(slope?.interval.upper), .optional(group.hosmerLemeshow?.pValue),
    ]
  }
}
