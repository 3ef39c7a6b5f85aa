import CairoRenderer
import Foundation
import Studies
import TestSupport
import Testing

/// Where questions of analysts were silently wrong, or trapped, before.
@Suite("questions of analysts on odd data")
struct AnalystQuestionMendTests {
  private func rows(_ study: AnyStudy) throws -> [[String: Any]] {
    let answer = try object(study)
    return try #require((answer["rows"] ?? answer["groups"]) as? [[String: Any]])
  }

  private let quarters =
    "quarter,cohort,reoffenders\n2021 Q1,900,270\n2021 Q2,880,262\n2021 Q3,910,280\n2021 Q4,905,268\n"
    + "2022 Q1,890,225\n2022 Q2,900,220\n2022 Q3,915,222\n2022 Q4,898,211\n"

  @Test(
    "the seasonal naive forecast repeats last year's quarters, also of a series that is too short to judge")
  func seasonalNaive() throws {
    let study = try AnyStudy(
      "forecast", of: .csv(quarters), ["time": "quarter", "method": "seasonal-naive", "ahead": "4"])
    let points = try #require(object(study)["forecast"] as? [[String: Any]])
    let rates = points.compactMap {
      ($0["rate"] as? [String: Any])?["estimate"] as? Double ?? $0["rate"] as? Double
    }
    #expect(rates.count == 4)
    for (rate, last) in zip(rates, [225.0 / 890, 220.0 / 900, 222.0 / 915, 211.0 / 898]) {
      #expect(abs(rate - last) < 1e-12)
    }
    #expect(
      try refusal(
        "forecast", "year,cohort,reoffenders\n2018,900,270\n2019,880,262\n2020,910,280\n2021,905,268\n",
        ["time": "year", "method": "seasonal-naive"]
      ).contains("parts of a year"))
  }

  @Test("the change is found however its period is written, and a group by any name")
  func interrupted() throws {
    for change in ["2022 Q1", "2022Q1", "Q1 2022", "Jan to Mar 2022"] {
      let study = try AnyStudy("interrupted", of: .csv(quarters), ["time": "quarter", "change": change])
      #expect(try object(study)["change"] as? String == "2022 Q1")
    }
    var csv = "area,quarter,cohort,reoffenders\n"
    for line in quarters.split(separator: "\n").dropFirst() {
      csv += "\"The \"\"North\"\" `End`\",\(line)\nElsewhere,\(line)\n"
    }
    let named = try AnyStudy(
      "interrupted", of: .csv(csv),
      ["time": "quarter", "change": "2022 Q1", "by": "area", "group": "The \"North\" `End`"])
    let whole = try AnyStudy("interrupted", of: .csv(quarters), ["time": "quarter", "change": "2022 Q1"])
    #expect(named.sentences == whole.sentences)
  }

  @Test("a row that counts people by their outcome stands for all of them, whatever is asked")
  func countedOutcomes() throws {
    let csv =
      "sex,age,reoffended,count\nMen,18-24,yes,90\nMen,18-24,no,210\nMen,25+,yes,40\nMen,25+,no,260\n"
      + "Women,18-24,yes,13\nWomen,18-24,no,99\nWomen,25+,yes,0\nWomen,25+,no,50\n"
    let people = csv.split(separator: "\n").dropFirst().flatMap { line in
      let cells = line.split(separator: ",")
      return Array(repeating: cells.dropLast().joined(separator: ","), count: Int(cells[3]) ?? 0)
    }
    let spelled = "sex,age,reoffended\n" + people.joined(separator: "\n") + "\n"
    for (verb, options) in [("rates", ["by": "sex"]), ("factors", ["factors": "sex,age"])] {
      let study = try AnyStudy(verb, of: .csv(csv), options)
      #expect(study.sentences == (try AnyStudy(verb, of: .csv(spelled), options)).sentences)
    }
    let total = csv + "All,18-24,yes,103\nAll,18-24,no,309\n"
    #expect(try refusal("rates", total, ["by": "age"]).contains("counted twice"))
    let kept = try AnyStudy("rates", of: .csv(total), ["by": "sex", "where": "sex != \"All\""])
    #expect(kept.sentences == (try AnyStudy("rates", of: .csv(csv), ["by": "sex"])).sentences)
  }

  @Test("stages count the rows that are kept only")
  func disparity() throws {
    var csv = "ethnicity,arrested,charged\n"
    for person in 0..<40 {
      csv +=
        "A,\(person < 20 ? 1 : 0),\(person < 10 ? 1 : 0)\nB,\(person < 30 ? 1 : 0),\(person < 15 ? 1 : 0)\n"
    }
    let options = ["by": "ethnicity", "stages": "arrested,charged", "reference": "A"]
    let gaps = try AnyStudy("disparity", of: .csv(csv + "A,,1\nB,1,\n"), options)
    // A row without a stage is left out of every stage, also of everybody.
    let rows = try rows(AnyStudy("disparity", of: .csv(csv), options))
    let other = try self.rows(gaps)
    #expect(rows.count == other.count)
    // Forty people of each group come to the first stage, twenty and thirty of them to the second.
    #expect(rows.compactMap { $0["base"] as? Int }.sorted() == [20, 30, 40, 40])
    for (one, two) in zip(rows, other) { #expect(one["base"] as? Int == two["base"] as? Int) }
    #expect(!gaps.notes.isEmpty)
  }

  @Test("what cannot be meant is refused: two baselines, needs named as combinations are, people not counted")
  func refusals() throws {
    let payment = "cohort,reoffenders\n900,270\n880,262\n"
    #expect(try refusal("payment", payment, ["baseline": "30%,31%"]).contains("--baseline-column"))
    let needs = "homeless + drugs,none,reoffended\n1,0,1\n0,1,0\n"
    #expect(try refusal("needs", needs, ["needs": "homeless + drugs,none"]).contains("cannot be named"))
    let counted = "reoffences,offenders\n0,4\n1,\n2,2\n"
    #expect(try refusal("concentration", counted, ["people": "offenders"]).contains("offenders"))
    #expect(try refusal("concentration", counted, ["people": "offenders"]).contains("3"))
  }

  @Test("a column of reoffenders stands beside their per cent")
  func namesWithUnits() throws {
    let study = try AnyStudy(
      "rates", of: .csv("area,cohort,reoffenders,reoffenders (%)\nDudley,120,40,33.3\nWalsall,200,60,30.0\n"),
      ["by": "area"])
    let groups = try #require(object(study)["groups"] as? [[String: Any]])
    #expect(groups.map { $0["events"] as? Int ?? $0["reoffenders"] as? Int } == [40, 60])
  }

  @Test("periods alone beside a break have no limits, and say so; one period only is no trend")
  func aloneBesideBreak() throws {
    let two = "year,cohort,reoffenders\n2014,100,30\n2016,100,35\n"
    let study = try AnyStudy("trend", of: .csv(two), ["time": "year"])
    #expect(study.notes.contains { $0.contains("stands alone beside the break") })
    #expect(study.table.rows.count == 2)
    let across = try AnyStudy("trend", of: .csv(two), ["time": "year", "break": "none"])
    #expect(!across.notes.contains { $0.contains("stands alone") })
    #expect(
      try refusal("trend", "year,cohort,reoffenders\n2014,100,30\n", ["time": "year"]).contains(
        "one period only, 2014"))
  }

  @Test("a forest holds a level in which nobody reoffended")
  func forestWithNobody() throws {
    var csv = "charge,age,reoffended\n"
    for person in 0..<60 {
      let charge = ["a", "b", "none"][person % 3]
      csv += "\(charge),\(20 + person % 30),\(charge != "none" && person % 2 == 0 ? 1 : 0)\n"
    }
    let study = try AnyStudy("factors", of: .csv(csv), ["factors": "charge"])
    let renderer = try CairoRenderer()
    _ = try study.figure.layout(measurer: renderer).scene
    #expect(study.sentences.contains { $0.contains("none against a") })
  }

  @Test("a column of people is no number of them, whatever it is called; in a table of counts it is")
  func numbersOfPeople() throws {
    var csv = "area,released,convicted,age,reoffended\n"
    for person in 0..<120 {
      csv += "\(["a", "b", "c"][person % 3]),\(person % 2),\(person % 5 > 0 ? 1 : 0),\(20 + person % 31),"
      csv += "\(person % 4 == 0 ? 1 : 0)\n"
    }
    let options = ["by": "area", "area": "a", "like": "age"]
    let people = try AnyStudy("neighbours", of: .csv(csv), options)
    #expect(!people.notes.contains { $0.contains("followed up") }, "\(people.notes)")
    #expect(try rows(people).map { $0["trials"] as? Int } == [40, 40, 40])
    let counts = try AnyStudy(
      "neighbours", of: .csv("area,released,reoffenders,age\na,40,10,30\nb,41,12,34\nc,39,9,25\n"), options)
    #expect(counts.notes.contains { $0.contains("“released” is taken as the number of people followed up") })
  }
}
