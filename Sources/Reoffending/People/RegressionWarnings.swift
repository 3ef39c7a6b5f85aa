import Numbers
import Statistics

extension RegressionResult {
  /// The least number of people with the rarer outcome for each coefficient.
  ///
  /// - Source: Peduzzi and others (1996), *Journal of Clinical Epidemiology* 49, 1373–1379,
  ///   doi:10.1016/S0895-4356(96)00236-3.
  static let leastEventsPerCoefficient = 10.0

  /// What is out of its depth in the columns themselves.
  static func warnings(_ design: DesignMatrix, _ choices: RegressionChoices) -> [String] {
    var warnings: [String] = []
    if !design.droppedTerms.isEmpty {
      warnings.append(
        "Left out, because the columns before hold the same information: \(design.droppedTerms.joined(separator: ", "))."
      )
    }
    let columns = Double(design.terms.count { $0 != "(Intercept)" })
    let rarer = min(design.outcomeTotal, design.people - design.outcomeTotal)
    if choices.family.isOfEvents, choices.penalty == .none, columns > 0,
      rarer < leastEventsPerCoefficient * columns
    {
      warnings.append(
        "\(NumberFormat.count(Int(rarer))) people have the rarer outcome, fewer than ten for each of the "
          + "\(Int(columns)) coefficients: estimates tend to be too large and limits too narrow. Use fewer terms, or "
          + "Firth's penalty.")
    }
    return warnings
  }

  /// What is out of its depth in the fit.
  static func warnings(_ family: ModelFamily, pearson: Double, residual: Int) -> [String] {
    guard family == .poisson, residual > 0 else { return [] }
    let spread = pearson / Double(residual)
    guard spread > 1.5 else { return [] }
    return [
      "The counts vary \(NumberFormat.fixed(spread, decimals: 1)) times as much as Poisson's distribution allows, so "
        + "limits are too narrow: use the family quasipoisson or negative-binomial, or robust standard errors."
    ]
  }

  /// Standard errors and limits that do not exist, each with the reason.
  static func warnings(_ coefficients: [RegressionCoefficient], _ choices: RegressionChoices) -> [String] {
    var warnings: [String] = []
    let without = coefficients.filter { $0.standardError == nil }.map(\.term)
    if !without.isEmpty {
      warnings.append(
        "\(without.joined(separator: ", ")): no \(choices.standardErrors.name) standard error exists, because one row alone "
          + "decides the estimate (its leverage is 1) and so has no residual to judge it by.")
    }
    for row in coefficients {
      guard let interval = row.interval else { continue }
      let sides = [("lower", interval.lower), ("upper", interval.upper)].filter { !$0.1.isFinite }.map(\.0)
      guard !sides.isEmpty else { continue }
      warnings.append(
        "\(row.term): no \(sides.joined(separator: " and no ")) limit exists, because the likelihood does not fall far enough "
          + "however far out the coefficient lies.")
    }
    return warnings
  }

  /// What a reader must know of data and method.
  static func notes(_ design: DesignMatrix, _ choices: RegressionChoices) -> [String] {
    var notes: [String] = []
    if design.excludedRows > 0 {
      let all = design.excludedRows + design.observations + design.silentRows
      notes.append(
        "\(NumberFormat.count(design.excludedRows)) of \(NumberFormat.count(all)) rows are left out, because a column "
          + "of the formula is missing.")
    }
    if let link = choices.link, link != choices.family.defaultLink {
      let meaning =
        choices.family.ratioName(link).map { "exponentiated coefficients are called \($0.lowercased())" }
        ?? (link == .identity
          ? "coefficients are differences of \(choices.family.isOfEvents ? "risks" : "means")"
          : "coefficients are on the scale of normal quantiles")
      notes.append("The link is \(link.rawValue): \(meaning).")
    }
    if let event = design.eventLevel { notes.append("The event is \(event).") }
    if choices.isSampled, let weights = choices.rows.weights {
      notes.append(RegressionChoices.sampleNote(weights))
    } else if let weights = choices.rows.weights {
      notes.append(
        "A weight of 2 in \(weights) counts as two equal people, as in R’s glm; where weights come from sampling, ask for "
          + "robust standard errors.")
    }
    if let frequencies = choices.rows.frequencies {
      notes.append("A row stands for as many equal people as \(frequencies) says.")
    }
    if !design.referenceLevels.isEmpty {
      notes.append("Compared with: \(design.referenceLevels.joined(separator: ", ")).")
    }
    switch (choices.penalty, choices.chosenIntervals) {
    case (.none, .wald): break
    case (.none, .profile):
      notes.append("Limits are of the profile likelihood; statistics and p-values are Wald's.")
    case (.none, .likelihoodRatio):
      notes.append("Limits, statistics and p-values are of the likelihood ratio.")
    case (.firth, .wald): notes.append("Firth's penalty (Jeffreys' prior); limits and p-values are Wald's.")
    case (.firth, _):
      notes.append("Firth's penalty (Jeffreys' prior); limits and p-values are of the penalised likelihood.")
    case (.ridge, _): notes.append("Estimates are shrunk on purpose, so no limits and no p-values exist.")
    }
    switch choices.standardErrors {
    case .model: break
    case .clustered:
      notes.append(
        "Standard errors allow for people of the same \(choices.standardErrors.clusters.joined(separator: " or ")) being "
          + "alike.")
    default:
      notes.append("Standard errors are robust (\(choices.standardErrors.name)).")
    }
    return notes
  }
}
