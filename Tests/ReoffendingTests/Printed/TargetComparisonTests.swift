import PublishedData
import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Targets")
struct TargetComparisonTests {
  private func result(_ text: String) throws -> TargetComparison {
    try TargetComparison(Table(csv: Array(text.utf8), source: "targets.csv"))
  }

  @Test("printed percentages alone are met or missed, and chance is not judged")
  func printed() throws {
    let result = try TargetComparison(bundledTable("indicators-2014"))
    #expect(result.indicators.map(\.verdict) == [.metAsPrinted, .missedAsPrinted, .missedAsPrinted])
    #expect(result.indicators.allSatisfy { $0.probabilityMet == nil && $0.interval == nil })
    #expect(result.notes.contains { $0.contains("chance cannot be judged") })
  }

  @Test("by hand: one of one with a target of a half, and the mirror image")
  func byHand() throws {
    // beta(3/2, 1/2) has the distribution function (2/π)(asin √x − √(x(1 − x))); at 1/2 it is 1/2 − 1/π.
    let met = 0.5 + 1 / Double.pi
    let up = try result("indicator,target,events,trials\nA,50%,1,1\n").indicators[0]
    expectClose(try #require(up.probabilityMet), met, relative: 1e-12)
    let down = try result("indicator,target,events,trials,direction\nA,50%,1,1,at most\n").indicators[0]
    expectClose(try #require(down.probabilityMet), 1 - met, relative: 1e-12)
    #expect(down.isLowerBetter && !down.isMet)
    #expect(up.actual.text == "100.0%")
  }

  @Test("agrees with scipy", arguments: try ReferenceTable("targets").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let one = try result(
      "indicator,target,events,trials\nA,\(row.text("target")),\(row.text("events")),\(row.text("trials"))\n"
    ).indicators[0]
    expectClose(try #require(one.probabilityMet), row["probability"], relative: 1e-12)
  }

  @Test("a small gap on few people is uncertain, on many it is missed, and a wide one is met")
  func verdicts() throws {
    let result = try result(
      "indicator,target,actual,events,trials\nfew,45%,44.7%,447,1000\nmany,45%,44.7%,447000,1000000\nwide,45%,60.0%,600,1000\n"
        + "printed,45%,60%,,\n")
    #expect(result.indicators.map(\.verdict) == [.uncertain, .missed, .met, .metAsPrinted])
    #expect(
      result.sentences[0].contains("with a probability of 42%")
        || result.sentences[0].contains("with a probability of 43%"))
    #expect(result.indicators[3].probabilityMet == nil)
  }

  @Test("counts that do not give the printed percentage, and what is no count or direction, are refused")
  func refusals() throws {
    func fault(_ text: String) throws -> String {
      let error = #expect(throws: TableError.self) { try result(text) }
      return error?.description ?? ""
    }
    #expect(
      try fault("indicator,target,actual,events,trials\nA,45%,44.7%,450,1000\n")
        == "targets.csv, line 2, column actual: “44.7%” is not 450 of 1000, which is 45.00%")
    #expect(try fault("indicator,target,events,trials\nA,45%,5,4\n").contains("line 2, column events"))
    #expect(try fault("indicator,target,events,trials\nA,45%,5,\n").contains("both counts are needed"))
    #expect(
      try fault("indicator,target,actual,direction\nA,45%,5%,sideways\n").contains(
        "“sideways” is no direction"))
    #expect(try fault("indicator,target\nA,45%\n").contains("there is no column actual"))
    #expect(try fault("indicator,target,actual\nA,45%,\n").contains("line 2, column actual"))
  }

  @Test("an indicator on few events, few others or few people is hidden, with all that derives from them")
  func suppressed() throws {
    let table = try figureTable(
      "indicator,target,actual,events,trials\nhoused,80%,77.8%,70,90\nemployed,50%,13.3%,4,30\n"
        + "seen,90%,90.0%,27,30\nnone,10%,0.0%,0,40\nprinted,10%,12.5%,,\n")
    let result = try TargetComparison(table, suppression: Suppression(upTo: 5))
    #expect(result.hidden.map(\.name) == ["employed", "seen"])
    #expect(result.indicators.map(\.name) == ["housed", "none", "printed"])
    #expect(result.sentences.contains("employed: suppressed, because the counts are small."))
    #expect(!result.sentences.contains { $0.contains("13.3%") || $0.contains("27") })
    #expect(result.notes[0].hasPrefix("2 indicators are suppressed ([c])"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(result)) as? [String: Any])
    let groups = try #require(object["groups"] as? [[String: Any]])
    let hidden = groups.filter { $0["flags"] as? [String] == ["[c]"] }
    #expect(groups.count == 5 && hidden.count == 2)
    for key in ["actual", "difference", "verdict", "probabilityMet", "events", "trials", "lower", "upper"] {
      #expect(hidden.allSatisfy { $0[key] is NSNull }, "\(key)")
    }
    #expect(!result.table.csv().contains("0.133") && !result.table.csv().contains("0.9,0."))
    #expect(
      try TargetComparison(
        figureTable("indicator,target,events,trials\na,50%,2,30\n"),
        suppression: Suppression(upTo: 5)
      ).headline == "Every indicator is suppressed")
  }
}
