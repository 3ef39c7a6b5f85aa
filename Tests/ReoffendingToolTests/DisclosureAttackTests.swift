import Foundation
import Testing

@Suite("--suppress against attacks from one command or one report")
struct DisclosureAttackTests {
  /// People of two regions with two areas each; of area A1 3 of 40 reoffended.
  private func people() -> String {
    var text = "area,region,band,broad,homeless,sex,reoffended,days,predicted\n"
    var number = 0
    func add(_ area: String, _ region: String, _ band: String, _ broad: String, _ people: Int, _ events: Int)
    {
      for place in 0..<people {
        number += 1
        text +=
          "\(area),\(region),\(band),\(broad),\(number % 3 == 0 ? "yes" : "no"),\(number % 2 == 0 ? "F" : "M"),"
          + "\(place < events ? 1 : 0),\(place < events ? 5 * place + 1 : 365),0.3\n"
      }
    }
    add("A1", "North", "18-20", "young", 40, 3)
    add("A2", "North", "21-24", "young", 100, 40)
    add("B1", "South", "25-34", "old", 90, 30)
    add("B2", "South", "35+", "old", 80, 20)
    return text
  }

  private func groups(_ outcome: Tool.Outcome, _ key: String = "groups") throws -> [[String: Any]] {
    try #require(outcome.json()[key] as? [[String: Any]], "\(outcome.error)")
  }

  @Test(
    "analyse: groups, factors and regression are protected together, and a saturated regression is not given")
  func analyse() throws {
    let outcome = try Tool.run(
      "analyse", "-", "--by", "region", "--factors", "area", "--formula", "reoffended ~ area", "--suppress",
      "5",
      "--format", "json", input: people())
    #expect(outcome.status == 0, "\(outcome.error)")
    let json = try outcome.json()
    #expect(json["fit"] == nil || json["fit"] is NSNull)
    let compare = try #require(json["compare"] as? [String: Any])
    let regions = try #require(compare["groups"] as? [[String: Any]])
    let factors = try #require((json["factors"] as? [String: Any])?["factors"] as? [[String: Any]])
    // Either the region of the area is hidden, or both of its areas are.
    let north = regions.first { ($0["by"] as? [String: String])?["region"] == "North" }
    let second = factors.filter { $0["level"] as? String == "A2" }.map { $0["exposed"] as? [String: Any] }
    let isShown =
      second.contains { $0?["events"] is Int }
      || factors.contains {
        $0["reference"] as? String == "A2" && ($0["unexposed"] as? [String: Any])?["events"] is Int
      }
    #expect(!(north?["observed"] is Int) || !isShown)
    #expect(!outcome.text.contains("-2.51"))
  }

  @Test("analyse: a regression whose terms have many people is given, rounded")
  func analyseRounded() throws {
    let outcome = try Tool.run(
      "analyse", "-", "--by", "region", "--factors", "sex", "--formula", "reoffended ~ homeless",
      "--suppress", "5",
      "--format", "json", input: people())
    let fit = try #require(outcome.json()["fit"] as? [String: Any], "\(outcome.error)")
    let first = try #require((fit["coefficients"] as? [[String: Any]])?.first?["estimate"] as? Double)
    #expect(abs(first * 1000 - (first * 1000).rounded()) < 1e-9)
  }

  @Test("factors: a level is not left over from another factor that it nests in")
  func factors() throws {
    let outcome = try Tool.run(
      "factors", "-", "--factors", "band,broad", "--suppress", "5", "--format", "json", input: people())
    let rows = try groups(outcome, "factors")
    func events(_ factor: String, _ level: String) -> Int? {
      for row in rows where row["factor"] as? String == factor {
        if row["level"] as? String == level { return (row["exposed"] as? [String: Any])?["events"] as? Int }
        if row["reference"] as? String == level {
          return (row["unexposed"] as? [String: Any])?["events"] as? Int
        }
      }
      return nil
    }
    #expect(events("band", "18-20") == nil)
    #expect(events("band", "21-24") == nil || events("broad", "young") == nil)
  }

  @Test("factors: measures made of small strata go, and the others are rounded")
  func strata() throws {
    var text = "sex,homeless,reoffended\n"
    for (sex, home, people, events) in [
      ("F", "yes", 20, 3), ("F", "no", 40, 12), ("M", "yes", 40, 25), ("M", "no", 60, 20),
    ] {
      for place in 0..<people { text += "\(sex),\(home),\(place < events ? 1 : 0)\n" }
    }
    let outcome = try Tool.run(
      "factors", "-", "--factors", "homeless", "--adjust", "sex", "--suppress", "5", "--format", "json",
      input: text)
    let row = try #require(groups(outcome, "factors").first)
    #expect(row["stratified"] == nil || row["stratified"] is NSNull)
    let ratio = try #require((row["riskRatio"] as? [String: Any])?["estimate"] as? Double)
    #expect(abs(ratio * 1000 - (ratio * 1000).rounded()) < 1e-9)
  }

  @Test("targets: an indicator is not left over from the total row")
  func targets() throws {
    let outcome = try Tool.run(
      "targets", "-", "--suppress", "5", "--format", "json",
      input:
        "indicator,target,events,trials\nDudley,20%,3,40\nWalsall,20%,40,100\nSandwell,30%,20,90\nTotal,30%,63,230\n"
    )
    let hidden = try groups(outcome).filter { !($0["events"] is Int) }
    #expect(hidden.count == 2)
    #expect(hidden.contains { $0["indicator"] as? String == "Dudley" })
  }

  /// Whether a text shows a group's row with its figures.
  private func shows(_ name: String, in text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).dropFirst().prefix(2)
      return line.hasPrefix(name + ",") && cells.count == 2 && cells.allSatisfy { Double($0) != nil }
    }
  }

  @Test(
    "breakdowns below each other are each safe beside the total that they share",
    arguments: ["rates", "funnel"])
  func stacked(_ verb: String) throws {
    let text = """
      group,cohort,reoffenders
      All people,140,33
      Men,100,30
      Women,40,3
      Under 25,60,13
      25 and over,80,20
      White,90,20
      Other ethnic group,50,13

      """
    let outcome = try Tool.run(verb, "-", "--by", "group", "--suppress", "5", "--format", "csv", input: text)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(!shows("Women", in: outcome.text) && !shows("Men", in: outcome.text))
    // The others are no part of the women.
    #expect(shows("Under 25", in: outcome.text) && shows("White", in: outcome.text))
  }

  @Test("what a source hides is not left over from its total", arguments: ["[c]", "<5", "x"])
  func alreadyHidden(_ mark: String) throws {
    let outcome = try Tool.run(
      "rates", "-", "--by", "area", "--suppress", "5", "--format", "csv",
      input: "area,cohort,reoffenders\nA,40,\(mark)\nB,100,40\nC,80,20\nD,90,30\nTotal,310,93\n")
    #expect(outcome.status == 0, "\(outcome.error)")
    let isTotalShown = shows("Total", in: outcome.text)
    #expect(!isTotalShown || !["B", "C", "D"].allSatisfy { shows($0, in: outcome.text) })
    #expect(["B", "C", "D"].contains { shows($0, in: outcome.text) })
    // A group that is not there at all is nothing to hide.
    let absent = try Tool.run(
      "rates", "-", "--by", "area", "--suppress", "5", "--format", "csv",
      input: "area,cohort,reoffenders\nA,,\nB,100,40\nC,80,20\nD,90,30\nTotal,270,90\n")
    #expect(["B", "C", "D", "Total"].allSatisfy { shows($0, in: absent.text) }, "\(absent.text)")
  }

  @Test("neither a headline nor a note speaks of what is hidden")
  func wordsOfHidden() throws {
    let folder = try Tool.Folder()
    let counts = try folder.write(
      "area,cohort,reoffenders\nA,40,3\nB,100,40\nC,80,20\nD,90,30\n", to: "c.csv")
    let picture = folder.path + "/f.svg"
    let outcome = try Tool.run(
      "rates", counts, "--by", "area", "--suppress", "5", "--figure", picture, "--svg-text", "text")
    #expect(outcome.status == 0, "\(outcome.error)")
    let text = try String(contentsOfFile: picture, encoding: .utf8)
    #expect(text.contains("Of the groups shown") && text.contains("Not shown, because counts are small"))
    #expect(!text.contains("No rate is known"))
  }

  @Test("a group is hidden whose complement in the total is small")
  func complement() throws {
    let outcome = try Tool.run(
      "rates", "-", "--by", "group", "--suppress", "5", "--format", "csv",
      input: "group,cohort,reoffenders\nAll,140,33\nMen,100,30\n")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(!shows("Men", in: outcome.text) || !outcome.text.contains("140"))
  }

  @Test("targets: rows that a total takes apart in several ways, and the same hidden under every condition")
  func overlappingTargets() throws {
    let text = """
      indicator,target,events,trials
      Men,20%,30,100
      Women,20%,3,40
      All,20%,33,140
      Young,30%,13,60
      Older,30%,20,80

      """
    func shown(_ condition: String...) throws -> Set<String> {
      let outcome = try Tool.run(
        ["targets", "-", "--suppress", "5", "--format", "json"] + condition, input: text)
      return Set(try groups(outcome).filter { $0["events"] is Int }.compactMap { $0["indicator"] as? String })
    }
    let whole = try shown()
    #expect(whole == ["All", "Young", "Older"])
    #expect(try shown("--where", "indicator != \"Women\"").isSubset(of: whole))
    #expect(try shown("--where", "indicator in (\"Men\", \"Young\")") == ["Young"])
  }

  @Test("a report: people without an area are not left over from a total by sex")
  func missingLevel() throws {
    let folder = try Tool.Folder()
    var text = "area,sex,reoffended\n"
    func add(_ area: String, _ sex: String, _ people: Int, _ events: Int) {
      for row in 0..<people { text += "\(area),\(sex),\(row < events ? 1 : 0)\n" }
    }
    add("A", "M", 60, 30)
    add("A", "F", 50, 25)
    add("B", "M", 50, 13)
    add("B", "F", 40, 10)
    add("C", "M", 50, 16)
    add("C", "F", 35, 10)
    add("", "M", 7, 5)
    _ = try folder.write(text, to: "d.csv")
    let config = try folder.write(
      """
      title: T
      suppress: 5
      sections:
        - title: S
          figures:
            - {name: by-area, kind: rates, data: d.csv, by: [area]}
            - {name: by-sex, kind: rates, data: d.csv, by: [sex]}

      """, to: "r.yml")
    let outcome = try Tool.run(
      "report", config, "--documents", "none", "--output", folder.path + "/out", folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.error)")
    func table(_ name: String) throws -> String {
      let path = folder.path + "/out/tables/\(name).csv"
      return FileManager.default.fileExists(atPath: path)
        ? try String(contentsOfFile: path, encoding: .utf8) : ""
    }
    let (areas, sexes) = (try table("by-area"), try table("by-sex"))
    let everybody = shows("Total", in: sexes) || shows("M", in: sexes) && shows("F", in: sexes)
    let named = shows("Total", in: areas) || ["A", "B", "C"].allSatisfy { shows($0, in: areas) }
    #expect(!everybody || !named, "\(areas)\(sexes)")
    #expect(!sexes.isEmpty || !areas.isEmpty)
  }

  @Test("a report hides groups that an expression makes, as the verb does")
  func derivedGroups() throws {
    let folder = try Tool.Folder()
    let rows = (0..<300).map { "\(18 + $0 % 40),\($0 % 40 < 30 && $0 % 3 == 0 || $0 % 77 == 76 ? 1 : 0)\n" }
      .joined()
    _ = try folder.write("age,reoffended\n" + rows, to: "d.csv")
    let config = try folder.write(
      "title: T\nsuppress: 5\nsections:\n  - title: S\n    figures:\n      - {name: ages, verb: rates, data: d.csv, by: \"band(age, 18-34, 35-47, 48+)\"}\n",
      to: "r.yml")
    let outcome = try Tool.run(
      "report", config, "--documents", "none", "--output", folder.path + "/out", folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.error)")
    let table = try String(contentsOfFile: folder.path + "/out/tables/ages.csv", encoding: .utf8)
    #expect(table.contains("18-34") && table.contains("[c]") && !shows("48+", in: table))
  }

  @Test("few people who are left out are not counted in a note")
  func fewLeftOut() throws {
    let rows = (0..<60).map { "\($0 < 3 ? "" : $0 % 2 == 0 ? "A" : "B"),\($0 % 3 == 0 ? 1 : 0)\n" }.joined()
    let outcome = try Tool.run(
      "rates", "-", "--by", "area", "--suppress", "5", input: "area,reoffended\n" + rows)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(!(outcome.text + outcome.error).contains("3 people"))
    #expect((outcome.text + outcome.error).contains("area is missing"))
  }

  @Test("subtotal rows of another dimension are known as such", arguments: ["rates", "funnel"])
  func subtotals(_ verb: String) throws {
    let outcome = try Tool.run(
      verb, "-", "--by", "area,sex", "--suppress", "5", "--format", "csv",
      input:
        "area,sex,cohort,reoffenders\nDudley,Male,40,3\nDudley,Female,100,40\nDudley,All,140,43\nWalsall,Male,90,20\n"
        + "Walsall,Female,80,30\nWalsall,All,170,50\n")
    #expect(outcome.status == 0, "\(outcome.error)")
    let dudley = outcome.text.split(separator: "\n").filter { $0.contains("Dudley") }
    // Subtotal rows are kept apart and not printed; of the cells that are, no hidden one stands alone.
    #expect(outcome.text.split(separator: "\n").count { $0.contains("[c]") } >= 2)
    #expect(!outcome.text.contains("All"))
    #expect(dudley.contains { $0.contains("Male") && $0.contains("[c]") })
  }

  @Test("a report protects figures by area and by region, and one that leaves an area out, together")
  func report() throws {
    let folder = try Tool.Folder()
    _ = try folder.write(people(), to: "d.csv")
    let config = try folder.write(
      """
      title: T
      suppress: 5
      sections:
        - title: S
          figures:
            - {name: by-area, kind: rates, data: d.csv, by: [area]}
            - {name: by-region, kind: rates, data: d.csv, by: [region]}
            - {name: not-a2, kind: rates, data: d.csv, by: [area], where: area != "A1"}

      """, to: "r.yml")
    let outcome = try Tool.run("report", config, "--output", folder.path + "/out", folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.error)")
    func rows(_ name: String) throws -> [String: (people: Int, events: Int)] {
      // A figure of which every group is hidden is withheld.
      let path = folder.path + "/out/tables/\(name).csv"
      guard FileManager.default.fileExists(atPath: path) else { return [:] }
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      var rows: [String: (Int, Int)] = [:]
      for line in lines.dropFirst() {
        let numbers = line.dropFirst().prefix(2).compactMap(Int.init)
        if numbers.count == 2 { rows[line[0]] = (numbers[0], numbers[1]) }
      }
      return rows
    }
    let (areas, regions, others) = (try rows("by-area"), try rows("by-region"), try rows("not-a2"))
    #expect(areas["A1"] == nil)
    // A1 is its region less its neighbour, all areas less the three others, and one total less the other.
    let neighbour = areas["A2"] ?? others["A2"]
    #expect(regions["North"] == nil || neighbour == nil)
    let total = areas["Total"] ?? regions["Total"]
    #expect(total == nil || others["Total"] == nil)
  }

  @Test("factors: a level that one outcome hides does not follow from the others of it")
  func outcomes() throws {
    var text = "area,any,violent,other\n"
    // Those who reoffended violently and otherwise; few violently in A.
    for (area, people, violent, other) in [
      ("A", 80, 3, 30), ("B", 90, 20, 30), ("C", 100, 22, 31), ("D", 95, 21, 33),
    ] {
      for place in 0..<people {
        let kind = (place < violent, place >= violent && place < violent + other)
        text += "\(area),\(kind.0 || kind.1 ? 1 : 0),\(kind.0 ? 1 : 0),\(kind.1 ? 1 : 0)\n"
      }
    }
    let outcome = try Tool.run(
      "factors", "-", "--factors", "area=D", "--outcome", "any,violent,other", "--suppress", "5", "--format",
      "json", input: text)
    #expect(outcome.status == 0, "\(outcome.error)")
    let rows = try groups(outcome, "factors")
    #expect(rows.count == 9)
    for row in rows where row["level"] as? String == "A" { #expect((row["flags"] as? [String]) == ["[c]"]) }
    #expect(rows.contains { $0["level"] as? String == "C" && ($0["flags"] as? [String]) != ["[c]"] })
  }

  @Test("targets: what is printed without counts is said to be unprotected")
  func withoutCounts() throws {
    let text = "indicator,target,actual\nDudley,20%,7.5%\nWalsall,20%,30%\n"
    let hidden = try Tool.run("targets", "-", "--suppress", "5", input: text)
    #expect(hidden.error.contains("without their counts"))
    #expect(try !Tool.run("targets", "-", input: text).error.contains("without their counts"))
  }
}
