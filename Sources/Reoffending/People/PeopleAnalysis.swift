package import Statistics
package import Tables

/// Three answers from one reading of a person-level file: actual against predicted rate of each group, the breakdown by
/// risk factors, and a regression.
///
/// Each is what its own question would give.
package struct PeopleAnalysis: Sendable, Encodable {
  /// What is asked.
  package struct Questions: Sendable {
    /// The columns that name the groups.
    package var groups: [String] = []
    /// The risk factors.
    package var factors: [RiskFactorSelection] = []
    /// The columns within whose strata the factors are compared too.
    package var strata: [String] = []
    /// The regression.
    package var formula: Formula
    /// What is asked of the regression beside its formula.
    package var choices = RegressionChoices()
    /// The names of columns.
    package var names = CohortColumns()
    /// The confidence level.
    package var level = ConfidenceLevel.p95
    /// The adjustment of p-values.
    package var adjustment = AdjustmentMethod.holm
    /// The hiding of small counts.
    package var suppression: Suppression?

    /// Asks for a regression, and what is set beside it.
    package init(_ formula: Formula) {
      self.formula = formula
    }

    /// The columns that answers need; nil for a table of counts.
    package func columns(of file: TableFile) -> [WantedColumn]? {
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
  package let compare: ActualAgainstPredicted
  /// The breakdown by risk factors.
  package let factors: RiskFactors
  /// The regression; nil where it would give small counts away that are hidden.
  package let fit: RegressionResult?
  /// The hiding of small counts in the first two answers.
  package let suppression: Suppression?

  /// Answers the questions.
  ///
  /// - Parameters:
  ///   - people: with the columns that the questions ask for.
  ///   - file: the file they were read from.
  ///   - questions: which groups, factors and regression are asked for.
  /// - Throws: what the questions throw that are asked one by one.
  package init(_ people: PersonTable, of file: TableFile, _ questions: Questions) throws {
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
  package var notes: [String] {
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
  package var longTable: OutputTable {
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
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(compare, forKey: .compare)
    try container.encode(factors, forKey: .factors)
    try container.encode(fit, forKey: .fit)
  }
}
