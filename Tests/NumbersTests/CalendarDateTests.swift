import Numbers
import Numbers
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test("days since 1970 and back, on every day of four centuries")
  func days() throws {
    var before: CalendarDate?
    for number in -62_000...85_000 {
      let date = try #require(CalendarDate(daysSince1970: number))
      #expect(date.daysSince1970 == number)
      if let before { #expect(before < date) }
      before = date
    }
    #expect(CalendarDate(daysSince1970: 0)?.description == "1970-01-01")
    #expect(CalendarDate(daysSince1970: 16_860)?.description == "2016-02-29")
    #expect(CalendarDate(daysSince1970: -719_162)?.description == "0001-01-01")
    #expect(CalendarDate(daysSince1970: 2_932_896)?.description == "9999-12-31")
    #expect(CalendarDate(daysSince1970: 2_932_897) == nil)
    #expect(CalendarDate(daysSince1970: -719_163) == nil)
  }

  @Test(
    "months later is the same day, or the last of a shorter month",
    arguments: [
      ("2015-10-01", 12, "2016-10-01"), ("2016-02-29", 12, "2017-02-28"), ("2015-08-31", 18, "2017-02-28"),
      ("2015-12-31", 2, "2016-02-29"), ("2015-11-30", 1, "2015-12-30"), ("2016-02-29", 48, "2020-02-29"),
      ("2015-01-31", 0, "2015-01-31"),
    ])
  func months(_ start: String, _ months: Int, _ end: String) throws {
    #expect(try #require(CalendarDate(iso8601: start)).adding(months: months)?.description == end)
  }

  @Test("no month after the calendar, none backwards")
  func ends() throws {
    let last = try #require(CalendarDate(year: 9999, month: 12, day: 1))
    #expect(last.adding(months: 1) == nil)
    #expect(last.adding(months: -1) == nil)
  }
}
