import Tables
import Testing

@Suite("RowFilter")
struct RowFilterTests {
  private let people = """
    id,area,sex,age,rate,cohort size
    1,Dudley,F,17,24.5%,"1,234"
    2,Dudley,M,18,[c],7
    3,Walsall,F,40,30%,12
    4,Sandwell,X,,50%,8

    """

  private func ids(_ filter: String) throws -> [String] {
    let table = try table(people).filtered(where: RowFilter(parsing: filter))
    let id = try table.column("id")
    return (0..<table.rowCount).map { table.cell(row: $0, column: id).text }
  }

  @Test(
    "keeps the rows that meet the condition",
    arguments: [
      ("area = \"Dudley\"", ["1", "2"]), ("area == 'Dudley' and age >= 18", ["2"]),
      ("\"area\" = \"Dudley\"", ["1", "2"]), ("\"Dudley\" = area", ["1", "2"]),
      ("\"cohort size\" > 1000", ["1"]),
      ("\"sex\" in (\"F\", \"X\")", ["1", "3", "4"]), ("\"rate\" is missing", ["2"]),
      ("age<18 or age>39", ["1", "3"]),
      ("not age < 18", ["2", "3"]), ("sex in (\"F\", \"X\")", ["1", "3", "4"]),
      ("sex not in ('F')", ["2", "4"]), ("sex %in% c(\"F\", \"X\")", ["1", "3", "4"]),
      ("sex == \"F\" & age >= 18 | sex == 'X'", ["3", "4"]), ("not (sex %in% c('F')) && age == 18", ["2"]),
      ("rate is missing", ["2"]), ("age is not missing and rate is missing", ["2"]),
      ("rate >= 30%", ["3", "4"]),
      ("`cohort size` > 1000", ["1"]), ("COHORT_SIZE = 1234", ["1"]), ("`cohort size` < age", ["2", "3"]),
      ("area = \"Dudley\" and age >= 18 or not (sex in (\"F\", \"M\")) and rate is not missing", ["2", "4"]),
      ("area != \"Dudley\"", ["3", "4"]), ("18 <= age", ["2", "3"]), ("id = 3", ["3"]),
    ])
  func rows(_ filter: String, _ expected: [String]) throws {
    #expect(try ids(filter) == expected)
  }

  @Test(
    "what is not understood is shown with its place",
    arguments: [
      ("area =", 6), ("area = \"Dudley", 7), ("(area = 'a'", 11), ("area 'a'", 5), ("area = 'a' age = 3", 11),
      ("sex in 'F'", 7), ("sex is 3", 7), ("", 0), ("a = 3 §", 6), ("a = 1.2.3", 4), ("sex in (F)", 8),
    ])
  func syntax(_ filter: String, _ offset: Int) {
    do throws(TableError) {
      _ = try RowFilter(parsing: filter)
      Issue.record("\(filter) was understood")
    } catch {
      guard case .filter(_, let place, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(place == offset)
      #expect(error.description.hasSuffix("\n  \(filter)\n  " + String(repeating: " ", count: offset) + "^"))
    }
  }

  @Test(
    "numbers are worked out of columns, as in a formula",
    arguments: [
      ("age / 2 < 9", ["1"]), ("age - 1 >= 17", ["2", "3"]), ("age -1 >= 17", ["2", "3"]),
      ("(age + 3) * 2 = 40", ["1"]), ("age + 0.1 = 17.1", ["1"]), ("-age < -17.5", ["2", "3"]),
      ("2^3 + 10 <= age", ["2", "3"]), ("-2^2 + 21 = age", ["1"]), ("(-2)^2 + 13 = age", ["1"]),
      // 8.5 is rounded to the even 8, as in a formula.
      ("round(age / 2) = 8", ["1"]),
      ("`cohort size` / id > 3", ["1", "2", "3"]), ("log10(`cohort size` - 2) = 1", ["3"]),
      ("round(age / 10) = 4 or sqrt(id) = 2", ["3", "4"]),
      ("(age > 17 and (age) / 2 < 10) or id = 3", ["2", "3"]),
      ("age / (id - 1) > 0", ["2", "3"]), ("not (age / (id - 1) > 19)", ["2"]),
      ("100 < `cohort size` * 1 + 0", ["1"]),
      ("id in (1, 2) and abs(age - 18) <= 1", ["1", "2"]),
    ])
  func calculations(_ filter: String, _ expected: [String]) throws {
    #expect(try ids(filter) == expected)
  }

  @Test(
    "arithmetic that cannot be done is refused with what would be right",
    arguments: [
      ("age-band = \"18+\"", "compared with a number"), ("cohort - size > 3", "stands in backticks"),
      ("age * 2 > 30%", "0.45 for 45%"), ("30% * age > 3", "0.45 for 45%"),
      ("lg(age) > 3", "did you mean log?"),
      ("age * \"a\" > 3", "a text cannot be calculated with"),
      ("area * 2 > 3", "“Dudley” cannot be calculated with"),
      ("rate * 2 > 3", "“24.5%” cannot be calculated with"),
      ("age > 2016-03-31", "in quotes: \"2016-03-31\""),
      ("age * 2 > area", "“Dudley” is no number"), ("age *", "is needed here"),
      ("(age + 1 > 3", "closing bracket"),
      (String(repeating: "(", count: 200) + "age" + String(repeating: ")", count: 200) + " > 3", "100 deep"),
      ("age" + String(repeating: " + 1", count: 300) + " > 3", "more than 200 numbers"),
    ])
  func refusedCalculations(_ filter: String, _ sentence: String) throws {
    let table = try table(people)
    let found = message { () throws(TableError) in _ = try table.filtered(where: RowFilter(parsing: filter)) }
    #expect(found?.contains(sentence) == true, "\(found ?? "nothing")")
  }

  @Test("deep brackets are refused, not a crash")
  func deep() {
    let text = String(repeating: "(", count: 100_000) + "a = 1"
    #expect(
      message { () throws(TableError) in _ = try RowFilter(parsing: text) }?.contains("100 deep") == true)
  }

  @Test(
    "rows that are to have another value may all have one",
    arguments: ["area != \"N/A\"", "age != -1", "not (area = \"Nowhere\")", "not (sex in (\"Q\", \"Z\"))"])
  func absentValue(_ filter: String) throws {
    let table = try Table(csv: Array("area,age,sex\nDudley,18,F\nWalsall,20,M\n".utf8), source: "figures.csv")
    #expect(try table.filtered(where: RowFilter(parsing: filter)).rowCount == 2)
    let denied = #expect(throws: TableError.self) {
      try table.filtered(where: RowFilter(parsing: "not (area != \"Nowhere\")"))
    }
    #expect(denied?.description.contains("no row has Nowhere") == true)
  }

  @Test(
    "a filter never keeps nothing in silence",
    arguments: [
      ("area = \"Dudly\"", "no row has Dudly in column area; did you mean \"Dudley\"?"),
      ("area = \"dudley\"", "did you mean \"Dudley\"?"), ("sex in ('F', 'Q')", "no row has Q in column sex"),
      ("aera = 'Dudley'", "there is no column aera; did you mean area?"),
      ("area = Dudley", "a text is put in quotes: \"Dudley\""), ("age = 99", "no row has 99 in column age"),
      ("age > 99", "no row of figures.csv has age > 99"), ("rate > 30", "“24.5%” cannot be compared with 30"),
      ("area > 3", "“Dudley” and “3” have no order"),
      ("2^3 + 10 < age - 1 and id < 3", "no row of figures.csv has"),
    ])
  func nothing(_ filter: String, _ sentence: String) throws {
    let table = try table(people)
    let found = message { () throws(TableError) in _ = try table.filtered(where: RowFilter(parsing: filter)) }
    #expect(found?.contains(sentence) == true, "\(found ?? "nothing")")
  }

  @Test(
    "a letter for a withheld figure is missing among numbers, and a name among names",
    arguments: [
      ("cohort > 0", ["1", "4"]), ("cohort is missing", ["2", "3"]), ("cohort is not missing", ["1", "4"]),
      ("cohort / 2 > 10", ["1", "4"]), ("cohort = \"x\"", ["2"]), ("letter = \"x\"", ["1"]),
      ("letter is not missing", ["1", "2", "3", "4"]),
    ])
  func letters(_ filter: String, _ expected: [String]) throws {
    let table = try table("id,cohort,letter\n1,120,x\n2,x,c\n3,c,z\n4,80,b\n")
      .filtered(where: RowFilter(parsing: filter))
    let id = try table.column("id")
    #expect((0..<table.rowCount).map { table.cell(row: $0, column: id).text } == expected)
  }
}
