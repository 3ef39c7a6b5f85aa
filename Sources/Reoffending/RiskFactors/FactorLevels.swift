import Numbers
import Statistics
import Tables

/// The levels of one factor as they were counted, within the strata of other columns.
struct FactorLevels {
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
        "\(NumberFormat.count(missing)) people are left out of \(factor), because their level is missing.")
    }
    self.groups = groups
    self.levels = levels
    guard levels.count > 1 else {
      throw .undefined(
        quantity: "a comparison by \(factor)",
        because: levels.isEmpty
          ? "nobody has a level of it" : "everybody has the level \(levels[0]); at least two are needed")
    }
    if let wanted {
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

  static func isMissing(_ text: String) -> Bool {
    text.isEmpty || ["na", "n/a", "null", "missing", ".", "-"].contains(text.lowercased())
  }
}
