import Statistics
import Tables

/// What is hidden of the three answers of an analysis, decided for all of them together.
///
/// A regression reproduces the counts of the levels of its terms, so that it is published with the tables by its terms, of
/// which nothing can be hidden; where that leaves a small count unprotected, the regression is not given.
struct AnalysisHiding {
  let suppression: Suppression
  /// What is hidden of the groups.
  let groups: Publication.Hidden
  /// The hidden levels of each factor.
  let levels: [Set<String>]
  /// Whether the regression may be told.
  let allowsFit: Bool

  /// A column with more values than this is taken as a number of which a coefficient tells no count.
  private static let mostLevels = 50

  init(
    _ people: PersonTable, _ questions: PeopleAnalysis.Questions, suppression: Suppression
  ) throws {
    self.suppression = suppression
    func isOfLevels(_ name: String) -> Bool {
      people.columns.first { Column.normalized($0.name) == Column.normalized(name) }
        .map { $0.entries.count <= Self.mostLevels } ?? false
    }
    let terms = questions.formula.terms.map { $0.map(\.column) }.filter { $0.allSatisfy(isOfLevels) }
    let covariates = questions.formula.columns.dropFirst().filter(isOfLevels)
    var columns: [String] = []
    for name in questions.groups + questions.factors.map(\.column) + questions.strata + covariates
    where !columns.contains(where: { Column.normalized($0) == Column.normalized(name) }) {
      columns.append(name)
    }
    let finest = try CohortTable(people, by: columns, names: questions.names)
    var publication = Publication(finest.groups, findsSubtotals: false)
    publication.add("compare", by: questions.groups, total: questions.groups.isEmpty ? .none : .printed)
    for selection in questions.factors {
      publication.add(
        selection.column, by: [selection.column], total: .known,
        leavingOut: { FactorLevels.isMissing($0.value) })
    }
    let own = 1 + questions.factors.count
    // The regression is of the people without a missing value.
    let complete = Set(
      finest.groups.map(\.key).filter { key in
        !key.parts.contains { part in
          FactorLevels.isMissing(part.value)
            && covariates.contains { Column.normalized($0) == Column.normalized(part.column) }
        }
      })
    for term in [[]] + terms {
      publication.add("fit", by: term, keeping: complete, total: .none, isFixed: true)
    }
    let tables = Set(own..<(own + 1 + terms.count))
    let whole = publication.protected(hiding: suppression.threshold)
    allowsFit = whole.unprotected.isEmpty && !suppression.roundsCounts
    let hidden =
      allowsFit
      ? whole.hidden
      : publication.protected(hiding: suppression.threshold, leavingOut: tables).hidden
    groups = hidden[0]
    levels = hidden[1..<own].map { Set($0.keys.compactMap { $0.parts.first?.value }) }
  }
}
