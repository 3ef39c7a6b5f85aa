import Numbers
package import Tables

/// How many people of each group have how many reoffences.
package struct ReoffenceCounting: Sendable {
  /// The groups, in order of their first row or of their ranges.
  package let groups: [(key: GroupKey, peopleByReoffences: [Int: Int])]
  /// What a reader must know of those left out.
  package let notes: [String]

  /// Counts people.
  ///
  /// - Parameters:
  ///   - table: a row a person, or a row so many people as `weights` says.
  ///   - name: the column of the number of reoffences; people without it are left out and counted.
  ///   - keys: the columns that name the groups; people without a value in one of them are left out and counted.
  ///   - weights: the column of how many people a row stands for; nil where a row is a person.
  /// - Throws: `TableError.faults` where nobody is left.
  package init(
    _ table: PersonTable, reoffences name: String, by keys: [String], weights: String? = nil
  ) throws(TableError) {
    let column = try table.column(name)
    let keyColumns = try keys.map { (key) throws(TableError) in try table.column(key) }
    let weightColumn = try weights.map { (weight) throws(TableError) in try table.column(weight) }
    let counts = column.entries.map { $0.value.number.flatMap { Int(exactly: $0) } }
    let weightOf = weightColumn?.entries.map { $0.value.number.flatMap { Int(exactly: $0) } }
    let people = PersonGroups(keyColumns, rows: table.rowCount)
    var tallies: [(levels: [Int], peopleByReoffences: [Int: Int])] = []
    var place = people.levels.map { _ in -1 }
    var (withoutCount, withoutGroup) = (0, 0)
    for row in 0..<table.rowCount {
      let weight = weightColumn.map { weightOf?[$0.codes[row]] ?? 0 } ?? 1
      guard let count = counts[column.codes[row]] else {
        withoutCount += weight
        continue
      }
      let group = people.numbers[row]
      guard group >= 0 else {
        withoutGroup += weight
        continue
      }
      if place[group] < 0 {
        place[group] = tallies.count
        tallies.append((people.levels[group], [:]))
      }
      tallies[place[group]].peopleByReoffences[count, default: 0] += weight
    }
    guard !tallies.isEmpty else {
      var faults = FaultList()
      faults.append(Fault(at: table.headerLocation(of: column), "no row has a number of reoffences"))
      throw .faults(faults)
    }
    if keyColumns.contains(where: \.isOrdered) {
      tallies.sort { $0.levels.lexicographicallyPrecedes($1.levels) }
    }
    groups = tallies.map { (people.key($0.levels), $0.peopleByReoffences) }
    notes =
      (withoutCount > 0
        ? ["\(Plural.people(withoutCount)) left out, because \(column.name) is missing."] : [])
      + (withoutGroup > 0
        ? ["\(Plural.people(withoutGroup)) left out, because \(keys.joined(separator: " or ")) is missing."]
        : [])
  }
}
