import Numbers
import Testing

@Suite("names of periods")
struct PeriodNamesTests {
  @Test(
    "one form of British publications each",
    arguments: [
      ("Mar-16", "2016-03-01 to 2016-03-31"), ("March 2016", "2016-03-01 to 2016-03-31"),
      ("2016-03", "2016-03-01 to 2016-03-31"), ("Mawrth 2016", "2016-03-01 to 2016-03-31"),
      ("March ’16 (p)", "2016-03-01 to 2016-03-31"), ("2016 MAR", "2016-03-01 to 2016-03-31"),
      ("Jan to Mar 2016", "2016-01-01 to 2016-03-31"), ("Oct - Dec 2015", "2015-10-01 to 2015-12-31"),
      ("Oct to Jan 2016", "2015-10-01 to 2016-01-31"), ("2015: January–March", "2015-01-01 to 2015-03-31"),
      ("Q1 2016", "2016-01-01 to 2016-03-31"), ("2016Q1", "2016-01-01 to 2016-03-31"),
      ("1st quarter 2016", "2016-01-01 to 2016-03-31"), ("Q4 2015/16", "2016-01-01 to 2016-03-31"),
      ("Q1 2015-16", "2015-04-01 to 2015-06-30"), ("Q4 (Jan to Mar) 2016", "2016-01-01 to 2016-03-31"),
      ("2015/16", "2015-04-01 to 2016-03-31"), ("2014/2015", "2014-04-01 to 2015-03-31"),
      ("FY 2015-16", "2015-04-01 to 2016-03-31"), ("2016", "2016-01-01 to 2016-12-31"),
      ("2016.0", "2016-01-01 to 2016-12-31"),
      ("2010-2012", "2010-01-01 to 2012-12-31"), ("H2 2016", "2016-07-01 to 2016-12-31"),
      ("12 months to March 2016", "2015-04-01 to 2016-03-31"),
      ("Year ending March 2015", "2014-04-01 to 2015-03-31"),
      ("year to 31 March 2015", "2014-04-01 to 2015-03-31"), ("YE Mar 15", "2014-04-01 to 2015-03-31"),
      ("Year ending 15 March 2015", "2014-03-16 to 2015-03-15"),
      ("Quarter ending June 2016", "2016-04-01 to 2016-06-30"),
      ("12 mis hyd at Fawrth 2015", "2014-04-01 to 2015-03-31"),
      ("April 2014 – March 2015", "2014-04-01 to 2015-03-31"), ("Apr14-Mar15", "2014-04-01 to 2015-03-31"),
      ("Apr 14/Mar 15", "2014-04-01 to 2015-03-31"), ("2014-04/2015-03", "2014-04-01 to 2015-03-31"),
      ("1 April to 31 March 2015", "2014-04-01 to 2015-03-31"),
      ("week ending 3 January 2016", "2015-12-28 to 2016-01-03"),
      ("w/e 3 January 2016", "2015-12-28 to 2016-01-03"),
      ("y/e Mar 15", "2014-04-01 to 2015-03-31"), ("q/e June 2016", "2016-04-01 to 2016-06-30"),
      ("2016-W03", "2016-01-18 to 2016-01-24"),
      ("31/12/2014", "2014-12-31"), ("31-Dec-14", "2014-12-31"),
      ("2014 (Jul–Sep)", "2014-07-01 to 2014-09-30"), ("2014 (Q4)", "2014-10-01 to 2014-12-31"),
      ("2014/15 (Jan to Mar)", "2015-01-01 to 2015-03-31"), ("2014/15 [Q1]", "2014-04-01 to 2014-06-30"),
      ("2014 (H2)", "2014-07-01 to 2014-12-31"), ("2014/15 (Apr to Mar)", "2014-04-01 to 2015-03-31"),
      ("2014/15 (Mar to Apr)", "2014-04-01 to 2015-03-31"),
    ])
  func forms(name: String, period: String) {
    #expect(PeriodNames.period(name)?.description == period)
  }

  @Test(
    "what is no period, or two, is none",
    arguments: [
      "Q1", "Spring 2016", "Total", "2014 to 2015", "Jan 2015 to date", "Mar", "2015-13", "2016 Q5",
      "31/02/2015", "", "March 2016 to March 2015", "FY16", "2015/17x",
    ])
  func refusals(name: String) {
    let names = PeriodNames([name])
    #expect(names.periods == [nil])
    #expect(names.problems[0]?.isEmpty == false)
  }

  @Test("what one name leaves open, the column settles")
  func columns() {
    func texts(_ names: [String]) -> [String?] { PeriodNames(names).periods.map { $0?.description } }
    #expect(texts(["2011-10", "2011-11", "2011-12"]).last == "2011-12-01 to 2011-12-31")
    #expect(texts(["2010-11", "2011-12"]).last == "2011-04-01 to 2012-03-31")
    #expect(texts(["01/03/2016", "01/02/2016", "01/12/2015"]).first == "2016-03-01 to 2016-03-31")
    #expect(texts(["13/01/2016", "02/03/2016"]).last == "2016-03-02")
    #expect(texts(["01/13/2016", "02/03/2016"]).last == "2016-02-03")
    let quarters = PeriodNames(["2016-03-31", "2015-12-31"])
    #expect(quarters.periods[0]?.description == "2016-01-01 to 2016-03-31")
    #expect(quarters.notes[0].contains("last day of 3 months"))
    #expect(texts(["42004", "42035"]) == ["2014-12-01 to 2014-12-31", "2015-01-01 to 2015-01-31"])
  }

  @Test("an order of day and month that nothing decides is asked for")
  func open() {
    let names = PeriodNames(["01/02/2015", "02/03/2015"])
    #expect(names.periods == [nil, nil] && names.problems[1]?.contains("--dates day-first") == true)
    #expect(PeriodNames(["01/02/2015", "02/03/2015"], order: .monthFirst).periods[1]?.first.day == 3)
    let both = PeriodNames(["13/02/2015", "02/14/2015"])
    #expect(both.problems[0]?.contains("write the whole column one way") == true)
  }

  @Test("periods that count from a beginning not said have order and length only")
  func elapsed() throws {
    let weeks = PeriodNames(["Weeks 1 to 4", "Weeks 5 to 8", "Weeks 13 to 16"])
    #expect(weeks.scale == .elapsed)
    let periods = weeks.periods.compactMap(\.self)
    try #require(periods.count == 3)
    #expect(periods[0].days == 28 && periods[0].gap(before: periods[1]) == nil)
    #expect(periods[1].gap(before: periods[2])?.length == "4 weeks")
  }

  @Test("what two periods share, and what lies between them")
  func relations() throws {
    let first = try #require(Period(year: 2014, month: 4, months: 12))
    let second = try #require(Period(year: 2014, month: 7, months: 12))
    let later = try #require(Period(year: 2016, month: 1))
    #expect(first.overlaps(second) && first.shared(with: second)?.wholeMonths == 9)
    #expect(first.gap(before: later)?.length == "9 months" && first < second)
    #expect(later.extended(toMonths: 12)?.description == "2015-02-01 to 2016-01-31")
    #expect(Period(year: 2016, month: 13) == nil && Period(year: 2016, month: 1, months: 0) == nil)
  }

  @Test("days of a column, with what was taken for granted")
  func dates() {
    let british = DateNames(["31/12/2014", "05/01/2015 23:50", "1 February 2015"])
    #expect(british.dates.map { $0?.description } == ["2014-12-31", "2015-01-05", "2015-02-01"])
    #expect(british.notes.count == 1 && british.notes[0].contains("times of day"))
    #expect(DateNames(["42004", "42009"]).dates[1]?.description == "2015-01-05")
    #expect(DateNames(["01/02/2015"]).problems[0]?.contains("--dates") == true)
    #expect(DateNames(["2015-02-30"]).dates == [nil])
  }

  @Test(
    "quarters and years that are named by their last month, and years of two digits",
    arguments: [
      ("March quarter 2014", "2014-01-01 to 2014-03-31"), ("Mar qtr 14", "2014-01-01 to 2014-03-31"),
      ("Dec-qtr-2013", "2013-10-01 to 2013-12-31"), ("2014 June quarter", "2014-04-01 to 2014-06-30"),
      ("June year 2015", "2014-07-01 to 2015-06-30"), ("Q4 15/16", "2016-01-01 to 2016-03-31"),
      ("99/00 Q1", "1999-04-01 to 1999-06-30"), ("April 2015/16", "2015-04-01 to 2015-04-30"),
      ("Jan 2015-16", "2016-01-01 to 2016-01-31"), ("FYE 2016", "2015-04-01 to 2016-03-31"),
      ("Financial year ending 2016", "2015-04-01 to 2016-03-31"),
      ("FYE March 2016", "2015-04-01 to 2016-03-31"),
    ])
  func lastMonths(name: String, wanted: String) throws {
    #expect(PeriodNames([name]).periods.first.flatMap(\.self)?.description == wanted)
  }

  @Test("13/14 among others is a financial year, and names without a year or with an open one say what helps")
  func openYears() {
    let short = PeriodNames(["13/14", "14/15", "12/13"])
    #expect(short.scale == .calendar && short.problems.isEmpty)
    #expect(
      short.periods.map { $0?.description } == [
        "2013-04-01 to 2014-03-31", "2014-04-01 to 2015-03-31", "2012-04-01 to 2013-03-31",
      ])
    #expect(PeriodNames(["09/10", "10/11"]).scale == .elapsed)
    #expect(PeriodNames(["April quarter 2014"]).problems[0] != nil)
    let open = PeriodNames(["FY13", "May", "Q4"]).problems
    #expect(open[0]?.contains("write 2013/14 or 2012/13, or say that it ends, as in FYE 2013") == true)
    #expect(open[1]?.contains("period(YEAR, MONTH)") == true && open[2]?.contains("as Q4 2016") == true)
  }

  @Test(
    "pairs of a year and a number are years where all lie as far apart, and months elsewhere",
    arguments: [
      (["2001-03", "2004-06", "2010-12"], "2001-01-01 to 2003-12-31"),
      (["2010 - 12", "2011 - 13"], "2010-01-01 to 2012-12-31"),
      (["2001-3", "2004-6"], "2001-01-01 to 2003-12-31"), (["2011-13"], "2011-01-01 to 2013-12-31"),
      (["2008-09", "2009-10"], "2008-04-01 to 2009-03-31"), (["2001-03"], "2001-03-01 to 2001-03-31"),
      (["2001-03", "2001-04"], "2001-03-01 to 2001-03-31"),
      (["2010-10", "2010-11", "2010-12"], "2010-10-01 to 2010-10-31"),
    ])
  func pairedYears(names: [String], first: String) {
    let read = PeriodNames(names)
    #expect(read.problems.isEmpty, "\(read.problems)")
    #expect(read.periods.first??.description == first)
  }

  @Test("a month that does not exist is no year, because the others are months")
  func noYears() {
    #expect(PeriodNames(["2010-10", "2010-11", "2010-13"]).problems[2] != nil)
  }

  @Test("two years without a sign between them are a year each, and not the months that they could be")
  func joinedYears() {
    let years = PeriodNames(["200910", "201011", "201112"])
    #expect(
      years.periods.map { $0?.description } == [
        "2009-04-01 to 2010-03-31", "2010-04-01 to 2011-03-31", "2011-04-01 to 2012-03-31",
      ])
    #expect(PeriodNames(["201213"]).periods == [Period(year: 2012, month: 4, months: 12)])
    #expect(PeriodNames(["201516.0", "201617.0"]).periods[1] == Period(year: 2016, month: 4, months: 12))
  }

  @Test("months of six digits stay months")
  func sixDigitMonths() {
    let months = PeriodNames(["201010", "201011", "201012"])
    #expect(months.periods == [10, 11, 12].map { Period(year: 2010, month: $0) })
    #expect(PeriodNames(["201011"]).periods == [Period(year: 2010, month: 11)])
    #expect(!PeriodNames(["201214", "201315"]).problems.isEmpty)
  }
}
