import Tables

/// The levels of all factors of one breakdown that are hidden, so that none follows from another factor.
struct RiskFactorHiding {
  /// The hidden levels of each factor.
  let levels: [Set<String>]
  /// Whether odds ratios with the other factors held equal may be told: a model of factors with few people at a level, or
  /// with nearly as many numbers as it has combinations with few people, tells their counts.
  let allowsAdjustment: Bool

  static let withoutAdjustment =
    "Adjusted odds ratios are suppressed (\(Suppression.marker)), because the model would give counts away."

  private let suppression: Suppression

  /// - Parameters:
  ///   - given: the hidden levels, where they are decided with other tables.
  ///   - counting: counts people by some columns.
  init(
    _ factors: [FactorLevels], factors selections: [RiskFactorSelection], strata: [String],
    suppression: Suppression,
    given: [Set<String>]?, counting: ([String]) throws -> CohortTable
  ) throws {
    self.suppression = suppression
    guard !selections.isEmpty else {
      levels = factors.map { levels in
        let whole = levels.levels.compactMap { name in levels.joined(name).map { (name, $0) } }
        let shown = suppression.applied(to: whole.map(\.1))
        return Set(zip(whole, shown).filter { $1.isSuppressed }.map(\.0.0))
      }
      allowsAdjustment = !suppression.roundsCounts
      return
    }
    var columns: [String] = []
    for name in selections.map(\.column) + strata
    where !columns.contains(where: { Column.normalized($0) == Column.normalized(name) }) {
      columns.append(name)
    }
    let finest = try counting(columns)
    if let given {
      levels = given
    } else {
      var publication = Publication(finest.groups, findsSubtotals: finest.kind == .counts)
      for (selection, factor) in zip(selections, factors) {
        publication.add(
          factor.factor, by: [selection.column], total: .known,
          leavingOut: { FactorLevels.isMissing($0.value) })
      }
      levels = publication.protected(hiding: suppression.threshold).hidden.map { hidden in
        Set(hidden.keys.compactMap { $0.parts.first?.value })
      }
    }
    let hasSmallStrata = strata.contains { name in
      let values = finest.groups.compactMap { group in
        group.key.parts.first { Column.normalized($0.column) == Column.normalized(name) }?.value
      }
      guard values.count == finest.groups.count else { return true }
      let byValue = Dictionary(grouping: zip(values, finest.groups), by: \.0)
      return byValue.values.contains { members in
        CohortGroup.joined(members.map(\.1), as: GroupKey([])).map(suppression.isSmall) ?? false
      }
    }
    let levelsOfColumns = columns.map { name in
      Set(
        finest.groups.compactMap { group in
          group.key.parts.first { Column.normalized($0.column) == Column.normalized(name) }?.value
        }
      ).count
    }
    // Each coefficient tells three numbers, itself and its limits; where the combinations are more by far, none follows.
    let told = 4 * (1 + levelsOfColumns.reduce(0) { $0 + max(0, $1 - 1) })
    allowsAdjustment =
      !suppression.roundsCounts && levels.allSatisfy(\.isEmpty) && !hasSmallStrata
      && (told < finest.groups.count || !finest.groups.contains(where: suppression.isSmall))
  }

  /// Whether a note has no number at its start that may not be told.
  func mayBeTold(_ note: String) -> Bool {
    guard let count = Int(note.prefix { $0.isNumber }) else { return true }
    return !suppression.roundsCounts && !suppression.isSmall(count)
  }
}
