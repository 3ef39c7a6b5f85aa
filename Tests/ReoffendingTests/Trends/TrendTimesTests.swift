import Reoffending
import Statistics
import Tables
import Testing

@Suite("the time of a trend")
struct TrendTimesTests {
  private func trend(_ names: [String], _ options: TrendOptions = TrendOptions()) throws -> Trend {
    let rows = names.enumerated().map { "\($1),1000,\(250 + 50 * $0)\n" }
    return try Trend(figureTable("time,cohort,reoffenders\n" + rows.joined()), time: "time", options: options)
  }

  @Test(
    "newest first is put in order of time, however the months are named",
    arguments: [
      ["Mar-16", "Feb-16", "Jan-16", "Dec-15"],
      ["March 2016", "February 2016", "January 2016", "December 2015"],
      ["01/03/2016", "01/02/2016", "01/01/2016", "01/12/2015"], ["Q1 2016", "Q4 2015", "Q3 2015", "Q2 2015"],
      ["Jan to Mar 2016", "Oct to Dec 2015", "Jul to Sep 2015", "Apr to Jun 2015"],
      ["42430", "42401", "42370", "42339"],
    ])
  func newestFirst(names: [String]) throws {
    let trend = try trend(names)
    #expect(trend.points.map(\.time) == names.reversed())
    let change = try #require(trend.series[0].change?.difference.value)
    #expect(abs(change + 0.15) < 1e-12)
    #expect(!trend.notes.contains { $0.contains("not covered") })
  }

  @Test(
    "rolling years are refused however they are named",
    arguments: [
      ["Year ending March 2015", "Year ending June 2015"],
      ["April 2014 – March 2015", "July 2014 – June 2015"],
      ["2014-04/2015-03", "2014-07/2015-06"], ["12 months to Mar-15", "12 months to Jun-15"],
      ["Apr14-Mar15", "Jul14-Jun15"],
    ])
  func rolling(names: [String]) throws {
    let error = #expect(throws: StatisticsError.self) { try trend(names) }
    #expect(error?.description.contains("share 9 of 12 months") == true)
    #expect(try trend(names, TrendOptions(runsRules: false)).series[0].change == nil)
  }

  @Test("names that are not read are refused with their line, unless the rows are said to be in order")
  func unread() throws {
    let error = #expect(throws: TableError.self) { try trend(["Spring 2016", "Autumn 2016"]) }
    #expect(error?.description.contains("figures.csv, line 2, column time") == true)
    #expect(error?.description.contains("--in-order") == true)
    #expect(try trend(["Spring 2016", "Autumn 2016"], TrendOptions(isInOrder: true)).points.count == 2)
    #expect(throws: TableError.self) { try trend(["01/02/2015", "02/03/2015"]) }
    let chosen = try trend(["01/02/2015", "02/03/2015"], TrendOptions(dates: .monthFirst))
    #expect(chosen.points.count == 2)
  }

  @Test("a period without a figure, or of nobody, is left out, said, and not bridged by a run")
  func missing() throws {
    var text = "quarter,cohort,reoffenders\n"
    for place in 0..<12 {
      let row = place == 5 ? ",[c],[c]" : place == 8 ? ",0,0" : ",100,\(20 + place)"
      text += "\(2012 + place / 4) Q\(place % 4 + 1)" + row + "\n"
    }
    let trend = try Trend(figureTable(text), time: "quarter")
    #expect(trend.points.count == 10)
    #expect(trend.notes.contains { $0.contains("no figure is known for 2013 Q2") })
    #expect(trend.notes.contains { $0.contains("2014 Q1 has nobody") })
    // Ten figures rise one after another, but no seven of them without a gap.
    #expect(trend.points.allSatisfy { !$0.signals.contains("trend") })
  }
}
