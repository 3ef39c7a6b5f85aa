import Audit
import Numbers
import TestSupport

/// The study of planted errors without a rule: the table has to suggest its rules, and a small one has few rows to do so.
enum SelfFoundStudy {
  /// The sizes of the tables.
  static let sizes = [4, 6, 8, 12, 20, 30, 50]

  private static func generator(_ kind: String, _ rows: Int) -> SeededGenerator {
    SeededGenerator(
      seed: 1_314 + UInt64(rows) * 7_919 + UInt64(kind.utf8.reduce(0) { $0 * 31 % 9_973 + Int($1) }))
  }

  /// Errors of one kind in a rate of tables of as many rows.
  static func rates(_ kind: AuditCauseKind, rows: Int, tables: Int) throws -> PlantedErrorStudy.Score {
    var generator = generator(kind.rawValue, rows)
    var score = PlantedErrorStudy.Score()
    for index in 0..<tables {
      var table = TrueTable(rows: rows, decimals: 1 + index % 2, rounding: .halfUp, using: &generator)
      let wrong = ErrorPlanter.plant(kind, in: &table, using: &generator)
      guard !wrong.isEmpty else { continue }
      try count(table.audited, wrong, kind, into: &score)
    }
    return score
  }

  /// A wrong digit, or two swapped, in one of the totals of three columns.
  static func totals(rows: Int, tables: Int) throws -> PlantedErrorStudy.Score {
    var generator = generator("total", rows)
    var score = PlantedErrorStudy.Score()
    for _ in 0..<tables {
      var columns: [(name: String, cells: [String])] = [
        (name: "Area", cells: (0..<rows).map { "Area \($0 + 1)" } + ["Total"])
      ]
      for name in ["Men", "Women", "Children"] {
        let parts = (0..<rows).map { _ in Int.random(in: 20...2_000, using: &generator) }
        columns.append((name: name, cells: (parts + [parts.reduce(0, +)]).map(String.init)))
      }
      let column = Int.random(in: 1...3, using: &generator)
      var digits = Array(columns[column].cells[rows])
      let place = Int.random(in: 0..<(digits.count - 1), using: &generator)
      if Bool.random(using: &generator) {
        digits.swapAt(place, place + 1)
      } else {
        digits[place] = Character(String(Int.random(in: 1...9, using: &generator)))
      }
      guard String(digits) != columns[column].cells[rows], digits[0] != "0" else { continue }
      columns[column].cells[rows] = String(digits)
      try count(AuditedTable(name: "planted", columns: columns), [rows], nil, into: &score)
    }
    return score
  }

  private static func count(
    _ table: AuditedTable, _ wrong: [Int], _ kind: AuditCauseKind?, into score: inout PlantedErrorStudy.Score
  ) throws {
    score.planted += wrong.count
    let findings = try TableAudit(table).result.rules.flatMap { $0.findings(.inconsistent) }
    for row in Set(findings.map { $0.row - 1 }) {
      guard wrong.contains(row) else {
        score.falseAlarms += 1
        continue
      }
      score.found += 1
      let causes = findings.filter { $0.row - 1 == row }.flatMap { $0.causes.prefix(1).map(\.kind) }
      if kind.map({ causes.contains($0) }) ?? !causes.isEmpty { score.named += 1 }
      if kind.map({ kind in
        findings.contains { $0.row - 1 == row && $0.causes.prefix(2).contains { $0.kind == kind } }
      })
        ?? !causes.isEmpty
      {
        score.namedAmongTwo += 1
      }
    }
  }

  /// All kinds and sizes as the table of the documentation.
  static func markdown(tables: Int) throws -> String {
    var text =
      "| error | rows | planted | found | cause named first | among the first two | rows accused wrongly |\n"
    text += "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    func line(_ name: String, _ rows: String, _ score: PlantedErrorStudy.Score) -> String {
      "| \(name) | \(rows) | \(score.planted) | \(score.found) | \(score.named) | \(score.namedAmongTwo) "
        + "| \(score.falseAlarms) |\n"
    }
    for kind in ErrorPlanter.kinds {
      for (name, sizes) in [("4", [4]), ("6 to 8", [6, 8]), ("12 to 50", [12, 20, 30, 50])] {
        let scores = try sizes.map { try rates(kind, rows: $0, tables: tables / sizes.count) }
        text += line("rate: \(kind.rawValue)", name, scores.reduce(PlantedErrorStudy.Score(), +))
      }
    }
    let totals = try sizes.map { try Self.totals(rows: $0, tables: tables / sizes.count) }
    return text + line("total", "4 to 50", totals.reduce(PlantedErrorStudy.Score(), +))
  }
}

extension PlantedErrorStudy.Score {
  /// The counts of two studies together.
  static func + (a: PlantedErrorStudy.Score, b: PlantedErrorStudy.Score) -> PlantedErrorStudy.Score {
    var sum = a
    sum.planted += b.planted
    sum.found += b.found
    sum.named += b.named
    sum.namedAmongTwo += b.namedAmongTwo
    sum.falseAlarms += b.falseAlarms
    return sum
  }
}
