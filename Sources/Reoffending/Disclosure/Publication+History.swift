/// What was published before of the same people, beside what is published now.
extension Publication {
  /// A row of an earlier table that was shown.
  package struct ShownRow: Sendable {
    /// What the group is called; no parts for the total.
    package let key: GroupKey
    /// The people, where they were printed.
    package let people: Int?
    /// Those with the event, where they were printed.
    package let events: Int?

    package init(key: GroupKey, people: Int?, events: Int?) {
      self.key = key
      self.people = people
      self.events = events
    }
  }

  /// A row of an earlier table whose counts are others now.
  package struct ChangedRow: Sendable {
    /// What the group is called.
    package let key: GroupKey
    /// By how many people the group has grown.
    package let people: Int
    /// By how many events it has grown.
    package let events: Int
  }

  /// Adds the rows of an earlier table whose counts are the same now, and gives those whose counts are others.
  ///
  /// - Parameters:
  ///   - rows: the rows that were shown, and the total with an empty key.
  ///   - columns: the columns that name its groups.
  ///   - kept: the finest groups that its filter kept; nil for all.
  package mutating func addPublished(
    _ rows: [ShownRow], by columns: [String], keeping kept: Set<GroupKey>?
  ) -> [ChangedRow] {
    let members = membersOfGroups(by: columns, keeping: kept)
    var keys: [GroupKey] = []
    var places: [[Int]] = []
    var changed: [ChangedRow] = []
    for row in rows {
      let own =
        row.key.parts.isEmpty
        ? members.flatMap(\.value).sorted() : members.first { $0.key.hasSameValues(as: row.key) }?.value ?? []
      guard !own.isEmpty else { continue }
      let now = counts(of: own)
      let people = row.people.map { now.people - $0 } ?? 0
      let events = row.events.map { now.events - $0 } ?? 0
      if people == 0, events == 0 {
        keys.append(row.key)
        places.append(own)
      } else {
        changed.append(ChangedRow(key: row.key, people: people, events: events))
      }
    }
    add("published before", keys: keys, members: places, total: .none, isFixed: true)
    return changed
  }
}

extension GroupKey {
  /// Whether another key has the same values in the same order, whatever the columns are called.
  fileprivate func hasSameValues(as other: GroupKey) -> Bool {
    parts.map(\.value) == other.parts.map(\.value)
  }
}
