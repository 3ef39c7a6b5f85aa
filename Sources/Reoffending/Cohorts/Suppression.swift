import Numbers
import Tables

/// The hiding of small counts, so that nobody can be recognised in a published figure.
///
/// A group is hidden where its people, those who reoffended, those who did not, or its reoffences number from 1 to the
/// limit. Further groups, and where nothing else helps the total, are hidden until what is shown leaves for each hidden
/// count a range that is wider than the limit, and for a small one reaches down to 0. A hidden group keeps its name only,
/// and everything made from the table is made without it. What else a command or a report publishes of the same people is
/// taken into account; tables published on other days are not.
public struct Suppression: Hashable, Sendable {
  /// The greatest count that is hidden.
  public let limit: Int

  /// The mark that stands for a hidden figure, as UK official statistics print it.
  ///
  /// - Source: Government Analysis Function (2023), *Using symbols in tables: Guidance*.
  public static let marker = "[c]"

  /// The groups to hide, where that was decided with other tables; nil where it is decided table by table.
  private let decided: Set<GroupKey>?

  /// Takes the greatest count to hide; nil unless it is at least 1.
  public init?(upTo limit: Int) {
    guard limit >= 1 else { return nil }
    self.limit = limit
    decided = nil
  }

  private init(limit: Int, decided: Set<GroupKey>) {
    self.limit = limit
    self.decided = decided
  }

  /// The same for one table of several of which is decided together what is hidden.
  package func hiding(_ keys: Set<GroupKey>) -> Suppression { Suppression(limit: limit, decided: keys) }

  /// The groups of one table with those that could be recognised, and those that would give them away, hidden.
  ///
  /// Their sum is taken as known.
  public func applied(to groups: [CohortGroup]) -> [CohortGroup] {
    if let decided { return groups.map { decided.contains($0.key) ? $0.suppressed : $0 } }
    var publication = Publication(groups, findsSubtotals: false)
    publication.add("table", keys: groups.map(\.key), members: groups.indices.map { [$0] }, total: .known)
    let hidden = publication.protected(hidingCountsUpTo: limit).hidden[0].places
    return groups.enumerated().map { hidden.contains($0.offset) ? $0.element.suppressed : $0.element }
  }

  /// The table with small groups hidden, and a note that says so.
  public func applied(to cohorts: CohortTable) -> CohortTable {
    var publication = Publication(cohorts.groups, findsSubtotals: cohorts.kind == .counts)
    publication.add(
      "table", keys: cohorts.groups.map(\.key), members: cohorts.groups.indices.map { [$0] },
      total: cohorts.total == nil ? .known : .printed, printedTotal: cohorts.total)
    return hiding(publication.protected(hidingCountsUpTo: limit).hidden[0], in: cohorts)
  }

  /// The table with what was chosen hidden, and a note that says so.
  package func hiding(_ hidden: Publication.Hidden, in cohorts: CohortTable) -> CohortTable {
    let isHidden = cohorts.groups.map { hidden.keys.contains($0.key) }
    guard isHidden.contains(true) || hidden.hidesTotal else { return cohorts }
    let notes = Self.notes(
      cohorts.notes, without: zip(cohorts.groups, isHidden).filter(\.1).map(\.0.key))
    let count = isHidden.count { $0 }
    return CohortTable(
      source: cohorts.source, kind: cohorts.kind,
      groups: zip(cohorts.groups, isHidden).map { $1 ? $0.suppressed : $0 },
      total: cohorts.total.map { hidden.hidesTotal ? $0.suppressed : $0 },
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

  /// Whether a count is from 1 to the limit.
  func isSmall(_ count: Int) -> Bool { (1...limit).contains(count) }

  /// Whether the people of a group, those who reoffended or those who did not are few.
  func isSmall(_ group: CohortGroup) -> Bool {
    let events = group.events?.nearest
    return [group.trials, events, group.trials.flatMap { n in events.map { n - $0 } }].contains {
      $0.map(isSmall) ?? false
    }
  }
}

extension CohortGroup {
  /// The group with its name only.
  var suppressed: CohortGroup {
    CohortGroup(key: key, trials: nil, events: nil, marks: marks, isSuppressed: true)
  }
}
