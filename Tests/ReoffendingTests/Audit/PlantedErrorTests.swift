import Reoffending
import TestSupport
import Testing

/// Errors planted into true tables: how many are found, how many causes are named right, and no false alarm.
@Suite("planted errors")
struct PlantedErrorTests {
  struct Score {
    var planted = 0
    var found = 0
    var named = 0
    var namedAmongTwo = 0
    var falseAlarms = 0
  }

  private static let rule = "rate = 100 * reoffenders / cohort"

  static func score(
    _ kind: AuditCauseKind, tables: Int, plant: (inout TrueTable, inout SeededGenerator) -> [Int]
  ) throws -> Score {
    var generator = SeededGenerator(
      seed: UInt64(2_019 + kind.rawValue.utf8.reduce(0) { $0 * 31 % 9_973 + Int($1) }))
    let rule = try AuditRule(rule)
    var score = Score()
    for index in 0..<tables {
      let rounding: RoundingConvention = index % 2 == 0 ? .halfUp : .halfEven
      var table = TrueTable(rows: 12, decimals: index % 5, rounding: rounding, using: &generator)
      let wrong = plant(&table, &generator)
      score.planted += wrong.count
      for finding in try Audit(table.audited).check(rule).findings(.inconsistent) {
        guard wrong.contains(finding.row - 1) else {
          score.falseAlarms += 1
          continue
        }
        score.found += 1
        if finding.causes.first?.kind == kind { score.named += 1 }
        if finding.causes.prefix(2).contains(where: { $0.kind == kind }) { score.namedAmongTwo += 1 }
      }
    }
    return score
  }

  @Test("in rates are all found, and most causes are named first", arguments: ErrorPlanter.kinds)
  func rates(_ kind: AuditCauseKind) throws {
    let score = try Self.score(kind, tables: 100) { ErrorPlanter.plant(kind, in: &$0, using: &$1) }
    #expect(score.planted > 40)
    #expect(score.found == score.planted)
    #expect(score.falseAlarms == 0)
    // A last digit one too low is the same print as one cut off, which is the commoner slip.
    let wanted = kind == .lastDigit ? 0.6 : 0.85
    #expect(Double(score.named) >= wanted * Double(score.found), "\(kind.rawValue): \(score)")
    #expect(Double(score.namedAmongTwo) >= 0.9 * Double(score.found), "\(kind.rawValue): \(score)")
  }

  @Test(
    "in counts are found where the decimals of the rate allow it",
    arguments: [AuditCauseKind.digitsSwapped, .wrongDigit])
  func counts(_ kind: AuditCauseKind) throws {
    let score = try Self.score(kind, tables: 100) { table, generator in
      ErrorPlanter.plantInCount(kind, in: &table, using: &generator).map { [$0] } ?? []
    }
    #expect(score.planted > 70)
    #expect(score.falseAlarms == 0)
    #expect(Double(score.found) >= 0.9 * Double(score.planted), "\(kind.rawValue): \(score)")
    #expect(Double(score.namedAmongTwo) >= 0.7 * Double(score.found), "\(kind.rawValue): \(score)")
  }

  @Test(
    "are not seen in clean tables, whatever the convention and the decimals",
    arguments: RoundingConvention.allCases)
  func clean(_ rounding: RoundingConvention) throws {
    var generator = SeededGenerator(seed: 41)
    for decimals in 0...4 {
      for _ in 0..<8 {
        let table = TrueTable(rows: 25, decimals: decimals, rounding: rounding, using: &generator).audited
        let options = AuditOptions(rounding: rounding)
        let audit = Audit(table, options: options)
        #expect(try audit.check(AuditRule(Self.rule)).inconsistentCount == 0)
        let proposals = RuleProposer(table, options: options).proposals()
        #expect(try audit.check(proposals.map(\.rule)).summary.inconsistent == 0)
      }
    }
  }

  @Test("do not hide the rule: it is proposed though two rows of twenty-five break it")
  func proposed() throws {
    var generator = SeededGenerator(seed: 43)
    for decimals in 1...3 {
      var table = TrueTable(rows: 25, decimals: decimals, rounding: .halfUp, using: &generator)
      _ = ErrorPlanter.plant(.digitsSwapped, in: &table, using: &generator)
      _ = ErrorPlanter.plant(.otherRow, in: &table, using: &generator)
      let rules = RuleProposer(table.audited).proposals().map(\.rule.text)
      #expect(rules.first == Self.rule)
    }
  }
}
