import Numbers
import Tables

/// Which rows of a table of counts are left out, because another dimension of the table prints their sum as well.
///
/// A table of areas by sex with a row for both has every person twice. Where each of its parts has such a row, these rows
/// are used and the others, which they add up, are left out; where only some have, the rows of sums are left out.
struct TotalRows {
  /// The rows to be used.
  private var rows: [Int]
  private let rowCount: Int
  private(set) var notes: [String] = []
  /// The columns of names, years or codes that make no groups here.
  private(set) lazy var others = candidates.filter { Self.isLabel($0, table) }
  private var candidates: [Column] = []
  private let table: Table

  /// - Parameters:
  ///   - labels: the columns that name the groups.
  ///   - measures: the names of the columns that hold figures.
  init(_ table: Table, labels: [Column], measures: [String]) {
    self.init(all: table)
    candidates = table.columns.filter { column in
      !labels.contains(column) && !measures.contains(column.name) && !column.name.isEmpty
    }
    if let level = AreaLevels(table, rows: rows, labels: labels, candidates: candidates) {
      rows = level.rows
      notes.append(level.note)
    }
    for column in candidates {
      leaveOutParts(column)
      let totals = Set(table.texts(of: column).rows(where: TotalLabel.isTotal))
      guard rows.contains(where: totals.contains) else { continue }
      let texts = table.texts(of: column)
      guard rows.contains(where: { !totals.contains($0) && !texts[$0].isEmpty }) else { continue }
      keep(column, totals, within: context(of: column, labels: labels))
    }
  }

  /// Uses every row.
  init(all table: Table) {
    self.table = table
    rowCount = table.rowCount
    rows = Array(0..<rowCount)
  }

  /// For each row of the table whether it is used.
  var isUsed: [Bool] {
    var isUsed = Array(repeating: false, count: rowCount)
    for row in rows { isUsed[row] = true }
    return isUsed
  }

  /// The columns in which rows that add up along a column agree: all that do not follow from it, as a code follows from a
  /// name.
  mutating func context(of column: Column, labels: [Column]) -> [Column] {
    labels + others.filter { $0 != column && !Self.determines([column], $0, table) }
  }

  /// Whether equal values of some columns always have the same value of another.
  static func determines(_ columns: [Column], _ other: Column, _ table: Table) -> Bool {
    table.kinds(by: columns).determine(table.texts(of: other).codes)
  }

  /// Leaves out rows that say they are part of one above, such as `of which: North Walsall`.
  private mutating func leaveOutParts(_ column: Column) {
    let isPart = Set(table.texts(of: column).rows(where: TotalLabel.isPart))
    guard let first = rows.first(where: isPart.contains), !rows.allSatisfy(isPart.contains) else { return }
    rows.removeAll(where: isPart.contains)
    notes.append(
      "Rows with “\(table.texts(of: column)[first])” in \(column.name) are left out, because they are "
        + "part of other rows.")
  }

  private mutating func keep(_ column: Column, _ isTotal: Set<Int>, within context: [Column]) {
    var totals: [UInt32: [Int]] = [:]
    var parts: [UInt32: [Int]] = [:]
    var order: [UInt32] = []
    let kinds = table.kinds(by: context).codes
    for row in rows {
      let key = kinds[row]
      if totals[key] == nil, parts[key] == nil { order.append(key) }
      if isTotal.contains(row) {
        totals[key, default: []].append(row)
      } else {
        parts[key, default: []].append(row)
      }
    }
    let hasAll = order.allSatisfy { totals[$0]?.count == 1 }
    let name = rows.first(where: isTotal.contains).map { table.texts(of: column)[$0] } ?? ""
    if hasAll {
      rows = order.flatMap { totals[$0] ?? [] }.sorted()
      notes.append(
        "“\(name)” of \(column.name) is used, and the rows that it adds up are left out; choose others with --where."
      )
    } else if order.contains(where: { totals[$0] != nil && parts[$0] != nil }) {
      rows = order.flatMap { parts[$0] ?? totals[$0] ?? [] }.sorted()
      notes.append(
        "Rows with “\(name)” in \(column.name) are left out, because the other rows add up to them.")
    }
  }

  /// Whether a column holds words, years or codes, and no measured figures.
  private static func isLabel(_ column: Column, _ table: Table) -> Bool {
    let texts = table.texts(of: column)
    let areNumbers = texts.are { text in
      let isYear = text.count == 4 && (Int(text).map { (1900...2100).contains($0) } ?? false)
      // `007` is a code, and `0.12` a figure.
      let isPadded = text.first == "0" && text.dropFirst().first?.isNumber == true
      // A range such as 18-20 is a name, however many figures it has.
      return !isYear && !isPadded && text.contains(where: \.isNumber) && !text.contains(where: \.isLetter)
        && BandName.range(text).map({ $0.end == $0.start }) ?? true
    }
    let numbers = texts.codes.count { areNumbers[Int($0)] }
    return numbers * 2 < table.rowCount
  }
}
