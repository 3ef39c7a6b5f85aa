import Numbers
public import Tables

/// How many of each group are at each stage, from a table of counts or of people.
public struct StageCounting: Sendable {
  /// The groups in order of their first row.
  public let groups: [RelativeRates.Group]
  /// What a reader must know of those left out.
  public let notes: [String]
  /// How many rows each group has.
  private let rows: [Int]

  /// Adds up columns of counts.
  ///
  /// - Parameters:
  ///   - people: with a column of counts a stage; or one of yes and no, where each row is a person.
  ///   - columns: those that name the groups.
  /// - Throws: `TableError.faults` where nothing is left.
  public init(_ people: PersonTable, stages: [String], by columns: [String]) throws(TableError) {
    let keys = try columns.map { (name) throws(TableError) in try people.column(name) }
    let numbers = try stages.map { (name) throws(TableError) in try people.column(name) }
    let values = numbers.map { column in column.entries.map { $0.value.number.flatMap { Int(exactly: $0) } } }
    var order: [[Int]] = []
    var sums: [[Int]: [Int]] = [:]
    var kept: [[Int]: Int] = [:]
    var left = 0
    for row in 0..<people.rowCount {
      let codes = keys.map { $0.codes[row] }
      let own = zip(numbers, values).map { $1[$0.codes[row]] }
      guard !own.contains(where: { $0 == nil }),
        !zip(keys, codes).contains(where: { $0.entries[$1].value.missing != nil }),
        !zip(keys, codes).contains(where: { TotalLabel.isTotal($0.entries[$1].text) })
      else {
        left += 1
        continue
      }
      if sums[codes] == nil { order.append(codes) }
      kept[codes, default: 0] += 1
      sums[codes] = zip(sums[codes] ?? stages.map { _ in 0 }, own).map { $0 + ($1 ?? 0) }
    }
    guard !order.isEmpty else {
      var faults = FaultList()
      if let column = numbers.first {
        faults.append(Fault(at: people.headerLocation(of: column), "no row has a count at every stage"))
      }
      throw .faults(faults)
    }
    groups = order.map { codes in
      RelativeRates.Group(
        key: GroupKey(zip(keys, codes).map { GroupKey.Part(column: $0.name, value: $0.entries[$1].text) }),
        counts: sums[codes] ?? [])
    }
    rows = order.map { kept[$0] ?? 0 }
    notes =
      left > 0
      ? [
        "\(Plural.count(left, "row")) left out: totals, and rows without a group or without a count at every stage."
      ]
      : []
  }
}

extension StageCounting {
  /// The same groups with the number of their people before the first stage, where a row is a person.
  package var startingWithEverybody: [RelativeRates.Group] {
    zip(groups, rows).map { RelativeRates.Group(key: $0.key, counts: [$1] + $0.counts) }
  }
}
