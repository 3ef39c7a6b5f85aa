import Numbers
package import Tables

/// How many of each group are at each stage, from a table of counts or of people.
package struct StageCounting: Sendable {
  /// The groups in order of their first row.
  package let groups: [RelativeRates.Group]
  /// What a reader must know of those left out.
  package let notes: [String]
  /// How many rows each group has.
  private let rows: [Int]

  /// Adds up columns of counts.
  ///
  /// - Parameters:
  ///   - people: with a column of counts a stage; or one of yes and no, where each row is a person.
  ///   - stages: the columns of the stages, in the order in which people come to them; a row without a count in one is
  ///     left out.
  ///   - columns: those that name the groups.
  /// - Throws: `TableError.faults` where nothing is left.
  package init(_ people: PersonTable, stages: [String], by columns: [String]) throws(TableError) {
    let keys = try columns.map { (name) throws(TableError) in try people.column(name) }
    let numbers = try stages.map { (name) throws(TableError) in try people.column(name) }
    let values = numbers.map { column in column.entries.map { $0.value.number.flatMap { Int(exactly: $0) } } }
    let isLeft = keys.map { column in
      column.entries.map { $0.value.missing != nil || TotalLabel.isTotal($0.text) }
    }
    var order: [[Int]] = []
    var places: [[Int]: Int] = [:]
    var codes = Array(repeating: 0, count: keys.count)
    var sums: [[Int]] = []
    var kept: [Int] = []
    var left = 0
    var own = Array(repeating: 0, count: numbers.count)
    reading: for row in 0..<people.rowCount {
      for (place, column) in keys.enumerated() {
        codes[place] = column.codes[row]
        guard !isLeft[place][codes[place]] else {
          left += 1
          continue reading
        }
      }
      for (place, column) in numbers.enumerated() {
        guard let count = values[place][column.codes[row]] else {
          left += 1
          continue reading
        }
        own[place] = count
      }
      let place = places[codes] ?? order.count
      if place == order.count {
        places[codes] = place
        order.append(codes)
        sums.append(Array(repeating: 0, count: numbers.count))
        kept.append(0)
      }
      kept[place] += 1
      for (stage, count) in own.enumerated() { sums[place][stage] += count }
    }
    guard !order.isEmpty else {
      var faults = FaultList()
      if let column = numbers.first {
        faults.append(Fault(at: people.headerLocation(of: column), "no row has a count at every stage"))
      }
      throw .faults(faults)
    }
    groups = zip(order, sums).map { codes, counts in
      RelativeRates.Group(
        key: GroupKey(zip(keys, codes).map { GroupKey.Part(column: $0.name, value: $0.entries[$1].text) }),
        counts: counts)
    }
    rows = kept
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
