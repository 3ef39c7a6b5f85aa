import Foundation
import Testing

@Suite("groups made by expressions")
struct DerivedGroupTests {
  private let people = """
    age,homeless,unemployed,index date,reoffended
    30,yes,yes,15/03/2016,1
    9,no,yes,01/02/2015,0
    17,no,no,13/02/2015,1
    5,yes,no,14/02/2016,0

    """

  private func names(_ run: Tool.Outcome) throws -> [String] {
    let groups = try #require(run.json()["groups"] as? [[String: Any]])
    return groups.compactMap { ($0["by"] as? [String: String])?.values.first }
  }

  @Test("ranges in their order, numbers of needs, years, groups of one size")
  func groups() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(people, to: "people.csv")
    func by(_ expression: String) throws -> [String] {
      try names(Tool.run("rates", file, "--by", expression, "--format", "json"))
    }
    #expect(try by("band(age, 5-9, 10-17, 18+)") == ["5-9", "10-17", "18+"])
    #expect(try by("count(homeless, unemployed)") == ["0", "1", "2"])
    #expect(try by("year(\"index date\")") == ["2015", "2016"])
    #expect(try by("band(age, 2 groups)") == ["5 to 9", "17 to 30"])
  }

  @Test("a number outside all ranges, and ranges that share one, are refused")
  func refusals() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(people, to: "people.csv")
    let outside = try Tool.run("rates", file, "--by", "band(age, 10-17, 18+)")
    #expect(outside.status == 65 && outside.error.contains("line 3, column age"))
    #expect(try Tool.run("rates", file, "--by", "band(age, 0-10, 10-17, 18+)").status == 64)
    #expect(try Tool.run("rates", file, "--by", "band(age)").status == 64)
  }

  @Test("tables of counts, conditions, factors and formulas take the same expressions")
  func everywhere() throws {
    let folder = try Tool.Folder()
    let counts = try folder.write(
      """
      area,age,day,cohort,reoffenders
      Dudley,55,2015-03-01,100,20
      Dudley,9,2016-03-01,50,25
      Walsall,12,2015-05-01,80,30
      Walsall,60,2016-05-01,40,10

      """, to: "counts.csv")
    let bands = "band(age, 5-9, 10-17, 50+)"
    #expect(
      try names(Tool.run("rates", counts, "--by", bands, "--format", "json")) == ["5-9", "10-17", "50+"])
    #expect(
      try names(Tool.run("rates", counts, "--by", "year(day)", "--format", "json")) == ["2015", "2016"])
    #expect(
      try names(
        Tool.run("rates", counts, "--by", "area", "--where", "\(bands) = \"10-17\"", "--format", "json"))
        == ["Walsall"])
    let file = try folder.write(people, to: "people.csv")
    let factors = try Tool.run("factors", file, "--factors", "band(age, 0-10, 11+)=0-10", "--format", "json")
    #expect(factors.status == 0, "\(factors.error)")
    let rows = try #require(factors.json()["factors"] as? [[String: Any]])
    #expect(rows.first?["level"] as? String == "11+" && rows.first?["reference"] as? String == "0-10")
    let fit = try Tool.run(
      "fit", file, "--formula", "reoffended ~ band(age, 0-10, 11+)", "--firth", "--format", "json")
    let terms = try #require(fit.json()["coefficients"] as? [[String: Any]])
    #expect(terms.compactMap { $0["term"] as? String } == ["(Intercept)", "band(age, 0-10, 11+)=11+"])
    let report = try folder.write(
      """
      title: Mine
      sections:
        - title: Ages
          figures:
            - name: ages
              verb: rates
              data: counts.csv
              by: ["band(age, 5-9, 10-17, 50+)"]
              where: "year(day) = 2015"

      """, to: "report.yml")
    let drawn = try Tool.run("report", report, "--output", folder.path + "/out")
    #expect(drawn.status == 0, "\(drawn.error)")
  }

  @Test("names with blanks and signs work in conditions and formulas, and messages say how to quote them")
  func quoting() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(
      "age-band,out of work,reoffended\n18-24,yes,1\n18-24,no,0\n25+,yes,1\n25+,no,1\n25+,no,0\n",
      to: "people.csv")
    #expect(try Tool.run("rates", file, "--by", "out of work,age-band").status == 0)
    #expect(
      try Tool.run("rates", file, "--where", "`age-band` = \"25+\" and `out of work` = \"no\"").status == 0)
    #expect(
      try Tool.run("fit", file, "--formula", "reoffended ~ `out of work` + `age-band`", "--firth").status == 0
    )
    #expect(try Tool.run("rates", file, "--where", "out of work = \"no\"").error.contains("backticks"))
    #expect(try Tool.run("fit", file, "--formula", "reoffended ~ out of work").error.contains("backticks"))
    let rule = try Tool.run("audit", file, "--rule", "out of work <= 1")
    #expect(rule.error.contains("in quotes"))
  }

  @Test("NA, NULL and nothing are no groups in tables of people and of counts, unless they are kept as names")
  func missingGroups() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(
      "area,reoffended\nNA,1\nDudley,0\nNULL,1\n,1\nDudley,1\nWalsall,0\n", to: "people.csv")
    let left = try Tool.run("rates", file, "--by", "area", "--format", "json")
    #expect(try names(left) == ["Dudley", "Walsall"])
    #expect(
      try Tool.run("rates", file, "--by", "area").error.contains(
        "3 people are left out, because area is missing (NA, NULL, empty)"))
    #expect(
      try names(Tool.run("rates", file, "--by", "area", "--keep-missing", "--format", "json")).count == 5)
    let counts = try folder.write(
      "area,cohort,reoffenders\nNA,100,30\nDudley,120,40\nWalsall,50,10\n", to: "counts.csv")
    let rows = try Tool.run("rates", counts, "--by", "area", "--format", "json")
    #expect(try names(rows) == ["Dudley", "Walsall"])
    #expect(try Tool.run("rates", counts, "--by", "area").error.contains("1 row is left out"))
    let total = try #require(rows.json()["total"] as? [String: Any])
    #expect(total["trials"] as? Int == 170)
    #expect(
      try names(Tool.run("rates", counts, "--by", "area", "--keep-missing", "--format", "json")) == [
        "NA", "Dudley", "Walsall",
      ])
  }

  @Test("a number printed as a range costs its own group only")
  func ranges() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(
      "area,cohort,reoffenders\nDudley,120,40\nWalsall,50,<5\nTipton,5–9,3\n", to: "counts.csv")
    let run = try Tool.run("rates", file, "--by", "area", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let said = try Tool.run("rates", file, "--by", "area").error
    #expect(said.contains("Walsall: the number of reoffenders is printed as a range"))
    #expect(said.contains("Tipton: the cohort is printed as a range"))
    let groups = try #require(run.json()["groups"] as? [[String: Any]])
    #expect(groups.count == 3)
  }

  @Test("a column makes groups by itself and within an expression at once")
  func twice() throws {
    let outcome = try Tool.run(
      "rates", "-", "--by", "homeless,combination(homeless, unemployed)", "--format", "csv",
      input: "homeless,unemployed,reoffended\nyes,no,1\nyes,yes,0\nno,yes,1\nno,no,0\nyes,yes,1\n")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.text.contains("yes,homeless + unemployed,2,1"), "\(outcome.text)")
  }

  @Test("a day makes groups by itself and by its year at once")
  func dayAndYear() throws {
    let outcome = try Tool.run(
      "rates", "-", "--by", "index_date,year(index_date)", "--format", "csv",
      input: "index_date,reoffended\n2015-03-01,1\n2015-03-01,0\n2016-03-01,1\n")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.text.contains("2015-03-01,2015,2,1"), "\(outcome.text)")
  }
}
