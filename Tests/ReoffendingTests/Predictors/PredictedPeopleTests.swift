import Foundation
import Reoffending
import Tables
import TestSupport
import Testing

@Suite("Predicted people")
struct PredictedPeopleTests {
  private func table(_ text: String) throws -> Table {
    try Table(csv: Array(text.utf8), source: "people.csv")
  }

  private func faults(
    _ text: String, model: PredictorModel = .ogrs3, absentAsNone: Bool = false
  ) throws -> [String] {
    do {
      _ = try PredictedPeople(table(text), model: model, absentAsNone: absentAsNone)
      return []
    } catch let error as TableError {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  private static let header =
    "sex,offence_group,age_at_first_sanction,age_at_conviction,age_at_follow_up,previous_sanctions\n"

  @Test("gives the published vectors of OGRS3, a row each")
  func ogrs3() throws {
    var text = Self.header
    for one in OGRS3Tests.vectors {
      text += "\(one.sex),\(one.offence),\(one.first),\(one.conviction),\(one.followUp),\(one.previous)\n"
    }
    let result = try PredictedPeople(table(text), model: .ogrs3)
    for (row, one) in OGRS3Tests.vectors.enumerated() {
      expectClose(try #require(result.oneYear[row]), one.oneYear, relative: 1e-13)
      expectClose(try #require(result.twoYears[row]), one.twoYears, relative: 1e-13)
    }
    #expect(result.addedColumns == ["predicted_1_year", "predicted_2_year"])
    let csv = result.table.csv().split(separator: "\n")
    #expect(csv[0].hasSuffix("previous_sanctions,predicted_1_year,predicted_2_year"))
    #expect(csv[1] == "male,Violence,20,20,20,0,0.12161553504714574,0.22130521140511314")
    expectClose(
      try #require(result.meanOneYear),
      OGRS3Tests.vectors.reduce(0) { $0 + $1.oneYear } / Double(OGRS3Tests.vectors.count), relative: 1e-12)
  }

  @Test("published lists name the same groups differently")
  func labels() throws {
    for (one, other) in [
      ("Taking & driving away and related", "Taking and driving away and related offences"),
      ("Drug import/export/production", "Drug import, export or production"),
      ("Other motoring", "Other motoring offences"),
      ("Absconding or bail", "Absconding or bail offences"), ("Fraud & forgery", "Fraud and forgery"),
    ] {
      #expect(try OGRS3.offenceWeights.group(named: one) == OGRS3.offenceWeights.group(named: other))
    }
    for model in PredictorModel.allCases {
      let names = Set(
        try model.offenceWeights.groups.map { try model.offenceWeights.group(named: $0.name).name })
      #expect(names.count == 20, "no two groups share a name")
    }
    for name in ["Drug poss/supply", "Sexual child", "Public order & harassment", "VATP", "Burglary dom"] {
      _ = try OGRS4G.offenceWeights.group(named: name)
    }
    #expect(throws: PredictorError.self) { try OGRS3.offenceWeights.group(named: "Taking") }
  }

  @Test("above fifty previous sanctions the two conventions differ, and the notes say which holds")
  func cap() throws {
    let text = Self.header + "male,Violence,14,40,41,60\nmale,Violence,14,40,41,50\n"
    let all = try PredictedPeople(table(text), model: .ogrs3)
    let capped = try PredictedPeople(table(text), model: .ogrs3, cap: .fifty)
    #expect(all.twoYears[0] ?? 0 > capped.twoYears[0] ?? 1)
    #expect(capped.twoYears[0] == all.twoYears[1] && capped.twoYears[1] == all.twoYears[1])
    #expect(all.notes.contains { $0.contains("no cap") })
    #expect(capped.notes.contains { $0.contains("50 previous sanctions count at most") })
  }

  @Test("people with an invalid input can be named and left without a probability")
  func skipping() throws {
    let text =
      Self.header
      + "male,Violence,14,40,41,6\nmale,Nonsense,14,40,41,6\nmale,Violence,50,40,41,6\nmale,Violence,many,40,41,6\n"
    #expect(try faults(text).count == 3)
    let result = try PredictedPeople(table(text), model: .ogrs3, skippingInvalid: true)
    #expect(result.twoYears.map { $0 != nil } == [true, false, false, false])
    #expect(result.skipped.count == 3)
    for line in ["line 3", "line 4", "line 5"] {
      #expect(result.notes.contains { $0.contains(line) && $0.contains("Left without") }, "\(line)")
    }
    // A table without a column that is needed is refused nevertheless.
    #expect(throws: TableError.self) {
      try PredictedPeople(
        table("sex,offence_group\nmale,Violence\n"), model: .ogrs3, skippingInvalid: true)
    }
  }

  @Test(
    "counts of sanctions with and without the current one agree, in every predictor",
    arguments: PredictorModel.allCases)
  func sanctions(_ model: PredictorModel) throws {
    let body = "F,Criminal damage,14,37,43,"
    let header = "sex,offence_group,age_at_first_sanction,age_at_conviction,age,"
    let previous = try PredictedPeople(
      table(header + "previous_sanctions\n" + body + "5\n"), model: model, absentAsNone: true)
    let all = try PredictedPeople(
      table(header + "sanctions\n" + body + "6\n"), model: model, absentAsNone: true)
    #expect(previous.twoYears == all.twoYears && previous.oneYear == all.oneYear)
    #expect(previous.oneYear.isEmpty != model.hasOneYear)
    #expect(previous.notes.contains { $0.contains("no basis for a decision about a person") })
  }

  @Test("the dynamic predictor agrees with the publisher's regression data through columns")
  func dynamic() throws {
    for row in try ReferenceTable("all-reoffending-predictor").rows {
      let score = try PredictedPeople(
        table(
          "sex,offence_group,age_at_first_sanction,age_at_conviction,age_at_follow_up,sanctions,offence_free_months\n"
            + "\(row.text("sex")),\"\(row.text("offence"))\",\(row.text("first")),\(row.text("current")),"
            + "\(row.text("follow_up")),\(row.text("sanctions")),\(row.text("months"))\n"),
        model: .arpStatic)
      expectClose(try #require(score.twoYears[0]), row["static"], relative: 2e-10)
      #expect(score.oneYear.isEmpty)
    }
    let header =
      String(Self.header.dropLast(1))
      + ",accommodation,relationship,activities,drug_motivation,chronic_drinking,binge_drinking,impulsivity,"
      + "pro_criminal_attitudes,unemployed,lives_with_partner,domestic_abuse,heroin,other_opiate,crack_cocaine,"
      + "powder_cocaine,prescription_drugs,benzodiazepines,cannabis,steroids,other_drugs\n"
    let start = "male,Theft (non-motor),15,30,30,9,"
    func logOdds(_ rest: String) throws -> Double {
      let p = try #require(
        try PredictedPeople(table(header + start + rest + "\n"), model: .arpDynamic).twoYears[0])
      return log(p / (1 - p))
    }
    let none = try logOdds("0,0,0,0,0,0,0,0,no,no,no,0,0,0,0,0,0,0,0,0")
    expectClose(
      try logOdds("2,0,0,0,0,0,0,0,no,no,no,0,0,0,0,0,0,0,0,0") - none, 2 * 0.0848049158355753, relative: 1e-9
    )
    expectClose(
      try logOdds("0,0,0,0,0,0,0,0,yes,no,no,0,0,0,0,0,0,0,0,0") - none, 2 * 0.0317783733809377,
      relative: 1e-9)
    expectClose(
      try logOdds("0,2,0,0,0,0,0,0,no,yes,no,1,0,0,0,0,0,0,0,1") - none,
      2 * 0.0364051885005138 - 0.266331545877519 + 2 * 0.141655261924428 + 0.182096496867273
        + 0.0267794308651123,
      relative: 1e-9)
    let missing = try PredictedPeople(
      table(header + start + "0,,0,0,0,0,0,0,no,no,no,0,0,0,0,0,0,0,0,0\n"), model: .arpDynamic)
    #expect(missing.twoYears == [nil])
    #expect(missing.notes.contains { $0.hasPrefix("1 of 1 people have no probability") })
  }

  @Test("what is out of range is refused by line and column")
  func refusals() throws {
    let found = try faults(
      Self.header + "male,Violence,7,20,20,1\nmale,Violence,20,20,19,1\nmale,Arson,20,20,20,0\n"
        + "unknown,Violence,20,20,20,0\nmale,Violence,18,20,20,0\nmale,Violence,18,20,20,-1\nmale,Violence,18,120,121,1\n"
    )
    #expect(found.count == 7)
    #expect(
      found[0]
        == "people.csv, line 2, column age_at_first_sanction: age at first sanction is 7; it must be from 8 to 110 "
        + "completed years")
    #expect(
      found[1].contains("line 3, column age_at_first_sanction: the age at start of follow-up, 19, is below"))
    #expect(found[2].contains("line 4, column offence_group: “Arson” is not an offence group"))
    #expect(found[3].contains("line 5, column sex: “unknown” is no sex"))
    #expect(found[4].contains("line 6, column age_at_first_sanction: the current sanction is the first one"))
    #expect(found[5].contains("line 7, column previous_sanctions: “-1” is below zero"))
    #expect(found[6].contains("line 8, column age_at_conviction: age at current conviction is 120"))
    let arson = try faults(
      Self.header + "male,Arson,20,20,20,0\nmale,Arson,20,20,20,0\nmale,Piracy,20,20,20,0\n")
    #expect(arson.count == 2 && arson[0].contains("line 2") && arson[1].contains("line 4"))
    let zero = try faults(
      "sex,offence_group,age_at_first_sanction,age_at_conviction,age,sanctions\nM,Theft,20,20,20,0\n")
    #expect(zero.count == 1 && zero[0].contains("line 2, column sanctions: sanctions is 0"))
    let twice = try faults(
      "sex,offence_group,age_at_first_sanction,age_at_conviction,age,sanctions,predicted_2_year\nM,Theft,20,20,20,1,0.4\n"
    )
    #expect(twice.count == 1 && twice[0].contains("has the column predicted_2_year already"))
    let absent = try faults(
      "sex,offence_group,age_at_first_sanction,age_at_conviction,age,sanctions,accommodation\nM,Theft,20,20,20,1,3\n",
      model: .arpDynamic)
    #expect(absent.count == 20)
    let score = try faults(
      "sex,offence_group,age_at_first_sanction,age_at_conviction,age,sanctions,accommodation\nM,Theft,20,20,20,1,3\n",
      model: .arpDynamic, absentAsNone: true)
    #expect(score.count == 1 && score[0].contains("3 is not a problem score; 0, 1 or 2 is needed"))
  }

  @Test("a grouping turns other offences into the predictor's groups")
  func grouping() throws {
    let own = try OffenceGrouping(
      name: "own", table: table("offence,group\n195/99,Criminal damage\n"))
    let people = try table(Self.header + "male,195/99,20,20,20,0\n")
    #expect(throws: TableError.self) { try PredictedPeople(people, model: .ogrs3) }
    let score = try PredictedPeople(people, model: .ogrs3, grouping: own)
    let plain = try PredictedPeople(
      table(Self.header + "male,Criminal damage,20,20,20,0\n"), model: .ogrs3)
    #expect(score.oneYear == plain.oneYear)
  }

  @Test("all synthetic people can be scored, and the scores order who reoffends")
  func synthetic() throws {
    let population = try SyntheticPopulationTests.population(3000, seed: 8)
    let people = try PredictedPeople(table(SyntheticPopulationTests.csv(population)), model: .ogrs3)
    #expect(people.oneYear.allSatisfy { $0 != nil })
    var bytes: [UInt8] = []
    people.csv { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self) == people.table.csv())
    let scored = zip(people.oneYear, (0..<3000).map { population.person($0).reoffended })
    func mean(_ outcome: Bool) -> Double {
      let values = scored.filter { $0.1 == outcome }.compactMap(\.0)
      return values.reduce(0, +) / Double(values.count)
    }
    #expect(mean(true) > mean(false) + 0.1)
  }
}
