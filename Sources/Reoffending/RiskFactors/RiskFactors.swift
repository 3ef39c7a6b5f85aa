internal import Foundation
import Numbers
public import Statistics
public import Tables

/// The breakdown of reoffending by risk factors: each level against a reference level, crude and within strata.
///
/// Risks have Wilson's limits, differences Newcombe's, ratios those of Katz and Woolf, or Koopman's and exact ones where
/// a cell is zero. The test is Pearson's, or Fisher's where fewer than five are expected in a cell.
public struct RiskFactors: Sendable, Encodable {
  /// A row for each level that is not a reference level, factor after factor.
  public let rows: [RiskFactorRow]
  /// Each factor as a whole.
  public let overall: [OverallRiskFactor]
  /// The columns within whose strata the factors are compared too.
  public let adjustedFor: [String]
  /// The confidence level of the intervals.
  public let level: ConfidenceLevel
  /// The adjustment of the p-values.
  public let adjustment: AdjustmentMethod
  /// What the p-values adjusted together are of; empty where there is none.
  public let family: String
  /// What a reader must know of the data and the methods.
  public let notes: [String]
  /// The levels of each factor that are hidden.
  public let hiddenLevels: [Set<String>]

  /// Counts a table by its factors.
  ///
  /// A table of people is counted by the values of each factor's column; so is a table of counts, whose rows are summed.
  /// Without a factor named, a table of counts with the columns `factor` and `level` is taken as it is.
  ///
  /// - Throws: `TableError.faults` for faults of the data, `StatisticsError` for a factor with fewer than two levels or
  ///   an unknown reference level.
  public init(
    _ table: Table, factors: [RiskFactorSelection], adjustingFor columns: [String] = [],
    names: CohortColumns = CohortColumns(), level: ConfidenceLevel = .p95,
    adjustment: AdjustmentMethod = .holm,
    suppression: Suppression? = nil, hidden: [Set<String>]? = nil
  ) throws {
    var wholes: CohortTable?
    if factors.isEmpty {
      guard columns.isEmpty, table.firstColumn(among: ["factor"]) != nil,
        table.firstColumn(among: ["level"]) != nil
      else {
        throw StatisticsError.empty(argument: "the list of factors")
      }
      wholes = try CohortTable(table, by: ["factor", "level"], names: names)
    }
    try self.init(
      factors: factors, adjustingFor: columns, level: level, adjustment: adjustment, suppression: suppression,
      listed: wholes, hidden: hidden, counting: { try CohortTable(table, by: $0, names: names) })
  }

  /// Counts the people of a file by their factors.
  ///
  /// - Parameters:
  ///   - people: with the columns that `CohortColumns.peopleColumns(of:by:)` asks for.
  ///   - factors: the columns whose values are compared, at least one, each with the level of reference.
  ///   - columns: those within whose strata the factors are compared too; none for crude comparisons alone.
  ///   - names: the names of the columns that hold outcome, reoffences and prediction.
  ///   - level: the confidence level of the limits.
  ///   - adjustment: how the p-values are adjusted for their number.
  ///   - suppression: hides levels with small counts, and others that would give them away; nil for none.
  ///   - hidden: the levels of each factor that are hidden, where that is decided with other tables; nil to decide it
  ///     here.
  /// - Throws: as the initialiser of a `Table`.
  public init(
    _ people: PersonTable, factors: [RiskFactorSelection], adjustingFor columns: [String] = [],
    names: CohortColumns = CohortColumns(), level: ConfidenceLevel = .p95,
    adjustment: AdjustmentMethod = .holm,
    suppression: Suppression? = nil, hidden: [Set<String>]? = nil
  ) throws {
    guard !factors.isEmpty else { throw StatisticsError.empty(argument: "the list of factors") }
    try self.init(
      factors: factors, adjustingFor: columns, level: level, adjustment: adjustment, suppression: suppression,
      listed: nil, hidden: hidden, counting: { try CohortTable(people, by: $0, names: names) })
  }

  /// - Parameters:
  ///   - listed: a table of counts with the columns `factor` and `level`, taken as it is.
  ///   - counting: counts by some columns.
  private init(
    factors: [RiskFactorSelection], adjustingFor columns: [String], level: ConfidenceLevel,
    adjustment: AdjustmentMethod, suppression: Suppression?, listed: CohortTable?,
    hidden given: [Set<String>]? = nil, counting: ([String]) throws -> CohortTable
  ) throws {
    var counted: [(selection: RiskFactorSelection, levels: FactorLevels)] = []
    var notes: [String] = []
    func take(_ cohorts: CohortTable, _ selection: RiskFactorSelection, groups: [CohortGroup], at place: Int)
      throws
    {
      // A note on a row of counts prints what is to be hidden.
      if suppression == nil || cohorts.kind == .people {
        for note in cohorts.notes where !notes.contains(note) { notes.append(note) }
      }
      let name = groups.first?.key.parts[place].column ?? selection.column
      let factor = place == 0 ? name : selection.column
      let levels = try FactorLevels(
        factor: factor, groups: groups, position: place, reference: selection.reference)
      counted.append((selection, levels))
    }
    if let cohorts = listed {
      var order: [String] = []
      for group in cohorts.groups where !order.contains(group.key.parts[0].value) {
        order.append(group.key.parts[0].value)
      }
      for factor in order {
        let groups = cohorts.groups.filter { $0.key.parts[0].value == factor }
        guard groups.count > 1 else {
          notes.append("\(factor) has one row only, so there is nothing to compare it with.")
          continue
        }
        try take(cohorts, RiskFactorSelection(column: factor), groups: groups, at: 1)
      }
    }
    for selection in factors {
      let others = columns.filter { Column.normalized($0) != Column.normalized(selection.column) }
      let cohorts = try counting([selection.column] + others)
      try take(cohorts, selection, groups: cohorts.groups, at: 0)
    }
    guard !counted.isEmpty else {
      throw StatisticsError.undefined(
        quantity: "a comparison",
        because: "no factor has more than one row; each needs a row for each of its levels")
    }
    let adjustmentFit = RiskFactorAdjustment(
      levels: factors.isEmpty ? [] : counted.map(\.levels), adjustingFor: columns, level: level,
      counting: counting)
    var rows: [RiskFactorRow] = []
    var overall: [OverallRiskFactor] = []
    let hiding = try suppression.map { suppression in
      try RiskFactorHiding(
        counted.map(\.levels), factors: factors, strata: columns, suppression: suppression, given: given,
        counting: counting)
    }
    for (place, (_, levels)) in counted.enumerated() {
      notes += levels.notes.filter { hiding?.mayBeTold($0) ?? true }
      let comparison = try RiskFactorComparison(
        levels, stratified: !columns.isEmpty, level: level, suppression: suppression,
        hidden: hiding?.levels[place] ?? [])
      let isAdjusted = hiding?.allowsAdjustment ?? true
      rows += comparison.rows.map { row in
        row.with(
          row.flags.contains(Suppression.marker) || !isAdjusted
            ? nil : adjustmentFit.ratios[row.factor]?[row.level])
      }
      overall.append(comparison.overall)
      notes += comparison.notes
    }
    let tested = rows.compactMap(\.pValue)
    self.rows = try Self.adjusted(rows, adjustment)
    self.overall = overall
    adjustedFor = columns
    hiddenLevels = hiding?.levels ?? []
    self.level = level
    self.adjustment = adjustment
    family =
      tested.isEmpty
      ? "" : "\(tested.count) comparison\(tested.count == 1 ? "" : "s") of a level with its reference level"
    self.notes =
      (suppression?.policyNotes ?? []) + notes
      + Self.methodNotes(rows, family: family, adjustment: adjustment, tested: tested.count, columns: columns)
      + (hiding?.allowsAdjustment ?? true ? adjustmentFit.notes : [RiskFactorHiding.withoutAdjustment])
      + Self.shrinking(rows)
  }

  /// Joins breakdowns of several outcomes; p-values are adjusted for all of them together.
  ///
  /// - Throws: `StatisticsError.empty` without a breakdown.
  public init(joining parts: [(outcome: String, factors: RiskFactors)]) throws(StatisticsError) {
    guard let first = parts.first?.factors else { throw .empty(argument: "the list of outcomes") }
    let rows = parts.flatMap { part in part.factors.rows.map { $0.of(outcome: part.outcome) } }
    self.rows = try Self.adjusted(rows, first.adjustment)
    overall = parts.flatMap { part in
      part.factors.overall.map { one in
        var one = one
        one.outcome = part.outcome
        return one
      }
    }
    adjustedFor = first.adjustedFor
    hiddenLevels = first.hiddenLevels
    level = first.level
    adjustment = first.adjustment
    let tested = rows.count { $0.pValue != nil }
    family = "\(tested) comparisons of a level with its reference level, over \(parts.count) outcomes"
    var notes = tested > 1 ? [Self.multiplicity(family, first.adjustment)] : []
    for (outcome, factors) in parts {
      for note in factors.notes where !note.hasPrefix("P-values are adjusted for") && !notes.contains(note) {
        notes.append(parts.allSatisfy { $0.factors.notes.contains(note) } ? note : "\(outcome): \(note)")
      }
    }
    self.notes = notes
  }

  /// The rows with p-values adjusted for all of them together.
  private static func adjusted(
    _ rows: [RiskFactorRow], _ method: AdjustmentMethod
  ) throws(StatisticsError) -> [RiskFactorRow] {
    let tested = rows.compactMap(\.pValue)
    var values =
      try tested.isEmpty ? [].makeIterator() : MultipleTesting.adjust(tested, method: method).makeIterator()
    return rows.map { row in row.adjusted(to: row.pValue == nil ? nil : values.next()) }
  }

  private static func multiplicity(_ family: String, _ adjustment: AdjustmentMethod) -> String {
    "P-values are adjusted for \(family) (\(adjustment.rawValue)); intervals are not adjusted."
  }

  /// The gaps of which less than half is left with the others held equal.
  private static func shrinking(_ rows: [RiskFactorRow]) -> [String] {
    rows.compactMap { row in
      guard let crude = row.adjusted?.crudeOddsRatio?.value, crude > 0,
        let adjusted = row.adjusted?.oddsRatio.value,
        adjusted > 0,
        row.riskDifference?.interval.map({ !$0.contains(0) }) ?? false,
        abs(log(adjusted)) < abs(log(crude)) / 2
      else { return nil }
      return
        "\(row.factor), \(row.level): less than half of the gap is left with the others held equal (log odds ratio "
        + "\(NumberFormat.fixed(log(crude), decimals: 2)) alone, \(NumberFormat.fixed(log(adjusted), decimals: 2)) adjusted)."
    }
  }

  private static func methodNotes(
    _ rows: [RiskFactorRow], family: String, adjustment: AdjustmentMethod, tested: Int, columns: [String]
  ) -> [String] {
    var notes: [String] = []
    if tested > 1 {
      notes.append(multiplicity(family, adjustment))
    }
    if !columns.isEmpty {
      notes.append(
        "The stratified measures compare people of the same \(columns.joined(separator: ", ")) only "
          + "(Mantel-Haenszel); where the homogeneity test is significant, one common ratio hides differences."
      )
    }
    if rows.contains(where: { $0.populationAttributableFraction?.value != nil }) {
      notes.append(
        "A population attributable fraction is the share of reoffenders that goes with a level; it is the share that "
          + "could be avoided only if the level itself causes reoffending.")
    }
    return notes
  }

  /// A sentence a row.
  public var sentences: [String] { rows.map(\.sentence) }

  /// The finding in a sentence: the level with the greatest risk ratio of those told apart from chance.
  public var headline: String {
    let found = rows.filter { row in
      (row.riskDifference?.interval?.lower ?? 0) > 0 && (row.adjustedPValue ?? row.pValue ?? 0) < level.alpha
    }
    guard let row = found.max(by: { ($0.riskRatio?.value ?? 0) < ($1.riskRatio?.value ?? 0) }),
      let ratio = row.riskRatio?.value
    else { return "No level reoffended more than its reference beyond what chance could make" }
    return
      "\(row.factor), \(row.level): \(NumberFormat.fixed(ratio, decimals: 2)) times the rate of \(row.reference)"
  }

  private enum CodingKeys: String, CodingKey {
    case factors, overall, adjustedFor, level, adjustment, family, notes
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .factors)
    try container.encode(overall, forKey: .overall)
    try container.encode(adjustedFor, forKey: .adjustedFor)
    try container.encode(level, forKey: .level)
    try container.encode(adjustment, forKey: .adjustment)
    try container.encode(family, forKey: .family)
    try container.encode(notes, forKey: .notes)
  }
}

extension RiskFactors {
  /// The breakdown as a table, a row for each level that is compared with a reference level.
  public var table: OutputTable {
    RiskFactorRow.table(
      rows,
      fields: RiskFactorRow.fields(
        withOutcome: rows.contains { $0.outcome != nil }, stratified: !adjustedFor.isEmpty,
        adjusted: rows.contains { $0.adjusted != nil }))
  }
}
