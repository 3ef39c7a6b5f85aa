import Numbers
import Synchronization

/// The texts of a column without the blanks at their ends: the distinct ones, and which of them each row has.
///
/// What must be known of many rows is found among the distinct texts, of which a table has few or which are made once.
package struct ColumnTexts: Sendable {
  /// The distinct texts, in the order in which they first stand.
  package private(set) var distinct: [String] = []
  /// For each row the place of its text among the distinct ones.
  package private(set) var codes: [UInt32] = []

  /// - Parameters:
  ///   - count: how many rows there are.
  ///   - text: the text of a row.
  init(count: Int, text: (Int) -> String) {
    var places: [String: UInt32] = [:]
    codes.reserveCapacity(count)
    for row in 0..<count {
      let raw = text(row)
      if let code = places[raw] {
        codes.append(code)
        continue
      }
      let plain = String(raw[...].trimmingSpaces())
      let next = UInt32(truncatingIfNeeded: distinct.count)
      let isPlain = raw.utf8.count == plain.utf8.count
      let code = (isPlain ? nil : places[plain]) ?? next
      if code == next {
        distinct.append(plain)
        if !isPlain { places[plain] = code }
      }
      places[raw] = code
      codes.append(code)
    }
  }

  /// The text of a row.
  package subscript(row: Int) -> String { distinct[Int(codes[row])] }

  /// Whether no two rows have the same text.
  package var tellsAllApart: Bool { distinct.count == codes.count }

  /// For each distinct text, whether it is of a kind.
  package func are(_ isOfKind: (String) -> Bool) -> [Bool] { distinct.map(isOfKind) }

  /// The rows whose text is of a kind, which is looked at once for each distinct text.
  package func rows(where isOfKind: (String) -> Bool) -> [Int] {
    let matches = are(isOfKind)
    guard matches.contains(true) else { return [] }
    return codes.indices.filter { matches[Int(codes[$0])] }
  }
}

/// Rows told apart by what they hold in some columns.
package struct RowKinds: Sendable {
  /// For each row the number of its kind, from 0 in the order in which kinds first stand.
  package private(set) var codes: [UInt32]
  /// How many kinds there are.
  package private(set) var count: Int

  /// Rows that are all of one kind.
  package init(rows: Int) {
    codes = Array(repeating: 0, count: rows)
    count = min(rows, 1)
  }

  /// Whether rows of one kind always have the same text of another column.
  ///
  /// - Parameter other: the codes of the rows in that column.
  package func determine(_ other: [UInt32]) -> Bool { split(by: other).count == count }

  /// Kinds that are told apart by a further column too.
  ///
  /// - Parameter other: the codes of the rows in that column.
  package func split(by other: [UInt32]) -> RowKinds {
    guard count < codes.count else { return self }
    var kinds: [UInt64: UInt32] = [:]
    var split = self
    for row in codes.indices {
      let pair = UInt64(codes[row]) << 32 | UInt64(other[row])
      let next = UInt32(truncatingIfNeeded: kinds.count)
      let kind = kinds[pair] ?? next
      if kind == next { kinds[pair] = kind }
      split.codes[row] = kind
    }
    split.count = kinds.count
    return split
  }
}

extension Table {
  /// The rows told apart by the texts of some columns.
  ///
  /// - Parameter rows: the rows looked at; all without it.
  package func kinds(by columns: [Column], rows: [Int]? = nil) -> RowKinds {
    columns.reduce(RowKinds(rows: rows?.count ?? rowCount)) { kinds, column in
      let codes = texts(of: column).codes
      return kinds.split(by: rows.map { $0.map { codes[$0] } } ?? codes)
    }
  }
}

/// The texts of the columns of a table that were asked for.
final class TextCache: Sendable {
  private let known = Mutex<[Int: ColumnTexts]>([:])

  /// The texts of a column, made where they are asked for first.
  func texts(of column: Int, _ make: () -> ColumnTexts) -> ColumnTexts {
    if let texts = known.withLock({ $0[column] }) { return texts }
    let texts = make()
    known.withLock { $0[column] = texts }
    return texts
  }
}
