internal import Foundation
import Numbers
package import Tables

/// The checks of an audit as JSON, a line each, without a value in memory for every one of a million rows.
///
/// Every object has the keys of ``AuditFinding``, ``StatementFinding`` or ``ProseFinding`` in the order of the alphabet.
package struct AuditJSON {
  private let report: AuditReport
  /// The findings that are no row's.
  private let words: [[UInt8]]
  private static let piece = 16_384

  /// Takes a report.
  ///
  /// - Throws: what an encoder throws of a finding that is no row's.
  package init(_ report: AuditReport) throws {
    self.report = report
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    words =
      try report.statements.map { Array(try encoder.encode($0)) }
      + report.prose.map { Array(try encoder.encode($0)) }
  }

  /// Hands over the elements of the list of checks, a piece at a time.
  package func write(_ write: ([UInt8]) throws(TableError) -> Void) throws(TableError) {
    var isFirst = true
    for rule in report.tables.flatMap(\.result.rules) {
      var start = 0
      while start < rule.rows.count {
        let lanes = Self.ranges(from: start, of: rule.rows.count)
        for bytes in Self.pieces(of: rule, lanes) {
          try write(isFirst ? Array(bytes.dropFirst()) : bytes)
          isFirst = false
        }
        start = lanes.last?.upperBound ?? rule.rows.count
      }
    }
    for text in words {
      try write(Array((isFirst ? "\n    " : ",\n    ").utf8) + text)
      isFirst = false
    }
  }

  private static func ranges(from start: Int, of count: Int) -> [Range<Int>] {
    (0..<8).map { min(count, start + $0 * piece)..<min(count, start + ($0 + 1) * piece) }.filter {
      !$0.isEmpty
    }
  }

  private static func pieces(of rule: RuleAudit, _ ranges: [Range<Int>]) -> [[UInt8]] {
    let lines = RuleLines(rule)
    guard ranges.count > 1 else { return ranges.map { lines.bytes($0) } }
    return ParallelWork.map(ranges.count) { lines.bytes(ranges[$0]) }
  }
}

/// The verdicts of one rule as lines of JSON.
private struct RuleLines: Sendable {
  private let audit: RuleAudit
  private let labels: [Int]
  private let document: Int?
  private let section: Int?
  private let rule: [UInt8]
  private let tableName: [UInt8]

  init(_ audit: RuleAudit) {
    self.audit = audit
    labels = audit.table.labelColumns
    document = audit.table.documentColumn
    section = audit.table.columns.firstIndex { AuditedColumn.placeNames.contains($0.name.lowercased()) }
    var text: [UInt8] = []
    text.quote(audit.rule.text)
    rule = text
    var name: [UInt8] = []
    name.quote(audit.table.name)
    tableName = name
  }

  /// The lines of some rows, each with the comma and the break before it.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(range.count * 420)
    for index in range {
      out.put(",\n    ")
      let row = audit.rows[index]
      if let detail = audit.details[row.row] {
        full(index, detail, &out)
      } else {
        agreement(row, &out)
      }
    }
    return out
  }

  /// A row of which nothing but its agreement is said.
  private func agreement(_ row: AuditedRow, _ out: inout [UInt8]) {
    out.put("{\"causes\":[],\"computed\":")
    out.put(row.computed)
    out.put(",\"document\":")
    out.quote(orNull: document.map { audit.table.columns[$0].texts[row.row] })
    out.put(",\"implied\":null,\"label\":\"")
    var isFirst = true
    var count = 0
    for column in labels where count < 4 {
      let text = audit.table.columns[column].texts[row.row]
      guard !text.isEmpty else { continue }
      if !isFirst { out.put(", ") }
      out.escape(text)
      isFirst = false
      count += 1
    }
    out.put("\",\"line\":")
    out.put(orNull: audit.table.line(ofRow: row.row))
    out.put(",\"message\":\"agrees")
    if let lower = row.computed?.lower, let upper = row.computed?.upper {
      out.put(" with ")
      let low = BriefNumber.text(lower)
      out.put(low)
      if lower != upper {
        let high = BriefNumber.text(upper)
        if high != low {
          out.put(" to ")
          out.put(high)
        }
      }
    }
    out.put("\",\"possible\":[],\"printed\":null,\"published\":")
    out.put(row.published)
    out.put(",\"row\":")
    out.put(number: row.row + 1)
    out.put(",\"rule\":")
    out.append(contentsOf: rule)
    out.put(",\"section\":")
    out.quote(orNull: section.map { audit.table.columns[$0].texts[row.row] })
    out.put(",\"table\":")
    out.append(contentsOf: tableName)
    out.put(",\"verdict\":\"")
    out.put(row.verdict.rawValue)
    out.put("\"}")
  }

  private func full(_ index: Int, _ detail: RowDetail, _ out: inout [UInt8]) {
    let finding = audit.finding(at: index)
    out.put("{\"causes\":[")
    for (place, cause) in finding.causes.enumerated() {
      out.put(place == 0 ? "{\"column\":" : ",{\"column\":")
      out.quote(orNull: cause.column)
      out.put(",\"correction\":")
      out.quote(orNull: cause.correction)
      out.put(",\"explanation\":")
      out.quote(cause.explanation)
      out.put(",\"kind\":")
      out.quote(cause.kind.rawValue)
      out.put(",\"weight\":")
      out.put(number: cause.weight)
      out.put("}")
    }
    out.put("],\"computed\":")
    out.put(finding.computed)
    out.put(",\"document\":")
    out.quote(orNull: finding.document)
    out.put(",\"implied\":")
    out.quote(orNull: finding.figure?.implied)
    out.put(",\"label\":")
    out.quote(finding.label)
    out.put(",\"line\":")
    out.put(orNull: finding.line)
    out.put(",\"message\":")
    out.quote(finding.message)
    out.put(",\"possible\":[")
    for (place, possible) in finding.possible.enumerated() {
      out.put(place == 0 ? "{\"column\":" : ",{\"column\":")
      out.quote(possible.column)
      out.put(",\"lower\":")
      out.put(orNull: possible.lower)
      out.put(",\"message\":")
      out.quote(possible.message)
      out.put(",\"upper\":")
      out.put(orNull: possible.upper)
      out.put("}")
    }
    out.put("],\"printed\":")
    out.quote(orNull: finding.figure?.printed)
    out.put(",\"published\":")
    out.put(finding.published)
    out.put(",\"row\":")
    out.put(number: finding.row)
    out.put(",\"rule\":")
    out.append(contentsOf: rule)
    out.put(",\"section\":")
    out.quote(orNull: finding.section)
    out.put(",\"table\":")
    out.append(contentsOf: tableName)
    out.put(",\"verdict\":\"")
    out.put(finding.verdict.rawValue)
    out.put("\"}")
  }
}

extension [UInt8] {
  fileprivate mutating func put(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  fileprivate mutating func put(_ text: String) { append(contentsOf: text.utf8) }

  fileprivate mutating func put(number: Int) {
    guard number >= 0, number < 10 else {
      append(contentsOf: number.description.utf8)
      return
    }
    append(UInt8(ascii: "0") + UInt8(number))
  }

  /// A number as JSON has it; whole ones without a point.
  fileprivate mutating func put(number: Double) {
    if number == number.rounded(), abs(number) < 1e15 {
      put(number: Int(number))
    } else {
      append(contentsOf: number.description.utf8)
    }
  }

  fileprivate mutating func put(orNull number: Int?) {
    if let number { put(number: number) } else { put("null") }
  }

  fileprivate mutating func put(_ limits: NumberLimits?) {
    guard let limits else { return put("null") }
    put("{\"lower\":")
    if let lower = limits.lower { put(number: lower) } else { put("null") }
    put(",\"upper\":")
    if let upper = limits.upper { put(number: upper) } else { put("null") }
    put("}")
  }

  fileprivate mutating func quote(orNull text: String?) {
    if let text { quote(text) } else { put("null") }
  }

  fileprivate mutating func quote(_ text: String) {
    append(UInt8(ascii: "\""))
    escape(text)
    append(UInt8(ascii: "\""))
  }

  fileprivate mutating func escape(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case 0x0A: put("\\n")
      case 0x0D: put("\\r")
      case 0x09: put("\\t")
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        put("\\u00")
        append(digits[Int(byte >> 4)])
        append(digits[Int(byte & 15)])
      default: append(byte)
      }
    }
  }
}
