import Audit
import Foundation
import Numbers
import Reoffending
import TestSupport
import Testing

/// Errors planted into true tables: how many are found, how many causes are named right, and no false alarm.
@Suite("planted errors")
struct PlantedErrorTests {
  @Test("in rates are all found, and most causes are named first", arguments: ErrorPlanter.kinds)
  func rates(_ kind: AuditCauseKind) throws {
    let score = try PlantedErrorStudy.rates(kind, tables: 50)
    #expect(score.planted > 20)
    #expect(score.found == score.planted)
    #expect(score.falseAlarms == 0)
    // A last digit one too low is the same print as one cut off, which is the commoner slip.
    let wanted = kind == .lastDigit ? 0.6 : 0.8
    #expect(Double(score.named) >= wanted * Double(score.found), "\(kind.rawValue): \(score)")
    #expect(Double(score.namedAmongTwo) >= 0.85 * Double(score.found), "\(kind.rawValue): \(score)")
  }

  @Test(
    "in counts are found where the decimals of the rate allow it",
    arguments: [AuditCauseKind.digitsSwapped, .wrongDigit])
  func counts(_ kind: AuditCauseKind) throws {
    let score = try PlantedErrorStudy.counts(kind, tables: 50)
    #expect(score.planted > 30)
    #expect(score.falseAlarms == 0)
    #expect(Double(score.found) >= 0.9 * Double(score.planted), "\(kind.rawValue): \(score)")
    #expect(Double(score.namedAmongTwo) >= 0.7 * Double(score.found), "\(kind.rawValue): \(score)")
  }

  @Test(
    "in differences are found where the decimals allow it",
    arguments: [AuditCauseKind.points, .comparator, .denominator, .sign])
  func differences(_ kind: AuditCauseKind) throws {
    let score = try PlantedErrorStudy.differences(kind, tables: 50)
    #expect(score.planted > 30)
    #expect(score.falseAlarms == 0)
    #expect(Double(score.found) >= 0.85 * Double(score.planted), "\(kind.rawValue): \(score)")
    #expect(Double(score.named) >= 0.7 * Double(score.found), "\(kind.rawValue): \(score)")
  }

  @Test("in sums are all found", arguments: [AuditCauseKind.otherParts, .digitsSwapped])
  func sums(_ kind: AuditCauseKind) throws {
    let score = try PlantedErrorStudy.sums(kind, tables: 50)
    #expect(score.planted > 30)
    #expect(score.found == score.planted)
    #expect(score.falseAlarms == 0)
    #expect(Double(score.namedAmongTwo) >= 0.8 * Double(score.found), "\(kind.rawValue): \(score)")
  }

  @Test(
    "are not seen in clean tables, whatever the convention and the decimals",
    arguments: RoundingConvention.allCases)
  func clean(_ rounding: RoundingConvention) throws {
    #expect(try PlantedErrorStudy.alarms(rounding, tables: 3) == 0)
  }

  @Test("do not hide the rule: it is proposed though two rows of twenty-five break it")
  func proposed() throws {
    var generator = SeededGenerator(seed: 43)
    for decimals in 1...3 {
      var table = TrueTable(rows: 25, decimals: decimals, rounding: .halfUp, using: &generator)
      _ = ErrorPlanter.plant(.digitsSwapped, in: &table, using: &generator)
      _ = ErrorPlanter.plant(.otherRow, in: &table, using: &generator)
      let rules = RuleProposer(table.audited).proposals().map(\.rule.text)
      #expect(rules.contains(PlantedErrorStudy.rateRule))
    }
  }

  @Test("do not hide a difference in a table of four rows, nor a rate among many columns")
  func proposedWide() throws {
    let small = AuditedTable(
      name: "t",
      columns: [
        ("area", ["N", "S", "E", "W"]), ("rate", ["29.4%", "25.2%", "29.4%", "28.8%"]),
        ("predicted", ["31.0%", "28.0%", "30.5%", "27.1%"]),
        ("difference", ["-5.2%", "-2.8%", "-3.6%", "6.3%"]),
      ])
    let audit = try TableAudit(small).result
    #expect(audit.rules.map(\.rule.text) == ["difference = 100 * (rate - predicted) / predicted"])
    #expect(audit.rules[0].findings(.inconsistent).map(\.row) == [2])
    #expect(audit.rules[0].findings(.inconsistent)[0].causes.first?.kind == .points)
    var generator = SeededGenerator(seed: 47)
    let table = TrueTable(rows: 25, decimals: 1, rounding: .halfUp, using: &generator)
    var columns = (0..<30).map { index in
      (
        name: "measure_\(index)",
        cells: (0..<25).map { _ in String(Int.random(in: 100...9_999, using: &generator)) }
      )
    }
    columns += [
      (name: "cohort", cells: table.cohorts.map(String.init)),
      (name: "reoffenders", cells: table.reoffenders.map(String.init)), (name: "rate", cells: table.rates),
    ]
    let rules = RuleProposer(AuditedTable(name: "wide", columns: columns)).proposals().map(\.rule.text)
    #expect(rules.first == PlantedErrorStudy.rateRule)
  }

  @Test(
    "in tables of 8 to 50 rows are found without a rule, and no other row is accused",
    arguments: ErrorPlanter.kinds)
  func selfFound(_ kind: AuditCauseKind) throws {
    var score = PlantedErrorStudy.Score()
    for rows in [8, 12, 20, 50] { score = score + (try SelfFoundStudy.rates(kind, rows: rows, tables: 6)) }
    #expect(score.planted >= 10)
    #expect(score.falseAlarms == 0, "\(kind.rawValue): \(score)")
    #expect(Double(score.found) >= 0.9 * Double(score.planted), "\(kind.rawValue): \(score)")
  }

  @Test("in tables of four rows accuse no other row, whether found or not", arguments: ErrorPlanter.kinds)
  func smallest(_ kind: AuditCauseKind) throws {
    #expect(try SelfFoundStudy.rates(kind, rows: 4, tables: 12).falseAlarms == 0)
  }

  @Test("a run that stands a row too low is found in tables of four to eight rows", arguments: [4, 6, 8])
  func shortShifts(_ rows: Int) throws {
    let score = try SelfFoundStudy.rates(.shifted, rows: rows, tables: 10)
    #expect(score.planted >= 20 && score.falseAlarms == 0, "\(score)")
    #expect(Double(score.found) >= 0.8 * Double(score.planted), "\(score)")
    #expect(score.named == score.found, "\(score)")
  }

  @Test("a column of last year's rates is no run that was shifted")
  func laggedColumn() throws {
    let table = AuditedTable(
      name: "t",
      columns: [
        ("year", ["2011", "2012", "2013", "2014", "2015"]), ("cohort", ["410", "388", "402", "377", "391"]),
        ("reoffenders", ["123", "109", "131", "98", "117"]),
        ("rate a year before", ["31.2%", "30.0%", "28.1%", "32.6%", "26.0%"]),
      ])
    #expect(try TableAudit(table).result.rules.allSatisfy { $0.findings(.inconsistent).isEmpty })
  }

  @Test("in totals of one of three columns are found without a rule")
  func selfFoundTotals() throws {
    for rows in [4, 12, 30] {
      let score = try SelfFoundStudy.totals(rows: rows, tables: 8)
      #expect(score.planted > 3 && score.falseAlarms == 0, "\(rows): \(score)")
      // A total that its parts double or halve is not taken for theirs.
      #expect(Double(score.found) >= 0.6 * Double(score.planted), "\(rows): \(score)")
    }
  }

  /// The table of the documentation: `AUDIT_STUDY=1000 swift test --filter PlantedErrorTests`.
  @Test(
    "are counted for the documentation",
    .enabled(if: ProcessInfo.processInfo.environment["AUDIT_STUDY"] != nil))
  func study() throws {
    let tables = Int(ProcessInfo.processInfo.environment["AUDIT_STUDY"] ?? "") ?? 1_000
    print(try PlantedErrorStudy.markdown(tables: tables))
    print(try SelfFoundStudy.markdown(tables: tables))
  }
}
