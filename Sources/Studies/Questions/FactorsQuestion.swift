package import ArgumentParser
import Reoffending
import Statistics
import Tables

/// The breakdown of reoffending by risk factors.
package struct FactorsQuestion: Question {
  package static let configuration = CommandConfiguration(
    commandName: "factors",
    abstract: "Risk factors: each level against a reference level, crude and within strata.",
    discussion: """
      reoffending factors synthetic-people --factors homeless,unemployed --adjust sex

      The table may hold people (a row a person, with a column reoffended) or counts (cohort and reoffenders a row). Each \
      level is compared with the most frequent one, or with one that is named: --factors accommodation=settled. Columns \
      of --adjust make strata within which like is compared with like (Mantel-Haenszel), and are held equal with the other \
      factors in a logistic regression (adjusted). --outcome a,b looks at several outcomes. Without --factors, a table with columns factor \
      and level is taken as it is.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var level: LevelOption
  @OptionGroup var suppress: SuppressOption

  @Option(
    help: "The columns that hold the factors, separated by commas; column=level names a reference level.")
  var factors: String?

  @Option(help: "The columns within whose strata the factors are compared too, separated by commas.")
  var adjust: String?

  @Option(
    help:
      "Adjustment of p-values for the number of comparisons: bonferroni, holm, hochberg, hommel, bh or by.")
  var adjustment = AdjustmentMethod.holm

  package init() {}

  package func answer() throws -> Answer {
    let file = try input.file()
    let selections = ColumnList.split(factors).map { RiskFactorSelection(parsing: $0) }
    if selections.isEmpty,
      adjust != nil || file.firstColumn(among: ["factor"]) == nil || file.firstColumn(among: ["level"]) == nil
    {
      let names = file.columns.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
      throw StudyError(
        .usage, "name the columns that hold the factors with --factors; the columns are \(names)")
    }
    let result = try breakdown(file, selections)
    return Answer(
      result, table: result.table, sentences: result.sentences, notes: result.notes, rounds: suppress.isOn
    ) {
      context in
      ForestFigure.make(AdjustedRatios(result), context: context)
    }
  }

  /// The breakdown of the outcome, or of each of several.
  private func breakdown(_ file: TableFile, _ selections: [RiskFactorSelection]) throws -> RiskFactors {
    let strata = ColumnList.split(adjust)
    let outcomes = ColumnList.split(input.outcome)
    let columns = try suppress.columns(input.columns)
    let suppression = try suppress.value(refusing: [.rates], in: Self.verb)
    let names = outcomes.isEmpty ? [columns] : outcomes.map { columns.with(outcome: $0) }
    let wanted = names.map { $0.peopleColumns(of: file, by: selections.map(\.column) + strata) }
    let counted: (CohortColumns, [Set<String>]?) throws -> RiskFactors
    if !selections.isEmpty, wanted.allSatisfy({ $0 != nil }) {
      let people = try input.people(
        of: file, columns: wanted.compactMap(\.self).flatMap(\.self), keepsGroups: true)
      counted = { names, hidden in
        try RiskFactors(
          people, factors: selections, adjustingFor: strata, names: names, level: level.value(),
          adjustment: adjustment, suppression: suppression, hidden: hidden)
      }
    } else {
      let table = try input.table(of: file, making: selections.map(\.column) + strata)
      counted = { names, hidden in
        try RiskFactors(
          table, factors: selections, adjustingFor: strata, names: names, level: level.value(),
          adjustment: adjustment, suppression: suppression, hidden: hidden)
      }
    }
    var results = try names.map { try counted($0, nil) }
    guard results.count > 1 else { return results[0] }
    // Any offence less violent ones are the others: a level that one outcome hides would follow from the rest.
    let hidden = results[0].hiddenLevels.indices.map { factor in
      results.reduce(into: Set<String>()) { $0.formUnion($1.hiddenLevels[factor]) }
    }
    if hidden.contains(where: { !$0.isEmpty }) { results = try names.map { try counted($0, hidden) } }
    return try RiskFactors(joining: zip(outcomes, results).map { (outcome: $0, factors: $1) })
  }
}
