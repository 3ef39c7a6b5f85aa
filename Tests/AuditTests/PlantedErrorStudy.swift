import Audit
import Numbers
import Reoffending
import TestSupport

/// The study of planted errors, at any size.
///
/// Tables of twelve rows, cohorts of 20 to 20,000, figures with none to four decimals. Halves are rounded up, to even,
/// or either way; figures that are all cut off or all raised are audited as such.
enum PlantedErrorStudy {
  /// What became of the errors of one kind.
  struct Score {
    var planted = 0
    var found = 0
    var named = 0
    var namedAmongTwo = 0
    var falseAlarms = 0
  }

  static let rateRule = "rate = 100 * reoffenders / cohort"
  static let differenceRule = "difference = 100 * (actual_rate - predicted_rate) / predicted_rate"
  private static let conventions: [RoundingConvention] = [.halfUp, .halfEven, .nearest, .truncated, .upward]

  private static func generator(_ kind: AuditCauseKind, _ offset: UInt64) -> SeededGenerator {
    SeededGenerator(seed: offset + UInt64(kind.rawValue.utf8.reduce(0) { $0 * 31 % 9_973 + Int($1) }))
  }

  private static func count(
    _ kind: AuditCauseKind, wrong: [Int], table: AuditedTable, rule: String, rounding: RoundingConvention,
    into score: inout Score
  ) throws {
    score.planted += wrong.count
    let options = AuditOptions(rounding: rounding == .truncated || rounding == .upward ? rounding : .nearest)
    for finding in try RuleChecker(table, options: options).check(AuditRule(rule)).findings(.inconsistent) {
      guard wrong.contains(finding.row - 1) else {
        score.falseAlarms += 1
        continue
      }
      score.found += 1
      if finding.causes.first?.kind == kind { score.named += 1 }
      if finding.causes.prefix(2).contains(where: { $0.kind == kind }) { score.namedAmongTwo += 1 }
    }
  }

  static func rates(_ kind: AuditCauseKind, tables: Int) throws -> Score {
    var generator = generator(kind, 2_019)
    var score = Score()
    for index in 0..<tables {
      var rounding = conventions[index / 5 % 5]
      if kind == .truncated, rounding == .truncated || rounding == .upward { rounding = .halfUp }
      var table = TrueTable(rows: 12, decimals: index % 5, rounding: rounding, using: &generator)
      let wrong = ErrorPlanter.plant(kind, in: &table, using: &generator)
      try count(kind, wrong: wrong, table: table.audited, rule: rateRule, rounding: rounding, into: &score)
    }
    return score
  }

  static func counts(_ kind: AuditCauseKind, tables: Int) throws -> Score {
    var generator = generator(kind, 77)
    var score = Score()
    for index in 0..<tables {
      let rounding = conventions[index / 5 % 5]
      var table = TrueTable(rows: 12, decimals: index % 5, rounding: rounding, using: &generator)
      let wrong = ErrorPlanter.plantInCount(kind, in: &table, using: &generator).map { [$0] } ?? []
      try count(kind, wrong: wrong, table: table.audited, rule: rateRule, rounding: rounding, into: &score)
    }
    return score
  }

  static func differences(_ kind: AuditCauseKind, tables: Int) throws -> Score {
    var generator = generator(kind, 5)
    var score = Score()
    for index in 0..<tables {
      let rounding = conventions[index / 5 % 5]
      var table = DifferenceTable(rows: 12, decimals: index % 5, rounding: rounding, using: &generator)
      let wrong = table.plant(kind, using: &generator).map { [$0] } ?? []
      try count(
        kind, wrong: wrong, table: table.audited, rule: differenceRule, rounding: rounding, into: &score)
    }
    return score
  }

  static func sums(_ kind: AuditCauseKind, tables: Int) throws -> Score {
    var generator = generator(kind, 11)
    var score = Score()
    for _ in 0..<tables {
      var table = SumTable(rows: 8, using: &generator)
      let wrong = table.plant(kind, using: &generator) ? [8] : []
      try count(
        kind, wrong: wrong, table: table.audited, rule: "sum(people) = total", rounding: .nearest,
        into: &score)
    }
    return score
  }

  /// The rows of clean tables that are accused, by the rule that made them and by those that they propose themselves.
  static func alarms(_ rounding: RoundingConvention, tables: Int) throws -> Int {
    var generator = SeededGenerator(seed: 41)
    let options = AuditOptions(rounding: rounding)
    var alarms = 0
    for decimals in 0...4 {
      for _ in 0..<tables {
        let rates = TrueTable(rows: 25, decimals: decimals, rounding: rounding, using: &generator).audited
        let differences = DifferenceTable(rows: 25, decimals: decimals, rounding: rounding, using: &generator)
          .audited
        for (table, rule) in [(rates, rateRule), (differences, differenceRule)] {
          alarms += try RuleChecker(table, options: options).check(AuditRule(rule)).inconsistentCount
          alarms += try TableAudit(table, options: options).result.summary.inconsistent
        }
        alarms += try TableAudit(SumTable(rows: 8, using: &generator).audited).result.summary.inconsistent
      }
    }
    return alarms
  }

  /// All kinds as the table of the documentation.
  static func markdown(tables: Int) throws -> String {
    var text =
      "| error | planted | found | cause named first | among the first two | rows accused wrongly |\n"
    text += "| --- | ---: | ---: | ---: | ---: | ---: |\n"
    func add(_ name: String, _ score: Score) {
      text += "| \(name) | \(score.planted) | \(score.found) | \(score.named) | \(score.namedAmongTwo) "
      text += "| \(score.falseAlarms) |\n"
    }
    for kind in ErrorPlanter.kinds { add("rate: \(kind.rawValue)", try rates(kind, tables: tables)) }
    for kind in [AuditCauseKind.digitsSwapped, .wrongDigit] {
      add("count: \(kind.rawValue)", try counts(kind, tables: tables))
    }
    for kind in [AuditCauseKind.points, .comparator, .denominator, .sign] {
      add("difference: \(kind.rawValue)", try differences(kind, tables: tables))
    }
    for kind in [AuditCauseKind.otherParts, .digitsSwapped] {
      add("sum: \(kind.rawValue)", try sums(kind, tables: tables))
    }
    let clean = try RoundingConvention.allCases.map { try alarms($0, tables: tables / 10) }
    return text + "\nclean tables: \(RoundingConvention.allCases.count * 5 * (tables / 10) * 3), "
      + "rows accused: \(clean.reduce(0, +))\n"
  }
}
