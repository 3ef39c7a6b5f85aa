import Numbers
import Statistics
import Tables

/// The levels of one factor as they were counted, within the strata of other columns.
package struct FactorLevels {
  /// The groups by level, in the order of the table; several for a level where there are strata.
  let groups: [(level: String, group: CohortGroup)]
  /// The levels that hold anybody, in the order of the table.
  let levels: [String]
  /// The level that the others are compared with.
  let reference: String
  let factor: String
  private(set) var notes: [String] = []

  /// Counts the people at each level.
  ///
  /// - Parameter position: The place of the factor's column in the keys of the groups.
  init(
    factor: String, groups all: [CohortGroup], position: Int, reference wanted: String?
  ) throws(StatisticsError) {
    self.factor = factor
    var groups: [(level: String, group: CohortGroup)] = []
    var levels: [String] = []
    var missing = 0
    for group in all {
      let name = group.key.parts[position].value
      guard !Self.isMissing(name) else {
        missing += group.trials ?? 0
        continue
      }
      if !levels.contains(name) { levels.append(name) }
      groups.append((name, group))
    }
    if missing > 0 {
      notes.append(
        "\(Plural.people(missing)) left out of \(factor), because their level is missing.")
    }
    self.groups = groups
    self.levels = levels
    guard levels.count > 1 else {
      throw .undefined(
        quantity: "a comparison by \(factor)",
        because: levels.isEmpty
          ? "nobody has a level of it" : "everybody has the level \(levels[0]); at least two are needed")
    }
    if wanted == nil, let absence = Self.absence(among: levels) {
      reference = absence
    } else if let wanted {
      guard let found = levels.first(where: { Column.normalized($0) == Column.normalized(wanted) }) else {
        throw .undefined(
          quantity: "the reference level \(wanted) of \(factor)",
          because: "its levels are \(levels.joined(separator: ", "))")
      }
      reference = found
    } else {
      let known = levels.compactMap { level in
        let sizes = groups.filter { $0.level == level }.map(\.group.trials)
        return sizes.contains(nil) ? nil : sizes.compactMap(\.self).reduce(0, +)
      }
      if known.count == levels.count {
        reference = zip(levels, known).sorted { ($1.1, $0.0) < ($0.1, $1.0) }.first?.0 ?? levels[0]
      } else {
        let rates = groups.map { ($0.level, $0.group.rate ?? .infinity) }
        reference = rates.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0 ?? levels[0]
        notes.append(
          "Numbers of people are not known for \(factor), so the level with the lowest rate is compared with."
        )
      }
    }
  }

  /// All groups of a level together.
  func joined(_ level: String) -> CohortGroup? {
    CohortGroup.joined(groups.filter { $0.level == level }.map(\.group), as: GroupKey([]))
  }

  /// Whether a text stands for a missing value.
  package static func isMissing(_ text: String) -> Bool {
    MissingReason(marker: text) != nil || ["missing", "."].contains(text.lowercased())
  }

  /// The level of a factor of two that stands for not having it: no, 0, false, none, not …, settled.
  ///
  /// Nil where neither or both of the levels say so; then the more frequent one is compared with.
  static func absence(among levels: [String]) -> String? {
    guard levels.count == 2 else { return nil }
    let found = levels.filter { level in
      let text = level.lowercased()
      return absences.contains(text)
        || ["no ", "not ", "non-", "never ", "without "].contains(where: text.hasPrefix)
    }
    return found.count == 1 ? found[0] : nil
  }

  private static let absences: Set = [
    "0", "no", "n", "false", "f", "none", "not", "never", "absent", "settled", "housed", "employed",
    "control",
  ]
}
