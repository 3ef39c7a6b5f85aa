import Reoffending
import Statistics
import Testing

@Suite("stretches of time of people")
struct HazardSpellsTests {
  private func spells(_ rows: [(from: Double, to: Double, event: Bool)]) -> HazardSpells {
    HazardSpells(
      times: rows.map(\.to), events: rows.map(\.event), entries: rows.map(\.from),
      isComplete: rows.map { _ in true })
  }

  @Test("events are numbered person by person, in order of time and not of the file")
  func numbers() throws {
    let own = spells([(5, 9, true), (0, 4, false), (0, 5, true), (9, 12, false)])
    #expect(try own.eventNumbers(persons: ["a", "b", "a", "a"]) == [2, 1, 1, 3])
  }

  @Test("a person at risk twice at one time is refused, the first of the file where there are several")
  func overlaps() throws {
    let rows = (0..<40).flatMap { _ in [(0.0, 5.0, false), (4.0, 9.0, false)] }
    let persons = (0..<40).flatMap { ["person \(40 - $0)", "person \(40 - $0)"] }
    let fault = #expect(throws: HazardSpells.Fault.self) { try spells(rows).eventNumbers(persons: persons) }
    #expect(
      fault?.row == 1
        && fault?.message.hasPrefix("person 40 is followed twice at one time: from 0 to 5") == true)
    // Stretches that only touch are right, and rows left out do not count.
    #expect(try spells([(0, 5, false), (5, 9, false)]).eventNumbers(persons: ["a", "a"]) == [1, 1])
    let left = HazardSpells(
      times: [5, 9], events: [false, false], entries: [0, 4], isComplete: [true, false])
    #expect(try left.eventNumbers(persons: ["a", "a"]) == [1, 1])
  }

  @Test("a covariate over time cuts where it changes, a lag keeps people out until its first value counts")
  func unfolding() throws {
    let work = try #require(TimeVaryingCovariate("work=week1-week3"))
    #expect(work.columns == ["week1", "week2", "week3"])
    let columns: [[Double?]] = [[0], [0], [1]]
    var own = spells([(0, 3, true)])
    try own.unfold(work, columns: columns)
    // Weeks one and two are alike and stay together.
    #expect(own.entries == [0, 2] && own.times == [2, 3] && own.events == [false, true])
    var late = spells([(0, 3, true)])
    try late.unfold(try #require(TimeVaryingCovariate("work=week1-week3", lag: 1)), columns: columns)
    #expect(late.entries == [1] && late.times == [3] && late.events == [true])
    var long = spells([(0, 4, true)])
    let fault = #expect(throws: HazardSpells.Fault.self) { try long.unfold(work, columns: columns) }
    #expect(fault?.row == 0 && fault?.message.contains("until 3") == true)
    for wrong in ["work", "work=week3-week1", "work=week1-month3", "work=weeks"] {
      #expect(TimeVaryingCovariate(wrong) == nil, "\(wrong)")
    }
  }
}
