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
}
