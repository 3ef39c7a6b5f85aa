public import Numbers

/// A typed column of a person-level file: for each row a small number, and for each number a value.
///
/// Numbers stand for distinct texts. They are in the order of the values (numbers by size, categories by letters or,
/// where all are numbers, by size), and those of missing values come last; they do not depend on how many cores read.
public struct PersonColumn: Sendable {
  /// A distinct text of the column.
  public struct Entry: Hashable, Sendable {
    /// The text as the file has it, without blanks at its ends.
    public let text: String
    /// What it means.
    public let value: PersonValue
  }

  /// The name as the header has it.
  public let name: String
  /// The number of the field within each row, counted from 1.
  public let number: Int
  /// What the column holds; never `automatic`.
  public let kind: PersonColumnKind
  /// The distinct texts in the order of their values.
  public let entries: [Entry]
  /// For each row the index of its entry.
  public let codes: NarrowCodes
  /// What was taken for granted when the texts were read, to be told to the reader.
  public let readingNotes: [String]
  /// Whether the entries stand in an order of their own, as ranges do, in which groups are to be shown.
  public let isOrdered: Bool

  /// How many people each row stands for; nil where each is one.
  package let multiplicities: [Int]?

  init(
    name: String, number: Int, kind: PersonColumnKind, entries: [Entry], codes: NarrowCodes,
    readingNotes: [String] = [], isOrdered: Bool = false, multiplicities: [Int]? = nil
  ) {
    self.multiplicities = multiplicities
    self.readingNotes = readingNotes
    self.isOrdered = isOrdered
    self.name = name
    self.number = number
    self.kind = kind
    self.entries = entries
    self.codes = codes
  }

  /// How many people have each entry.
  public var entryCounts: [Int] {
    guard let multiplicities else { return codes.counts(of: entries.count) }
    var counts = Array(repeating: 0, count: entries.count)
    for (row, people) in multiplicities.enumerated() { counts[codes[row]] += people }
    return counts
  }

  /// The same values in another order of the rows.
  func ordered(by rows: [Int], multiplicities: [Int]?) -> PersonColumn {
    replacing(codes.ordered(by: rows), multiplicities)
  }

  /// The same values for each of so many rows.
  func repeated(_ times: [Int]) -> PersonColumn { replacing(codes.repeated(times), nil) }

  private func replacing(_ codes: NarrowCodes, _ multiplicities: [Int]?) -> PersonColumn {
    PersonColumn(
      name: name, number: number, kind: kind, entries: entries, codes: codes, readingNotes: readingNotes,
      isOrdered: isOrdered, multiplicities: multiplicities)
  }

  /// How many rows there are.
  public var count: Int { codes.count }

  /// The value of a row.
  public subscript(row: Int) -> PersonValue { entries[codes[row]].value }

  /// Why a row has no value; nil where it has one.
  public func missing(row: Int) -> MissingReason? { self[row].missing }

  /// For each row whether it has a value; nil where all have one.
  package var presence: [Bool]? {
    let isThere = entries.map { $0.value.missing == nil }
    return isThere.contains(false) ? codes.map(isThere) : nil
  }

  /// How many rows have no value, by reason.
  public var missingCounts: [(reason: MissingReason, rows: Int)] {
    var order: [MissingReason] = []
    var rows: [MissingReason: Int] = [:]
    for (entry, count) in zip(entries, entryCounts) where count > 0 {
      guard let reason = entry.value.missing else { continue }
      if rows[reason] == nil { order.append(reason) }
      rows[reason, default: 0] += count
    }
    return order.map { ($0, rows[$0] ?? 0) }
  }

  /// The values as numbers, nil where there is none; yes is 1, a day the days since 1 January 1970.
  public var numbers: [Double?] { codes.map(entries.map(\.value.number)) }

  /// The values as whole numbers, nil where there is none.
  public var counts: [Int?] { codes.map(entries.map { $0.value.number.flatMap { Int(exactly: $0) } }) }

  /// Yes or no, nil where it is not known.
  public var flags: [Bool?] {
    codes.map(
      entries.map { entry in
        guard case .boolean(let flag) = entry.value else { return nil }
        return flag
      })
  }

  /// The days, nil where there is none.
  public var dates: [CalendarDate?] {
    codes.map(
      entries.map { entry in
        guard case .date(let date) = entry.value else { return nil }
        return date
      })
  }

  /// The values as texts without marks, nil where there is none.
  public var texts: [String?] {
    let levels = levels
    return codes.map(levelOfEntry.map { $0.map { levels[$0] } })
  }

  /// The distinct values as texts, in the order of the values; several texts may mean one value.
  public var levels: [String] {
    var levels: [String] = []
    var last: PersonValue?
    for entry in entries where entry.value.missing == nil && entry.value != last {
      last = entry.value
      if case .category(let text) = entry.value { levels.append(text) } else { levels.append(entry.text) }
    }
    return levels
  }

  /// For each entry the index of its level; nil where there is no value.
  public var levelOfEntry: [Int?] {
    var next = -1
    var last: PersonValue?
    return entries.map { entry in
      guard entry.value.missing == nil else { return nil }
      if entry.value != last {
        next += 1
        last = entry.value
      }
      return next
    }
  }
}
