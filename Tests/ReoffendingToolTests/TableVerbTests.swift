import Foundation
import Testing

@Suite("factors, funnel, trend and standardise")
struct TableVerbTests {
  private let people = """
    area,homeless,sex,reoffended
    North,yes,M,1
    North,yes,F,1
    North,no,M,0
    North,no,F,0
    North,no,M,1
    South,yes,M,0
    South,no,F,0
    South,no,M,0
    South,yes,F,1
    South,no,F,1

    """

  @Test("factors: the keys of the contract, null where nothing exists, strata only where asked for")
  func factors() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(people, to: "people.csv")
    let json = try Tool.run("factors", file, "--factors", "homeless", "--adjust", "sex", "--format", "json")
      .json()
    let row = try #require((json["factors"] as? [[String: Any]])?.first)
    for key in [
      "factor", "level", "reference", "exposed", "unexposed", "riskDifference", "riskRatio", "oddsRatio",
      "pValue",
      "adjustedPValue", "stratified", "adjusted", "populationAttributableFraction",
    ] { #expect(row[key] != nil, "\(key)") }
    #expect(
      Set(try #require(row["adjusted"] as? [String: Any]).keys)
        == ["oddsRatio", "pValue", "crudeOddsRatio", "observations", "excluded"])
    let stratified = try #require(row["stratified"] as? [String: Any])
    #expect(Set(stratified.keys).isSuperset(of: ["oddsRatio", "riskRatio", "test", "homogeneity"]))
    #expect((row["exposed"] as? [String: Any])?["events"] as? Int == 3)
    let plain = try Tool.run("factors", file, "--factors", "homeless,sex=F", "--format", "json").json()
    let rows = try #require(plain["factors"] as? [[String: Any]])
    #expect(rows.count == 2 && rows.allSatisfy { $0["stratified"] is NSNull })
    #expect(rows[1]["reference"] as? String == "F")
    #expect((plain["notes"] as? [String])?.contains { $0.contains("2 comparisons") } == true)
  }

  @Test("factors: none named exits 64 with the columns there are, an unknown one 65 with the nearest")
  func factorsRefusals() throws {
    let none = try Tool.run("factors", "-", input: people)
    #expect(none.status == 64 && none.error.contains("homeless"))
    let unknown = try Tool.run("factors", "-", "--factors", "homles", input: people)
    #expect(unknown.status == 65 && unknown.error.contains("did you mean homeless"))
  }

  @Test("funnel: 27 areas against their predictions, categories, limits of both levels")
  func funnel() throws {
    let outcome = try Tool.run("funnel", "local-authorities-2015", "--by", "area", "--format", "json")
    let json = try outcome.json()
    let points = try #require(json["points"] as? [[String: Any]])
    #expect(points.count == 27 && json["target"] as? Double == 1)
    for key in ["by", "x", "y", "lower", "upper", "category"] { #expect(points[0][key] != nil, "\(key)") }
    #expect(points[0]["category"] as? String == "below 0.998")
    #expect((points[0]["limits"] as? [Any])?.count == 2)
    #expect(json["phi"] is Double && json["tau2"] is Double)
    let wide = try Tool.run(
      "funnel", "local-authorities-2015", "--by", "area", "--overdispersion", "additive", "--format", "json"
    ).json()
    let widened = try #require((wide["points"] as? [[String: Any]])?.first)
    #expect(try #require(widened["lower"] as? Double) < #require(points[0]["lower"] as? Double))
    let rates = try Tool.run(
      "funnel", "local-authorities-2015", "--by", "area", "--of", "proportions", "--format", "json"
    ).json()
    #expect(try #require(rates["target"] as? Double) < 0.2)
    let percent = try Tool.run("funnel", "local-authorities-2015", "--limits", "95,99.8")
    #expect(percent.status == 64 && percent.error.contains("0.95"))
  }

  @Test("trend: points, series and change; overlapping figures exit 65, no time 64")
  func trend() throws {
    let json = try Tool.run(
      "trend", "adult-reoffending-by-year", "--time", "year", "--where", "document = \"draft-2018\"",
      "--format", "json"
    ).json()
    let points = try #require(json["points"] as? [[String: Any]])
    for key in ["time", "trials", "events", "rate", "centre", "lower", "upper", "signals"] {
      #expect(points[0][key] != nil, "\(key)")
    }
    let series = try #require((json["series"] as? [[String: Any]])?.first)
    #expect((series["change"] as? [String: Any])?["pValue"] is Double)
    let quarters = "quarter,cohort,reoffenders\n2016 Q1,200,60\n2016 Q2,210,66\n"
    let rolling = try Tool.run("trend", "-", "--time", "quarter", "--rolling", "12", input: quarters)
    #expect(rolling.status == 65 && rolling.error.contains("--no-rules") && rolling.output.isEmpty)
    let plain = try Tool.run(
      "trend", "-", "--time", "quarter", "--rolling", "12", "--no-rules", "--format", "json", input: quarters
    ).json()
    #expect((plain["points"] as? [[String: Any]])?[0]["centre"] is NSNull)
    #expect(try Tool.run("trend", "-", input: quarters).status == 64)
    let folder = try Tool.Folder()
    let drawn = try Tool.run(
      "trend", "-", "--time", "quarter", "--figure", folder.path + "/trend.svg", "--svg-text", "text",
      input: quarters)
    #expect(drawn.status == 0, "\(drawn.error)")
    #expect(try String(contentsOfFile: folder.path + "/trend.svg", encoding: .utf8).contains("2016 Q2"))
    let bare = try Tool.run(
      "trend", "-", "--time", "quarter", "--no-rules", "--figure", folder.path + "/none.svg", input: quarters)
    #expect(bare.status == 64 && folder.names == ["trend.svg"], "\(bare.error)")
  }

  @Test("standardise: to a file of its own and to all groups; an unknown stratum exits 65")
  func standardise() throws {
    let folder = try Tool.Folder()
    let areas = try folder.write(
      "area,age,cohort,reoffenders\nA,young,50,10\nA,old,100,5\nB,young,100,30\nB,old,100,10\n",
      to: "areas.csv")
    let standard = try folder.write(
      "age,population,reoffenders\nyoung,100,30\nold,300,30\n", to: "standard.csv")
    let json = try Tool.run(
      "standardise", areas, "--by", "area", "--strata", "age", "--standard", standard, "--format", "json"
    ).json()
    let groups = try #require(json["groups"] as? [[String: Any]])
    let direct = try #require(groups[0]["direct"] as? [String: Any])
    let indirect = try #require(groups[0]["indirect"] as? [String: Any])
    #expect(abs(try #require(direct["estimate"] as? Double) - 0.0875) < 1e-15)
    #expect(abs(try #require(indirect["estimate"] as? Double) - 0.09) < 1e-15)
    #expect((groups[0]["strata"] as? [Any])?.count == 2)
    #expect(
      try Tool.run("standardise", areas, "--by", "area", "--strata", "age").error.contains(
        "all groups together"))
    let narrow = try folder.write("age,population\nyoung,100\n", to: "narrow.csv")
    let refused = try Tool.run("standardise", areas, "--by", "area", "--strata", "age", "--standard", narrow)
    #expect(refused.status == 65 && refused.error.contains("no stratum old"))
    #expect(try Tool.run("standardise", areas, "--strata", "age", "--standard", "missing.csv").status == 66)
  }

  @Test("--suppress hides small counts and what gives them away in every format, and --suppress 0 is refused")
  func suppress() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(
      "area,cohort,reoffenders,predicted_rate\nA,40,3,20%\nB,50,20,30%\nC,60,30,40%\nD,70,14,25%\n",
      to: "small.csv")
    for verb in ["rates", "compare"] {
      for format in ["table", "csv", "markdown", "json"] {
        let outcome = try Tool.run(verb, file, "--by", "area", "--suppress", "5", "--format", format)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(outcome.text.contains("[c]"))
        #expect(!outcome.error.contains("A (3"))
        guard format == "json" else {
          #expect(!outcome.text.contains("7.5%") && !outcome.text.contains("0.075,"), "\(verb) \(format)")
          continue
        }
        let groups = try #require(outcome.json()["groups"] as? [[String: Any]])
        for place in [0, 1] {
          for key in ["trials", "events", "observed", "rate", "actualRate", "z"] {
            #expect(groups[place][key] is NSNull || groups[place][key] == nil, "\(verb) \(key)")
          }
        }
        #expect(groups[3]["trials"] as? Int == 70)
      }
    }
    let figure = folder.path + "/rates.svg"
    let drawn = try Tool.run(
      "rates", file, "--by", "area", "--suppress", "5", "--figure", figure, "--svg-text", "text")
    #expect(drawn.status == 0)
    let picture = try String(contentsOfFile: figure, encoding: .utf8)
    #expect(picture.contains("50.0%") && !picture.contains("7.5%"))
    #expect(try Tool.run("rates", file, "--suppress", "0").status == 64)
  }

  @Test(
    "every verb says in its help how it is called", arguments: ["factors", "funnel", "trend", "standardise"])
  func help(verb: String) throws {
    #expect(try Tool.run(verb, "--help").text.contains("reoffending \(verb) "))
  }

  @Test("--suppress: survival, funnel and trend hide; every verb that does not says why, and writes nothing")
  func suppressEverywhere() throws {
    let folder = try Tool.Folder()
    let people =
      "days,reoffended,area\n"
      + (0..<90).map { "\(1 + $0 / 2),\($0 % 3 == 0 ? 1 : 0),\($0 < 84 ? "north" : "south")\n" }.joined()
    let curves = try Tool.run(
      "survival", "-", "--time", "days", "--suppress", "4", "--format", "json", input: people
    ).json()
    let group = try #require((curves["groups"] as? [[String: Any]])?.first)
    #expect(group["flags"] as? [String] == ["merged"])
    #expect(try #require(group["events"] as? [Int]).allSatisfy { $0 > 4 })
    let small = try Tool.run(
      "survival", "-", "--time", "days", "--by", "area", "--suppress", "4", "--figure",
      folder.path + "/curves.png", input: people)
    #expect(small.status == 65 && small.error.contains("every group is suppressed") && folder.names.isEmpty)
    let causes = try Tool.run(
      "survival", "-", "--time", "days", "--cause", "reoffended", "--suppress", "4", input: people)
    #expect(causes.status == 64 && causes.error.contains("--cause"))
    let areas = "area,cohort,reoffenders\nA,40,3\nB,50,20\nC,60,30\nD,70,14\nE,80,33\n"
    let funnel = try Tool.run(
      "funnel", "-", "--by", "area", "--suppress", "5", "--format", "csv", input: areas)
    #expect(funnel.status == 0 && funnel.text.contains("\nA,[c],[c],[c]") && !funnel.text.contains("\nA,40"))
    let years = "year,cohort,reoffenders\n2010,40,3\n2011,50,20\n2012,60,30\n2013,70,14\n2014,80,33\n"
    let trend = try Tool.run(
      "trend", "-", "--time", "year", "--suppress", "5", "--format", "csv", input: years)
    #expect(trend.status == 0 && trend.text.contains("\n2010,[c],[c],[c]"))
    let targets = try Tool.run(
      "targets", "-", "--suppress", "5", "--format", "csv",
      input: "indicator,target,events,trials\nhoused,80%,70,90\nemployed,50%,4,30\n")
    #expect(targets.status == 0 && targets.text.contains("\nemployed,,[c],[c],[c],0.5,[c],[c],[c]"))
    for verb in [
      "calc", "audit", "chart", "data", "synthesise", "predict", "report", "verify", "match", "evaluate",
      "standardise", "scenario", "fit", "cox",
    ] {
      let refused = try Tool.run(verb, "--suppress", "5")
      #expect(
        refused.status == 64 && refused.text.isEmpty
          && refused.error.hasPrefix("reoffending: \(verb) does not take --suppress: "), "\(verb)")
    }
    #expect(try Tool.run("survival", "-", "--suppress", "0", input: people).status == 64)
  }
}
