import Numbers
import Tables
import TestSupport
import Testing

@Suite("groups made of other columns")
struct DerivedColumnTests {
  private let csv = """
    area,age,homeless,out of work,date,n
    Dudley,9,yes,yes,2015-03-01,10
    Walsall,17,no,yes,2016-03-01,20
    Sandwell,60,no,no,2016-04-01,30
    Tipton,,yes,no,2015-04-01,40

    """

  private func areas(where condition: String) throws -> [String] {
    let kept = try table(csv).filtered(where: RowFilter(parsing: condition))
    let column = try kept.column("area")
    return (0..<kept.rowCount).map { kept.cell(row: $0, column: column).text }
  }

  @Test("a table of counts takes them, in the order of the ranges")
  func tableOfCounts() throws {
    let bands = try #require(try DerivedColumn("band(age, 5-9, 10-17, 50+)"))
    let needs = try #require(try DerivedColumn("count(homeless, \"out of work\")"))
    let both = try #require(try DerivedColumn("combination(homeless, \"out of work\")"))
    let years = try #require(try DerivedColumn("year(date)"))
    let made = try Tables.Table(csv: Array(csv.utf8), source: "figures.csv").adding([
      bands, needs, both, years,
    ])
    func texts(_ name: String) throws -> [String] {
      let column = try made.column(name)
      return (0..<made.rowCount).map { made.cell(row: $0, column: column).text }
    }
    #expect(try texts(bands.name) == ["5-9", "10-17", "50+", ""])
    #expect(try texts(needs.name) == ["2", "1", "0", "1"])
    #expect(try texts(both.name) == ["homeless + out of work", "out of work", "none", "homeless"])
    #expect(try texts(years.name) == ["2015", "2016", "2016", "2015"])
    var reading = made.reading()
    #expect(reading.counts("n").values == [10, 20, 30, 40])
    #expect(reading.counts(needs.name).values == [2, 1, 0, 1])
    try reading.finish()
    #expect(made.columns.count == 10)
    #expect(made.location(row: 1, column: try made.column(bands.name)).line == 3)
  }

  // Their quantile 1 is that of the highest numbers. Equal numbers stand with the higher group there, with the lower here.
  @Test(
    "groups of the same size are those of PHEindicatormethods",
    arguments: try ReferenceTable("public-health-quantiles").rows)
  func publicHealthQuantiles(_ row: ReferenceTable.Row) throws {
    let values = row.text("values").split(separator: " ").map(String.init)
    let theirs = row.text("quantiles").split(separator: " ").map(String.init)
    let groups = try #require(Int(row.text("groups")))
    let band = try #require(try DerivedColumn("band(score, \(groups) groups)"))
    let csv = "score\n" + values.map { $0 + "\n" }.joined()
    let made = try Tables.Table(csv: Array(csv.utf8), source: "scores.csv").adding([band])
    let column = try made.column(band.name)
    let own = (0..<made.rowCount).map { made.cell(row: $0, column: column).text }
    let joint = Set(zip(own, theirs).map { "\($0) is \($1)" })
    if row.text("case") == "ties" {
      #expect(groups != 4 || own.prefix(6) == ["1 to 2", "1 to 2", "1 to 2", "1 to 2", "1 to 2", "3 to 3"])
    } else {
      #expect(joint.count == groups && Set(own).count == groups && Set(theirs).count == groups)
    }
  }

  @Test("conditions take the same expressions")
  func filters() throws {
    #expect(try areas(where: "band(age, 5-9, 10-17, 50+) = \"10-17\"") == ["Walsall"])
    #expect(try areas(where: "band(age, 5-17, 50+) in (\"5-17\") and year(date) = 2016") == ["Walsall"])
    #expect(try areas(where: "count(homeless, \"out of work\") >= 1") == ["Dudley", "Walsall", "Tipton"])
    #expect(try areas(where: "band(age, 2 groups) is missing") == ["Tipton"])
    #expect(try areas(where: "not band(age, 5-9, 10+) = \"5-9\"") == ["Walsall", "Sandwell"])
    #expect(try areas(where: "combination(homeless, `out of work`) = \"none\"") == ["Sandwell"])
  }

  @Test("people are kept by them too, groups of a size counting every person")
  func people() throws {
    let rows = (1...9).map { _ in "20,1" } + ["30,0"]
    let file = try TableFile(
      csv: Array(("age,reoffended\n" + rows.joined(separator: "\n") + "\n").utf8), source: "people.csv")
    let kept = try file.people(
      [WantedColumn("age")], where: RowFilter(parsing: "band(age, 10-24, 25+) = \"25+\""))
    #expect(kept.rowCount == 1)
    let half = try file.people(
      [WantedColumn("age")], where: RowFilter(parsing: "band(age, 2 groups) = \"20 to 20\""))
    #expect(half.rowCount == 9)
  }

  @Test("a group that no row has, a number outside and an unknown column are told")
  func refusals() throws {
    func refusal(_ condition: String) -> String {
      do {
        _ = try areas(where: condition)
        return ""
      } catch { return "\(error)" }
    }
    #expect(refusal("band(age, 5-9, 10+) = \"18+\"").contains("whose groups are 5-9, 10+"))
    #expect(refusal("band(age, 10-17, 50+) = \"50+\"").contains("line 2, column age: 9 lies in no range"))
    #expect(refusal("band(agee, 5-9, 10+) = \"5-9\"").contains("did you mean age?"))
    #expect(refusal("count(area) = 1").contains("“Dudley” is neither yes nor no"))
    #expect(refusal("out of work = \"yes\"").contains("backticks"))
  }

  @Test("ranges in a column of texts have their order, and years and names have not")
  func order() throws {
    let file = try TableFile(
      csv: Array("band,year\n10-17,2013\n50+,2012\n5-9,2012\n10-17,2014\n".utf8), source: "people.csv")
    let people = try file.people([WantedColumn("band", as: .category), WantedColumn("year", as: .category)])
    #expect(try people.column("band").entries.map(\.text) == ["5-9", "10-17", "50+"])
    #expect(try people.column("band").isOrdered)
    #expect(try !people.column("year").isOrdered)
  }

  @Test("ranges of publications by name")
  func publishedBands() throws {
    let named = try #require(try DerivedColumn("band(previous, previous-offences)"))
    let csv = "previous\n0\n2\n15\n40\n"
    let made = try Tables.Table(csv: Array(csv.utf8), source: "people.csv").adding([named])
    let column = try made.column(named.name)
    #expect((0..<4).map { made.cell(row: $0, column: column).text } == ["0", "1-2", "15+", "15+"])
    #expect(throws: TableError.self) { try DerivedColumn("band(previous, moj-bands)") }
  }

  @Test(
    "numbers of bands that are too large for any figure are refused",
    arguments: ["1e999+", "01e30807+", "inf+", "nan+", "5-1e999", "<-1.7976931348623157e308", "<inf"])
  func endlessBands(_ band: String) {
    #expect(throws: TableError.self) { try DerivedColumn("band(age, \(band))") }
  }
}
