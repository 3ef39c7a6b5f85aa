import Numbers
import Statistics

extension SurvivalComparison: Encodable {
  /// What a reader must know of data and method.
  public var notes: [String] {
    var notes: [String] = []
    if excluded == nil {
      notes.append("Few people (\(Suppression.marker)) are left out for a missing value.")
    } else if let excluded, excluded > 0, suppression != nil {
      // Of how many would give away the people of a hidden group.
      notes.append("\(Plural.people(excluded)) left out for a missing value.")
    } else if let excluded, excluded > 0 {
      let all = excluded + curves.reduce(0) { $0 + $1.estimate.count }
      notes.append(
        "\(Plural.people(excluded, of: all)) left out for a missing value."
      )
    }
    notes += suppressionNotes
    let variance =
      choices.sampled == nil ? "Greenwood’s variance" : "the variance of the infinitesimal jackknife"
    if let sampled = choices.sampled {
      notes.append(
        RegressionChoices.sampleNote(sampled.name)
          + " Counts are of the sample; curves, medians, shares and the test are weighted.")
    }
    notes.append(
      "Kaplan-Meier with \(variance); limits on the \(limitsInWords) scale, for each time by itself.")
    if !means.isEmpty {
      notes.append("Mean times are areas under the curves; their limits are normal, with \(variance).")
    }
    let short = curves.filter { $0.followedUntil < (times.last ?? 0) }
    if !short.isEmpty, let common = lastCommonTime {
      let names = short.map { "\($0.name) until \(NumberFormat.time($0.followedUntil)) \(unit)" }
      notes.append(
        "Not all groups were followed as long: \(names.joined(separator: "; ")). Curves end where their follow-up does, and "
          + "shares are compared at \(NumberFormat.time(common)) \(unit), the last time at which all are followed."
      )
    }
    let thin = curves.filter { ($0.estimate.steps.last?.atRisk ?? 10) < 10 }.map(\.name)
    if !thin.isEmpty {
      let names = thin.count > 3 ? "\(thin.count) of \(curves.count) groups" : thin.joined(separator: "; ")
      notes.append("Fewer than ten people are followed at the end of the curve: \(names).")
    }
    return notes
  }

  private var suppressionNotes: [String] {
    guard let suppression else { return [] }
    var notes = [
      "Counts from 1 to \(suppression.limit) are suppressed: the curve is given only at times between which more people "
        + "reoffended, and more or none left otherwise. Events are those since the time before; beside them people at risk "
        + "are those at its start, elsewhere (\(Suppression.marker) where suppressed) those just before the time. Between "
        + "the times shown the curve falls in steps that are not shown."
    ]
    if !hidden.isEmpty {
      notes.append(
        "The figures of \(hidden.count) group\(hidden.count == 1 ? "" : "s") are suppressed (\(Suppression.marker)), and "
          + "with them the test, because counts from 1 to \(suppression.limit) could be recognised or worked out."
      )
    }
    let cut = curves.filter { !$0.reachesLastEvent }.map(\.name)
    if !cut.isEmpty {
      notes.append("Later events are not shown: \(cut.joined(separator: "; ")).")
    }
    return notes
  }

  private enum CodingKeys: String, CodingKey {
    case groups, logRank, unit, excluded, sentences, notes, shares, restrictedMeans
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var groups = container.nestedUnkeyedContainer(forKey: .groups)
    for curve in curves { try groups.encode(CurveParts(curve, isMerged: suppression != nil)) }
    for name in hidden { try groups.encode(HiddenCurve(name: name)) }
    try container.encode(test, forKey: .logRank)
    try container.encode(unit, forKey: .unit)
    try container.encode(excluded, forKey: .excluded)
    try container.encode(sentences, forKey: .sentences)
    try container.encode(notes, forKey: .notes)
    try container.encode(shares, forKey: .shares)
    try container.encode(means, forKey: .restrictedMeans)
  }
}

private struct CurveParts: Encodable {
  let curve: SurvivalComparison.Curve
  let isMerged: Bool

  init(_ curve: SurvivalComparison.Curve, isMerged: Bool) {
    self.curve = curve
    self.isMerged = isMerged
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CurveKeys.self)
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
    let isWeighted = steps.contains { $0.weights != nil }
    try container.encode(isWeighted ? steps.map { $0.weights?.atRisk } : nil, forKey: .weightsAtRisk)
    try container.encode(isWeighted ? steps.map { $0.weights?.events } : nil, forKey: .weightsOfEvents)
    // Read off merged steps, the median and its limits would be late.
    try container.encode(isMerged ? nil : estimate.median, forKey: .median)
    try container.encode(isMerged ? nil : (estimate.medianInterval?.lower).finite, forKey: .medianLower)
    try container.encode(isMerged ? nil : (estimate.medianInterval?.upper).finite, forKey: .medianUpper)
    try container.encode(isMerged ? ["merged"] : [], forKey: .flags)
  }
}

/// A group of which nothing but the name is shown.
private struct HiddenCurve: Encodable {
  let name: String

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CurveKeys.self)
    try container.encode(name, forKey: .by)
    for key in CurveKeys.allCases where key != .by && key != .flags { try container.encodeNil(forKey: key) }
    try container.encode([Suppression.marker], forKey: .flags)
  }
}

private enum CurveKeys: String, CodingKey, CaseIterable {
  case by, people, totalEvents, times, survival, standardError, lower, upper, atRisk, events, median,
    medianLower, medianUpper, flags, weightsAtRisk, weightsOfEvents
}
