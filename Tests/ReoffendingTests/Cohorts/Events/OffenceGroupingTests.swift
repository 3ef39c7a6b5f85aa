import PublishedData
import Reoffending
import Tables
import Testing

@Suite("Offence grouping")
struct OffenceGroupingTests {
  private func bundled(_ name: String) throws -> OffenceGrouping {
    try OffenceGrouping(
      name: name,
      table: bundledTable("offence-groupings").filtered(where: RowFilter(parsing: "grouping = \"\(name)\"")))
  }

  @Test(
    "the bundled groupings have the published numbers of groups",
    arguments: [("published-2013", 13), ("ogrs", 20), ("hmpps-parent", 12)])
  func bundledGroupings(_ name: String, _ count: Int) throws {
    let grouping = try bundled(name)
    #expect(grouping.groups.count == count)
    for group in grouping.groups { #expect(grouping.group(of: group) == group) }
  }

  @Test("every group of OGRS3 is one of the grouping, and the papers' offences are found")
  func names() throws {
    let grouping = try bundled("ogrs")
    for group in OGRS3.offenceWeights.groups { #expect(grouping.group(of: group.name) == group.name) }
    #expect(grouping.group(of: "THEFT (from vehicles)") == "Theft from vehicles")
    var reading = try bundledTable("offences-by-area").reading()
    let printed = reading.texts("offence").values.compactMap(\.self)
    try reading.finish()
    for offence in printed { #expect(grouping.group(of: offence) != nil, "\(offence)") }
    #expect(grouping.group(of: "piracy") == nil)
  }

  @Test("an offence in two groups is refused by line")
  func contradiction() throws {
    let table = try Table(
      csv: Array("offence,group\narson,Damage\nArson,Violence\n".utf8), source: "own.csv")
    let error = #expect(throws: TableError.self) { try OffenceGrouping(name: "own", table: table) }
    #expect(
      error?.description
        == "own.csv, line 3, column group: “Arson” is in the group Damage already; an offence belongs to one group"
    )
  }

  @Test("index offences are grouped, and an unknown one is named by line")
  func unknown() throws {
    func rates(_ offence: String) throws -> EventCohortRates {
      let history = try EventFile.history(
        text:
          "person,event,date,conviction_date,offence\nA,index,2015-10-01,,Handling\nB,index,2015-10-02,,\(offence)",
        dataEnd: "2018-01-01")
      return try EventCohortRates(
        EventCohorts(history, plan: .quarters), by: ["offence_group"], grouping: bundled("ogrs"))
    }
    #expect(
      try rates("Theft (non-motor)").groups.map(\.rates.name) == [
        "2015 Q4, Handling stolen goods", "2015 Q4, Theft (non-motor)",
      ])
    let error = #expect(throws: TableError.self) { try rates("piracy") }
    #expect(
      error?.description.hasPrefix(
        "events.csv, line 3, column offence: “piracy” is not an offence of the grouping ogrs") == true)
  }
}
