import Foundation
import Testing

@Suite("synthesise, cohort, predict, scenario and targets")
struct PeopleVerbTests {
  @Test("synthesise: the same file for a seed, its header says that nobody is meant, margins as JSON")
  func synthesise() throws {
    let folder = try Tool.Folder()
    let file = folder.path + "/people.csv"
    let written = try Tool.run("synthesise", "--people", "1000", "--seed", "5", "--output", file)
    #expect(written.status == 0 && written.text.isEmpty)
    let printed = try Tool.run("synthesise", "--people", "1000", "--seed", "5")
    #expect(printed.output == (try Data(contentsOf: URL(fileURLWithPath: file))))
    #expect(printed.text.hasPrefix("synthetic_person,area,"))
    #expect(printed.text.split(separator: "\n").count == 1001)
    let margins = try Tool.run("synthesise", "--people", "1000", "--margins", "--format", "json").json()
    let rows = try #require(margins["margins"] as? [[String: Any]])
    let homeless = rows.filter {
      $0["level"] as? String == "homeless" && $0["quantity"] as? String == "actualRate"
    }
    #expect(homeless.count == 1 && homeless[0]["target"] as? Double == 0.825)
    let rates = try Tool.run("rates", file, "--by", "area", "--format", "json").json()
    #expect((rates["groups"] as? [Any])?.count == 4)
    #expect(try Tool.run("synthesise", "--people", "5").status == 65)
    #expect(try Tool.run("synthesise", "--people", "1000", "--format", "json").status == 64)
    #expect(try Tool.run("synthesise", "--people", "1000", "--figure", "a.png").status == 64)
  }

  @Test("cohort: events in, rates and people out; the keys of rates and those of the follow-up")
  func cohort() throws {
    let folder = try Tool.Folder()
    let events = folder.path + "/events.csv"
    _ = try Tool.run("synthesise", "--people", "600", "--events", "--output", events)
    let people = folder.path + "/people.csv"
    let outcome = try Tool.run(
      "cohort", events, "--cohorts", "2015-10-01:2016-09-30", "--data-end", "2018-12-31", "--people", people,
      "--by", "area", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.error)")
    let groups = try #require(try outcome.json()["groups"] as? [[String: Any]])
    #expect(groups.count == 4)
    for key in [
      "by", "trials", "events", "rate", "frequency", "flags", "reoffences", "complete", "convictionsUntil",
      "medianDaysToReoffence", "daysAtRisk", "custodyDays",
    ] { #expect(groups[0][key] != nil, "\(key)") }
    let rates = try Tool.run("rates", people, "--by", "area", "--format", "json").json()
    let byArea = try #require(rates["groups"] as? [[String: Any]])
    #expect(byArea.compactMap { $0["events"] as? Int } == groups.compactMap { $0["events"] as? Int })
    let refused = try Tool.run("cohort", events, "--data-end", "2018-07-31")
    #expect(refused.status == 65 && refused.error.contains("--incomplete flag"))
    let wrong = try folder.write(
      "person,event,date,conviction_date\nA,index,2015-10-01,\nA,offence,2016-01-02,2016-01-01\n",
      to: "wrong.csv")
    let fault = try Tool.run("cohort", wrong, "--output", folder.path + "/out.csv")
    #expect(fault.status == 65 && fault.error.contains("line 3, column conviction_date"))
    #expect(!folder.names.contains("out.csv"))
    #expect(try Tool.run("cohort", events, "--cohorts", "months").status == 64)
    #expect(try Tool.run("cohort", events, "--data-end", "31/12/2018").status == 64)
    let unknown = try Tool.run(
      "cohort", events, "--data-end", "2018-12-31", "--incomplete", "omit", "--by", "aera")
    #expect(unknown.status == 65 && unknown.error.contains("did you mean area"))
  }

  @Test("predict: columns added, everything else kept, faults by line, and the caution every time")
  func predict() throws {
    let people =
      "id,sex,offence_group,age_at_first_sanction,age_at_conviction,age_at_follow_up,previous_sanctions\n"
      + "a,male,Violence,20,20,20,0\n"
    let outcome = try Tool.run("predict", "-", "--model", "ogrs3", "--format", "csv", input: people)
    #expect(outcome.status == 0)
    #expect(outcome.text.hasSuffix("a,male,Violence,20,20,20,0,0.12161553504714574,0.22130521140511314\n"))
    #expect(outcome.error.contains("no basis for a decision about a person"))
    let json = try Tool.run("predict", "-", "--model", "arp-static", "--format", "json", input: people).json()
    let row = try #require((json["people"] as? [[String: Any]])?.first)
    #expect(
      row["id"] as? String == "a" && row["predicted_2_year"] is Double && row["predicted_1_year"] == nil)
    let wrong = try Tool.run(
      "predict", "-", "--model", "ogrs3",
      input: people + "b,male,Arson,20,20,20,0\nc,male,Violence,7,20,20,1\n")
    #expect(wrong.status == 65)
    #expect(
      wrong.error.contains("line 3, column offence_group")
        && wrong.error.contains("line 4, column age_at_first"))
    #expect(try Tool.run("predict", "-", "--model", "ogrs5", input: people).status == 64)
    #expect(try Tool.run("help", "predict").text.contains("no basis for a decision about a person"))
  }

  @Test("scenario: the keys of the contract, interval objects, null without a cost")
  func scenario() throws {
    let folder = try Tool.Folder()
    let counts = try folder.write("homeless,cohort,reoffenders\n1,40,33\n0,60,15\n", to: "counts.csv")
    let figure = folder.path + "/scenario.svg"
    let outcome = try Tool.run(
      "scenario", counts, "--factors", "homeless=0", "--reduction", "50%", "--format", "json", "--figure",
      figure)
    let row = try #require((try outcome.json()["factors"] as? [[String: Any]])?.first)
    #expect(Set(row.keys).isSuperset(of: ["factor", "reduction", "avoided", "cost"]))
    #expect(row["cost"] is NSNull && row["reduction"] as? Double == 0.5)
    let avoided = try #require(row["avoided"] as? [String: Any])
    #expect(Set(avoided.keys) == ["estimate", "lower", "upper", "method", "level"])
    #expect(abs((avoided["estimate"] as? Double ?? 0) - 11.5) < 1e-9)
    #expect(folder.names.contains("scenario.svg"))
    let cost = try Tool.run(
      "scenario", counts, "--factors", "homeless=0", "--cost-per-reoffender", "100", "--format", "json"
    ).json()
    let costed = try #require((cost["factors"] as? [[String: Any]])?.first?["cost"] as? [String: Any])
    #expect(abs((costed["estimate"] as? Double ?? 0) - 230) < 1e-9)
    #expect(try Tool.run("scenario", counts, "--factors", "homeless=0", "--reduction", "2").status == 64)
    let both = try Tool.run(
      "scenario", counts, "--factors", "homeless=0", "--cost-per-reoffender", "1", "--cost-per-reoffence", "1"
    )
    #expect(both.status == 64)
    #expect(try Tool.run("scenario", counts, "--factors", "homles=0").status == 65)
  }

  @Test("targets: the keys of the contract, null where chance cannot be judged")
  func targets() throws {
    let json = try Tool.run("targets", "indicators-2014", "--format", "json").json()
    let rows = try #require(json["groups"] as? [[String: Any]])
    #expect(rows.count == 3)
    for key in ["indicator", "target", "actual", "difference", "verdict", "probabilityMet"] {
      #expect(rows[0][key] != nil, "\(key)")
    }
    #expect(
      rows.map { $0["verdict"] as? String } == ["met as printed", "missed as printed", "missed as printed"])
    #expect(rows.allSatisfy { $0["probabilityMet"] is NSNull })
    let counts = try Tool.run(
      "targets", "-", "--format", "json", input: "indicator,target,events,trials\nA,45%,447,1000\n"
    ).json()
    let one = try #require((counts["groups"] as? [[String: Any]])?.first)
    #expect(one["verdict"] as? String == "uncertain" && one["probabilityMet"] is Double)
    let wrong = try Tool.run("targets", "-", input: "indicator,target,actual\nA,45%,ninety\n")
    #expect(wrong.status == 65 && wrong.error.contains("line 2, column actual"))
  }
}
