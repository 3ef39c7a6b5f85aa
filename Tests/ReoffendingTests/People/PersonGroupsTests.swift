import Reoffending
import Tables
import Testing

@Suite("groups of people by their values")
struct PersonGroupsTests {
  private let text = """
    area,sex,band
    South,F,10+
    North,M,0-9
    North,F,10+
    South,F,0-9
    ,M,0-9
    North,,10+
    South,F,10+
    """

  private func columns(_ names: [String]) throws -> [PersonColumn] {
    let people = try TableFile(csv: Array(text.utf8), source: "people.csv").people(
      names.map { WantedColumn($0, as: .category) })
    return try names.map { try people.column($0) }
  }

  @Test("rows of equal values have one number, those without a value none")
  func numbered() throws {
    let groups = PersonGroups(try columns(["area", "sex"]), rows: 7)
    let named = groups.numbers.map { $0 < 0 ? "" : groups.key(groups.levels[$0]).description }
    #expect(named == ["South, F", "North, M", "North, F", "South, F", "", "", "South, F"])
    #expect(Set(groups.numbers).count == 4)
  }

  @Test("without a column everybody is in one group")
  func everybody() throws {
    let groups = PersonGroups([], rows: 3)
    #expect(groups.numbers == [0, 0, 0])
    #expect(groups.levels == [[]])
  }

  @Test(
    "some rows are numbered in the order in which their groups appear",
    arguments: [["area"], ["area", "band"]])
  func appearing(_ names: [String]) throws {
    let groups = PersonGroups(try columns(names), rows: 7)
    let rows = [3, 1, 0, 2, 6]
    let (numbers, levels) = groups.appearing(in: rows)
    #expect(numbers == (names.count == 1 ? [0, 1, 0, 1, 0] : [0, 1, 2, 3, 2]))
    #expect(levels.count == (names.count == 1 ? 2 : 4))
    for (row, number) in zip(rows, numbers) { #expect(groups.levels[groups.numbers[row]] == levels[number]) }
  }
}
