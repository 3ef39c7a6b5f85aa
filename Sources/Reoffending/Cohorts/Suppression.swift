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
  /// The greatest count that is hidden; 0 where the policy hides none for its size.
  public let limit: Int
  /// The other rules that hold for what is published.
  public let policy: DisclosurePolicy

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
    policy = {
      var policy = DisclosurePolicy(name: "--suppress")
      policy.suppress = limit
      return policy
    }()
    decided = nil
  }

  /// Takes a policy; nil where it has no rules.
  public init?(_ policy: DisclosurePolicy) {
    guard policy.hasRules else { return nil }
    limit = policy.suppress ?? 0
    self.policy = policy
    decided = nil
  }

  private init(policy: DisclosurePolicy, limit: Int, decided: Set<GroupKey>) {
    self.limit = limit
    self.policy = policy
    self.decided = decided
  }

  /// The same for one table of several of which is decided together what is hidden.
  package func hiding(_ keys: Set<GroupKey>) -> Suppression {
    Suppression(policy: policy, limit: limit, decided: keys)
  }

  /// Whether counts are known only as rounded, so that nothing made of exact ones may be told.
  package var roundsCounts: Bool { policy.rounding != nil }

  /// What counts as small, for what several tables are protected by.
  package var threshold: DisclosureThreshold {
    DisclosureThreshold(counts: limit, people: policy.smallestGroup ?? 0)
  }

  /// The groups of one table with those that could be recognised, and those that would give them away, hidden.
  ///
  /// Their sum is taken as known. What is shown is rounded as the policy asks.
  public func applied(to groups: [CohortGroup]) -> [CohortGroup] {
    hidden(in: groups).map { shown($0) }
  }

  /// A group that is not hidden, as the policy lets it be shown; one whose rate may not be told keeps its name only.
  func shown(_ group: CohortGroup) -> CohortGroup {
    let marked = marked(group)
    return marked.withholdsRate ? marked.suppressed : rounded(marked)
  }

  private func rounded(_ group: CohortGroup) -> CohortGroup {
    policy.rounding.map { group.rounded(by: $0) } ?? group
  }

  /// The group with the marks that its rate needs.
  private func marked(_ group: CohortGroup) -> CohortGroup {
    guard !group.isSuppressed, let trials = group.trials else { return group }
    let events = group.events?.nearest
    var marks = group.marks
    let isUnreliable =
      trials < policy.unreliableBelowPeople ?? 0
      || events.map { $0 < policy.unreliableBelowEvents ?? 0 } ?? false
    if isUnreliable, !marks.contains(where: \.meansLowReliability) { marks.append(Mark("[u]")) }
    let withholds =
      trials < policy.rateNeedsPeople ?? 0 || events.map { $0 < policy.rateNeedsEvents ?? 0 } ?? false
    return group.marked(marks, withholdsRate: withholds)
  }

  private func hidden(in groups: [CohortGroup]) -> [CohortGroup] {
    if let decided { return groups.map { decided.contains($0.key) ? $0.suppressed : $0 } }
    var publication = Publication(groups, findsSubtotals: false)
    publication.add("table", keys: groups.map(\.key), members: groups.indices.map { [$0] }, total: .known)
    let hidden = publication.protected(hiding: threshold).hidden[0].places
    return groups.enumerated().map { hidden.contains($0.offset) ? $0.element.suppressed : $0.element }
  }

  /// The table with small groups hidden, and a note that says so.
  public func applied(to cohorts: CohortTable) -> CohortTable {
    var publication = Publication(
      cohorts.groups, findsSubtotals: cohorts.kind == .counts, total: cohorts.printedTotal)
    publication.add(
      "table", keys: cohorts.groups.map(\.key), members: cohorts.groups.indices.map { [$0] },
      total: cohorts.total == nil ? .known : .printed, printedTotal: cohorts.total)
    return hiding(publication.protected(hiding: threshold).hidden[0], in: cohorts)
  }

  /// The table with what was chosen hidden, and a note that says so.
  package func hiding(_ hidden: Publication.Hidden, in cohorts: CohortTable) -> CohortTable {
    let isHidden = cohorts.groups.map { hidden.keys.contains($0.key) }
    let count = isHidden.count { $0 }
    var notes = notes(of: cohorts, without: zip(cohorts.groups, isHidden).filter(\.1).map(\.0.key))
    if count > 0 || hidden.hidesTotal {
      notes.append(
        "The figures of \(count) group\(count == 1 ? "" : "s") are suppressed (\(Self.marker)), because \(reason) could "
          + "be recognised or worked out from the total.")
    }
    var table = CohortTable(
      source: cohorts.source, kind: cohorts.kind,
      groups: zip(cohorts.groups, isHidden).map { $1 ? $0.suppressed : rounded(marked($0)) },
      total: cohorts.total.map { hidden.hidesTotal ? $0.suppressed : rounded(marked($0)) },
      notes: policyNotes + notes)
    table.rateDecimals = policy.rateDecimals
    return table
  }

  /// The policy as a note, where it says more than what is hidden.
  package var policyNotes: [String] { policy.isPlain ? [] : [policy.note] }

  /// What is small, in words.
  package var reason: String {
    let counts = limit > 0 ? "counts from 1 to \(limit)" : nil
    let groups = policy.smallestGroup.map { "groups of fewer than \($0) people" }
    return [counts, groups].compactMap(\.self).joined(separator: " and ")
  }

  /// The notes that name no hidden group: one on it could print its counts.
  static func notes(_ notes: [String], without hidden: [GroupKey]) -> [String] {
    let names = hidden.map(\.description)
    return notes.filter { note in !names.contains { note.contains($0) } }
  }

  /// The notes of a table that print no count which is hidden.
  func notes(of cohorts: CohortTable, without hidden: [GroupKey]) -> [String] {
    // A note on a row of counts can print an exact one.
    if roundsCounts, cohorts.kind == .counts { return [] }
    return Self.notes(cohorts.readingNotes, without: hidden)
      + (cohorts.leftOut.map { [isSmall($0.people) ? $0.noteWithoutCount : $0.note] } ?? [])
  }

  /// Whether a count is from 1 to the limit.
  func isSmall(_ count: Int) -> Bool { count >= 1 && count <= limit }

  /// Whether the people of a group, those who reoffended or those who did not are few.
  package func isSmall(_ group: CohortGroup) -> Bool {
    if let trials = group.trials, trials > 0, trials < policy.smallestGroup ?? 0 { return true }
    let events = group.events?.nearest
    return [group.trials, events, group.trials.flatMap { n in events.map { n - $0 } }].contains {
      $0.map(isSmall) ?? false
    }
  }
}

/// What counts as small in a publication.
package struct DisclosureThreshold: Hashable, Sendable {
  /// Counts from 1 to this number are.
  package let counts: Int
  /// Groups of fewer people are, though not those of nobody.
  package let people: Int

  package init(counts: Int, people: Int = 0) {
    self.counts = counts
    self.people = people
  }

  /// How wide the range of a hidden count must at least be.
  var width: Int { max(counts, 1) }

  /// Whether it hides anything.
  var isOn: Bool { counts > 0 || people > 1 }
}

extension CohortGroup {
  /// The group with its name only.
  var suppressed: CohortGroup {
    CohortGroup(key: key, trials: nil, events: nil, marks: marks, isSuppressed: true)
  }

  /// The group with other marks, and perhaps without its rate.
  func marked(_ marks: [Mark], withholdsRate: Bool) -> CohortGroup {
    var group = CohortGroup(
      key: key, trials: trials, events: events, reoffences: reoffences, printedRate: printedRate,
      prediction: prediction, marks: marks, isSuppressed: isSuppressed)
    group.withholdsRate = withholdsRate
    return group
  }

  /// The group as verbs compare it: with its name only where its rate may not be told.
  package var comparable: CohortGroup { withholdsRate ? suppressed : self }
}
