import Numbers
import Tables

/// Several breakdowns of the same people in one table: rows by sex, rows by age, and a column that says which is which.
///
/// The rows of each have the same people and the same number who reoffended, and names of their own, so that only those of one
/// make the total.
struct Breakdowns {
  /// The column that says of which breakdown a row is.
  let column: Column
  /// The column of the names within each.
  let names: Column
  /// The groups that hold people of others again: all but those of the first breakdown.
  let repeated: Set<GroupKey>
  /// The rows that are headings of breakdowns, and no groups.
  let headings: Set<Int>
  /// What is said of it.
  let note: String

  private let rows: [(row: Int, section: String)]

  /// Finds the breakdowns; nil where there are none.
  init?(_ table: Table, _ columns: [Column], _ used: [(row: Int, group: CohortGroup)]) {
    guard used.count > 3, let names = columns.first else { return nil }
    for column in columns {
      let found = Self.sections(table, column, used)
      if !Self.isOfAreas(column), Self.areEqual(found, used, within: Self.isOfBreakdowns(column) ? 0.05 : 0),
        let other = columns.first(where: { $0 != column && Self.areOwn(found, used, $0, table) })
      {
        self.init(column, other, found, used)
        return
      }
    }
    // Headings without figures tell the same in one column.
    let found = Self.headed(table, names, used)
    guard Self.areEqual(found, used, within: 0), Self.areOwn(found, used, names, table) else { return nil }
    let below = Set(found.flatMap(\.places))
    let texts = table.texts(of: names)
    let headings = used.indices.filter { place in
      !below.contains(place) && found.contains { $0.name == texts[used[place].row] }
    }
    self.init(names, names, found, used, headings: Set(headings.map { used[$0].row }))
  }

  /// A breakdown with the places of its rows among those used.
  private typealias Section = (name: String, places: [Int])

  private init(
    _ column: Column, _ names: Column, _ sections: [Section], _ used: [(row: Int, group: CohortGroup)],
    headings: Set<Int> = []
  ) {
    self.headings = headings
    self.column = column
    self.names = names
    rows = sections.flatMap { section in section.places.map { (used[$0].row, section.name) } }
    let first = Set(sections[0].places.map { used[$0].group.key })
    repeated = Set(sections.dropFirst().flatMap(\.places).map { used[$0].group.key }).subtracting(first)
    note =
      "\(NameList.joined(sections.prefix(5).map(\.name))) in \(column.name) are breakdowns of the same people, so that only one of "
      + "them makes the total."
  }

  /// The rows by what a column says, without those of a total of their own; none where it says too many different things.
  private static func sections(
    _ table: Table, _ column: Column, _ used: [(row: Int, group: CohortGroup)]
  ) -> [Section] {
    var known: [String: Int] = [:]
    var sections: [Section] = []
    let texts = table.texts(of: column)
    for (place, one) in used.enumerated() {
      let text = texts[one.row]
      if let section = known[text] {
        sections[section].places.append(place)
      } else {
        guard sections.count < 30 else { return [] }
        known[text] = sections.count
        sections.append((text, [place]))
      }
    }
    return sections.filter { !TotalLabel.isTotal($0.name) || $0.places.count > 1 }
  }

  /// The rows below each heading, a row without figures.
  private static func headed(
    _ table: Table, _ column: Column, _ used: [(row: Int, group: CohortGroup)]
  ) -> [Section] {
    var sections: [Section] = []
    let texts = table.texts(of: column)
    for (place, one) in used.enumerated() {
      let (name, group) = (texts[one.row], one.group)
      if group.trials == nil, group.events == nil, group.printedRate == nil {
        sections.append((name, []))
      } else if !TotalLabel.isTotal(name) {
        guard !sections.isEmpty else { return [] }
        sections[sections.count - 1].places.append(place)
      }
    }
    return sections
  }

  /// A group that rows of several breakdowns have, with the first row of the second of them.
  func ambiguous(_ labels: [Column], _ table: Table) -> (name: String, section: String, row: Int)? {
    var section: [[String]: String] = [:]
    let texts = labels.map { table.texts(of: $0) }
    for (row, own) in rows {
      let key = texts.map { $0[row] }
      if let other = section[key], other != own { return (key.joined(separator: ", "), other, row) }
      section[key] = own
    }
    return nil
  }

  /// Whether a column says that its rows are of different people.
  private static func isOfAreas(_ column: Column) -> Bool {
    let words = column.name.lowercased()
    return ["region", "area", "county", "countr", "force", "district", "authorit", "state", "prison"]
      .contains(where: words.contains)
  }

  /// Whether a column says that it tells breakdowns apart.
  private static func isOfBreakdowns(_ column: Column) -> Bool {
    let words = column.name.lowercased()
    return ["characteristic", "breakdown", "demographic", "dimension"].contains(where: words.contains)
  }

  /// Whether the groups of each section have together the same people, and as many who reoffended.
  ///
  /// - Parameter share: by which share of the most they may differ, as those do of whom a characteristic is not known.
  private static func areEqual(
    _ sections: [Section], _ used: [(row: Int, group: CohortGroup)], within share: Double
  ) -> Bool {
    guard (2...30).contains(sections.count), sections.allSatisfy({ $0.places.count > 1 }) else {
      return false
    }
    let people = sections.map { $0.places.reduce(0) { $0 + (used[$1].group.trials ?? 0) } }
    guard people[0] > 0, areWithin(share, people) else { return false }
    let events = sections.compactMap { section -> ConsistentCount? in
      let known = section.places.compactMap { used[$0].group.events }
      return known.count == section.places.count ? ConsistentCount.sum(of: known) : nil
    }
    guard events.count == sections.count, events[0].nearest > 0 else { return false }
    return events.allSatisfy { $0.candidates.overlaps(events[0].candidates) }
      || share > 0 && areWithin(share, events.map(\.nearest))
  }

  private static func areWithin(_ share: Double, _ numbers: [Int]) -> Bool {
    guard let least = numbers.min(), let most = numbers.max() else { return false }
    return Double(most - least) <= share * Double(most)
  }

  /// Whether each section has names of its own in a column, several of them.
  private static func areOwn(
    _ sections: [Section], _ used: [(row: Int, group: CohortGroup)], _ column: Column, _ table: Table
  ) -> Bool {
    let texts = table.texts(of: column)
    var seen: Set<String> = []
    return sections.allSatisfy { section in
      let own = Set(section.places.map { texts[used[$0].row] })
        .filter {
          !FactorLevels.isMissing($0) && !["unknown", "not known", "other"].contains($0.lowercased())
        }
      defer { seen.formUnion(own) }
      return own.count > 1 && seen.isDisjoint(with: own)
    }
  }
}
