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

  /// The table's numbers by quantity, and what stands beside it.
  private func table(_ arguments: String...) throws -> (rows: [String: String], sentence: String) {
    let outcome = try Tool.run(["calc"] + arguments + ["--format", "csv"])
    var rows: [String: String] = [:]
    for line in outcome.text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      rows[String(cells[0])] = String(cells[1])
    }
    return (rows, outcome.error)
  }

  @Test("the sentence beside a table is made from the limits in it, at their level and by their method")
  func sentences() throws {
    let share = try table("proportion", "3", "10", "--method", "clopper-pearson", "--level", "0.99")
    let (low, high) = (
      try #require(Double(share.rows["lower"] ?? "")), try #require(Double(share.rows["upper"] ?? ""))
    )
    #expect(share.sentence.contains("with 99% confidence"))
    #expect(
      share.sentence.contains(String(format: "between %.1f%% and %.1f%%", 100 * low, 100 * high)),
      "\(share.sentence)")
    for method in ["byar", "exact", "phe", "mid-p"] {
      let count = try table("count", "3", "--method", method, "--level", "0.9")
      let lower = try #require(Double(count.rows["lower"] ?? ""))
      #expect(count.sentence.contains("with 90% confidence"))
      // Four decimals, the zeros at the end left out.
      #expect(
        count.sentence.contains("between \((1e4 * lower).rounded() / 1e4) and"),
        "\(method): \(count.sentence)")
    }
    let ratio = try table("observed-expected", "15", "24.39", "--method", "mid-p")
    #expect(ratio.sentence.contains("lower than predicted by between 0.8 and 64.3 per cent"))
    let wide = try table("observed-expected", "15", "24.39", "--method", "byar")
    #expect(wide.sentence.contains("no clear difference"))
    let half = try table("observed-expected", "35", "28", "--level", "0.5", "--trials", "90")
    #expect(
      half.sentence.contains("35 of 90 against 28 predicted: higher than predicted by between 10.2 and 42.3"))
    let strict = try Tool.run("calc", "one-sample", "33", "40", "--expected", "0.68", "--level", "0.999")
    #expect(strict.error.contains("no clear difference") && strict.error.contains("99.9% confidence"))
  }

  @Test("percentDifferenceInterval is an interval object beside the number")
  func percentDifferenceInterval() throws {
    let json = try Tool.run(
      "calc", "observed-expected", "35", "28", "--method", "exact", "--format", "json"
    ).json()
    let interval = try #require(json["percentDifferenceInterval"] as? [String: Any])
    #expect(abs(try number(interval, "estimate") - (try number(json, "percentDifference"))) < 1e-12)
    #expect(abs(try number(interval, "lower") - 100 * (try number(json, "lower") - 1)) < 1e-10)
    #expect(interval["method"] as? String == "exact")
  }

  @Test("extremes end: the candidates of a search are capped and counted, counts beyond 2⁵³ refused")
  func extremes() throws {
    let json = try Tool.run("calc", "recover", "50", "--max", "100000", "--most", "12", "--format", "json")
      .json()
    #expect((json["candidates"] as? [Any])?.count == 12)
    #expect(try number(json, "candidateCount") > 1e7)
    #expect((json["warnings"] as? [String])?.first?.contains("first 12") == true)
    let count = try Tool.run("calc", "count", "9223372036854775807", "--method", "mid-p")
    #expect(count.status == 65 && count.error.contains("9007199254740992"))
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
