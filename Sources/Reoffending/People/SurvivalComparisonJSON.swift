import Statistics

extension SurvivalComparison: Encodable {
  /// What a reader must know of data and method.
  public var notes: [String] {
    var notes: [String] = []
    if excluded > 0 {
      let all = excluded + curves.reduce(0) { $0 + $1.estimate.count }
      notes.append(
        "\(NumberFormat.count(excluded)) of \(NumberFormat.count(all)) people are left out for a missing value."
      )
    }
    notes.append(
      "Kaplan-Meier with Greenwood’s variance; limits on the log-log scale, for each time by itself.")
    let thin = curves.filter { ($0.estimate.steps.last?.atRisk ?? 10) < 10 }.map(\.name)
    if !thin.isEmpty {
      let names = thin.count > 3 ? "\(thin.count) of \(curves.count) groups" : thin.joined(separator: "; ")
      notes.append("Fewer than ten people are followed at the end of the curve: \(names).")
    }
    return notes
  }

  private enum CodingKeys: String, CodingKey {
    case groups, logRank, unit, excluded, sentences, notes
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(curves.map(CurveParts.init), forKey: .groups)
    try container.encode(test, forKey: .logRank)
    try container.encode(unit, forKey: .unit)
    try container.encode(excluded, forKey: .excluded)
    try container.encode(sentences, forKey: .sentences)
    try container.encode(notes, forKey: .notes)
  }
}

private struct CurveParts: Encodable {
  let curve: SurvivalComparison.Curve

  init(_ curve: SurvivalComparison.Curve) { self.curve = curve }

  private enum CodingKeys: String, CodingKey {
    case by, people, totalEvents, times, survival, standardError, lower, upper, atRisk, events, median,
      medianLower
    case medianUpper
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let (estimate, steps) = (curve.estimate, curve.estimate.steps)
    try container.encode(curve.name, forKey: .by)
    try container.encode(estimate.count, forKey: .people)
    try container.encode(estimate.events, forKey: .totalEvents)
    try container.encode(steps.map(\.time), forKey: .times)
    try container.encode(steps.map(\.survival), forKey: .survival)
    try container.encode(steps.map(\.standardError), forKey: .standardError)
    try container.encode(steps.map { $0.interval?.lower }, forKey: .lower)
    try container.encode(steps.map { $0.interval?.upper }, forKey: .upper)
    try container.encode(steps.map(\.atRisk), forKey: .atRisk)
    try container.encode(steps.map(\.events), forKey: .events)
    try container.encode(estimate.median, forKey: .median)
    try container.encode((estimate.medianInterval?.lower).finite, forKey: .medianLower)
    try container.encode((estimate.medianInterval?.upper).finite, forKey: .medianUpper)
  }
}
