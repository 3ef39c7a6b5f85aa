import Foundation
import Testing

@Suite("reoffending calc")
struct CalcVerbTests {
  private func number(_ json: [String: Any], _ key: String) throws -> Double {
    try #require(json[key] as? Double, "\(key)")
  }

  @Test("proportion: 65 of 100, Wilson, as published by UKHSA")
  func proportion() throws {
    let json = try Tool.run("calc", "proportion", "65", "100", "--format", "json").json()
    #expect(abs(try number(json, "lower") - 0.5525444329688797) < 1e-14)
    #expect(abs(try number(json, "upper") - 0.7363575175690247) < 1e-14)
    #expect(json["method"] as? String == "wilson")
    #expect(
      Set(json.keys).isSuperset(of: ["events", "trials", "estimate", "lower", "upper", "method", "level"]))
  }

  @Test("count: 65, Byar, as published by UKHSA; 9 by the PHE rule is exact")
  func count() throws {
    let byar = try Tool.run("calc", "count", "65", "--method", "byar", "--format", "json").json()
    #expect(abs(try number(byar, "lower") - 50.163187710459454) < 1e-10)
    let phe = try Tool.run("calc", "count", "9", "--method", "phe", "--format", "json").json()
    #expect(abs(try number(phe, "upper") - 17.084803451419166) < 1e-10)
  }

  @Test("observed-expected: 35 against 28 with variance 16.8; without it z and pValue are null")
  func observedExpected() throws {
    let json = try Tool.run(
      "calc", "observed-expected", "35", "28", "--variance", "16.8", "--format", "json"
    ).json()
    #expect(abs(try number(json, "z") - 1.7078251276599) < 1e-12)
    #expect(abs(try number(json, "pValue") - 0.0876687951299) < 1e-12)
    #expect(try number(json, "percentDifference") == 25)
    let without = try Tool.run("calc", "observed-expected", "35", "28", "--format", "json").json()
    #expect(without["z"] is NSNull && without["pValue"] is NSNull && without["variance"] is NSNull)
  }

  @Test("one-sample: 33 of 40 against 0.4825")
  func oneSample() throws {
    let json = try Tool.run(
      "calc", "one-sample", "33", "40", "--expected", "0.4825", "--method", "score", "--format", "json"
    ).json()
    let z = (0.825 - 0.4825) / (0.4825 * 0.5175 / 40).squareRoot()
    #expect(abs(try number(json, "statistic") - z) < 1e-12)
  }

  @Test("smallest-cohort: 40.35 against 36.78 per cent")
  func smallestCohort() throws {
    let json = try Tool.run("calc", "smallest-cohort", "40.35", "36.78", "--format", "json").json()
    let n = try #require(json["smallestTrials"] as? Int)
    #expect(n == 701)
    #expect(abs(try number(json, "actual") - 0.4035) < 1e-15)
  }

  @Test("wrong arguments are refused with what would be right")
  func refusals() throws {
    let outcome = try Tool.run("calc", "proportion", "41", "40")
    #expect(outcome.status == 65)
    #expect(outcome.error.contains("at most the 40 trials"))
    let negative = try Tool.run("calc", "proportion", "-5", "40")
    #expect(negative.status == 64)
    #expect(negative.error.contains("-5 is below zero"))
    #expect(try Tool.run("calc", "proportion", "5", "0").error.contains("at least 1"))
    #expect(try Tool.run("calc", "proportion", "5", "40", "--level", "95").error.contains("0.95"))
    #expect(try Tool.run("calc", "one-sample", "33", "40", "--expected", "48.25").error.contains("0.4825"))
  }
}
