import Reoffending
import Statistics
import Testing

@Suite("suppression")
struct SuppressionTests {
  private func cohorts(_ rows: [(people: Int, reoffenders: Int)]) throws -> CohortTable {
    let lines = rows.enumerated().map {
      "area \($0.offset + 1),\($0.element.people),\($0.element.reoffenders)\n"
    }
    return try CohortTable(figureTable("area,cohort,reoffenders\n" + lines.joined()), by: ["area"])
  }

  @Test("a small count is hidden with the one that would give it away, and the total stands")
  func secondary() throws {
    let suppression = try #require(Suppression(upTo: 5))
    let shown = suppression.applied(to: try cohorts([(40, 3), (50, 20), (60, 30), (70, 14)]))
    #expect(shown.groups.map(\.isSuppressed) == [true, true, false, false])
    #expect(shown.groups[0].trials == nil && shown.groups[0].events == nil && shown.groups[0].rate == nil)
    #expect(shown.total?.events?.nearest == 67)
    #expect(shown.notes.contains { $0.contains("2 groups are suppressed") })
  }

  @Test("what nobody did is not hidden, few who did not reoffend are")
  func others() throws {
    let suppression = try #require(Suppression(upTo: 5))
    #expect(suppression.applied(to: try cohorts([(40, 0), (50, 20)])).groups.allSatisfy { !$0.isSuppressed })
    #expect(suppression.applied(to: try cohorts([(40, 38), (50, 20), (60, 20)])).groups[0].isSuppressed)
    #expect(Suppression(upTo: 0) == nil)
  }

  @Test(
    "whatever the table, the total less what is shown leaves more than the limit, or everything is hidden")
  func differencing() throws {
    let suppression = try #require(Suppression(upTo: 4))
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    var hiddenSomewhere = 0
    for _ in 0..<300 {
      let rows = (0..<(1 + next(6))).map { _ in
        let people = 1 + next(40)
        return (people: people, reoffenders: next(people + 1))
      }
      let table = try cohorts(rows)
      let shown = suppression.applied(to: table)
      let hidden = zip(rows, shown.groups).filter { $1.isSuppressed }.map(\.0)
      for (row, group) in zip(rows, shown.groups) where !group.isSuppressed {
        for count in [row.people, row.reoffenders, row.people - row.reoffenders] {
          #expect(count == 0 || count > 4)
        }
      }
      guard !hidden.isEmpty, let total = shown.total, !total.isSuppressed else { continue }
      hiddenSomewhere += 1
      #expect(hidden.count > 1)
      #expect(hidden.reduce(0) { $0 + $1.reoffenders } > 4)
      #expect(hidden.reduce(0) { $0 + $1.people - $1.reoffenders } > 4)
    }
    #expect(hiddenSomewhere > 50)
  }

  @Test("rates, comparisons and risk factors are made without what is hidden")
  func results() throws {
    let suppression = try #require(Suppression(upTo: 5))
    let table = try figureTable(
      "area,cohort,reoffenders,predicted_rate\nA,40,3,20%\nB,50,20,30%\nC,60,30,40%\nD,70,14,25%\n")
    let shown = suppression.applied(to: try CohortTable(table, by: ["area"]))
    let rates = try GroupRates(shown)
    #expect(rates.groups[0].rate == nil && rates.groups[0].flags.contains("[c]"))
    #expect(rates.table.text().contains("[c]"))
    #expect(!rates.sentences[0].contains("3"))
    let compared = try ActualAgainstPredicted(shown)
    #expect(compared.groups[0].difference == nil && compared.groups[0].pValue == nil)
    #expect(compared.groups[1].pValue == nil && compared.groups[2].pValue != nil)
    #expect(compared.groups[0].verdict == .unknown)
    let factors = try RiskFactors(
      figureTable("job,cohort,reoffenders\nyes,50,4\nno,60,30\n"),
      factors: [RiskFactorSelection(column: "job")],
      suppression: suppression)
    #expect(factors.rows[0].riskRatio == nil && factors.rows[0].exposed.events == nil)
    #expect(factors.rows[0].unexposed.events == nil && factors.overall[0].test == nil)
  }
}
