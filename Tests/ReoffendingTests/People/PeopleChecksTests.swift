import Numbers
import Reoffending
import Statistics
import Tables
import Testing

@Suite("PeopleChecks and PeopleTimes")
struct PeopleChecksTests {
  private let today = CalendarDate(year: 2026, month: 11, day: 25)

  private func message(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "nothing was refused"
  }

  @Test("an outcome of three values, of other numbers, of one value")
  func outcomes() throws {
    func refusal(_ values: String) throws -> String {
      let people = try PublicPeople.people(
        "y,x\n" + values.split(separator: " ").map { "\($0),1\n" }.joined(), ["y", "x"])
      return message { try people.checkOutcome("y") }
    }
    #expect(
      try refusal("yes no yes maybe no").contains("people.csv, line 5, column y: “maybe” is a third value"))
    #expect(try refusal("0 1 2 0").contains("people.csv, line 4, column y: “2” is neither 0 nor 1"))
    let everybody = try PublicPeople.people("y,x\n1,1\n1,2\n", ["y", "x"])
    try everybody.checkOutcome("y", allowingOneValue: true)
    let nobody = try PublicPeople.people("y,x\n,1\n,2\n", ["y", "x"])
    #expect(message { try nobody.checkOutcome("y", allowingOneValue: true) }.contains("nobody has a value"))
    #expect(try refusal("1 1 1").contains("people.csv, line 1, column y: everybody has the value “1”"))
    #expect(try refusal("1 0 1") == "nothing was refused")
  }

  @Test("a text among numbers, a day to come, a time below zero")
  func columns() throws {
    let today = try #require(today)
    let ages = (1...30).map { "\($0),2020-01-\($0 < 10 ? "0" : "")\($0)\n" }.joined()
    let mixed = message {
      _ = try PublicPeople.people("age,day\n\(ages)thirty,2020-01-31\n", ["age", "day"])
    }
    #expect(mixed.contains("line 32, column age: “thirty” is not a number, as nearly all other values"))
    let people = try PublicPeople.people("age,day\n\(ages)31,2999-01-01\n", ["age", "day"])
    let text = message { try people.checkColumns(["age", "day"], today: today) }
    #expect(text.contains("line 32, column day: 2999-01-01 lies in the future (today is 2026-11-25)"))
    let times = try PublicPeople.people("t\n3\n-2\n", ["t"])
    #expect(
      message { try times.checkNotNegative("t", what: "a time") }.contains(
        "line 3, column t: “-2” is below zero"))
  }

  @Test("errors of a model get the line of the row and the column that they are about")
  func located() throws {
    let people = try PublicPeople.people("a,b\n1,2\n3,4\n", ["a", "b"])
    let error = people.located(.badValue(column: "b", row: 2, found: "4", allowed: "below 4"))
    #expect("\(error)" == "people.csv, line 3, column b: 4 must be below 4")
    #expect(
      "\(people.located(.constantColumn("a")))".contains("line 1, column a: everybody has the same value"))
    #expect("\(people.located(.noRows(excluded: 2)))" == "\(ModelError.noRows(excluded: 2))")
  }

  @Test("times from days, cut at the end of observation, and times of those without the event")
  func times() throws {
    let today = try #require(today)
    let dates = try PublicPeople.people(
      "from,to\n2020-01-01,2020-01-11\n2020-01-01,\n2020-03-01,2020-12-31\n,2020-05-01\n", ["from", "to"])
    let until = try #require(CalendarDate(year: 2020, month: 6, day: 30))
    let result = try PeopleTimes(
      dates, source: .dates(start: "from", end: "to", until: until), events: [], today: today)
    #expect(result.times == [10, 181, 121, nil])
    #expect(result.endings == [true, false, false, true])
    let wrong = try PublicPeople.people("from,to\n2020-02-01,2020-01-11\n", ["from", "to"])
    #expect(
      message {
        _ = try PeopleTimes(
          wrong, source: .dates(start: "from", end: "to", until: until), events: [], today: today)
      }.contains("line 2, column to: 2020-01-11 is before the start 2020-02-01"))
    let late = try PublicPeople.people("from,to\n2021-02-01,\n", ["from", "to"])
    #expect(
      message {
        _ = try PeopleTimes(
          late, source: .dates(start: "from", end: "to", until: until), events: [], today: today)
      }.contains("line 2, column from: the start 2021-02-01 is after 2020-06-30"))
    let column = try PublicPeople.people("t\n30\n\n\n", ["t"])
    #expect(column.rowCount == 1, "blank lines are no people")
    let missing = try PublicPeople.people("t,e\n30,1\n,0\n,1\n", ["t", "e"])
    let events: [Bool?] = [true, false, true]
    #expect(
      message {
        _ = try PeopleTimes(missing, source: .column("t", followUp: nil), events: events, today: today)
      }.contains("line 3, column t: nothing says how long this person without the event was followed"))
    #expect(
      try PeopleTimes(missing, source: .column("t", followUp: 365), events: events, today: today).times
        == [30, 365, nil])
  }
}
