import CairoRenderer
import Foundation
import Studies
import TestSupport
import Testing

/// The questions that analysts publish answers to, asked as a program asks them.
@Suite("questions of analysts")
struct AnalystQuestionTests {
  private func rows(_ study: AnyStudy, _ key: String = "groups") throws -> [[String: Any]] {
    try #require(object(study)[key] as? [[String: Any]])
  }

  /// No two labels of a figure lie on each other.
  private func expectClear(_ study: AnyStudy) throws {
    let renderer = try CairoRenderer()
    let measure = PictureMeasure(scene: try study.figure.layout(measurer: renderer).scene, measurer: renderer)
    #expect(measure.overlaps.isEmpty, "\(measure.overlaps)")
  }

  @Test("concentration: of people, of counted people, and by group, by hand")
  func concentration() throws {
    let people = "sex,reoffences\nm,0\nm,0\nm,1\nm,3\nf,0\nf,2\nf,2\nf,0\n"
    let all = try rows(AnyStudy("concentration", of: .csv(people), ["top": "25%", "prolific": "3"]))
    #expect(all[0]["people"] as? Int == 8)
    #expect(all[0]["prolific"] as? Int == 1)
    let counted = try rows(
      AnyStudy(
        "concentration", of: .csv("reoffences,offenders\n0,4\n1,1\n2,2\n3,1\n"),
        ["top": "25%", "prolific": "3", "people": "offenders"]))
    #expect(
      (counted[0]["gini"] as? [String: Any])?["estimate"] as? Double
        == (all[0]["gini"] as? [String: Any])?["estimate"] as? Double)
    let groups = try rows(AnyStudy("concentration", of: .csv(people), ["by": "sex", "top": "0.25"]))
    #expect(groups.count == 2)
    // 0, 0, 1, 3 has 0.625; two of four with two each have one half.
    #expect((groups[0]["gini"] as? [String: Any])?["estimate"] as? Double == 0.625)
    #expect((groups[1]["gini"] as? [String: Any])?["estimate"] as? Double == 0.5)
    try expectClear(AnyStudy("concentration", of: .csv(people), ["by": "sex", "top": "0.25"]))
    #expect(try refusal("concentration", "sex,number\nm,1\n", [:]).contains("--reoffences"))
    #expect(try refusal("concentration", people, ["top": "150%"]).contains("below 1"))
    #expect(try refusal("concentration", "reoffences\n0\n0\n", [:]).contains("nobody has a reoffence"))
  }

  @Test("appraise: items, cases and years, the same from any seed's second run; figures without overlaps")
  func appraise() throws {
    let csv = """
      item,type,amount,amount_lower,amount_upper,unit_cost,first_year,last_year,case
      Team,cost,1,,,1000,1,1,fiscal
      Harm,benefit,10,4,22,60,1,2,social
      """
    let study = try AnyStudy("appraise", of: .csv(csv), ["discount": "0.25", "draws": "500", "seed": "3"])
    let answer = try object(study)
    let value = try #require(answer["publicValue"] as? [String: Any])
    #expect((value["net"] as? [String: Any])?["estimate"] as? Double == 80)
    #expect(value["paybackYear"] as? Int == 2)
    #expect((answer["financial"] as? [String: Any])?["paybackYear"] is NSNull)
    #expect((answer["years"] as? [[String: Any]])?.count == 2)
    #expect(answer["horizon"] as? Int == 2)
    let again = try AnyStudy("appraise", of: .csv(csv), ["discount": "25%", "draws": "500", "seed": "3"])
    #expect(try again.json() == study.json())
    #expect(
      try AnyStudy("appraise", of: .csv(csv), ["discount": "25%", "draws": "500"]).json() != study.json())
    try expectClear(study)
    #expect(try refusal("appraise", csv, ["discount": "lots"]).contains("is no rate"))
    #expect(try refusal("appraise", csv, ["price-year": "2024"]).contains("write it as 2024/25"))
    #expect(try refusal("appraise", csv, ["draws": "5"]).contains("at least 100"))
  }

  @Test("claim: what the papers' 75,000 a day and 500,000 a year would take")
  func claim() throws {
    let costs = "offence,unit_cost\nTheft,500\nRobbery,10000\n"
    let study = try AnyStudy("claim", of: .csv(costs), ["saving": "£75,000", "per": "day"])
    let answer = try object(study)
    #expect(answer["savingPerYear"] as? Double == 27_375_000)
    #expect(try rows(study, "offences").map { $0["crimesPerDay"] as? Double } == [150, 7.5])
    let people = try AnyStudy(
      "claim", of: .csv(costs),
      ["saving": "500000", "people": "7500", "share": "10%", "reoffences-each": "1"])
    let verdicts = try rows(people, "offences").map { $0["verdict"] as? String }
    #expect(verdicts == ["more than they commit", "possible"])
    try expectClear(people)
    #expect(try refusal("claim", costs, ["saving": "much"]).contains("write it as 75000"))
    #expect(try refusal("claim", costs, ["saving": "5", "share": "10%"]).contains("--people"))
    #expect(
      try refusal("claim", costs, ["saving": "5", "people": "5", "share": "200%"]).contains("at most 1"))
  }

  @Test(
    "severity: harm by group, escalation, what is serious, by hand; offences without a weight are refused")
  func severity() throws {
    let people = """
      id,area,index,offence,custody
      1,A,theft,robbery,yes
      1,A,theft,theft,no
      2,A,robbery,theft,no
      3,A,theft,,
      4,B,theft,theft,no
      5,B,theft,,
      6,B,robbery,,
      """
    let weights = FileManager.default.temporaryDirectory.appendingPathComponent(
      "weights-\(UUID().uuidString).csv")
    try "offence,weight,valid_from\ntheft,1,2016-01-01\nRobbery,300,2016-01-01\nrobbery,100,2015-01-01\n"
      .write(to: weights, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: weights) }
    let options = [
      "weights": weights.path, "person": "id", "index": "index", "custodial": "custody", "by": "area",
      "serious": "50", "weights-on": "2015-06-30",
    ]
    // A list by the codes of the law has an offence several times, and columns of its own.
    let coded = weights.deletingPathExtension().appendingPathExtension("coded.csv")
    try "code,FULL_OFFENCE_TITLE,CCHI Score\n1,theft,1\n2,Robbery,300\n3,robbery,300\n"
      .write(to: coded, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: coded) }
    var own = [
      "weights": coded.path, "person": "id", "by": "area", "weights-columns": "FULL_OFFENCE_TITLE,CCHI Score",
    ]
    #expect(try rows(AnyStudy("severity", of: .csv(people), own)).map { $0["harm"] as? Double } == [302, 1])
    own["weights-columns"] = "CCHI Score"
    #expect(try refusal("severity", people, own).contains("two columns are needed"))
    own["weights-columns"] = "FULL_OFFENCE_TITLE,code"
    #expect(try refusal("severity", people, own).contains("“robbery” stands twice, with the weights 2 and 3"))
    own["weights-sheet"] = "List"
    #expect(try refusal("severity", people, own).contains("sheet"))
    // On that day theft had no weight yet.
    #expect(try refusal("severity", people, options).contains("“theft” has no weight"))
    var last = options
    last["weights-on"] = nil
    let study = try AnyStudy("severity", of: .csv(people), last)
    let groups = try rows(study)
    #expect(groups.map { $0["people"] as? Int } == [3, 3])
    #expect(groups.map { $0["reoffences"] as? Int } == [3, 1])
    #expect(groups.map { $0["harm"] as? Double } == [302, 1])
    #expect(groups.map { $0["serious"] as? Int } == [1, 0])
    #expect(groups.map { $0["custodial"] as? Int } == [1, 0])
    #expect((groups[0]["harmPerReoffence"] as? [String: Any])?["estimate"] as? Double == 302.0 / 3)
    func isNear(_ value: Any?, _ expected: Double) -> Bool {
      (value as? Double).map { abs($0 - expected) < 1e-12 * expected } ?? false
    }
    #expect(isNear((groups[0]["ratioToOthers"] as? [String: Any])?["estimate"], 302))
    let escalation = try #require(groups[0]["escalation"] as? [String: Any])
    #expect(escalation["higher"] as? Int == 1)
    #expect(escalation["lower"] as? Int == 1)
    #expect(escalation["pValue"] as? Double == 1)
    #expect(groups.map { $0["rankByHarm"] as? Int } == [1, 2])
    let offences = try rows(study, "offences")
    #expect(offences.map { $0["offence"] as? String } == ["robbery", "theft"])
    #expect(isNear(offences[0]["shareOfHarm"], 300.0 / 303))
    try expectClear(study)
    last["by"] = nil
    try expectClear(AnyStudy("severity", of: .csv(people), last))
    let moved = people.replacingOccurrences(of: "1,A,theft,theft,no", with: "1,B,theft,theft,no")
    last["by"] = "area"
    #expect(try refusal("severity", moved, last).contains("a person of line 2 is in another group"))
    let other = people.replacingOccurrences(of: "1,A,theft,theft,no", with: "1,A,robbery,theft,no")
    #expect(try refusal("severity", other, last).contains("another index offence"))
  }

  @Test("pathways: the order of reoffenders avoided, the minimum offer once a person, what is not known")
  func pathways() throws {
    var csv = "homeless,unemployed,reoffended\n"
    for (homeless, unemployed, people, reoffended) in [
      (0, 0, 100, 20), (1, 0, 40, 20), (0, 1, 50, 15), (1, 1, 10, 8),
    ] {
      for person in 0..<people { csv += "\(homeless),\(unemployed),\(person < reoffended ? 1 : 0)\n" }
    }
    let study = try AnyStudy("pathways", of: .csv(csv), ["reached": "100%"])
    let answer = try object(study)
    let ranked = try rows(study, "pathways")
    #expect(
      ranked.map { $0["pathway"] as? String } == [
        "Accommodation and support", "Education, Training and Employment",
      ])
    func avoided(_ row: [String: Any]) -> Double? {
      ((row["avoided"] as? [String: Any])?["estimate"] as? Double).map { (1e9 * $0).rounded() / 1e9 }
    }
    // 50 homeless with 28, 150 others with 35; 60 unemployed with 23, 140 others with 40; 100 with a need with 43.
    #expect(avoided(ranked[0]) == ((28 - 50 * 35.0 / 150) * 1e9).rounded() / 1e9)
    #expect(avoided(ranked[1]) == ((23 - 60 * 40.0 / 140) * 1e9).rounded() / 1e9)
    let offer = try #require(answer["offer"] as? [String: Any])
    #expect(offer["people"] as? Int == 100)
    #expect(avoided(offer) == 43 - 100 * 0.2)
    let unknown = try rows(study, "unknown")
    #expect(unknown.count == 5)
    #expect(unknown.first?["reason"] as? String == "the table has no column mental_health")
    #expect(study.sentences.contains { $0.hasPrefix("Finance, benefits and debt: not known") })
    try expectClear(study)
    #expect(try refusal("pathways", "a,reoffended\n1,0\n", [:]).contains("no column homeless"))
    #expect(try refusal("pathways", csv, ["reached": "0"]).contains("above 0"))
    let odd = "homeless,reoffended\nsometimes,1\nno,0\n"
    #expect(try refusal("pathways", odd, [:]).contains("yes or no is needed"))
  }

  @Test("targets: what has no target or no figure is refused, or listed as not known")
  func unknownTargets() throws {
    let csv = "indicator,target,events,trials\nHousing,80%,90,100\nWork,50%,,\nDebt,,5,10\nHealth,,,\n"
    let refused = try refusal("targets", csv, [:])
    for line in ["line 3", "line 4", "line 5"] { #expect(refused.contains(line), "\(refused)") }
    let study = try AnyStudy("targets", of: .csv(csv), ["unknown": "list"])
    #expect(try rows(study).count == 1)
    let unknown = try rows(study, "unknown")
    #expect(
      unknown.map { $0["missing"] as? String } == ["no figure", "no target", "neither target nor figure"])
    try expectClear(study)
  }

  @Test("breakdown: small rows are hidden, and what would give them away")
  func suppressedBreakdown() throws {
    var csv = "sex,area,cohort,reoffenders\n"
    for (sex, area, cohort, reoffenders) in [
      ("m", "A", 100, 30), ("m", "B", 80, 20), ("f", "A", 40, 2), ("f", "B", 60, 15),
    ] { csv += "\(sex),\(area),\(cohort),\(reoffenders)\n" }
    let study = try AnyStudy("breakdown", of: .csv(csv), ["by": "sex,area", "suppress": "5"])
    let hidden = try rows(study).filter { $0["events"] is NSNull }
    #expect(hidden.contains { ($0["by"] as? [String: String]) == ["sex": "f", "area": "A"] })
    // One alone would follow from its totals.
    #expect(hidden.count >= 4)
    #expect(try rows(study).allSatisfy { $0["events"] as? Int != 2 })
    try expectClear(study)
  }

  @Test("recurrence: the mean number of reoffences by group, by hand; rows that overlap are refused")
  func recurrence() throws {
    let csv = """
      person,area,start,stop,reoffended,reoffences
      1,A,0,2,1,1
      1,A,2,3,1,2
      1,A,3,4,0,0
      2,A,0,4,0,0
      3,B,0,2.5,1,1
      4,B,0,4,0,0
      """
    let study = try AnyStudy("recurrence", of: .csv(csv), ["by": "area", "at": "1,3"])
    let told = try rows(study)
    #expect(told.map { $0["time"] as? Double } == [1, 3, 1, 3])
    #expect(
      told.map { ($0["mean"] as? [String: Any])?["estimate"] as? Double } == [0, 1.5, 0, 0.5])
    #expect(told.map { $0["atRisk"] as? Int } == [2, 2, 2, 1])
    #expect(told.map { $0["events"] as? Int } == [0, 3, 0, 1])
    let curves = try rows(study, "curves")
    #expect(curves[0]["times"] as? [Double] == [2, 3])
    #expect(curves[0]["people"] as? Int == 2)
    try expectClear(study)
    // Without the number of reoffences each row that ends with one is one; without the beginnings they follow.
    let once = try AnyStudy(
      "recurrence", of: .csv(csv), ["at": "4", "event": "reoffended", "entry": "start"])
    #expect((try rows(once)[0]["mean"] as? [String: Any])?["estimate"] as? Double == 0.25 + 0.25 + 1.0 / 3)
    #expect(try object(once)["test"] is NSNull)
    try expectClear(once)
    let early = csv.replacingOccurrences(of: "1,A,2,3,1,2", with: "1,A,1,3,1,2")
    #expect(try refusal("recurrence", early, [:]).contains("begin where the person's one before ended"))
    let backward = csv.replacingOccurrences(of: "2,A,0,4,0,0", with: "2,A,5,4,0,0")
    #expect(try refusal("recurrence", backward, [:]).contains("a row must end after it begins"))
    #expect(try refusal("recurrence", csv, ["at": "9"]).contains("at most 4"))
    #expect(try refusal("recurrence", csv, ["id": "name"]).contains("name"))
    #expect(try refusal("recurrence", csv, ["at": "soon"]).contains("times above 0"))
  }

  @Test("inequality: ends of the line by hand, another column’s order, what has no order is refused")
  func inequality() throws {
    let csv = "half,cohort,reoffenders\nSecond 2,100,40\nFirst 1,100,20\n"
    let study = try AnyStudy("inequality", of: .csv(csv), ["by": "half"])
    let answer = try object(study)
    #expect(try rows(study).map { $0["place"] as? Double } == [1, 2])
    func rounded(_ value: Any?) -> Double? { (value as? Double).map { (1e9 * $0).rounded() / 1e9 } }
    #expect(rounded((answer["slopeIndex"] as? [String: Any])?["estimate"]) == 0.4)
    #expect(rounded((answer["relativeIndex"] as? [String: Any])?["estimate"]) == 5)
    #expect(rounded(answer["lowest"]) == 0.1)
    #expect(try study.figure.text.headline == "Reoffending rises along half, from 10.0% to 50.0%")
    try expectClear(study)
    let areas = "area,imd,cohort,reoffenders\nA,30.5,100,40\nB,12,100,20\nC,44.1,100,45\n"
    let ordered = try AnyStudy("inequality", of: .csv(areas), ["by": "area", "order": "imd"])
    #expect(try rows(ordered).map { ($0["by"] as? [String: String])?["area"] } == ["B", "A", "C"])
    try expectClear(ordered)
    let unnamed = "half,cohort,reoffenders\nlow,100,40\nhigh,100,20\n"
    #expect(try refusal("inequality", unnamed, ["by": "half"]).contains("“low” has no number"))
    let same = "half,cohort,reoffenders\n1 to 3,100,40\n1 to 5,100,20\n"
    #expect(try refusal("inequality", same, ["by": "half"]).contains("have the same number"))
    let none = "half,cohort,reoffenders\n1,100,0\n2,100,20\n"
    #expect(try refusal("inequality", none, ["by": "half", "line": "log"]).contains("share of 0%"))
    let moved = "area,imd,cohort,reoffenders\nA,1,100,40\nA,2,100,20\n"
    #expect(
      try refusal("inequality", moved, ["by": "area", "order": "imd"]).contains("imd is 1 and 2; one is"))
  }

  @Test("cox --distribution: four times as long by hand, what belongs to Cox's model alone is refused")
  func distributionOfTimes() throws {
    let csv = "days,reoffended,late\n2,1,0\n4,0,0\n6,1,0\n8,1,1\n10,0,1\n30,1,1\n"
    let options = ["time": "days", "event": "reoffended", "terms": "late", "distribution": "exponential"]
    let study = try AnyStudy("cox", of: .csv(csv), options)
    let answer = try object(study)
    #expect(answer["family"] as? String == "exponential")
    let found = try rows(study, "coefficients")
    #expect(found.map { $0["term"] as? String } == ["(Intercept)", "late"])
    func rounded(_ value: Any?) -> Double? { (value as? Double).map { (1e9 * $0).rounded() / 1e9 } }
    #expect(rounded((found[1]["exponentiated"] as? [String: Any])?["estimate"]) == 4)
    let hazards = try rows(study, "hazardRatios")
    #expect(rounded((hazards[0]["exponentiated"] as? [String: Any])?["estimate"]) == 0.25)
    #expect((answer["tests"] as? [String: Any])?["score"] is NSNull)
    #expect(answer["ties"] is NSNull)
    #expect(try rows(study, "distributions").count == 4)
    #expect(study.sentences.contains { $0.hasPrefix("late: time ratio 4.00") })
    try expectClear(study)
    for (name, value) in [("strata", "late"), ("cluster", "late"), ("entry", "late")] {
      var more = options
      more[name] = value
      #expect(try refusal("cox", csv, more).contains("do not belong to a --distribution"))
    }
    let none = "days,reoffended,late\n0,1,0\n4,0,0\n6,1,1\n8,1,1\n"
    #expect(try refusal("cox", none, options).contains("above 0"))
  }

  @Test("shrink: small groups are drawn far, groups alike to the mean, two groups are refused")
  func shrink() throws {
    let csv = "area,cohort,reoffenders\nA,1000,300\nB,10,8\nC,900,180\nD,800,280\nE,0,0\n"
    let study = try AnyStudy("shrink", of: .csv(csv), ["by": "area"])
    let found = try rows(study)
    #expect(found.map { ($0["by"] as? [String: String])?["area"] } == ["A", "B", "C", "D"])
    let weights = found.compactMap { $0["weight"] as? Double }
    #expect(weights[0] > 0.9 && weights[1] < 0.5)
    let drawn = try #require((found[1]["shrunk"] as? [String: Any])?["estimate"] as? Double)
    let mean = try #require(try object(study)["mean"] as? Double)
    #expect(drawn > mean && drawn < 0.8)
    #expect(try object(study)["notes"] as? [String] ?? [] != [])
    try expectClear(study)
    let alike = try AnyStudy(
      "shrink", of: .csv("area,cohort,reoffenders\nA,40,10\nB,80,20\nC,20,5\n"), ["by": "area"])
    #expect(
      try rows(alike).map { ($0["shrunk"] as? [String: Any])?["estimate"] as? Double } == [0.25, 0.25, 0.25])
    #expect(try object(alike)["concentration"] is NSNull)
    #expect(try object(alike)["spread"] is NSNull)
    #expect(try alike.figure.text.headline == "The groups differ no more than chance could make")
    try expectClear(alike)
    #expect(
      try refusal("shrink", "area,cohort,reoffenders\nA,40,10\nB,80,20\n", ["by": "area"]).contains(
        "three are needed"))
  }

  @Test("evaluate: thresholds of scores and of probabilities by group, by hand")
  func thresholds() throws {
    var csv = "sex,score,chance,reoffended\n"
    for (sex, score, outcome, people) in [
      ("f", 3, 0, 60), ("f", 3, 1, 20), ("f", 7, 0, 10), ("f", 7, 1, 10), ("m", 3, 0, 30), ("m", 3, 1, 10),
      ("m", 7, 0, 30), ("m", 7, 1, 30),
    ] {
      for _ in 0..<people { csv += "\(sex),\(score),\(score == 7 ? 0.6 : 0.2),\(outcome)\n" }
    }
    let study = try AnyStudy(
      "evaluate", of: .csv(csv), ["predicted": "score", "by": "sex", "thresholds": "5"])
    let found = try rows(study, "thresholds")
    #expect(found.map { $0["by"] as? String } == ["All", "sex=f", "sex=m"])
    #expect(found.map { $0["flagged"] as? Int } == [80, 20, 60])
    func rate(_ row: Int, _ key: String) -> Double? {
      (found[row][key] as? [String: Any])?["estimate"] as? Double
    }
    #expect(rate(1, "falsePositiveRate") == 10.0 / 70)
    #expect(rate(2, "falsePositiveRate") == 0.5)
    #expect(rate(1, "falseNegativeRate") == 20.0 / 30)
    #expect(rate(2, "positivePredictiveValue") == 0.5)
    #expect(found[0]["netBenefit"] is NSNull)
    #expect(try study.figure.text.headline.hasPrefix("Flagged from 5 on: 50.0% of those of sex=m"))
    try expectClear(study)
    let chances = try AnyStudy(
      "evaluate", of: .csv(csv), ["predicted": "chance", "thresholds": "0.5"])
    // 40 found and 40 flagged in vain at even odds.
    #expect(
      (try rows(chances, "thresholds")[0]["netBenefit"] as? [String: Any])?["estimate"] as? Double == 0)
    try expectClear(chances)
    let many = try AnyStudy(
      "evaluate", of: .csv(csv), ["predicted": "chance", "thresholds": "0.1,0.2,0.3,0.4,0.5,0.6,0.7"])
    #expect(try many.figure.text.subtitle.contains("decision curve"))
    #expect(try many.figure.text.headline.hasSuffix("from 30.0% to 40.0%"))
    try expectClear(many)
    #expect(
      try refusal("evaluate", csv, ["predicted": "chance", "thresholds": "5"]).contains("below 1"))
    #expect(
      try refusal("evaluate", csv, ["predicted": "score", "thresholds": "50%"]).contains("is no score"))
  }

  @Test("needs: each, their number, their combination and the trend, by hand")
  func needs() throws {
    var csv = "homeless,drugs,reoffended\n"
    for (homeless, drugs, people, reoffended) in [
      (0, 0, 40, 8), (1, 0, 20, 8), (0, 1, 10, 4), (1, 1, 30, 21),
    ] {
      for person in 0..<people {
        let outcome = person < reoffended ? 1 : 0
        csv += "\(homeless),\(drugs),\(outcome)\n"
      }
    }
    let study = try AnyStudy("needs", of: .csv(csv), ["needs": "homeless,drugs"])
    let answer = try object(study)
    let needs = try #require(answer["needs"] as? [[String: Any]])
    #expect(needs.map { $0["people"] as? Int } == [50, 40])
    #expect(needs.map { $0["reoffenders"] as? Int } == [29, 25])
    let counts = try #require(answer["counts"] as? [[String: Any]])
    #expect(counts.map { $0["people"] as? Int } == [40, 30, 30])
    #expect(counts.map { $0["reoffenders"] as? Int } == [8, 12, 21])
    let combinations = try #require(answer["combinations"] as? [[String: Any]])
    #expect(combinations.map { $0["name"] as? String } == ["none", "homeless + drugs", "homeless", "drugs"])
    // Scores 0, 1, 2 of 40, 30, 30 people: mean 0.9, squares 69; Σ(x − 0.9)·events = 8·(−0.9) + 12·0.1 + 21·1.1 = 17.1.
    let slope = try #require((answer["trend"] as? [String: Any])?["slope"] as? Double)
    #expect(abs(slope - 17.1 / 69) < 1e-12)
    #expect(study.sentences[0].hasPrefix("The rate rises by 24.8 percentage points with each need"))
    try expectClear(study)
    #expect(try refusal("needs", csv, ["needs": "homeless"]).contains("from 2 to 16"))
    let hidden = try AnyStudy("needs", of: .csv(csv), ["needs": "homeless,drugs", "suppress": "3"])
    #expect(hidden.table.rows.count == 3)
    #expect(try refusal("needs", csv, ["needs": "homeless,drugs", "suppress": "5"]).contains("small counts"))
  }

  @Test("a breakdown has every combination and every total, in the order of ranges")
  func breakdown() throws {
    var csv = "offence,previous,reoffended,reoffences\n"
    for (offence, previous, people, reoffended) in [
      ("Theft", 0, 40, 8), ("Theft", 12, 20, 15), ("Theft", 2, 30, 12), ("Fraud", 2, 10, 1),
    ] {
      for person in 0..<people {
        let outcome = person < reoffended ? 1 : 0
        csv += "\(offence),\(previous),\(outcome),\(2 * outcome)\n"
      }
    }
    let study = try AnyStudy(
      "breakdown", of: .csv(csv), ["by": "offence,band(previous, 0, 1-2, 3-6, 7-14, 15+)"])
    let table = study.table
    #expect(table.rows.count == 10)
    let names = table.rows.map { $0[0].shown(as: .text) + "/" + $0[1].shown(as: .text) }
    #expect(
      names
        == [
          "Theft/0", "Theft/1-2", "Theft/7-14", "Theft/All", "Fraud/1-2", "Fraud/All", "All/0", "All/1-2",
          "All/7-14", "All/All",
        ].filter { names.contains($0) })
    let groups = try rows(study)
    let whole = try #require(groups.last)
    #expect(whole["trials"] as? Int == 100)
    #expect(whole["events"] as? Int == 36)
    #expect(whole["reoffences"] as? Int == 72)
    try expectClear(study)
    #expect(try refusal("breakdown", csv, ["by": "a,b,c,d,e,f,g"]).contains("from 1 to 6"))
  }

  @Test("adjusted: by difference and by ratio, by hand, and the break of October 2015 is not crossed")
  func adjusted() throws {
    let csv =
      "quarter,cohort,reoffenders,predicted_rate\n2015 Q2,1000,300,30%\n2015 Q3,1000,310,33%\n2015 Q4,1000,280,29%\n"
      + "2016 Q1,1000,270,25%\n"
    let study = try AnyStudy("adjusted", of: .csv(csv), ["time": "quarter"])
    let points = try rows(study, "points")
    func value(_ row: [String: Any], _ key: String) -> Double? {
      (row[key] as? [String: Any])?["estimate"] as? Double
    }
    // 31% + (30% − 33%); 27% + (29% − 25%), whose base is the first quarter of the new source.
    #expect(abs(try #require(value(points[1], "adjusted")) - 0.28) < 1e-12)
    #expect(abs(try #require(value(points[1], "change")) + 0.02) < 1e-12)
    #expect(points[2]["base"] as? String == "2015 Q4")
    #expect(points[2]["change"] is NSNull)
    #expect(abs(try #require(value(points[3], "adjusted")) - 0.31) < 1e-12)
    #expect(study.notes.contains { $0.contains("from 2015 Q4 on are compared among themselves") })
    let across = try rows(
      AnyStudy("adjusted", of: .csv(csv), ["time": "quarter", "break": "none"]), "points")
    #expect(across[3]["base"] as? String == "2015 Q2")
    // 27% + (30% − 25%)
    #expect(abs(try #require(value(across[3], "adjusted")) - 0.32) < 1e-12)
    let ratio = try rows(
      AnyStudy("adjusted", of: .csv(csv), ["time": "quarter", "break": "none", "method": "ratio"]), "points")
    #expect(abs(try #require(value(ratio[3], "adjusted")) - 0.324) < 1e-12)
    // Nothing is adjusted where predictions are equal: the change is that of the rates.
    let equal = csv.replacing("33%", with: "30%")
    let plain = try rows(AnyStudy("adjusted", of: .csv(equal), ["time": "quarter"]), "points")
    #expect(abs(try #require(value(plain[1], "change")) - 0.01) < 1e-12)
    try expectClear(study)
    #expect(
      try refusal("adjusted", csv, ["time": "quarter", "base": "2014 Q1"]).contains("the base 2014 Q1"))
    let mixed = "time,cohort,reoffenders,predicted_rate\n2016 Q1,900,270,30%\n2017,3000,900,30%\n"
    #expect(try refusal("adjusted", mixed, ["time": "time"]).contains("three and of twelve months"))
    #expect(
      try refusal("adjusted", "q,cohort,reoffenders\n2016 Q1,9,2\n2016 Q2,9,3\n", ["time": "q"])
        .contains("no prediction"))
  }

  @Test("a trend starts afresh at the break unless asked not to")
  func trendBreak() throws {
    let csv =
      "quarter,cohort,reoffenders\n2015 Q1,1000,300\n2015 Q2,1000,310\n2015 Q3,1000,305\n2015 Q4,1000,250\n2016 Q1,1000,262\n"
    let trend = try AnyStudy("trend", of: .csv(csv), ["time": "quarter"])
    let change = try #require(try rows(trend, "series")[0]["change"] as? [String: Any])
    #expect(change["from"] as? String == "2015 Q4")
    #expect(trend.notes.contains { $0.contains("limits start afresh at 2015 Q4") })
    let centres = try rows(trend, "points").compactMap { $0["centre"] as? Double }
    #expect(abs(centres[0] - 0.305) < 1e-12)
    #expect(abs(centres[4] - 0.256) < 1e-12)
    let across = try AnyStudy("trend", of: .csv(csv), ["time": "quarter", "break": "none"])
    #expect(try rows(across, "series")[0]["change"] as? [String: Any] != nil)
    #expect(
      (try rows(across, "series")[0]["change"] as? [String: Any])?["from"] as? String == "2015 Q1")
    #expect(try refusal("trend", csv, ["time": "quarter", "break": "soon"]).contains("2015-10-01"))
  }

  @Test("adjusted by a model removes what goes with the mix, over people")
  func adjustedByModel() throws {
    // In either quarter 20% of the old and 50% of the young reoffend; the second quarter has more of the young.
    var csv = "quarter,age,reoffended\n"
    for (quarter, age, people, events) in [
      ("2016 Q1", "old", 200, 40), ("2016 Q1", "young", 100, 50), ("2016 Q2", "old", 100, 20),
      ("2016 Q2", "young", 200, 100),
    ] {
      for person in 0..<people {
        let outcome = person < events ? 1 : 0
        csv += "\(quarter),\(age),\(outcome)\n"
      }
    }
    let study = try AnyStudy(
      "adjusted", of: .csv(csv), ["time": "quarter", "method": "model", "terms": "age"])
    let points = try rows(study, "points")
    func value(_ row: [String: Any], _ key: String) -> Double? {
      (row[key] as? [String: Any])?["estimate"] as? Double
    }
    #expect(abs(try #require(value(points[1], "rate")) - 0.4) < 1e-12)
    #expect(abs(try #require(value(points[1], "adjusted")) - 0.3) < 1e-9)
    #expect(abs(try #require(value(points[1], "change"))) < 1e-9)
    #expect(try refusal("adjusted", csv, ["time": "quarter", "method": "model"]).contains("--terms"))
  }

  @Test("tracking: shares at the same point, and a range that holds what earlier cohorts did")
  func track() throws {
    var csv = "year,days,reoffended\n"
    // 2022: 60 of 200 reoffend, on days 10 to 300; 2023: 200 followed to day 100.
    for person in 0..<200 {
      let day = 5 * (person + 2)
      csv += person < 60 ? "2022,\(day),1\n" : "2022,365,0\n"
    }
    for person in 0..<200 {
      let day = 5 * (person + 2)
      csv += person < 19 ? "2023,\(day),1\n" : "2023,100,0\n"
    }
    let study = try AnyStudy(
      "track", of: .csv(csv),
      ["cohorts": "year", "time": "days", "event": "reoffended", "points": "50,100,365"])
    let answer = try object(study)
    let cohorts = try #require(answer["cohorts"] as? [[String: Any]])
    #expect(cohorts.map { $0["name"] as? String } == ["2022", "2023"])
    let own = try #require(cohorts[1]["points"] as? [[String: Any]])
    #expect(own.map { $0["time"] as? Double } == [50, 100])
    // Nobody leaves before day 100, so that shares are counts: 9 of 200 by day 50, 19 by day 100.
    #expect(abs(try #require((own[0]["share"] as? [String: Any])?["estimate"] as? Double) - 0.045) < 1e-12)
    let projection = try #require(answer["projection"] as? [String: Any])
    #expect(projection["open"] as? Int == 181)
    // Of the 181 of 2022 who had come as far 41 reoffended later.
    #expect(abs(try #require(projection["reoffenders"] as? Double) - 60) < 1e-9)
    let lower = try #require(projection["reoffendersLower"] as? Double)
    let upper = try #require(projection["reoffendersUpper"] as? Double)
    #expect((35.0..<50.0).contains(lower), "\(lower)")
    #expect((70.0..<85.0).contains(upper), "\(upper)")
    #expect(study.sentences[0].contains("9.5% had reoffended after 100 days, with no clear difference"))
    try expectClear(study)
    let one = csv.split(separator: "\n").filter { !$0.hasPrefix("2023") }.joined(separator: "\n")
    #expect(
      try refusal("track", one, ["cohorts": "year", "time": "days", "event": "reoffended"]).contains(
        "one cohort only"))
    #expect(
      try refusal(
        "track", csv, ["cohorts": "year", "time": "days", "event": "reoffended", "horizon": "400"]
      ).contains("followed for 365 only"))
    #expect(
      try refusal(
        "track", csv, ["cohorts": "year", "time": "days", "event": "reoffended", "current": "2020"]
      ).contains("year has no 2020; did you mean 2022?"))
  }

  @Test("disparity: indices by hand, and none where numbers are small")
  func disparity() throws {
    let csv =
      "ethnicity,population,arrests,charged\nWhite,100000,1000,400\nBlack,10000,200,90\nOther,900,3,1\nTotal,110900,1203,491\n"
    let study = try AnyStudy(
      "disparity", of: .csv(csv), ["by": "ethnicity", "stages": "population,arrests,charged"])
    let groups = try rows(study)
    #expect(groups.count == 6)
    func index(_ row: [String: Any]) -> Double? { (row["index"] as? [String: Any])?["estimate"] as? Double }
    #expect(abs(try #require(index(groups[1])) - 2) < 1e-12)
    #expect(abs(try #require(index(groups[4])) - 1.125) < 1e-12)
    #expect(abs(try #require(groups[4]["sinceFirst"] as? Double) - 2.25) < 1e-12)
    #expect(groups[2]["index"] is NSNull)
    #expect((groups[2]["reason"] as? String)?.contains("fewer than 5 reached") == true)
    #expect(
      study.sentences.contains {
        $0.hasPrefix("Black, arrests: 2.0% of population, more often than White (2.00 times")
      })
    try expectClear(study)
    // Of people with yes and no the first stage is of everybody.
    var people = "sex,charged,convicted\n"
    for person in 0..<400 {
      let sex = person.isMultiple(of: 2) ? "m" : "f"
      let charged = person % 4 < 2 ? "yes" : "no"
      let convicted = person % 8 < 2 ? "yes" : "no"
      people += "\(sex),\(charged),\(convicted)\n"
    }
    let flags = try rows(
      AnyStudy("disparity", of: .csv(people), ["by": "sex", "stages": "charged,convicted"]))
    #expect(flags[0]["from"] as? String == "everybody")
    #expect(flags[0]["base"] as? Int == 200)
    #expect(flags[0]["reached"] as? Int == 100)
    #expect(
      try refusal("disparity", csv, ["by": "ethnicity", "stages": "population"]).contains("two columns"))
    #expect(
      try refusal(
        "disparity", csv, ["by": "ethnicity", "stages": "population,arrests", "reference": "Green"]
      ).contains("White, Black, Other"))
  }

  @Test("forecast: the year before by hand, the naive forecast where it wins, and what cannot be forecast")
  func forecast() throws {
    var csv = "quarter,cohort,reoffenders\n"
    let walk = [300, 320, 310, 330, 360, 350, 380, 400, 390, 420, 450, 440, 460, 490, 480, 510]
    for (place, events) in walk.enumerated() {
      let (year, quarter) = (2017 + place / 4, place % 4 + 1)
      csv += "\(year) Q\(quarter),1000,\(events)\n"
    }
    let study = try AnyStudy("forecast", of: .csv(csv), ["time": "quarter", "ahead": "3"])
    let answer = try object(study)
    let years = try #require(answer["yearOnYear"] as? [[String: Any]])
    #expect(years.count == 12)
    #expect(
      abs(try #require((years[0]["difference"] as? [String: Any])?["estimate"] as? Double) - 0.06) < 1e-12)
    let steps = try #require(answer["forecast"] as? [[String: Any]])
    #expect(steps.map { $0["time"] as? String } == ["2021 Q1", "2021 Q2", "2021 Q3"])
    let methods = try #require(answer["methods"] as? [[String: Any]])
    #expect(methods.first?["chosen"] as? String == nil)
    #expect(methods.first?["chosen"] as? Bool == true)
    let errors = methods.compactMap { $0["meanAbsoluteError"] as? Double }
    #expect(errors == errors.sorted())
    let naive = try AnyStudy("forecast", of: .csv(csv), ["time": "quarter", "method": "naive"])
    let first = try #require(try rows(naive, "forecast").first)
    #expect((first["rate"] as? [String: Any])?["estimate"] as? Double == 0.51)
    try expectClear(study)
    #expect(
      try refusal("forecast", "y,cohort,reoffenders\n2016,10,2\n2017,10,3\n", ["time": "y"]).contains(
        "five at least"))
    let rolling =
      "t,cohort,reoffenders\nJan 2016 to Dec 2016,10,2\nApr 2016 to Mar 2017,10,3\nJul 2016 to Jun 2017,10,3\n"
    #expect(try refusal("forecast", rolling, ["time": "t"]).contains("share"))
  }

  @Test("payment: verdicts and probabilities by hand")
  func payment() throws {
    let csv = "area,cohort,reoffenders,reoffences\nNorth,100,40,120\nSouth,100,41,200\nWest,100,60,500\n"
    let study = try AnyStudy(
      "payment", of: .csv(csv), ["by": "area", "baseline": "50%", "baseline-frequency": "4"])
    let groups = try rows(study)
    #expect(groups.map { $0["verdict"] as? String } == ["reduction", "no change", "increase"])
    #expect(groups[0]["mostForReduction"] as? Int == 40)
    // P(X ≤ 40) of 100 throws of a coin.
    #expect(abs(try #require(groups[0]["chanceOfReduction"] as? Double) - 0.02844396682049038) < 1e-12)
    #expect(groups.map { $0["frequencyVerdict"] as? String } == ["no change", "no change", "increase"])
    let plan = try rows(
      AnyStudy("payment", of: .csv("area,cohort\nNorth,100\n"), ["by": "area", "baseline": "0.5"]))
    #expect(plan[0]["verdict"] is NSNull)
    try expectClear(study)
    #expect(try refusal("payment", csv, ["by": "area"]).contains("--baseline"))
    #expect(try refusal("payment", csv, ["by": "area", "baseline": "2"]).contains("below 1"))
  }

  @Test("neighbours: distances by hand, the family's rate, and the change of rank")
  func neighbours() throws {
    let csv =
      "area,year,size,cohort,reoffenders\nA,2020,1,1000,300\nA,2021,1,1000,200\nB,2020,2,1000,250\nB,2021,2,1000,250\n"
      + "C,2020,3,1000,260\nC,2021,3,1000,260\nD,2020,9,1000,900\nD,2021,9,1000,900\n"
    let study = try AnyStudy(
      "neighbours", of: .csv(csv), ["area": "A", "like": "size", "count": "2", "time": "year"])
    let groups = try rows(study)
    #expect(groups.map { $0["name"] as? String } == ["A", "B", "C"])
    // Sizes 1, 2, 3, 9 have the variance 38.75 / 3.
    let distance = 1 / (38.75 / 3.0).squareRoot()
    #expect(abs(try #require(groups[1]["distance"] as? Double) - distance) < 1e-12)
    let answer = try object(study)
    #expect(
      abs(try #require((answer["familyRate"] as? [String: Any])?["estimate"] as? Double) - 0.255) < 1e-12)
    let change = try #require(answer["rankChange"] as? [String: Any])
    #expect(change["before"] as? Int == 3)
    #expect(change["after"] as? Int == 1)
    try expectClear(study)
    #expect(
      try refusal("neighbours", csv, ["area": "E", "like": "size", "count": "2", "time": "year"]).contains(
        "the area E"))
    #expect(try refusal("neighbours", csv, ["area": "A", "like": "width", "time": "year"]).contains("width"))
  }

  @Test("interrupted: two exact lines, with and without a control")
  func interrupted() throws {
    var csv = "quarter,area,cohort,reoffenders\n"
    for place in 0..<12 {
      let name = "\(2017 + place / 4) Q\(place % 4 + 1)"
      let fall = place >= 6 ? 50 : 0
      let (own, other) = (300 + 10 * place - fall, 200 + 10 * place)
      csv += "\(name),A,1000,\(own)\n\(name),B,1000,\(other)\n"
    }
    let alone = try AnyStudy(
      "interrupted", of: .csv(csv),
      ["time": "quarter", "change": "2018 Q3", "where": "area = \"A\""])
    let own = try rows(alone, "coefficients")
    func value(_ row: [String: Any]) -> Double? {
      (row["estimate"] as? [String: Any])?["estimate"] as? Double
    }
    #expect(own.map { $0["term"] as? String } == ["intercept", "slope", "levelChange", "slopeChange"])
    #expect(abs(try #require(value(own[1])) - 0.01) < 1e-10)
    #expect(abs(try #require(value(own[2])) + 0.05) < 1e-10)
    let controlled = try AnyStudy(
      "interrupted", of: .csv(csv),
      ["time": "quarter", "change": "2018 Q3", "by": "area", "group": "A", "control": "B"])
    let other = try rows(controlled, "coefficients")
    #expect(abs(try #require(value(other[0])) - 0.1) < 1e-10)
    #expect(abs(try #require(value(other[1]))) < 1e-10)
    #expect(abs(try #require(value(other[2])) + 0.05) < 1e-10)
    try expectClear(controlled)
    #expect(
      try refusal("interrupted", csv, ["time": "quarter", "change": "2030 Q1", "where": "area = \"A\""])
        .contains("the change at 2030 Q1"))
    #expect(
      try refusal("interrupted", csv, ["time": "quarter", "change": "2018 Q3", "control": "B"]).contains(
        "--group"))
  }

  @Test("interrupted: what a drifting level and a control would have made, in rates and in people")
  func stateSpace() throws {
    var csv = "quarter,area,cohort,reoffenders\n"
    for place in 0..<24 {
      let name = "\(2017 + place / 4) Q\(place % 4 + 1)"
      let other = 3000 + 40 * ((place * 7) % 11) + 15 * place
      let own = 1000 + other / 2 + 12 * ((place * 5) % 7) - (place >= 18 ? 400 : 0)
      csv +=
        "\(name),A,10000,\(own)\n\(name),B,10000,\(other)\n\(name),C,10000,\(2000 + 50 * ((place * 3) % 5))\n"
    }
    var options = [
      "time": "quarter", "change": "2021 Q3", "by": "area", "group": "A", "control": "B",
      "method": "state-space",
    ]
    let study = try AnyStudy("interrupted", of: .csv(csv), options)
    let answer = try object(study)
    func number(_ key: String, _ part: String = "estimate") throws -> Double {
      try #require((answer[key] as? [String: Any])?[part] as? Double)
    }
    #expect(abs(try number("effect") + 0.04) < 0.004)
    #expect(try number("effect", "upper") < 0 && (try #require(answer["pValue"] as? Double)) < 0.01)
    // Every period has 10,000 people, so that the sum of six is 60,000 times the mean.
    #expect(abs(try number("cumulative") - 60_000 * number("effect")) < 1e-6)
    #expect(abs(try number("cumulative", "lower") - 60_000 * number("effect", "lower")) < 1e-6)
    let points = try rows(study, "points")
    let actual = points.suffix(6).compactMap { $0["value"] as? Double }.reduce(0, +) / 6
    #expect(abs(try number("relative") - number("effect") / (actual - number("effect"))) < 1e-12)
    #expect(points.prefix(18).allSatisfy { $0["lower"] is NSNull && $0["effect"] is NSNull })
    let control = try #require((answer["controls"] as? [[String: Any]])?.first)
    #expect(control["name"] as? String == "B")
    let multiple = try #require((control["multiple"] as? [String: Any])?["estimate"] as? Double)
    #expect(abs(multiple - 0.5) < 0.15)
    #expect(study.sentences[0].contains("beyond chance"))
    try expectClear(study)
    options["control"] = "B,C"
    #expect((try object(AnyStudy("interrupted", of: .csv(csv), options))["controls"] as? [Any])?.count == 2)
    options["method"] = "lines"
    #expect(try refusal("interrupted", csv, options).contains("B,C"))
    options["method"] = "state-space"
    options["control"] = "A"
    #expect(try refusal("interrupted", csv, options).contains("the group itself"))
    options["control"] = "B"
    options["lag"] = "2"
    #expect(try refusal("interrupted", csv, options).contains("--lag"))
    options["lag"] = nil
    options["change"] = "2017 Q4"
    #expect(try refusal("interrupted", csv, options).contains("5 are needed"))
  }

  @Test("selection: the fall of chosen people, and that nobody below the rule is among them")
  func selection() throws {
    var csv = "before,after\n"
    for (before, people) in [(4, 40), (5, 27), (6, 20), (7, 12), (8, 8), (9, 5), (11, 4), (14, 2)] {
      for _ in 0..<people { csv += "\(before),3\n" }
    }
    let study = try AnyStudy(
      "selection", of: .csv(csv), ["before": "before", "after": "after", "least": "4", "replicates": "60"])
    let answer = try object(study)
    #expect(answer["chosen"] as? Int == 118)
    #expect(answer["before"] as? Int == 680)
    #expect(answer["after"] as? Int == 354)
    let fall = try #require((answer["expectedFall"] as? [String: Any])?["estimate"] as? Double)
    let observed = try #require(answer["observedFall"] as? Double)
    #expect(abs(observed - (1 - 354.0 / 680)) < 1e-12)
    #expect(fall > 0 && fall < 1)
    #expect(study.sentences[0].contains("by selection alone the number would have fallen by"))
    try expectClear(study)
    #expect(
      try refusal("selection", csv + "2,1\n", ["before": "before", "after": "after", "least": "4"]).contains(
        "--everybody"))
    #expect(try refusal("selection", csv, ["before": "before", "least": "0"]).contains("at least 1"))
  }

  @Test("difference: the effect by hand, and groups that are none")
  func difference() throws {
    let csv =
      "area,year,cohort,reoffenders\nA,2020,1000,300\nA,2021,1000,240\nB,2020,500,150\nB,2021,500,140\nC,2020,500,100\n"
      + "C,2021,500,100\n"
    let study = try AnyStudy(
      "difference", of: .csv(csv), ["time": "year", "by": "area", "treated": "A", "change": "2021"])
    let effect = try #require(try object(study)["effect"] as? [String: Any])
    // −6 points against 250 to 240 of 1,000: −1 point.
    #expect(abs(try #require(effect["estimate"] as? Double) + 0.05) < 1e-12)
    let one = try AnyStudy(
      "difference", of: .csv(csv),
      ["time": "year", "by": "area", "treated": "A", "control": "C", "change": "2021"])
    let other = try #require(try object(one)["effect"] as? [String: Any])
    #expect(abs(try #require(other["estimate"] as? Double) + 0.06) < 1e-12)
    try expectClear(study)
    #expect(
      try refusal("difference", csv, ["time": "year", "by": "area", "treated": "D", "change": "2021"])
        .contains("area has no D"))
    #expect(
      try refusal(
        "difference", csv, ["time": "year", "by": "area", "treated": "A", "control": "A", "change": "2021"]
      ).contains("both among"))
  }

  @Test("staggered: effects by hand, who is compared, and beginnings that are none")
  func staggered() throws {
    var csv = "area,year,cohort,reoffenders,began\n"
    for (area, began, rates) in [
      ("A", "2021", [30, 20, 10]), ("B", "2021", [40, 30, 20]), ("C", "2022", [20, 20, 15]),
      ("D", "2022", [30, 30, 25]), ("E", "", [25, 25, 25]), ("F", "never", [35, 35, 35]),
    ] {
      for (year, rate) in zip(2020...2022, rates) { csv += "\(area),\(year),100,\(rate),\(began)\n" }
    }
    let options = ["time": "year", "by": "area", "start": "began"]
    let study = try AnyStudy("staggered", of: .csv(csv), options)
    let averages = try rows(study, "averages")
    func effect(_ kind: String, _ at: Int? = nil) throws -> Double {
      let row = try #require(
        averages.first { $0["kind"] as? String == kind && (at == nil || $0["periods"] as? Int == at) })
      return try #require((row["effect"] as? [String: Any])?["estimate"] as? Double)
    }
    // Begun in 2021: −10 and −20 points, on average −15; in 2022: −5. Both have two areas of as many people.
    #expect(abs(try effect("overall") + 0.1) < 1e-12)
    #expect(abs(try effect("event", 0) + 0.075) < 1e-12)
    #expect(abs(try effect("event", 1) + 0.2) < 1e-12)
    #expect(abs(try effect("event", -1)) < 1e-12)
    #expect(try object(study)["errors"] as? String == "areas")
    #expect(study.sentences[0].contains("changed by −10.0 percentage points on average since then"))
    try expectClear(study)
    let people = try AnyStudy(
      "staggered", of: .csv(csv), options.merging(["errors": "people", "controls": "not-yet"]) { $1 })
    #expect(try rows(people, "effects")[0]["controls"] as? Int == 4)
    let single = try AnyStudy("staggered", of: .csv(csv.replacing("D,2022", with: "G,2022")), options)
    // An area without every period is left out, and with one that began in 2022 people are what varies.
    #expect(try object(single)["errors"] as? String == "people")
    #expect(
      try refusal("staggered", csv.replacing("100,20,2021", with: "100,20,2022"), options).contains(
        "two beginnings"))
    #expect(
      try refusal("staggered", csv.replacing(",2021\n", with: ",soon\n"), options).contains(
        "soon is none of the periods"))
    #expect(
      try refusal(
        "staggered", csv.replacing(",\n", with: ",2022\n").replacing("never", with: "2022"), options
      )
      .contains("(not-yet)"))
    #expect(
      try refusal("staggered", csv, options.merging(["value": "cohort", "errors": "people"]) { $1 })
        .contains("has no people"))
  }

  @Test("synthetic: a mixture by hand, its placebos, and areas that are none")
  func synthetic() throws {
    var csv = "area,year,value\n"
    for (area, values) in [
      ("Here", [3, 4, 3, 4, 9]), ("A", [2, 2, 2, 2, 2]), ("B", [4, 6, 4, 6, 4]), ("C", [9, 1, 9, 1, 9]),
      ("D", [1, 9, 7, 2, 8]),
    ] {
      for (year, value) in zip(2018...2022, values) { csv += "\(area),\(year),\(value)\n" }
    }
    let options = ["time": "year", "by": "area", "area": "Here", "change": "2022", "value": "value"]
    let study = try AnyStudy("synthetic", of: .csv(csv), options)
    // Half of A and half of B follow it exactly, and would have had 3.
    #expect(abs(try #require(object(study)["effect"] as? Double) - 6) < 1e-9)
    #expect(try object(study)["cumulative"] is NSNull)
    let areas = try rows(study, "areas")
    #expect(abs(try #require(areas[1]["weight"] as? Double) - 0.5) < 1e-9)
    #expect(try object(study)["smallestPValue"] as? Double == 0.2)
    #expect(study.sentences[2].contains("with so few areas no rank could be called beyond chance"))
    try expectClear(study)
    try expectClear(AnyStudy("synthetic", of: .csv(csv), options.merging(["draw": "gaps"]) { $1 }))
    let fewer = try AnyStudy("synthetic", of: .csv(csv), options.merging(["without": "D"]) { $1 })
    #expect(try rows(fewer, "areas").count == 4)
    #expect(
      try refusal("synthetic", csv, options.merging(["area": "Hare"]) { $1 }).contains("did you mean Here"))
    #expect(
      try refusal("synthetic", csv, options.merging(["without": "Here"]) { $1 }).contains("the area itself"))
    #expect(
      try refusal("synthetic", csv, options.merging(["change": "2020"]) { $1 }).contains("three before"))
    #expect(
      try refusal("synthetic", csv, options.merging(["change": "2031"]) { $1 }).contains("the periods are"))
  }

  @Test("trial: parallel arms by hand, a stepped wedge, and arms that are neither yes nor no")
  func trial() throws {
    var csv = "prison,arm,cohort,reoffenders\n"
    for (prison, arm, events) in [
      ("A", "yes", 20), ("B", "yes", 30), ("C", "yes", 25), ("D", "no", 40), ("E", "no", 35), ("F", "no", 45),
    ] { csv += "\(prison),\(arm),100,\(events)\n" }
    let study = try AnyStudy("trial", of: .csv(csv), ["cluster": "prison", "arm": "arm"])
    let effects = try rows(study, "effects")
    #expect(effects.map { $0["method"] as? String } == ["cluster-means", "mixed", "permutation"])
    #expect(
      abs(try #require((effects[0]["effect"] as? [String: Any])?["estimate"] as? Double) + 0.15) < 1e-12)
    // Of 20 ways to choose three, this one and its opposite are as far out.
    #expect(abs(try #require(effects[2]["pValue"] as? Double) - 0.1) < 1e-12)
    #expect(study.sentences[0].contains("15.0 percentage points below that without"))
    try expectClear(study)
    let words = csv.replacing("yes", with: "mentored").replacing(",no,", with: ",usual,")
    let named = try AnyStudy(
      "trial", of: .csv(words), ["cluster": "prison", "arm": "arm", "arm-is": "mentored"])
    #expect(try named.json() == study.json())
    #expect(try refusal("trial", words, ["cluster": "prison", "arm": "arm"]).contains("neither yes nor no"))
    #expect(
      try refusal("trial", words, ["cluster": "prison", "arm": "arm", "arm-is": "tutored"]).contains(
        "has no tutored"))
    #expect(
      try refusal("trial", csv.replacing(",yes,", with: ",no,"), ["cluster": "prison", "arm": "arm"])
        .contains("two are needed"))
    let wedge = try AnyStudy(
      "trial", of: StudyData(BundledFigures.root + "/Examples/wedge.csv"),
      ["cluster": "prison", "arm": "programme", "time": "quarter", "draws": "500"])
    #expect(try object(wedge)["design"] as? String == "stepped")
    #expect(try rows(wedge, "effects").map { $0["method"] as? String } == ["mixed", "permutation"])
    try expectClear(wedge)
  }
}
