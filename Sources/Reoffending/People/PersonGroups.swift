package import Tables

/// The groups that people form by their values in some columns.
package struct PersonGroups: Sendable {
  /// The number of each row's group; −1 where one of the columns has no value.
  package private(set) var numbers: [Int]
  /// The level of each column that each group has.
  package private(set) var levels: [[Int]] = [[]]

  private let columns: [(name: String, levels: [String])]

  /// Groups the rows of columns of one table; all are one group without a column.
  package init(_ columns: [PersonColumn], rows: Int) {
    self.columns = columns.map { ($0.name, $0.levels) }
    numbers = Array(repeating: 0, count: rows)
    for (place, column) in columns.enumerated() {
      let own = column.codes.map(column.levelOfEntry.map { $0 ?? -1 })
      let width = self.columns[place].levels.count
      guard place > 0 else {
        (numbers, levels) = (own, (0..<width).map { [$0] })
        continue
      }
      var known: [Int: Int] = [:]
      var joined: [[Int]] = []
      for row in numbers.indices where numbers[row] >= 0 {
        guard own[row] >= 0 else {
          numbers[row] = -1
          continue
        }
        let pair = numbers[row] * width + own[row]
        let number = known[pair] ?? joined.count
        if number == joined.count {
          known[pair] = number
          joined.append(levels[numbers[row]] + [own[row]])
        }
        numbers[row] = number
      }
      levels = joined
    }
  }

  /// What a group of these levels is called.
  package func key(_ levels: [Int]) -> GroupKey {
    GroupKey(zip(columns, levels).map { GroupKey.Part(column: $0.name, value: $0.levels[$1]) })
  }

  /// The groups of some rows only, numbered in the order in which they appear there.
  ///
  /// - Precondition: none of the rows lacks a value.
  package func appearing(in rows: [Int]) -> (numbers: [Int], levels: [[Int]]) {
    var place = levels.map { _ in -1 }
    var found: [[Int]] = []
    let chosen = rows.map { row in
      let own = numbers[row]
      if place[own] < 0 {
        place[own] = found.count
        found.append(levels[own])
      }
      return place[own]
    }
    return (chosen, found)
  }
}
