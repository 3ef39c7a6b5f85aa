import Foundation
import Testing

@Suite("reoffending calc: tables, studies, printed percentages")
struct CalcTablesTests {
  private func number(_ json: [String: Any], _ key: String) throws -> Double {
    try #require(json[key] as? Double, "\(key)")
  }

  @Test("two-by-two: chi-squared and Fisher as in R, intervals with their methods, all keys")
  func twoByTwo() throws {
    let json = try Tool.run("calc", "two-by-two", "30", "70", "18", "82", "--format", "json").json()
    let tests = try #require(json["tests"] as? [String: [String: Any]])
    #expect(Set(tests.keys) == ["chiSquared", "chiSquaredYates", "fisher", "midP"])
    #expect(abs(try number(#require(tests["chiSquared"]), "pValue") - 0.04694472697848) < 1e-12)
    #expect(abs(try number(#require(tests["fisher"]), "pValue") - 0.06791000101375214) < 1e-12)
    let ratio = try #require(json["riskRatio"] as? [String: Any])
    #expect(abs(try number(ratio, "estimate") - 30.0 / 18) < 1e-14)
    #expect(ratio["method"] as? String == "katz")
    for key in [
      "exposed", "unexposed", "riskDifference", "oddsRatio", "attributableFractionExposed",
      "attributableFractionPopulation", "sentence", "warnings",
    ] { #expect(json[key] != nil, "\(key)") }
  }

  @Test(
    "two-by-two: every method of the contract is taken and named",
    arguments: [
      ("--difference", "riskDifference", "newcombe"), ("--difference", "riskDifference", "wald"),
      ("--difference", "riskDifference", "miettinen-nurminen"), ("--difference", "riskDifference", "mee"),
      ("--ratio", "riskRatio", "katz"), ("--ratio", "riskRatio", "koopman"),
      ("--ratio", "riskRatio", "miettinen-nurminen"), ("--odds", "oddsRatio", "woolf"),
      ("--odds", "oddsRatio", "conditional"),
    ])
  func methods(option: String, key: String, method: String) throws {
    let json = try Tool.run("calc", "two-by-two", "30", "70", "18", "82", option, method, "--format", "json")
      .json()
    #expect((json[key] as? [String: Any])?["method"] as? String == method)
  }

  @Test("two-by-two with zero cells: null, never NaN or infinity")
  func zeroCells() throws {
    let outcome = try Tool.run("calc", "two-by-two", "3", "7", "0", "10", "--format", "json")
    #expect(outcome.status == 0)
    let ratio = try #require(outcome.json()["riskRatio"] as? [String: Any])
    #expect(ratio["estimate"] is NSNull && ratio["upper"] is NSNull && ratio["lower"] is Double)
    let table = try Tool.run("calc", "two-by-two", "3", "7", "0", "10")
    #expect(!table.text.lowercased().contains("nan") && !table.text.contains("inf"))
    #expect(try Tool.run("calc", "two-by-two", "0", "0", "1", "2").status == 65)
  }

  @Test("adjust: Holm as in R's p.adjust, with the family named")
  func adjust() throws {
    let json = try Tool.run("calc", "adjust", "0.01", "0.02", "0.2", "--method", "holm", "--format", "json")
      .json()
    #expect(json["adjusted"] as? [Double] == [0.03, 0.04, 0.2])
    #expect((json["family"] as? String)?.contains("3 p-values") == true)
    #expect(try Tool.run("calc", "adjust", "1.2").status == 65)
    #expect(try Tool.run("calc", "adjust", "0.1", "--method", "sidak").status == 64)
  }

  @Test("power, sample-size and detectable: as R's power.prop.test, and each the inverse of the others")
  func planning() throws {
    let power = try Tool.run(
      "calc", "power", "--p1", ".3", "--p2", ".2", "--n", "200", "--format", "json"
    ).json()
    #expect(abs(try number(power, "power") - 0.6375022071310925) < 1e-9)
    #expect(try number(power, "alpha") == 0.05)
    let size = try Tool.run(
      "calc", "sample-size", "--p1", ".3", "--p2", ".2", "--power", ".8", "--format", "json"
    ).json()
    #expect(abs(try number(size, "n") - 293.151285506487) < 1e-9)
    #expect(size["people"] as? Int == 294)
    let detectable = try Tool.run(
      "calc", "detectable", "--p1", ".3", "--n", "293.151285506487", "--power", ".8", "--below", "--format",
      "json"
    ).json()
    #expect(abs(try number(detectable, "p2") - 0.2) < 1e-9)
    #expect(try Tool.run("calc", "power", "--p1", "30", "--p2", ".2", "--n", "200").status == 65)
  }

  @Test("recover: 88.83 needs at least 179 people; of 394 exactly 350")
  func recover() throws {
    let json = try Tool.run("calc", "recover", "88.83", "--max", "200", "--format", "json").json()
    #expect(json["smallestTrials"] as? Int == 179 && json["decimals"] as? Int == 2)
    let candidates = try #require(json["candidates"] as? [[String: Int]])
    #expect(
      candidates == [
        ["events": 159, "trials": 179], ["events": 167, "trials": 188], ["events": 175, "trials": 197],
      ])
    let known = try Tool.run("calc", "recover", "88.83%", "--trials", "394", "--format", "json").json()
    #expect(known["candidates"] as? [[String: Int]] == [["events": 350, "trials": 394]])
    let none = try Tool.run("calc", "recover", "88.83", "--trials", "100")
    #expect(none.status == 0 && none.error.contains("No whole number of 100 people"))
    #expect(try Tool.run("calc", "recover", "88.83", "--trials", "9", "--max", "9").status == 64)
    #expect(try Tool.run("calc", "recover", "many").status == 65)
  }

  @Test("range: 50 % of 4 against 25 % of 4 is one table; of unknown cohorts the claim depends on them")
  func range() throws {
    let one = try Tool.run(
      "calc", "range", "50", "25", "--trials1", "4", "--trials2", "4", "--format", "json"
    ).json()
    #expect(one["tables"] as? Int == 1 && one["verdict"] as? String == "never")
    let p = try #require(one["pValue"] as? [String: Double])
    let z = 0.25 / (0.375 * 0.625 / 2).squareRoot()
    #expect(abs(try #require(p["lowest"]) - erfc(z / 2.0.squareRoot())) < 1e-12)
    #expect(p["lowest"] == p["highest"])
    let open = try Tool.run("calc", "range", "46.02", "39.58", "--max", "1000", "--format", "json").json()
    #expect(open["verdict"] as? String == "sometimes")
    for key in ["difference", "ratio", "lowerLimit", "upperLimit", "smallestTrials1", "level", "sentence"] {
      #expect(open[key] != nil, "\(key)")
    }
    let prediction = try Tool.run(
      "calc", "range", "46.02", "39.58", "--predicted", "--trials1", "1000", "--format", "json")
    // No whole number of 1,000 people is 46.02 %.
    #expect(prediction.status == 65)
    #expect(try Tool.run("calc", "range", "46.02", "39.58", "--max", "20").status == 65)
    #expect(try Tool.run("calc", "range", "50", "25", "--min", "9", "--max", "3").status == 64)
  }
}
