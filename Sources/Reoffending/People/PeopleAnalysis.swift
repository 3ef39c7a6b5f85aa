public import Statistics
public import Tables

/// Three answers from one reading of a person-level file: actual against predicted rate of each group, the breakdown by
/// risk factors, and a regression.
///
/// Each is what its own question would give.
public struct PeopleAnalysis: Sendable, Encodable {
  /// What is asked.
  public struct Questions: Sendable {
    /// The columns that name the groups.
    public var groups: [String] = []
    /// The risk factors.
    public var factors: [RiskFactorSelection] = []
    /// The columns within whose strata the factors are compared too.
    public var strata: [String] = []
    /// The regression.
    public var formula: Formula
    /// What is asked of the regression beside its formula.
    public var choices = RegressionChoices()
    /// The names of columns.
    public var names = CohortColumns()
    /// The confidence level.
    public var level = ConfidenceLevel.p95
    /// The adjustment of p-values.
    public var adjustment = AdjustmentMethod.holm
    /// The hiding of small counts.
    public var suppression: Suppression?

    /// Asks for a regression, and what is set beside it.
    public init(_ formula: Formula) {
      self.formula = formula
    }

    /// The columns that answers need; nil for a table of counts.
    public func columns(of file: TableFile) -> [WantedColumn]? {
      guard let counted = countedColumns(of: file) else { return nil }
      let categories = formula.categoryColumns
      return formula.columns.map { WantedColumn($0, as: categories.contains($0) ? .category : .automatic) }
        + counted
    }

    func countedColumns(of file: TableFile) -> [WantedColumn]? {
      names.peopleColumns(of: file, by: groups + factors.map(\.column) + strata)
    }
  }

  /// Actual against predicted rates.
  public let compare: ActualAgainstPredicted
  /// The breakdown by risk factors.
  public let factors: RiskFactors
  /// The regression; nil where it would give small counts away that are hidden.
  public let fit: RegressionResult?
  /// The hiding of small counts in the first two answers.
  public let suppression: Suppression?

  /// Answers the questions.
  ///
  /// - Parameters:
  ///   - people: with the columns that the questions ask for.
  ///   - file: the file they were read from.
  /// - Throws: what the questions throw that are asked one by one.
  public init(_ people: PersonTable, of file: TableFile, _ questions: Questions) throws {
    let counted = try people.retyped(questions.countedColumns(of: file) ?? [])
    let cohorts = try CohortTable(counted, by: questions.groups, names: questions.names)
    let hiding = try questions.suppression.map { suppression in
      try AnalysisHiding(counted, questions, suppression: suppression)
    }
    compare = try ActualAgainstPredicted(
      hiding.map { $0.suppression.hiding($0.groups, in: cohorts) } ?? cohorts, level: questions.level,
      adjustment: questions.adjustment)
    factors = try RiskFactors(
      counted, factors: questions.factors, adjustingFor: questions.strata, names: questions.names,
      level: questions.level, adjustment: questions.adjustment, suppression: questions.suppression,
      hidden: hiding?.levels)
    suppression = questions.suppression
    fit =
      hiding?.allowsFit ?? true
      ? try RegressionResult(questions.formula, people: people, choices: questions.choices) : nil
  }

  /// What a reader must know of data and methods, each note once.
  public var notes: [String] {
    var seen: Set<String> = []
    let refused =
      fit == nil
      ? [
        "fit is suppressed (\(Suppression.marker)): its coefficients reproduce the counts of its terms, which would give "
          + "small counts away."
      ] : []
    return (compare.notes + factors.notes + (fit?.notes ?? []) + refused).filter { seen.insert($0).inserted }
  }

  /// All three tables as one, for programs: a line for each number, with the answer, row and column it is from.
  public var longTable: OutputTable {
    let parts =
      [("compare", compare.table), ("factors", factors.table)] + (fit.map { [("fit", $0.table)] } ?? [])
    let rows = parts.flatMap { name, table in
      table.rows.enumerated().flatMap { index, row in
        zip(table.columns, row).map { column, cell in
          [.text(name), .count(index + 1), .text(column.key), cell]
        }
      }
    }
    return OutputTable(
      columns: [
        OutputColumn(key: "answer", title: "Answer"),
        OutputColumn(key: "row", title: "Row", kind: .number(decimals: 0)),
        OutputColumn(key: "column", title: "Column"), OutputColumn(key: "value", title: "Value"),
      ], rows: rows)
  }

  private enum CodingKeys: String, CodingKey {
    case compare, factors, fit
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(compare, forKey: .compare)
    try container.encode(factors, forKey: .factors)
    try container.encode(fit, forKey: .fit)
  }
}
