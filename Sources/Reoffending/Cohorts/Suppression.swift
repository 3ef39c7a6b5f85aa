import Numbers

/// The hiding of small counts, so that nobody can be recognised in a published figure.
///
/// A group is hidden where its people, those who reoffended, those who did not, or its reoffences number from 1 to the
/// limit. What is hidden alone follows from the total and the others, so the groups with the fewest reoffenders of the
/// others are hidden too until two are, with more than the limit together; where there is no other, the total is hidden.
/// A hidden group keeps its name only, and everything made from the table is made without it. This does not protect
/// against other tables of the same people.
public struct Suppression: Hashable, Sendable {
  /// The greatest count that is hidden.
  public let limit: Int

  /// The mark that stands for a hidden figure, as UK official statistics print it.
  ///
  /// - Source: Government Analysis Function (2023), *Using symbols in tables: Guidance*.
  public static let marker = "[c]"

  /// Takes the greatest count to hide; nil unless it is at least 1.
  public init?(upTo limit: Int) {
    guard limit >= 1 else { return nil }
    self.limit = limit
  }

  /// The groups of one table with those that could be recognised, and those that would give them away, hidden.
  public func applied(to groups: [CohortGroup]) -> [CohortGroup] {
    let hidden = hiddenPlaces(in: groups)
    return groups.enumerated().map { hidden.contains($0.offset) ? $0.element.suppressed : $0.element }
  }

  /// The table with small groups hidden, and a note that says so.
  public func applied(to cohorts: CohortTable) -> CohortTable {
    let hidden = hiddenPlaces(in: cohorts.groups)
    let groups = applied(to: cohorts.groups)
    let hidesTotal =
      cohorts.total.map { isSmall($0) || (!hidden.isEmpty && hidden.count == groups.count) } ?? false
    guard !hidden.isEmpty || hidesTotal else { return cohorts }
    let notes = Self.notes(cohorts.notes, without: hidden.map { cohorts.groups[$0].key })
    let count = hidden.count
    return CohortTable(
      source: cohorts.source, kind: cohorts.kind, groups: groups,
      total: cohorts.total.map { hidesTotal ? $0.suppressed : $0 },
      notes: notes + [
        "The figures of \(count) group\(count == 1 ? "" : "s") are suppressed (\(Self.marker)), because counts from 1 to "
          + "\(limit) could be recognised or worked out from the total."
      ])
  }

  /// The notes that name no hidden group: one on it could print its counts.
  static func notes(_ notes: [String], without hidden: [GroupKey]) -> [String] {
    let names = hidden.map(\.description)
    return notes.filter { note in !names.contains { note.contains($0) } }
  }

  /// The places to hide: until two groups are, whose reoffenders and others both number more than the limit together.
  private func hiddenPlaces(in groups: [CohortGroup]) -> Set<Int> {
    var hidden = Set(groups.indices.filter { isSmall(groups[$0]) })
    guard !hidden.isEmpty else { return [] }
    while hidden.count < 2 || isSmallTogether(hidden.map { groups[$0] }) {
      let others = groups.indices.filter { !hidden.contains($0) }
      let next = others.min { first, second in
        let events = (groups[first].events?.nearest ?? .max, groups[second].events?.nearest ?? .max)
        // A group without reoffenders would leave the others' number open to see.
        return (events.0 == 0 ? 1 : 0, events.0, first) < (events.1 == 0 ? 1 : 0, events.1, second)
      }
      guard let next else { break }
      hidden.insert(next)
    }
    return hidden
  }

  private func isSmallTogether(_ groups: [CohortGroup]) -> Bool {
    var events = 0
    var others = 0
    for group in groups {
      guard let trials = group.trials, let count = group.events?.nearest else { continue }
      events += count
      others += trials - count
    }
    return events <= limit || others <= limit
  }

  private func isSmall(_ group: CohortGroup) -> Bool {
    let range = 1...limit
    let events = group.events.map(\.candidates)
    let counts = [group.trials, events?.lowerBound, events?.upperBound, group.reoffences]
    if counts.contains(where: { $0.map(range.contains) ?? false }) { return true }
    guard let trials = group.trials, let events else { return false }
    return range.contains(trials - events.lowerBound) || range.contains(trials - events.upperBound)
  }
}

extension CohortGroup {
  /// The group with its name only.
  var suppressed: CohortGroup {
    CohortGroup(key: key, trials: nil, events: nil, marks: marks, isSuppressed: true)
  }
}
