import Numbers
import Tables

/// All that one command or one report publishes of the same people, protected together.
///
/// Tables by area and by region, two factors that nest, rows that are subtotals, a table without the rows that a filter
/// leaves out and the margins that a regression reproduces are sums over the same finest groups of people. What is hidden in
/// one of them must not follow from the others.
package struct Publication {
  /// What is hidden of one table.
  package struct Hidden: Sendable {
    /// The groups, by their place.
    package let places: Set<Int>
    /// The groups, by name.
    package let keys: Set<GroupKey>
    /// Whether the total is.
    package let hidesTotal: Bool
    /// Whether every group is.
    package let isEverything: Bool
  }

  /// How the total of a table is known.
  package enum Total: Sendable {
    /// It is not.
    case none
    /// It is printed and may be hidden.
    case printed
    /// It is known whatever is hidden.
    case known
  }

  private struct Table {
    let name: String
    let keys: [GroupKey]
    let firstCell: Int
    let total: Int?
    let isFixed: Bool
  }

  /// The finest groups as they were counted, and the atoms that each is made of.
  private let groups: [CohortGroup]
  private let atomsOfGroup: [[Int]]
  /// Those that the source hides.
  private let hiddenGroups: Set<Int>
  /// Those of them that are no sums of others.
  private let parts: [Int]
  private var values: [[Int]]
  private var tables: [Table] = []
  private var cells: [CellSuppression.Cell] = []

  /// Takes the finest groups of which the tables are made.
  ///
  /// - Parameters:
  ///   - findsSubtotals: whether a group that is the sum of others, such as a row for both sexes, is taken as such.
  ///   - total: the total that the source prints: what it leaves for groups that the source hides.
  package init(_ groups: [CohortGroup], findsSubtotals: Bool, total: CohortGroup? = nil) {
    let (groups, hidden) = Self.completed(groups, total)
    self.groups = groups
    hiddenGroups = hidden
    let subtotals = findsSubtotals ? Self.subtotals(groups) : [:]
    let hasReoffences = !groups.isEmpty && groups.allSatisfy { $0.reoffences != nil }
    var values = Array(repeating: [Int](), count: hasReoffences ? 3 : 2)
    var atoms = Array(repeating: [Int](), count: groups.count)
    var parts: [Int] = []
    for (place, group) in groups.enumerated() where subtotals[place] == nil {
      atoms[place] = [values[0].count]
      parts.append(place)
      for (quantity, count) in Self.counts(group, values.count).enumerated() {
        values[quantity].append(count)
      }
    }
    // Those with fewer people come first, so that a sum of sums finds its parts ready.
    for place in subtotals.keys.sorted(by: { (groups[$0].trials ?? 0, $0) < (groups[$1].trials ?? 0, $1) }) {
      atoms[place] = (subtotals[place] ?? []).flatMap { atoms[$0] }
    }
    self.values = values
    self.parts = parts
    atomsOfGroup = atoms
  }

  /// The groups with what a printed total leaves for those whose counts the source hides, and which these are.
  ///
  /// Of several the first stands for all: what follows of one is what follows of their sum.
  private static func completed(_ groups: [CohortGroup], _ total: CohortGroup?) -> ([CohortGroup], Set<Int>) {
    let open = groups.indices.filter { groups[$0].trials == nil || groups[$0].events == nil }
    guard let first = open.first, open.count < groups.count, let people = total?.trials,
      let events = total?.events?.nearest
    else { return (groups, []) }
    let known = groups.indices.filter { !open.contains($0) }
    let restOfEvents = events - known.reduce(0) { $0 + (groups[$1].events?.nearest ?? 0) }
    let restOfPeople = people - known.reduce(0) { $0 + (groups[$1].trials ?? 0) }
    guard restOfEvents >= 0, restOfPeople > 0, restOfPeople >= restOfEvents else { return (groups, []) }
    var completed = groups
    for place in open {
      completed[place] = CohortGroup(
        key: groups[place].key, trials: place == first ? restOfPeople : 0,
        events: ConsistentCount(exactly: place == first ? restOfEvents : 0), marks: groups[place].marks)
    }
    return (completed, Set(open))
  }

  /// Adds a table whose groups are named by some of the columns of the finest groups.
  ///
  /// - Parameters:
  ///   - kept: the finest groups that a filter keeps; nil for all.
  ///   - printedTotal: a total as it is printed, which may count people that no row does.
  ///   - isMissing: which values of the columns leave a person out of the table.
  ///   - isFixed: whether nothing in it can be hidden, as of a regression.
  /// - Returns: the number of the table.
  @discardableResult
  package mutating func add(
    _ name: String, by columns: [String], keeping kept: Set<GroupKey>? = nil, total: Total = .printed,
    printedTotal: CohortGroup? = nil, isFixed: Bool = false,
    leavingOut isMissing: (GroupKey.Part) -> Bool = { _ in false }
  ) -> Int {
    let (found, isLeftOut) = gathered(by: columns, keeping: kept, leavingOut: isMissing)
    return add(
      name, keys: found.map(\.key), members: found.map(\.places), total: total, printedTotal: printedTotal,
      isFixed: isFixed, hasOthers: isLeftOut)
  }

  /// The groups by some columns, in order of appearance, with the places of the finest groups that each is made of.
  private func gathered(
    by columns: [String], keeping kept: Set<GroupKey>?, leavingOut isMissing: (GroupKey.Part) -> Bool
  ) -> (groups: [(key: GroupKey, places: [Int])], isLeftOut: Bool) {
    let wanted = columns.map { Column.normalized($0) }
    var order: [GroupKey] = []
    var members: [GroupKey: [Int]] = [:]
    var isLeftOut = false
    for (place, group) in groups.enumerated() {
      let parts = wanted.compactMap { name in group.key.parts.first { Column.normalized($0.column) == name } }
      guard kept?.contains(group.key) ?? true, !parts.contains(where: isMissing) else {
        isLeftOut = true
        continue
      }
      let key = GroupKey(parts)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(place)
    }
    return (order.map { ($0, members[$0] ?? []) }, isLeftOut)
  }

  /// The places of the finest groups that each group by some columns is made of.
  func membersOfGroups(by columns: [String], keeping kept: Set<GroupKey>?) -> [GroupKey: [Int]] {
    Dictionary(
      uniqueKeysWithValues: gathered(by: columns, keeping: kept) { _ in false }.groups.map {
        ($0.key, $0.places)
      })
  }

  /// The people and the events of some of the finest groups together.
  func counts(of places: [Int]) -> (people: Int, events: Int) {
    let atoms = places.flatMap { atomsOfGroup[$0] }
    func sum(_ quantity: Int) -> Int { atoms.reduce(0) { $0 + values[quantity][$1] } }
    return (sum(0) + sum(1), sum(0))
  }

  /// What follows of the hidden counts of the first tables from all that is shown, those added after them among it.
  ///
  /// - Parameter hidden: what is hidden of each of the first tables.
  /// - Returns: the names of the groups whose counts can be worked out, for each of these tables.
  package func givenAway(_ hidden: [Hidden], threshold: DisclosureThreshold) -> [[String]] {
    var closed: Set<Int> = []
    for (table, hidden) in zip(tables, hidden) {
      closed.formUnion(hidden.places.map { table.firstCell + $0 })
      if hidden.hidesTotal, let total = table.total { closed.insert(total) }
    }
    let open = CellSuppression.unprotected(of: closed, in: cells, values: values, threshold: threshold)
    return zip(tables, hidden).map { table, hidden in
      hidden.places.sorted().filter { open.contains(table.firstCell + $0) }.map { "\(table.keys[$0])" }
        + (table.total.map(open.contains) ?? false ? ["the total"] : [])
    }
  }

  /// Adds a table by the places of the finest groups that each of its groups is made of.
  ///
  /// - Parameters:
  ///   - printedTotal: a total as it is printed, which may count people that no row does.
  ///   - hasOthers: whether the table leaves people out whom another may count.
  @discardableResult
  package mutating func add(
    _ name: String, keys: [GroupKey], members: [[Int]], total: Total = .printed,
    printedTotal: CohortGroup? = nil,
    isFixed: Bool = false, hasOthers: Bool = false
  ) -> Int {
    let number = tables.count
    let first = cells.count
    for (key, places) in zip(keys, members) {
      cells.append(
        CellSuppression.Cell(
          atoms: places.flatMap { atomsOfGroup[$0] }, table: number, canBeHidden: !isFixed,
          isHidden: places.contains(where: hiddenGroups.contains),
          possible: places.count == 1 ? Self.possible(groups[places[0]]) : [], name: "\(name): \(key)"))
    }
    var ofTotal: Int?
    let everybody = members.flatMap(\.self)
    if total != .none, !keys.isEmpty {
      let breakdowns = printedTotal.map { self.breakdowns(members, of: $0) } ?? []
      if breakdowns.count > 1 {
        // The same people in several ways: each must be safe beside the total, which is known.
        for run in breakdowns {
          addTotal(run.flatMap { members[$0] }, printed: printedTotal, canBeHidden: false, name, number)
        }
      } else {
        ofTotal = cells.count
        addTotal(
          everybody, printed: printedTotal, canBeHidden: total == .printed && !isFixed, name, number)
      }
    }
    if hasOthers {
      let inside = Set(everybody)
      let outside = parts.filter { !inside.contains($0) }.flatMap { atomsOfGroup[$0] }
      cells.append(
        CellSuppression.Cell(
          atoms: outside, table: number, canBeHidden: false, isImplicit: true, name: "\(name): others"))
    }
    tables.append(Table(name: name, keys: keys, firstCell: first, total: ofTotal, isFixed: isFixed))
    return number
  }

  /// The total of some groups, and what it counts besides them.
  private mutating func addTotal(
    _ places: [Int], printed total: CohortGroup?, canBeHidden: Bool, _ name: String, _ table: Int
  ) {
    let atoms = totalAtoms(places, total)
    cells.append(
      CellSuppression.Cell(
        atoms: atoms, table: table, canBeHidden: canBeHidden, isTotal: true, name: "\(name): total"))
    let printed = Set(places.flatMap { atomsOfGroup[$0] })
    let rest = atoms.filter { !printed.contains($0) }
    guard !rest.isEmpty else { return }
    cells.append(
      CellSuppression.Cell(
        atoms: rest, table: table, canBeHidden: false, isImplicit: true,
        name: "\(name): the rest of the total"))
  }

  /// Groups that follow each other and add up to a printed total, where all of them together count it more than once.
  ///
  /// So do tables by sex, by age and by ethnicity below each other. A group in none of them stands for itself.
  private func breakdowns(_ members: [[Int]], of total: CohortGroup) -> [[Int]] {
    guard let people = total.trials, people > 0, let events = total.events else { return [] }
    let counts = members.map(counts(of:))
    guard counts.reduce(0, { $0 + $1.people }) > people else { return [] }
    var runs: [[Int]] = []
    var place = 0
    while place < members.count {
      var (next, sum) = (place, (people: 0, events: 0))
      while next < members.count, sum.people < people {
        sum = (sum.people + counts[next].people, sum.events + counts[next].events)
        next += 1
      }
      let isTotal = sum.people == people && events.candidates.contains(sum.events)
      runs.append(isTotal ? Array(place..<next) : [place])
      place = isTotal ? next : place + 1
    }
    return runs
  }

  /// Whether several of some groups follow each other and add up to another.
  package func hasBreakdown(of total: CohortGroup, among places: [Int]) -> Bool {
    breakdowns(places.map { [$0] }, of: total).contains { $0.count > 1 }
  }

  /// Adds what is known of the groups that a row for all of them, shown whatever else is hidden, is the total of.
  package mutating func addTotalRow(_ total: CohortGroup, of members: [[Int]], name: String) {
    guard !members.isEmpty else { return }
    let number = tables.count
    let first = cells.count
    let runs = breakdowns(members, of: total)
    for run in runs.isEmpty ? [Array(members.indices)] : runs {
      addTotal(run.flatMap { members[$0] }, printed: total, canBeHidden: false, name, number)
    }
    tables.append(Table(name: name, keys: [], firstCell: first, total: nil, isFixed: false))
  }

  /// Chooses what is hidden of counts that are small.
  ///
  /// - Parameter leavingOut: tables that are not published after all.
  /// - Returns: what is hidden of each table, and the names of the tables whose small counts nothing protects.
  package func protected(
    hiding threshold: DisclosureThreshold, leavingOut refused: Set<Int> = []
  ) -> (hidden: [Hidden], unprotected: [String]) {
    let same = sameCells(without: refused)
    let choice = CellSuppression(cells: same.map(joined), values: values, threshold: threshold)
    let hidden = Set(choice.hidden.flatMap { same[$0] })
    // A total that is known whatever is hidden may leave a table of few people unprotected; nothing more can be hidden.
    let open = Set(choice.unprotected.flatMap { same[$0] }).filter {
      !cells[$0].isTotal || tables[cells[$0].table].isFixed
    }
    return (
      tables.map { table in
        let places = table.keys.indices.filter { hidden.contains(table.firstCell + $0) }
        return Hidden(
          places: Set(places), keys: Set(places.map { table.keys[$0] }),
          hidesTotal: table.total.map(hidden.contains) ?? false,
          isEverything: !table.keys.isEmpty && places.count == table.keys.count)
      }, Set(open.map { tables[cells[$0].table].name }).sorted()
    )
  }

  /// The cells that stand for the same people, in whichever tables: they are shown together or hidden together.
  private func sameCells(without refused: Set<Int>) -> [[Int]] {
    var order: [[Int]] = []
    var places: [[Int]: Int] = [:]
    for cell in cells.indices where !refused.contains(cells[cell].table) {
      let atoms = cells[cell].atoms.sorted()
      if let place = places[atoms], !atoms.isEmpty {
        order[place].append(cell)
      } else {
        places[atoms] = order.count
        order.append([cell])
      }
    }
    return order
  }

  /// One cell for several that stand for the same people.
  private func joined(_ places: [Int]) -> CellSuppression.Cell {
    let all = places.map { cells[$0] }
    let printed = all.filter { !$0.isImplicit }
    return CellSuppression.Cell(
      atoms: all[0].atoms, table: all[0].table,
      canBeHidden: !printed.isEmpty && printed.allSatisfy(\.canBeHidden),
      isImplicit: printed.isEmpty, isHidden: all.contains(where: \.isHidden),
      possible: all.flatMap(\.possible),
      isTotal: all.allSatisfy(\.isTotal), name: all[0].name)
  }

  /// The atoms of a total: those of the groups, and what a printed total counts besides.
  private mutating func totalAtoms(_ places: [Int], _ printed: CohortGroup?) -> [Int] {
    let plain = Set(parts)
    let own = places.filter(plain.contains).flatMap { atomsOfGroup[$0] }
    guard let printed else { return places.flatMap { atomsOfGroup[$0] } }
    let all = places.flatMap { atomsOfGroup[$0] }
    let wanted = Self.counts(printed, values.count)
    func sums(_ atoms: [Int]) -> [Int] { values.map { list in atoms.reduce(0) { $0 + list[$1] } } }
    if sums(own) == wanted { return own }
    if sums(all) == wanted { return all }
    let rest = zip(wanted, sums(own)).map { $0 - $1 }
    guard rest.allSatisfy({ $0 >= 0 }) else { return own }
    for (quantity, count) in rest.enumerated() { values[quantity].append(count) }
    return own + [values[0].count - 1]
  }

  /// The counts that a printed rate allows besides the nearest.
  private static func possible(_ group: CohortGroup) -> [Int] {
    guard let events = group.events, !events.isUnique else { return [] }
    let ends = [events.candidates.lowerBound, events.candidates.upperBound]
    return ends + (group.trials.map { n in ends.map { n - $0 } } ?? [])
  }

  private static func counts(_ group: CohortGroup, _ quantities: Int) -> [Int] {
    let events = group.events?.nearest ?? 0
    let others = group.events == nil ? 0 : max(0, (group.trials ?? events) - events)
    return quantities > 2 ? [events, others, group.reoffences ?? 0] : [events, others]
  }

  /// The groups that are sums of others that differ from them in one column only.
  private static func subtotals(_ groups: [CohortGroup]) -> [Int: [Int]] {
    var found: [Int: [Int]] = [:]
    guard let columns = groups.first?.key.parts.indices else { return [:] }
    for column in columns {
      let families = Dictionary(grouping: groups.indices) { place in
        groups[place].key.parts.enumerated().filter { $0.offset != column }.map(\.element.value)
      }
      for family in families.values where family.count > 2 {
        let known = family.filter { groups[$0].trials != nil && groups[$0].events != nil }
        let people = known.reduce(0) { $0 + (groups[$1].trials ?? 0) }
        let events = known.reduce(0) { $0 + (groups[$1].events?.nearest ?? 0) }
        for place in known where found[place] == nil {
          guard let own = groups[place].trials, own > 0, own == people - own,
            let count = groups[place].events?.nearest, count == events - count
          else { continue }
          found[place] = known.filter { $0 != place }.sorted()
          break
        }
      }
    }
    return found
  }
}
