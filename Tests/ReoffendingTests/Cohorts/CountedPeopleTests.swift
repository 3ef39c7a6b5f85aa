import Reoffending
import Tables
import Testing

@Suite("tables that count people by their outcome, and exports with numbers of rows")
struct CountedPeopleTests {
  private func figures(_ text: String, by keys: [String] = [], names: CohortColumns = CohortColumns()) throws
    -> [String]
  {
    try CohortTable(figureTable(text), by: keys, names: names).groups.map {
      "\($0.key) \($0.events?.nearest ?? -1)/\($0.trials ?? -1)"
    }
  }

  private func refusal(_ text: String, by keys: [String] = []) -> String {
    do {
      _ = try figures(text, by: keys)
      return ""
    } catch { return "\(error)" }
  }

  private let counted = "sex,reoffended,count\nMen,yes,90\nMen,no,210\nWomen,yes,0\nWomen,no,112\n"

  @Test("a row stands for as many people as its count says")
  func counts() throws {
    #expect(try figures(counted, by: ["sex"]) == ["Men 90/300", "Women 0/112"])
    #expect(try figures(counted) == ["all 90/412"])
    let cohorts = try CohortTable(figureTable(counted))
    #expect(cohorts.notes.contains { $0.contains("as many people as “count” says") })
  }

  @Test("the total of others is refused with what leaves it out")
  func totals() {
    let text = counted + "All,yes,90\nAll,no,322\n"
    #expect(refusal(text, by: ["sex"]).contains("counted twice"))
    #expect(refusal(text).contains("`sex` != \"All\""))
  }

  @Test("people and reoffences that are more than can be added up are refused by row")
  func tooMany() {
    let rows = (0..<700).flatMap { place in ["yes", "no"].map { "F,A\(place),\($0),9000000000000000\n" } }
    let people = refusal("sex,area,reoffended,count\n" + rows.joined(), by: ["sex"])
    #expect(people.contains("line 3, column count") && people.contains("add up to more than"))
    let reoffences = refusal(
      "sex,reoffended,reoffences,count\nMen,yes,4000000000,4000000000\nMen,no,4000000000,9\nWomen,yes,7,5\nWomen,no,7,8\n",
      by: ["sex"])
    #expect(reoffences.contains("line 2, column reoffences") && reoffences.contains("add up to more than"))
  }

  @Test(
    "people with a column that is called a count stay people",
    arguments: [
      "id,reoffended,count\n1,yes,3\n2,no,0\n3,yes,2\n4,no,5\n",
      "sex,reoffended,count\nMen,yes,3\nMen,yes,3\nMen,no,2\nWomen,no,1\n",
    ])
  func people(text: String) throws {
    #expect(try figures(text) == ["all 2/4"])
  }

  @Test("numbers of people below “Reoffended” are those who did, and the total beside them is told")
  func reoffendedCounted() throws {
    let text = "sex,Not reoffended,Reoffended,Total\nMen,210,90,300\nWomen,99,13,112\nOther,5,2,7\n"
    #expect(refusal(text).contains("--cohort") && refusal(text).contains("“Total”"))
    #expect(
      try figures(text, by: ["sex"], names: CohortColumns(cohort: "Total"))
        == ["Men 90/300", "Women 13/112", "Other 2/7"])
    // 0 and 1 are no and yes.
    #expect(try figures("id,reoffended\n7,1\n8,0\n9,1\n") == ["all 2/3"])
  }

  @Test("numbers of rows that a program put first make no groups where names tell the rows apart")
  func rowNumbers() throws {
    for head in ["", "Unnamed: 0", "index"] {
      let text = "\(head),area,cohort,reoffenders\n0,Dudley,100,30\n1,Poole,200,50\n2,Kent,90,9\n"
      #expect(try figures(text) == ["Dudley 30/100", "Poole 50/200", "Kent 9/90"])
    }
    #expect(
      try figures(",cohort,reoffenders\n1,100,30\n2,200,50\n3,90,9\n") == ["1 30/100", "2 50/200", "3 9/90"])
    let years = ",kind,cohort,reoffenders\n2015,a,100,30\n2016,b,200,50\n2017,c,90,9\n"
    #expect(try figures(years).first == "2015 30/100")
  }

  @Test("groups have the names of areas where these say the same as their codes")
  func namesOfCodes() throws {
    let text =
      "area_code,area_name,cohort,reoffenders\nE1,Dudley,100,30\nE2,Poole,200,50\nE3,Kent,90,9\n"
    #expect(try figures(text) == ["Dudley 30/100", "Poole 50/200", "Kent 9/90"])
    #expect(try figures(text.replacing("Poole", with: "Dudley")).first == "E1 30/100")
    #expect(try figures(text, by: ["area_code"]).first == "E1 30/100")
  }

  @Test("sums of counts by a pivot table are counts, sums of rates are no rates")
  func sums() throws {
    let text = "area,Sum of cohort,Sum of reoffenders\nDudley,100,30\nPoole,200,50\n"
    #expect(try figures(text) == ["Dudley 30/100", "Poole 50/200"])
    #expect(refusal("area,Sum of reoffending rate\nDudley,30\nPoole,25\n").contains("--actual"))
  }
}
