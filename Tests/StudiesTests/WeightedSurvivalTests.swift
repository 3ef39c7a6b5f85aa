import Foundation
import Studies
import TestSupport
import Testing

@Suite("survival with weights")
struct WeightedSurvivalTests {
  private let header = "days,back,sex,weight\n"
  private let rows = [
    "10,1,f,2", "20,0,f,1", "30,1,f,3", "40,0,f,1", "12,1,m,1", "18,1,m,2", "25,0,m,0", "44,1,m,1",
    "45,0,m,2",
  ]
  private let options = ["time": "days", "event": "back", "by": "sex"]

  private func groups(_ study: AnyStudy) throws -> [[String: Any]] {
    try #require(object(study)["groups"] as? [[String: Any]])
  }

  @Test("frequencies are as many equal rows, in every figure")
  func frequencies() throws {
    let weighted = try AnyStudy(
      "survival", of: .csv(header + rows.joined(separator: "\n")),
      options.merging(["weights": "weight", "at": "20,40", "restricted-mean": "40"]) { $1 })
    let repeated = rows.flatMap { row in
      Array(repeating: row, count: Int(row.split(separator: ",")[3]) ?? 0)
    }
    let written = try AnyStudy(
      "survival", of: .csv(header + repeated.joined(separator: "\n")),
      options.merging(["at": "20,40", "restricted-mean": "40"]) { $1 })
    #expect(weighted.sentences == written.sentences)
    #expect(
      weighted.sentences[1]
        == "sex: f: 5 of 7 people reoffended; half had reoffended by 30 units of time.".replacing(
          "units of time", with: "days"))
    #expect(
      weighted.notes.prefix(2) == [
        "weight counts equal people: a row with 2 stands for two.", "Rows with a weight of 0 count nobody.",
      ])
    let (one, other) = (try groups(weighted), try groups(written))
    #expect(one.map { $0["survival"] as? [Double] } == other.map { $0["survival"] as? [Double] })
    #expect(one.map { $0["people"] as? Int } == [7, 6])
    #expect(one[0]["weightsAtRisk"] is NSNull)
  }

  @Test("weights of a sample: the shares by hand, counts of the sample, and a test")
  func sampled() throws {
    let study = try AnyStudy(
      "survival", of: .csv(header + rows.joined(separator: "\n")),
      options.merging(["weights": "weight", "weights-are": "sampling"]) { $1 })
    let groups = try groups(study)
    let survival = try #require(groups[0]["survival"] as? [Double])
    expectClose(survival[0], 1 - 2.0 / 7)
    expectClose(survival[1], (1 - 2.0 / 7) * (1 - 3.0 / 4))
    #expect(groups[0]["atRisk"] as? [Int] == [4, 2])
    #expect(groups[0]["weightsAtRisk"] as? [Double] == [7, 4])
    #expect(groups[0]["weightsOfEvents"] as? [Double] == [2, 3])
    // log S moves by w(−1/5), (2/35)w for the two who stay, and the same for who left at 20.
    let moved = [2.0 / 5 - 2 * 2.0 / 35, 2.0 / 35, 3 * 2.0 / 35, 2.0 / 35]
    let error = moved.reduce(0) { $0 + $1 * $1 }.squareRoot() * 5 / 7
    expectClose(try #require(groups[0]["standardError"] as? [Double])[0], error)
    #expect(groups.map { $0["people"] as? Int } == [4, 4])
    #expect(
      try #require(object(study)["logRank"] as? [String: Any])["method"] as? String == "weighted log-rank")
    #expect(
      study.sentences[1].hasPrefix("sex: f: 2 of 4 people of the sample reoffended; weighted, half had"))
    #expect(study.notes.contains { $0.contains("Weights in weight are taken as those of a sample") })
  }

  @Test("weights that are not whole are those of a sample, where nobody says")
  func assumed() throws {
    let csv = header + rows.joined(separator: "\n").replacing("f,3", with: "f,3.5")
    let study = try AnyStudy("survival", of: .csv(csv), options.merging(["weights": "weight"]) { $1 })
    #expect(study.sentences.contains { $0.contains("of the sample") })
  }

  @Test("what is no weight is refused with its line, and what a sample cannot answer")
  func refusals() throws {
    func words(_ weight: String, _ more: [String: String] = [:]) throws -> String {
      let csv = header + rows.joined(separator: "\n") + "\n50,1,m,\(weight)\n"
      return try refusal(
        "survival", csv, options.merging(["weights": "weight"]) { $1 }.merging(more) { $1 })
    }
    #expect(try words("-1").contains("line 11, column weight: “-1” is no weight, which is 0 or more"))
    #expect(try words("").contains("line 11, column weight: a weight is needed for everybody"))
    #expect(try words("NA").contains("line 11, column weight: “NA” is no weight"))
    let one = try words("many")
    #expect(one.contains("line 11, column weight: “many”") && !one.contains("line 2"), "\(one)")
    #expect(try words("1.5", ["weights-are": "frequency"]).contains("“1.5” is no number of equal people"))
    #expect(try words("1", ["weights-are": "precision"]).contains("frequency or sampling"))
    let sample = ["weights-are": "sampling"]
    for (option, value) in [("suppress", "5"), ("test", "peto"), ("rho", "0.5")] {
      #expect(try words("1", sample.merging([option: value]) { $1 }).contains("sample"), "\(option)")
    }
    #expect(
      try refusal("survival", header + rows[0] + "\n" + rows[1], options.merging(sample) { $1 })
        .contains("--weights-are says what --weights holds"))
    #expect(
      try refusal(
        "survival", header + rows.map { $0.dropLast() + "0" }.joined(separator: "\n"),
        options.merging(["weights": "weight"]) { $1 }
      ).contains("every weight is 0"))
  }
}
