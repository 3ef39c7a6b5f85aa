import Numbers
import Tables

/// What each person of a group did after the index offence, by weight.
struct SeverityCounting {
  /// One person.
  struct Person {
    var reoffences = 0
    var harm = 0.0
    var worst: Double?
    var index: Double?
    var isCustodial = false
  }

  /// A group of people.
  struct Group {
    let key: GroupKey
    fileprivate let levels: [Int]
    var people: [Person] = []
  }

  /// How often an offence was committed.
  struct Offence {
    let name: String
    let weight: Double
    var count: Int
  }

  let groups: [Group]
  let offences: [Offence]
  let notes: [String]

  /// Puts the rows of each person together.
  ///
  /// - Parameter columns: what holds the offence, the person (nil for a row each), the index offence and custody.
  /// - Throws: `TableError.faults` for offences without a weight, and people in two groups or with two index offences.
  init(
    _ table: PersonTable, columns: ReoffendingSeverity.Columns, by keys: [String], weights: HarmWeights
  ) throws(TableError) {
    var faults = FaultList()
    func weigh(_ column: PersonColumn) -> [Double?] {
      var firstRows = [Int?](repeating: nil, count: column.entries.count)
      for row in 0..<column.count where firstRows[column.codes[row]] == nil {
        firstRows[column.codes[row]] = row
      }
      return zip(column.entries, firstRows).map { entry, row in
        guard let row, entry.value.missing == nil else { return nil }
        let weight = weights.weight(of: entry.text)
        if weight == nil {
          faults.append(
            Fault(
              at: table.location(row: row, column: column),
              "“\(entry.text)” has no weight in \(weights.source); give it a row there"))
        }
        return weight
      }
    }
    let offence = try table.column(columns.offence)
    let offenceWeights = weigh(offence)
    let index = try columns.index.map { (name) throws(TableError) in try table.column(name) }
    let indexWeights = index.map(weigh)
    guard faults.isEmpty else { throw .faults(faults) }
    let person = try columns.person.map { (name) throws(TableError) in try table.column(name) }
    let custody = try columns.custodial.map { (name) throws(TableError) in try table.column(name) }
    let custodyFlags = custody?.flags
    let keyColumns = try keys.map { (key) throws(TableError) in try table.column(key) }
    var counts = Array(repeating: 0, count: offence.entries.count)
    var groups: [Group] = []
    let grouping = PersonGroups(keyColumns, rows: table.rowCount)
    var groupPlaces = grouping.levels.map { _ in -1 }
    let (identities, isKnown) = (person?.codes, person?.presence)
    var places = Array(
      repeating: (group: -1, person: 0, row: 0), count: person?.entries.count ?? table.rowCount)
    var withoutGroup = 0
    var withoutPerson = 0
    for row in 0..<table.rowCount {
      let number = grouping.numbers[row]
      guard number >= 0 else {
        withoutGroup += 1
        continue
      }
      guard isKnown?[row] ?? true else {
        withoutPerson += 1
        continue
      }
      if groupPlaces[number] < 0 {
        groupPlaces[number] = groups.count
        groups.append(
          Group(key: grouping.key(grouping.levels[number]), levels: grouping.levels[number]))
      }
      let group = groupPlaces[number]
      let identity = identities?[row] ?? row
      let isNew = places[identity].group < 0
      let own = isNew ? (group, groups[group].people.count, row) : places[identity]
      if isNew {
        places[identity] = own
        groups[group].people.append(Person())
      } else if own.group != group {
        faults.append(
          Fault(
            at: table.location(row: row, column: keyColumns.first ?? offence),
            "a person of line \(table.line(row: own.row)) is in another group here"))
        continue
      }
      let indexWeight = index.flatMap { indexWeights?[$0.codes[row]] }
      if let index, let indexWeight, let before = groups[group].people[own.person].index,
        before != indexWeight
      {
        faults.append(
          Fault(
            at: table.location(row: row, column: index),
            "a person of line \(table.line(row: own.row)) has another index offence here"))
      }
      Self.add(
        offenceWeights[offence.codes[row]], index: indexWeight, isCustodial: custodyFlags?[row] ?? nil,
        to: &groups[group].people[own.person])
      if offenceWeights[offence.codes[row]] != nil { counts[offence.codes[row]] += 1 }
    }
    guard faults.isEmpty else { throw .faults(faults) }
    guard !groups.isEmpty else { throw .noRows(expression: "the table", source: table.source) }
    if keyColumns.contains(where: \.isOrdered) {
      groups.sort { $0.levels.lexicographicallyPrecedes($1.levels) }
    }
    self.groups = groups
    offences = counts.indices.compactMap { place in
      offenceWeights[place].flatMap { weight in
        counts[place] > 0
          ? Offence(name: offence.entries[place].text, weight: weight, count: counts[place]) : nil
      }
    }
    notes =
      (withoutGroup > 0
        ? [
          "\(Plural.count(withoutGroup, "row")) left out, because \(keys.joined(separator: " or ")) is missing."
        ]
        : [])
      + (withoutPerson > 0
        ? ["\(Plural.count(withoutPerson, "row")) left out, because \(columns.person ?? "") is missing."]
        : [])
  }

  private static func add(
    _ weight: Double?, index: Double?, isCustodial: Bool?, to person: inout Person
  ) {
    if let index { person.index = index }
    guard let weight else { return }
    person.reoffences += 1
    person.harm += weight
    person.worst = max(person.worst ?? weight, weight)
    if isCustodial == true { person.isCustodial = true }
  }
}
