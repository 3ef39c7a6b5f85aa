import Numbers
import Tables
import Testing

@Suite("PersonTable")
struct PersonTableTests {
  private let people = """
    id,Area Name,sex,age,days,reoffended,released,predicted,code

    1,Walsall,F,17,1.5,yes,2016-03-31,24.5%,01
    2,Dudley,M,,200,no,2016-04-01,3%,02
    3,"Walsall ",F,40,[c],NA,2015-12-31,100%,10
    4,"Sandwell,
    North",M,9,0.5,Yes,..,0%,01

    """

  private func read(_ wanted: WantedColumn..., where filter: String? = nil) throws -> PersonTable {
    try TableFile(csv: Array(people.utf8), source: "people.csv").people(
      wanted, where: filter.map { try RowFilter(parsing: $0) })
  }

  private func message(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "nothing was refused"
  }

  @Test("kinds are guessed from all values, codes with leading zeros stay categories")
  func guesses() throws {
    let table = try read(
      WantedColumn("area_name"), WantedColumn("sex"), WantedColumn("age"), WantedColumn("days"),
      WantedColumn("reoffended"), WantedColumn("released"), WantedColumn("code"))
    #expect(
      table.columns.map(\.kind) == [.category, .category, .count, .number, .boolean, .date, .category])
    #expect(try table.column("area name").levels == ["Dudley", "Sandwell,\nNorth", "Walsall"])
    #expect(try table.column("age").counts == [17, nil, 40, 9])
    #expect(try table.column("days").numbers == [1.5, 200, nil, 0.5])
    #expect(try table.column("days").missing(row: 2) == .suppressed)
    #expect(try table.column("reoffended").flags == [true, false, nil, true])
    #expect(try table.column("released").dates[1] == CalendarDate(year: 2016, month: 4, day: 1))
    #expect(try table.column("code").levels == ["01", "02", "10"])
    #expect(table.schemaNote.contains("Area Name as 3 categories, sex as 2 categories, age as counts"))
  }

  @Test("a row knows its line, a column its name and number")
  func places() throws {
    let table = try read(WantedColumn("Area Name"), WantedColumn("age"))
    #expect((0..<4).map { table.line(row: $0) } == [3, 4, 5, 6])
    #expect(
      "\(table.location(row: 1, column: table.columns[1]))" == "people.csv, line 4, column age")
  }

  @Test("missing values have a reason, are counted, and can be refused")
  func missing() throws {
    let days = try read(WantedColumn("days")).columns[0]
    #expect(days.missingCounts.map(\.reason) == [.suppressed] && days.missingCounts.map(\.rows) == [1])
    #expect(
      message { _ = try read(WantedColumn("age", missing: .refused)) }
        == "people.csv, line 4, column age: the cell is empty; a count is needed")
  }

  @Test("rates are fractions, per cents divided once")
  func rates() throws {
    #expect(try read(WantedColumn("predicted", as: .rate)).columns[0].numbers == [0.245, 0.03, 1, 0])
    #expect(
      message { _ = try read(WantedColumn("days", as: .rate)) }.contains(
        "line 7, column days: “0.5” is a fraction"))
  }

  @Test("wrong cells are named with line and column, all of them")
  func faults() throws {
    let text = message {
      _ = try read(WantedColumn("sex", as: .count), WantedColumn("released", as: .number))
    }
    #expect(text.split(separator: "\n").count == 7, "\(text)")
    #expect(text.hasPrefix("people.csv, line 3, column sex: “F” is not a count"))
    #expect(text.contains("people.csv, line 5, column released: “2015-12-31” is not a number"))
  }

  @Test("an unknown column gets the nearest name, a column named twice is numbered")
  func columns() throws {
    #expect(message { _ = try read(WantedColumn("sexe")) }.contains("did you mean sex?"))
    let twice = try TableFile(csv: Array("a,b,a,a.1,a\n1,2,3,4,5\n".utf8), source: "twice.csv")
    #expect(twice.columns.map(\.name) == ["a", "b", "a.2", "a.1", "a.3"])
    #expect(
      twice.notes == [
        "column 3 has the name a of an earlier one; it is read as a.2",
        "column 5 has the name a of an earlier one; it is read as a.3",
      ])
    #expect(try twice.people([WantedColumn("a.2")]).column("a.2").numbers == [3])
  }

  @Test("a filter keeps rows, and their lines")
  func filter() throws {
    let table = try read(WantedColumn("area name"), where: "age >= 17 and sex = 'F'")
    #expect(table.rowCount == 2 && table.fileRowCount == 4)
    #expect(table.columns[0].texts == ["Walsall", "Walsall"])
    #expect(table.line(row: 1) == 5)
    #expect(message { _ = try read(WantedColumn("sex"), where: "age > 99") }.contains("age > 99"))
  }

  @Test("ragged rows are refused, whichever columns are asked for")
  func ragged() throws {
    let file = try TableFile(csv: Array("a,b\n1,2\n3\n4,5,6\n".utf8), source: "ragged.csv")
    let text = message { _ = try file.people([WantedColumn("a")]) }
    #expect(text.contains("line 3, column b: the row has 1 field and the header 2"))
    #expect(text.contains("line 4, column 3: the row has 3 fields"))
  }
}
