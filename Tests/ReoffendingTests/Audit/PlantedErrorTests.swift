import Reoffending
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
    var cleanRows = 0
  }

  static func score(_ kind: AuditCauseKind, tables: Int, decimals: ClosedRange<Int>) throws -> Score {
    var generator = SeededGenerator(
      seed: UInt64(2_019 + kind.rawValue.utf8.reduce(0) { $0 * 31 % 9_973 + Int($1) }))
    let rule = try AuditRule("rate = 100 * reoffenders / cohort")
    var score = Score()
    for index in 0..<tables {
      let rounding: RoundingConvention = index % 2 == 0 ? .halfUp : .halfEven
      let places = decimals.lowerBound + index % decimals.count
      var table = TrueTable(rows: 12, decimals: places, rounding: rounding, using: &generator)
      let wrong = ErrorPlanter.plant(kind, in: &table, using: &generator)
      let findings = try Audit(table.audited).check(rule).findings(.inconsistent)
      score.planted += wrong.count
      score.cleanRows += table.rates.count - wrong.count
      for finding in findings {
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

  @Test("are found, and their causes are named", arguments: ErrorPlanter.kinds)
  func planted(_ kind: AuditCauseKind) throws {
    let score = try Self.score(kind, tables: 200, decimals: 0...4)
    print(kind.rawValue, score)
    #expect(score.planted > 50)
    #expect(score.falseAlarms == 0)
    let sharp = try Self.score(kind, tables: 200, decimals: 1...3)
    print("   1-3", kind.rawValue, sharp)
  }
}
