import Numbers
public import Statistics
public import Tables

/// The ratio of each factor on its own beside its ratio with all factors held equal.
public struct AdjustedRatios: Sendable {
  /// One factor.
  public struct Row: Hashable, Sendable {
    /// The factor or level.
    public let name: String
    /// The ratio on its own.
    public let crude: Estimate?
    /// The ratio with the other factors held equal.
    public let adjusted: Estimate?
    /// The two-sided p-value of the adjusted ratio.
    public let pValue: Double?
    /// The factor of which the row is a level; nil for a number.
    public let factor: String?
    /// The level; nil for a number.
    public let level: String?
    /// The level that it is compared with; nil for a number, or where that is not known.
    public let reference: String?

    /// Joins two ratios.
    public init(
      name: String, crude: Estimate?, adjusted: Estimate?, pValue: Double?, factor: String? = nil,
      level: String? = nil, reference: String? = nil
    ) {
      (self.factor, self.level, self.reference) = (factor, level, reference)
      self.name = name
      self.crude = crude
      self.adjusted = adjusted
      self.pValue = pValue
    }
  }

  /// What the ratios are of, such as `Hazard ratio`.
  public let measure: String
  /// The factors in the order given.
  public let rows: [Row]
  /// How many people the adjusted ratios stand on, where it is one number.
  public let people: Int?
  /// What the adjusted ratios hold equal, such as `the other factors`; nil where nothing is adjusted.
  public let heldEqual: String?
  /// The confidence level.
  public let level: ConfidenceLevel

  /// Joins ratios that were estimated elsewhere.
  public init(
    measure: String, rows: [Row], people: Int?, heldEqual: String? = "the other factors",
    level: ConfidenceLevel = .p95
  ) {
    self.heldEqual = heldEqual
    self.measure = measure
    self.rows = rows
    self.people = people
    self.level = level
  }

  /// The odds ratios of a breakdown beside those of a regression or, where none was fitted, the risk ratios beside those
  /// within strata.
  public init(_ factors: RiskFactors) {
    if factors.rows.contains(where: { $0.adjusted != nil }) {
      self.init(
        measure: "Odds ratio",
        rows: factors.rows.map { row in
          Row(
            name: Self.name(row), crude: row.oddsRatio, adjusted: row.adjusted?.oddsRatio,
            pValue: row.adjusted?.pValue, factor: Self.factor(row), level: row.level, reference: row.reference
          )
        }, people: nil, heldEqual: Self.held(factors), level: factors.level)
      return
    }
    self.init(
      measure: "Risk ratio",
      rows: factors.rows.map { row in
        Row(
          name: Self.name(row), crude: row.riskRatio,
          adjusted: row.stratified?.riskRatio,
          pValue: factors.adjustedFor.isEmpty ? row.pValue : row.stratified?.test.pValue,
          factor: Self.factor(row), level: row.level, reference: row.reference)
      }, people: nil,
      heldEqual: factors.adjustedFor.isEmpty
        ? nil : factors.adjustedFor.map { $0.replacing("_", with: " ") }.joined(separator: " and "),
      level: factors.level)
  }

  /// Estimates hazard ratios of each factor alone and of all together.
  ///
  /// - Throws: `ModelError` where a model cannot be fitted.
  public init(
    factors: [String], frame: ModelFrame, time: String, event: String, level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    let whole = try CoxModel(
      Formula("~ " + factors.joined(separator: " + ")), frame: frame, time: time, event: event)
    var alone: [String: CoefficientEstimate] = [:]
    for factor in factors {
      let model = try CoxModel(Formula("~ " + factor), frame: frame, time: time, event: event)
      for row in model.coefficientTable(level: level) { alone[row.term] = row }
    }
    self.init(
      measure: "Hazard ratio",
      rows: whole.coefficientTable(level: level).map { row in
        Self.row(
          row.term, crude: alone[row.term]?.exponentiated, adjusted: row.exponentiated, row.pValue,
          whole.referenceLevels)
      }, people: whole.observations, level: level)
  }

  /// The ratios of a regression, with the other terms held equal; nil for a linear model, which has none.
  public init?(_ result: RegressionResult) {
    guard let measure = result.ratioName else { return nil }
    self.init(
      measure: measure, coefficients: result.coefficients, references: result.referenceLevels,
      people: result.observations, level: result.level, absorbed: result.absorbed?.columnNames ?? [])
  }

  /// The ratios of a regression of time to an event, with the other terms held equal.
  public init(_ result: HazardRegression) {
    self.init(
      measure: result.ratioName, coefficients: result.coefficients, references: result.referenceLevels,
      people: result.observations, level: result.level)
  }

  private init(
    measure: String, coefficients: [RegressionCoefficient], references: [String], people: Int,
    level: ConfidenceLevel, absorbed: [String] = []
  ) {
    // One term alone is held equal with nothing but what is absorbed.
    let others = absorbed.isEmpty || coefficients.count > 1 ? ["the other terms"] : []
    self.init(
      measure: measure,
      rows: coefficients.filter { !$0.isIntercept }.map { row in
        Self.row(row.term, crude: nil, adjusted: row.ratio, row.pValue, references)
      }, people: people, heldEqual: NameList.joined(others + absorbed), level: level)
  }

  /// Whether any factor has a ratio on its own.
  public var hasCrude: Bool { rows.contains { $0.crude?.value != nil } }

  /// The factors whose interval, adjusted where anything is, does not hold one.
  public var decided: [Row] { rows.filter { shown($0)?.interval.map { !$0.contains(1) } ?? false } }

  /// The finding in a sentence.
  public var headline: String {
    let start = heldEqual.map { "With \($0) held equal" } ?? "Each taken alone"
    guard !decided.isEmpty else { return "\(start), no factor stands out from chance" }
    let furthest = decided.max { abs(logarithm($0)) < abs(logarithm($1)) }
    let count =
      "\(start), \(decided.count) of \(rows.count) factors \(decided.count == 1 ? "stands" : "stand") out from chance"
    return count + (furthest.map { "; furthest from 1: \($0.name) (\(text(shown($0))))" } ?? "")
  }

  /// A sentence a factor.
  public var sentences: [String] {
    rows.map { row in
      guard let heldEqual else {
        return "\(row.name): \(measure.lowercased()) \(text(row.crude))\(limits(row.crude))."
      }
      guard hasCrude else {
        return "\(row.name): \(measure.lowercased()) \(text(row.adjusted)) with \(heldEqual) held equal"
          + "\(limits(row.adjusted))."
      }
      return "\(row.name): \(measure.lowercased()) \(text(row.crude)) alone and \(text(row.adjusted)) with "
        + "\(heldEqual) held equal\(limits(row.adjusted))."
    }
  }

  /// The ratios, a row a factor.
  public var table: OutputTable { OutputTable(rows, fields: Self.fields) }

  private static let fields: [ResultField<Row>] = [
    .text("factor", "Factor") { $0.name }, .number("crude", "Alone", decimals: 3) { $0.crude?.value },
    .number("crudeLower", "Lower", decimals: 3) { $0.crude?.interval?.lower },
    .number("crudeUpper", "Upper", decimals: 3) { $0.crude?.interval?.upper },
    .number("adjusted", "Adjusted", decimals: 3) { $0.adjusted?.value },
    .number("lower", "Lower", decimals: 3) { $0.adjusted?.interval?.lower },
    .number("upper", "Upper", decimals: 3) { $0.adjusted?.interval?.upper },
    .pValue("pValue", "p") { $0.pValue },
  ]

  /// What the regression of a breakdown holds equal.
  private static func held(_ factors: RiskFactors) -> String {
    let names = factors.adjustedFor.map { $0.replacing("_", with: " ") }
    let several = Set(factors.rows.map(\.factor)).count > 1
    let all = (several ? ["the other factors"] : []) + names
    return all.isEmpty ? "the other factors" : NameList.joined(all)
  }

  /// The level of a row, with its outcome where there are several.
  private static func name(_ row: RiskFactorRow) -> String { factor(row) + ": \(row.level)" }

  private static func factor(_ row: RiskFactorRow) -> String {
    (row.outcome.map { words($0) + ", " } ?? "") + words(row.factor)
  }

  /// The row of a term; one of a level, such as `sex=Male`, has its factor and what the level is compared with.
  private static func row(
    _ term: String, crude: Estimate?, adjusted: Estimate?, _ pValue: Double?, _ references: [String]
  ) -> Row {
    let name = words(term)
    // Terms of several columns, such as sex=Male:age, are no level of one factor.
    guard let (column, level) = parts(term), !term.contains(":"),
      let reference = references.lazy.compactMap(parts).first(where: { $0.0 == column })
    else { return Row(name: name, crude: crude, adjusted: adjusted, pValue: pValue) }
    return Row(
      name: name, crude: crude, adjusted: adjusted, pValue: pValue, factor: words(column), level: level,
      reference: reference.1)
  }

  /// Column and level of `sex=Male`.
  private static func parts(_ term: String) -> (String, String)? {
    guard let sign = term.firstIndex(of: "=") else { return nil }
    return (String(term[..<sign]), String(term[term.index(after: sign)...]))
  }

  /// A term without underscores, beginning with a capital.
  private static func words(_ term: String) -> String {
    term.replacing("=", with: ": ").asHeading
  }

  private func logarithm(_ row: Row) -> Double {
    guard let value = shown(row)?.value, value > 0 else { return 0 }
    return value >= 1 ? value : 1 / value
  }

  private func shown(_ row: Row) -> Estimate? { heldEqual == nil ? row.crude : row.adjusted }

  private func limits(_ estimate: Estimate?) -> String {
    estimate?.interval.map { " (between \(number($0.lower)) and \(number($0.upper)))" } ?? ""
  }

  private func number(_ value: Double) -> String { NumberFormat.ratio(value) }
  private func text(_ estimate: Estimate?) -> String { estimate?.value.map(number) ?? "unknown" }
}
