import Numbers
import Statistics

/// How many people each printed percentage needs at least, and which stand out among their neighbours.
///
/// Where no number of people is printed, the decimals of a percentage still tell something of it: 88.83 % is 159 of 179
/// people or of more, while a column of 57.14 %, 56.67 % and 50.00 % needs no more than 30. A percentage that needs at
/// least twice as many people as every other of its column was probably misprinted, or is of another group.
public struct CohortNeeds: Sendable, Encodable {
  /// One percentage.
  public struct Need: Hashable, Sendable, Encodable {
    /// The name of the table.
    public let table: String
    /// The column of the percentage.
    public let column: String
    /// The number of the row below the header, counted from 1.
    public let row: Int
    /// The line of the file, where it is known.
    public let line: Int?
    /// The texts that name the row.
    public let label: String
    /// The percentage as printed.
    public let printed: String
    /// The smallest number of people that gives it.
    public let smallestCohort: Int
    /// How many of them it counts then.
    public let events: Int
    /// The most that any other percentage of the column needs.
    public let othersNeed: Int
    /// Whether it needs at least twice as many as any other.
    public let isUnusual: Bool
    /// Percentages one slip away that need no more people than the others.
    public let likely: [String]
    /// What is unusual, in a sentence.
    public let message: String

    private enum CodingKeys: String, CodingKey {
      case table, column, row, line, label, printed, smallestCohort, events, othersNeed, isUnusual, likely,
        message
    }

    /// Writes every key.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(table, forKey: .table)
      try container.encode(column, forKey: .column)
      try container.encode(row, forKey: .row)
      try container.encode(line, forKey: .line)
      try container.encode(label, forKey: .label)
      try container.encode(printed, forKey: .printed)
      try container.encode(smallestCohort, forKey: .smallestCohort)
      try container.encode(events, forKey: .events)
      try container.encode(othersNeed, forKey: .othersNeed)
      try container.encode(isUnusual, forKey: .isUnusual)
      try container.encode(likely, forKey: .likely)
      try container.encode(message, forKey: .message)
    }
  }

  /// The percentages in the order of columns and rows.
  public let needs: [Need]

  /// Those that stand out.
  public var unusual: [Need] { needs.filter(\.isUnusual) }

  /// Looks at the columns of percentages with two decimals or more of a table without numbers of people.
  ///
  /// Tables of more than 2,000 rows, and columns of fewer than five different percentages, give nothing.
  public init(_ table: AuditedTable) {
    let hasPeople = table.columns.contains { column in
      column.isWhole
        && !AuditedTable.words(of: column.name).isDisjoint(with: [
          "cohort", "offenders", "reoffenders", "n", "base", "people", "count", "trials",
        ])
    }
    guard !hasPeople, (5...2_000).contains(table.rowCount) else {
      needs = []
      return
    }
    needs = table.columns.flatMap { Self.needs(of: $0, in: table) }
  }

  private static func needs(of column: AuditedColumn, in table: AuditedTable) -> [Need] {
    guard column.isNumeric, AuditedTable.words(of: column.name).isDisjoint(with: Self.notOfPeople) else {
      return []
    }
    let found = (0..<table.rowCount).compactMap { row -> (row: Int, percentage: PrintedPercentage)? in
      guard let number = column.numbers[row], number.unit == .percent, number.significand >= 0,
        let percentage = try? PrintedPercentage(parsing: number.description)
      else { return nil }
      return (row, percentage)
    }
    let finest = found.compactMap { column.numbers[$0.row]?.decimals }.max() ?? 0
    guard finest >= 2, Set(found.map { $0.percentage.smallestTrials }).count >= 5 else { return [] }
    return found.map { one in need(one.row, one.percentage, column, among: found.map(\.percentage), table) }
  }

  /// Percentages that are no share of a number of people.
  private static let notOfPeople: Set<String> = [
    "difference", "change", "predicted", "expected", "mean", "average", "growth", "increase", "target",
  ]

  private static func need(
    _ row: Int, _ own: PrintedPercentage, _ column: AuditedColumn, among all: [PrintedPercentage],
    _ table: AuditedTable
  ) -> Need {
    let size = own.smallestTrials
    let others = all.filter { $0 != own }.map(\.smallestTrials)
    let most = others.max() ?? size
    let isUnusual = size >= 2 * most
    let likely = isUnusual ? column.numbers[row].map { alternatives(to: $0, needing: most) } ?? [] : []
    let events = own.events(trials: size)?.lowerBound ?? 0
    let text = column.texts[row]
    let meant = likely.isEmpty ? "" : "; perhaps \(likely.joined(separator: " or ")) was meant"
    return Need(
      table: table.name, column: column.name, row: row + 1, line: table.line(ofRow: row),
      label: table.label(ofRow: row),
      printed: text, smallestCohort: size, events: events, othersNeed: most, isUnusual: isUnusual,
      likely: likely,
      message: isUnusual
        ? "\(text) needs at least \(size) people (\(events) of \(size)), every other \(RelationMessage.spoken(column.name)) "
          + "at most \(most)\(meant)" : "\(text) needs at least \(size) people")
  }

  /// At most three percentages one slip away, those of the smallest cohorts first.
  private static func alternatives(to number: PublishedNumber, needing most: Int) -> [String] {
    let kinds: Set<AuditCauseKind> = [.lastDigit, .digitsSwapped, .wrongDigit]
    let found = DigitSlip.all(of: number).filter { kinds.contains($0.kind) }.compactMap {
      slip -> (text: String, size: Int)? in
      let text = slip.number.description
      guard let percentage = try? PrintedPercentage(parsing: text), percentage.smallestTrials <= most else {
        return nil
      }
      return (text, percentage.smallestTrials)
    }
    return found.sorted { ($0.size, $0.text) < ($1.size, $1.text) }.prefix(3).map(\.text)
  }
}
