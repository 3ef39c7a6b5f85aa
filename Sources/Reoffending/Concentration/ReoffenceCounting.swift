import Numbers
public import Tables

/// How many people of each group have how many reoffences.
public struct ReoffenceCounting: Sendable {
  /// The groups, in order of their first row or of their ranges.
  public let groups: [(key: GroupKey, peopleByReoffences: [Int: Int])]
  /// What a reader must know of those left out.
  public let notes: [String]

  /// Counts people.
  ///
  /// - Parameters:
  ///   - reoffences: the column of their number.
  ///   - keys: the columns that name the groups; people without a value in one of them are left out and counted.
  ///   - weights: the column of how many people a row stands for; nil where a row is a person.
  /// - Throws: `TableError.faults` where nobody is left.
  public init(
    _ people: PersonTable, reoffences name: String, by keys: [String], weights: String? = nil
  ) throws(TableError) {
    let column = try people.column(name)
    let keyColumns = try keys.map { (key) throws(TableError) in try people.column(key) }
    let weightColumn = try weights.map { (weight) throws(TableError) in try people.column(weight) }
    let counts = column.entries.map { $0.value.number.flatMap { Int(exactly: $0) } }
    let weightOf = weightColumn?.entries.map { $0.value.number.flatMap { Int(exactly: $0) } }
    var tallies: [[Int]: [Int: Int]] = [:]
    var order: [[Int]] = []
    var (withoutCount, withoutGroup) = (0, 0)
    var codes = Array(repeating: 0, count: keyColumns.count)
    for row in 0..<people.rowCount {
      let weight = weightColumn.map { weightOf?[$0.codes[row]] ?? 0 } ?? 1
      guard let count = counts[column.codes[row]] else {
        withoutCount += weight
        continue
      }
      var isNamed = true
      for (place, key) in keyColumns.enumerated() {
        codes[place] = key.codes[row]
        if key.entries[codes[place]].value.missing != nil { isNamed = false }
      }
      guard isNamed else {
        withoutGroup += weight
        continue
      }
      if tallies[codes] == nil { order.append(codes) }
      tallies[codes, default: [:]][count, default: 0] += weight
    }
    guard !order.isEmpty else {
      var faults = FaultList()
      faults.append(Fault(at: people.headerLocation(of: column), "no row has a number of reoffences"))
      throw .faults(faults)
    }
    if keyColumns.contains(where: \.isOrdered) { order.sort { $0.lexicographicallyPrecedes($1) } }
    groups = order.map { codes in
      (
        GroupKey(
          zip(keyColumns, codes).map { GroupKey.Part(column: $0.name, value: $0.entries[$1].text) }),
        tallies[codes] ?? [:]
      )
    }
    notes =
      (withoutCount > 0
        ? ["\(Plural.people(withoutCount)) left out, because \(column.name) is missing."] : [])
      + (withoutGroup > 0
        ? ["\(Plural.people(withoutGroup)) left out, because \(keys.joined(separator: " or ")) is missing."]
        : [])
  }
}
