import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("trends")
struct TrendTests {
  private let quarters =
    "quarter,cohort,reoffenders\n2016 Q1,200,60\n2016 Q2,210,66\n2015 Q4,190,50\n2016 Q3,205,61\n"

  @Test("a p-chart in order of time, whatever that of the table, with the change from first to last")
  func proportions() throws {
    let trend = try Trend(figureTable(quarters), time: "quarter")
    #expect(trend.points.map(\.time) == ["2015 Q4", "2016 Q1", "2016 Q2", "2016 Q3"])
    let centre = 237.0 / 805
    for point in trend.points { expectClose(try #require(point.centre), centre) }
    let half = 3 * (centre * (1 - centre) / 190).squareRoot()
    expectClose(try #require(trend.points[0].upper), centre + half)
    let change = try #require(trend.series[0].change)
    expectClose(try #require(change.difference.value), 61.0 / 205 - 50.0 / 190)
    #expect(trend.series[0].chart == .p && trend.series[0].hasProvisionalLimits)
    #expect(trend.notes.contains { $0.contains("fewer than 13 points") })
  }

  @Test("single values: the NHS example of twelve points")
  func individuals() throws {
    let values = [28, 30, 27, 29, 31, 28, 26, 30, 29, 27, 28, 30]
    let lines = values.enumerated().map { "2015-\($0 < 9 ? "0" : "")\($0 + 1),\($1)%\n" }
    let trend = try Trend(figureTable("month,actual_rate\n" + lines.joined()), time: "month")
    #expect(trend.series[0].chart == .xmr && trend.series[0].change == nil)
    expectClose(try #require(trend.points[0].centre), 0.28583333333333333, relative: 1e-12)
    expectClose(try #require(trend.points[0].lower), 0.22779697, relative: 1e-7)
    expectClose(try #require(trend.points[0].upper), 0.34386970, relative: 1e-7)
    #expect(trend.points.allSatisfy { $0.signals.isEmpty })
  }

  @Test("a point far outside is a signal, and named in the sentence")
  func signal() throws {
    var text = "year,cohort,reoffenders\n"
    for year in 2000..<2015 { text += "\(year),1000,\(year == 2007 ? 420 : 300 + year % 3)\n" }
    let trend = try Trend(figureTable(text), time: "year")
    #expect(trend.points[7].signals.contains("outside-limits"))
    #expect(trend.sentences[0].contains("2007"))
    #expect(!trend.series[0].hasProvisionalLimits)
  }

  @Test("rolling figures are refused with what would do, and printed without rules")
  func rolling() throws {
    let error = #expect(throws: StatisticsError.self) {
      try Trend(figureTable(quarters), time: "quarter", options: TrendOptions(rollingMonths: 12))
    }
    #expect(error?.description.contains("share 9 of 12 months") == true)
    #expect(error?.description.contains("--no-rules") == true)
    let plain = try Trend(
      figureTable(quarters), time: "quarter", options: TrendOptions(rollingMonths: 12, runsRules: false))
    #expect(plain.points.allSatisfy { $0.centre == nil && $0.signals.isEmpty })
    #expect(plain.series[0].change == nil)
    let ends = """
      name,period_start,period_end,cohort,reoffenders
      one,2015-01,2015-12,100,30
      two,2015-04,2016-03,100,35

      """
    #expect(throws: StatisticsError.self) { try Trend(figureTable(ends), time: "name") }
  }

  @Test("period columns of the bundled cohorts are read: two years that follow each other")
  func bundled() throws {
    let trend = try Trend(
      bundledTable("adult-reoffending-by-year", document: "draft-2018"), time: "year")
    #expect(trend.points.map(\.events) == [5900, 6436])
    #expect(!trend.notes.contains { $0.contains("not covered") })
    let change = try #require(trend.series[0].change)
    #expect(change.pValue < 0.01)
  }

  @Test("series, rebasing, gaps and reoffences for each person")
  func options() throws {
    let text = """
      area,year,cohort,reoffenders,reoffences
      A,2010,100,30,90
      A,2011,100,31,91
      A,2013,100,40,130
      A,2014,100,42,131
      B,2010,100,20,50
      B,2011,100,22,51

      """
    let rebased = try Trend(
      figureTable(text), time: "year", by: ["area"],
      options: TrendOptions(kind: .u, rebasedAt: []))
    #expect(rebased.series.count == 2 && rebased.points.count == 6)
    expectClose(rebased.points[0].rate, 0.9)
    #expect(rebased.notes.contains { $0.contains("12 months") && $0.contains("not covered") })
    let only = try figureTable(text).filtered(where: RowFilter(parsing: "area = \"A\""))
    let afresh = try Trend(only, time: "year", options: TrendOptions(rebasedAt: ["2013"]))
    expectClose(try #require(afresh.points[0].centre), 0.305)
    expectClose(try #require(afresh.points[3].centre), 0.41)
    #expect(throws: StatisticsError.self) {
      try Trend(only, time: "year", options: TrendOptions(rebasedAt: ["2012"]))
    }
  }

  @Test("one period, and a chart of people where none are known, are refused")
  func refusals() throws {
    #expect(throws: StatisticsError.self) {
      try Trend(figureTable("year,cohort,reoffenders\n2015,10,3\n"), time: "year")
    }
    #expect(throws: StatisticsError.self) {
      try Trend(
        figureTable("year,actual_rate\n2015,10%\n2016,12%\n"), time: "year", options: TrendOptions(kind: .p))
    }
  }

  @Test(
    "names of periods",
    arguments: [("2016 Q1", "2016 Q2"), ("Q4 2015", "Q1 2016"), ("2015/16", "2016/17"), ("2016Q3", "2016Q4")])
  func names(first: String, second: String) throws {
    let text = "period,cohort,reoffenders\n\(second),100,30\n\(first),100,20\n"
    let trend = try Trend(figureTable(text), time: "period")
    #expect(trend.points.map(\.time) == [first, second])
    #expect(!trend.notes.contains { $0.contains("not covered") })
  }

  @Test("periods with small counts are hidden with another, and limits, rules and change do without them")
  func suppressed() throws {
    let names = ["2015 Q1", "2015 Q2", "2015 Q3", "2015 Q4", "2016 Q1", "2016 Q2"]
    let counts = [(200, 60), (150, 4), (210, 66), (190, 50), (205, 61), (220, 70)]
    func table(_ places: [Int]) throws -> Table {
      try figureTable(
        "quarter,cohort,reoffenders\n"
          + places.map { "\(names[$0]),\(counts[$0].0),\(counts[$0].1)\n" }.joined())
    }
    let trend = try Trend(
      table(Array(0..<6)), time: "quarter", suppression: Suppression(upTo: 5))
    // The fewest reoffenders of the others are those of 2015 Q4.
    #expect(trend.hidden.map(\.time) == ["2015 Q2", "2015 Q4"])
    let without = try Trend(table([0, 2, 4, 5]), time: "quarter")
    #expect(trend.points.map(\.time) == without.points.map(\.time))
    #expect(trend.points.map(\.centre) == without.points.map(\.centre))
    #expect(trend.points.map(\.lower) == without.points.map(\.lower))
    #expect(trend.sentences.first == without.sentences.first)
    #expect(trend.sentences.contains("2015 Q2: suppressed, because the counts are small."))
    #expect(trend.notes.contains { $0.hasPrefix("2 periods are suppressed ([c])") })
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(trend)) as? [String: Any])
    let points = try #require(object["points"] as? [[String: Any]])
    let hidden = points.filter { $0["flags"] as? [String] == ["[c]"] }
    #expect(hidden.count == 2 && hidden.allSatisfy { $0["trials"] is NSNull && $0["rate"] is NSNull })
    #expect(trend.table.rows.count == 6)
    for row in trend.table.rows {
      for cell in row { if case .count(let count) = cell { #expect(!(1...5).contains(count)) } }
    }
    #expect(throws: StatisticsError.self) {
      try Trend(table([1]), time: "quarter", suppression: Suppression(upTo: 5))
    }
  }
}
