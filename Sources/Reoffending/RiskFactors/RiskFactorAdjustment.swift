import Numbers
import Statistics
import Tables

/// A logistic regression of the outcome on all factors of a breakdown and the columns that are adjusted for.
///
/// It is fitted to the number of people and of reoffenders in each combination of levels, which is all that a logistic
/// regression depends on, so a table of counts is adjusted like one of people.
struct RiskFactorAdjustment {
  /// The ratios by factor and level.
  private(set) var ratios: [String: [String: AdjustedRiskFactor]] = [:]
  private(set) var notes: [String] = []

  /// The fewest different numbers from which on a column is taken as a number, not as categories.
  private static let leastNumbers = 8

  /// - Parameter counting: counts people by some columns.
  init(
    levels: [FactorLevels], adjustingFor columns: [String], level: ConfidenceLevel,
    counting: ([String]) throws -> CohortTable
  ) {
    let factors = levels.map(\.factor)
    let others = columns.filter { column in
      !factors.contains { Column.normalized($0) == Column.normalized(column) }
    }
    guard !factors.isEmpty else {
      notes.append("The column adjusted is empty: rows of single factors do not say who has several.")
      return
    }
    guard factors.count + others.count > 1 else {
      notes.append(
        "The column adjusted is empty: with one factor and no --adjust there is nothing to hold equal.")
      return
    }
    do {
      let cohorts = try counting(factors + others)
      try fit(cohorts, levels: levels, others: others, level: level)
    } catch let error as ModelError {
      notes.append("The column adjusted is empty: \(error).")
    } catch {
      notes.append("The column adjusted is empty: the combinations of the factors cannot be counted.")
    }
  }

  private mutating func fit(
    _ cohorts: CohortTable, levels: [FactorLevels], others: [String], level: ConfidenceLevel
  ) throws(ModelError) {
    let groups = cohorts.groups.filter { group in
      (group.trials ?? 0) > 0 && group.events != nil
        && !group.key.parts.contains { FactorLevels.isMissing($0.value) }
    }
    guard cohorts.groups.allSatisfy({ $0.trials != nil && $0.events != nil }) else {
      throw .undefined(quantity: "an adjusted odds ratio", because: "numbers of people are not known")
    }
    guard !groups.isEmpty else { throw .noRows(excluded: cohorts.groups.count) }
    var frameColumns: [ModelColumn] = []
    for (place, factor) in levels.enumerated() {
      frameColumns.append(
        try ModelColumn(
          "f\(place)", texts: groups.map { $0.key.parts[place].value }, reference: factor.reference))
    }
    var asNumbers: [String] = []
    for (index, name) in others.enumerated() {
      let texts = groups.map { $0.key.parts[levels.count + index].value }
      let numbers = texts.compactMap(Double.init)
      if numbers.count == texts.count, Set(texts).count >= Self.leastNumbers {
        frameColumns.append(ModelColumn("a\(index)", numbers: numbers))
        asNumbers.append(name)
      } else {
        frameColumns.append(try ModelColumn("a\(index)", texts: texts))
      }
    }
    frameColumns.append(ModelColumn("events", numbers: groups.map { Double($0.events?.nearest ?? 0) }))
    frameColumns.append(ModelColumn("trials", numbers: groups.map { Double($0.trials ?? 0) }))
    let terms = levels.indices.map { "f\($0)" } + others.indices.map { "a\($0)" }
    let design = try DesignMatrix(
      Formula("events ~ \(terms.joined(separator: " + "))"), frame: ModelFrame(frameColumns),
      rows: RowOptions(trials: "trials"))
    let observations = groups.reduce(0) { $0 + ($1.trials ?? 0) }
    let excluded = cohorts.groups.reduce(-observations) { $0 + ($1.trials ?? 0) }
    let sample = Sample(groups: groups, observations: observations, excluded: excluded, level: level)
    take(try coefficients(design, levels: levels, others: others, level: level), levels, sample)
    if excluded > 0 {
      notes.append(
        "The adjusted odds ratios are of the \(Plural.count(observations, "person")) for whom all columns of the regression "
          + "are known; \(Plural.people(excluded)) left out. The crude odds ratio of the same people stands beside them."
      )
    }
    let held = levels.count > 1 ? "the other factors" : ""
    let equal = [held, others.joined(separator: ", ")].filter { !$0.isEmpty }.joined(separator: " and ")
    notes.append(
      "Adjusted odds ratios are of one logistic regression and hold \(equal) equal"
        + (asNumbers.isEmpty ? "" : " (\(asNumbers.joined(separator: ", ")) as a number)")
        + ". They can be far smaller than crude gaps; a gap that shrinks goes with what was held equal.")
    let dropped = design.droppedTerms.map { name(of: $0, levels, others) }
    if !dropped.isEmpty {
      notes.append(
        "Not adjusted, because the other columns hold the same information: \(dropped.joined(separator: ", "))."
      )
    }
  }

  private mutating func coefficients(
    _ design: DesignMatrix, levels: [FactorLevels], others: [String], level: ConfidenceLevel
  ) throws(ModelError) -> [CoefficientEstimate] {
    do throws(ModelError) {
      return try GeneralizedLinearModel(design, family: .binomial).coefficientTable(level: level)
    } catch {
      guard case .separation(let columns) = error else { throw error }
      let names = columns.map { column in
        let own = name(of: column.term, levels, others)
        guard let outcome = column.outcome, let people = column.people else { return own }
        return "\(own) (all \(people) people \(outcome ? "reoffended" : "did not reoffend"))"
      }
      notes.append(
        "Adjusted with Firth’s penalty, since the outcome is separated by \(names.joined(separator: ", ")).")
      let isWide = design.terms.count > FirthModel.mostProfiledColumns
      if isWide {
        notes.append("Limits of the adjusted ratios are Wald’s: there are too many levels for profiles.")
      }
      return try FirthModel(design).coefficientTable(intervals: isWide ? .wald : .profile, level: level)
    }
  }

  /// The people that the regression is fitted to.
  private struct Sample {
    let groups: [CohortGroup]
    let observations: Int
    let excluded: Int
    let level: ConfidenceLevel

    /// The odds ratio of one level against another, nothing held equal.
    func crude(factor place: Int, _ exposed: String, _ reference: String) -> Estimate? {
      func counts(_ value: String) -> (events: Int, trials: Int) {
        groups.filter { $0.key.parts[place].value == value }.reduce((0, 0)) {
          ($0.0 + ($1.events?.nearest ?? 0), $0.1 + ($1.trials ?? 0))
        }
      }
      let (own, other) = (counts(exposed), counts(reference))
      let table = try? TwoByTwoTable(
        exposedEvents: own.events, of: own.trials, unexposedEvents: other.events, of: other.trials)
      return table?.oddsRatio(level: level, method: .woolf)
    }
  }

  private mutating func take(_ rows: [CoefficientEstimate], _ levels: [FactorLevels], _ sample: Sample) {
    for row in rows where row.term.hasPrefix("f") {
      let parts = row.term.dropFirst().split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let place = Int(parts[0]) else { continue }
      let ratio = Estimate(
        row.exponentiated.value, interval: row.exponentiated.interval ?? row.interval, method: "logistic")
      ratios[levels[place].factor, default: [:]][String(parts[1])] = AdjustedRiskFactor(
        oddsRatio: ratio, pValue: row.pValue,
        crudeOddsRatio: sample.crude(factor: place, String(parts[1]), levels[place].reference),
        observations: sample.observations, excluded: sample.excluded)
    }
  }

  /// A term as the reader knows it, such as `homeless=yes` for `f0=yes`.
  private func name(of term: String, _ levels: [FactorLevels], _ others: [String]) -> String {
    let parts = term.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let place = Int(parts[0].dropFirst()) else { return term }
    let column = parts[0].hasPrefix("f") ? levels[place].factor : others[place]
    return parts.count > 1 ? "\(column)=\(parts[1])" : column
  }
}
