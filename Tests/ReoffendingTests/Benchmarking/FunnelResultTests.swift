import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("funnels of groups")
struct FunnelResultTests {
  /// The test set of FunnelPlotR: observed and expected numbers of six units.
  private func units() throws -> CohortTable {
    let observed = [100, 150, 180, 80, 120, 225]
    let expected = [10.8, 11.2, 16.5, 9.5, 10.0, 22.0]
    let lines = zip(observed, expected).enumerated().map { "u\($0),1000,\($1.0),\($1.1)%\n" }
    return try CohortTable(
      figureTable("unit,cohort,reoffenders,predicted_rate\n" + lines.joined()), by: ["unit"])
  }

  @Test("ratios where a prediction exists; exact limits, φ and τ² as published for the set")
  func ratios() throws {
    let funnel = try Funnel(units(), trimming: .truncate, method: .chiSquared)
    #expect(funnel.quantity == .ratios && funnel.target == 1 && funnel.method == "chi-squared")
    #expect(funnel.notes.contains { $0.contains("FunnelPlotR") })
    let exact = try Funnel(units(), trimming: .truncate)
    let own = try RatioFunnel().limits(expected: 100)
    #expect(exact.method == "exact" && exact.points[4].limits[0] == own)
    #expect(throws: StatisticsError.self) {
      try Funnel(units(), quantity: .proportions, method: .chiSquared)
    }
    expectClose(try #require(funnel.phi), 2.948033175102358, relative: 1e-12)
    expectClose(try #require(funnel.tauSquared), 0.01947753057802157, relative: 1e-10)
    let fifth = funnel.points[4]
    expectClose(fifth.x, 100)
    expectClose(fifth.y, 1.2)
    expectClose(fifth.limits[0].lower, 0.8136399125092, relative: 1e-12)
    expectClose(fifth.limits[0].upper, 1.2162679379243, relative: 1e-12)
    expectClose(fifth.limits[1].upper, 1.34924319061, relative: 1e-11)
    #expect(fifth.category == "within")
    #expect(funnel.points.map(\.category).filter { $0 != "within" } == ["above 0.998"])
  }

  @Test("limits of proportions as PHEindicatormethods has them, where asked for; ratios have none")
  func wilson() throws {
    let exact = try Funnel(units(), quantity: .proportions)
    let funnel = try Funnel(units(), quantity: .proportions, method: .wilson)
    let own = try ProportionFunnel(target: funnel.target, method: .wilson)
    #expect(funnel.method == "wilson" && exact.method == "exact" && exact.target == funnel.target)
    #expect(
      funnel.points[4].limits == [try own.limits(trials: 1000), try own.limits(trials: 1000, level: .p998)])
    #expect(funnel.points[4].limits != exact.points[4].limits)
    #expect(
      try funnel.curve(level: .p95)[0].limits == own.limits(trials: Int(funnel.curve(level: .p95)[0].x)))
    #expect(throws: StatisticsError.self) { try Funnel(units(), method: .wilson) }
    #expect(throws: StatisticsError.self) {
      try Funnel(units(), quantity: .proportions, overdispersion: .additive, method: .wilson)
    }
  }

  @Test("additive limits widen with τ²")
  func additive() throws {
    let funnel = try Funnel(units(), overdispersion: .additive, trimming: .truncate)
    // The published limits use 1.959964 for the quantile.
    expectClose(funnel.points[4].limits[0].lower, 0.71426113782, relative: 1e-8)
    expectClose(funnel.points[4].limits[0].upper, 1.40004817154, relative: 1e-8)
    #expect(funnel.method == "logarithm")
  }

  @Test("proportions against the common rate; a unit without people known is left out, and said")
  func proportions() throws {
    let cohorts = try CohortTable(
      figureTable("area,cohort,reoffenders\nA,100,50\nB,200,60\nC,150,35\nD,,20\n"), by: ["area"])
    let funnel = try Funnel(cohorts)
    #expect(funnel.quantity == .proportions)
    expectClose(funnel.target, 145.0 / 450)
    let expected = try ProportionFunnel(target: 145.0 / 450).limits(trials: 100, level: .p95)
    #expect(funnel.points[0].limits[0] == expected)
    #expect(funnel.points[0].category == "above 0.998")
    #expect(funnel.points.count == 3 && funnel.notes.contains { $0.contains("1 group without") })
    #expect(try Funnel(cohorts, target: 0.5).points[0].category == "within")
  }

  @Test("the curve spans the sizes and agrees with the points' limits")
  func curve() throws {
    let funnel = try Funnel(units())
    let curve = try funnel.curve(level: .p95, points: 11)
    #expect(curve.count == 11)
    expectClose(curve[0].x, 95)
    expectClose(curve[10].x, 220)
    expectClose(curve[0].limits.upper, funnel.points[3].limits[0].upper, relative: 1e-12)
  }

  @Test("no people known, no prediction for ratios, variation of one group, a target outside 0 to 1: refused")
  func refusals() throws {
    let rates = try CohortTable(figureTable("area,actual_rate\nA,50%\nB,40%\n"), by: ["area"])
    #expect(throws: StatisticsError.self) { try Funnel(rates) }
    let counts = try CohortTable(figureTable("area,cohort,reoffenders\nA,100,50\n"), by: ["area"])
    #expect(throws: StatisticsError.self) { try Funnel(counts, quantity: .ratios) }
    #expect(throws: StatisticsError.self) { try Funnel(counts, overdispersion: .additive) }
    #expect(throws: StatisticsError.self) { try Funnel(counts, target: 50) }
  }

  @Test("small units are hidden with what would give them away, and no limit or target rests on them")
  func suppressed() throws {
    let rows = [(40, 3), (50, 20), (60, 30), (70, 14), (80, 33)]
    func cohorts(_ rows: [(Int, Int)]) throws -> CohortTable {
      try CohortTable(
        figureTable(
          "area,cohort,reoffenders\n"
            + rows.map { "P\($0.0),\($0.0),\($0.1)\n" }.joined()), by: ["area"])
    }
    let suppression = try #require(Suppression(upTo: 5))
    let funnel = try Funnel(suppression.applied(to: cohorts(rows)))
    #expect(funnel.hidden.map(\.description) == ["P40", "P50"])
    let without = try Funnel(cohorts([rows[2], rows[3], rows[4]]))
    #expect(funnel.target == without.target && funnel.phi == without.phi)
    #expect(funnel.points.map(\.name) == without.points.map(\.name))
    #expect(funnel.points.map { $0.limits[0] } == without.points.map { $0.limits[0] })
    #expect(funnel.sentences.contains("P40: suppressed, because the counts are small."))
    #expect(!funnel.notes.contains { $0.contains("left out") })
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(funnel)) as? [String: Any])
    let points = try #require(object["points"] as? [[String: Any]])
    #expect(points.count == 5 && points[4]["flags"] as? [String] == ["[c]"])
    for key in ["x", "y", "observed", "lower", "upper", "category", "limits"] {
      #expect(points[4][key] is NSNull, "\(key)")
    }
    let hidden = funnel.table.rows.filter { $0[0] == .text("P40") || $0[0] == .text("P50") }
    #expect(hidden.count == 2 && hidden.allSatisfy { $0.dropFirst().allSatisfy { $0 == .missing("[c]") } })
    #expect(throws: StatisticsError.self) {
      try Funnel(suppression.applied(to: cohorts([(40, 3), (50, 2)])))
    }
  }
}
