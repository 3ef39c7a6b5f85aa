import CairoRenderer
import Foundation
import Studies
import TestSupport
import Testing

@Suite("funnel of rates")
struct RateFunnelQuestionTests {
  private let csv =
    "area,year,crimes,population,dsr\nA,2020,5120,81000,6100.5\nB,2020,2210,40100,5700\nC,2020,3015,61000,5005\n"
    + "D,2020,9800,120500,7900\nTotal,2020,20145,302600,6657\n"

  @Test(
    "events over a population: rates, the mean, categories, a figure; the row of the total counts for nothing"
  )
  func crude() throws {
    let study = try AnyStudy(
      "funnel", of: .csv(csv), ["by": "area", "events": "crimes", "exposure": "population"])
    let answer = try object(study)
    #expect(answer["of"] as? String == "rates" && answer["per"] as? Double == 100_000)
    expectClose(try #require(answer["target"] as? Double), 20145 / 302_600 * 100_000)
    let points = try #require(answer["points"] as? [[String: Any]])
    #expect(points.map { $0["observed"] as? Int } == [5120, 2210, 3015, 9800])
    #expect(
      points.map { $0["category"] as? String } == [
        "below 0.998", "below 0.998", "below 0.998", "above 0.998",
      ])
    #expect(study.sentences.contains("D: 8,132.8 per 100,000, above the limits of 99.8%."))
    #expect(study.notes.contains { $0.hasPrefix("1 row left out, whose name says") })
    let renderer = try CairoRenderer()
    _ = try study.figure.layout(measurer: renderer).scene
  }

  @Test(
    "a total by another name, or by its sum only, is no area; totals taken and other areas are",
    arguments: [
      ("All persons", "20145,302600", "apart", 4), ("England", "20145,302600", "apart", 4),
      ("England", "20146,302600", "apart", 5), ("England", "20145,302600", "taken", 5),
    ])
  func totals(name: String, figures: String, totals: String, areas: Int) throws {
    let text = csv.replacing("Total,2020,20145,302600", with: "\(name),2020,\(figures)")
    let answer = try object(
      AnyStudy(
        "funnel", of: .csv(text),
        ["by": "area", "events": "crimes", "exposure": "population", "totals": totals]))
    #expect((answer["points"] as? [Any])?.count == areas)
  }

  @Test("rows of a group are added up, and a given target is in the unit of the rates")
  func sums() throws {
    let twice = csv + "A,2021,5000,81500,6000\n"
    let study = try AnyStudy(
      "funnel", of: .csv(twice),
      ["by": "area", "events": "crimes", "exposure": "population", "per": "1000", "target": "60"])
    let answer = try object(study)
    #expect(answer["target"] as? Double == 60)
    let first = try #require((answer["points"] as? [[String: Any]])?.first)
    expectClose(try #require(first["y"] as? Double), 10120 / 162.5)
    #expect(
      try refusal("funnel", twice, ["by": "area", "events": "crimes", "rate": "dsr"]).contains("A has 2 rows")
    )
  }

  @Test("standardised rates of a column, and those standardised here")
  func standardised() throws {
    let published = try object(
      AnyStudy("funnel", of: .csv(csv), ["by": "area", "events": "crimes", "rate": "dsr"]))
    #expect(published["of"] as? String == "dsr")
    let points = try #require(published["points"] as? [[String: Any]])
    expectClose(try #require(points[0]["x"] as? Double), 5120 * 100_000 / 6100.5)
    let people =
      "area,age_band,cohort,reoffenders\nA,young,100,50\nA,old,300,60\nB,young,300,120\nB,old,100,30\n"
    let direct = try #require(
      object(AnyStudy("standardise", of: .csv(people), ["by": "area", "strata": "age_band"]))["groups"]
        as? [[String: Any]])
    let study = try AnyStudy("funnel", of: .csv(people), ["by": "area", "strata": "age_band"])
    let own = try #require(object(study)["points"] as? [[String: Any]])
    for (point, group) in zip(own, direct) {
      let rate = try #require((group["direct"] as? [String: Any])?["estimate"] as? Double)
      expectClose(try #require(point["y"] as? Double), rate * 100, relative: 1e-12)
    }
    #expect(own.map { $0["observed"] as? Int } == [110, 150])
  }

  @Test("what does not go together is refused")
  func refusals() throws {
    let cases: [([String: String], String)] = [
      (["by": "area", "of": "rates"], "rates are of events over one of"),
      (["by": "area", "exposure": "population", "rate": "dsr"], "rates are of events over one of"),
      (["by": "area", "exposure": "population"], "name the column of events with --events"),
      (["events": "crimes", "exposure": "population"], "--by"),
      (
        ["by": "area", "events": "crimes", "exposure": "population", "of": "dsr"],
        "does not go with --exposure"
      ),
      (["by": "area", "events": "crimes", "exposure": "population", "suppress": "5"], "--suppress"),
      (["by": "area", "events": "crimes", "exposure": "population", "per": "0"], "above 0"),
      (["by": "area", "events": "crimes", "exposure": "population", "method": "wilson"], "exact"),
      (["by": "area", "events": "crimes"], "belong to rates"),
    ]
    for (options, words) in cases {
      let found = try refusal("funnel", csv, options)
      #expect(found.contains(words), "\(options): \(found)")
    }
    #expect(
      try refusal(
        "funnel", csv + "E,2020,5,-1,3\n", ["by": "area", "events": "crimes", "exposure": "population"]
      ).contains("line 7, column population: “-1” is below zero"))
  }
}
