import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("HazardRegression")
struct HazardRegressionTests {
  private func compare(_ result: HazardRegression, _ name: String, relative: Double = 1e-8) throws {
    let reference = try PublicPeople.reference(name)
    for row in result.coefficients {
      let expected = try #require(reference[row.term], "\(row.term)")
      expectClose(row.estimate, try #require(expected["estimate"]), relative: relative, absolute: 1e-10)
      expectClose(row.standardError ?? 0, try #require(expected["standardError"]), relative: relative)
      guard let lower = expected["lower"], let pValue = expected["pValue"] else { continue }
      expectClose(try #require(row.interval).lower, lower, relative: relative, absolute: 1e-10)
      expectClose(row.pValue ?? 0, pValue, relative: 10 * relative, absolute: 1e-12)
    }
    guard let model = reference["model"] else { return }
    let own: [String: Double?] = [
      "logLikelihood": result.logLikelihood, "nullLogLikelihood": result.nullLogLikelihood,
      "likelihoodRatio": result.tests?.likelihoodRatio.statistic, "score": result.tests?.score?.statistic,
      "concordance": result.concordance, "zphGlobal": result.proportionality?.global.statistic,
      "zphFirst": result.proportionality?.terms.first?.test.statistic, "events": Double(result.events),
      "observations": Double(result.observations),
    ]
    #expect(Set(model.keys) == Set(own.keys))
    for (quantity, value) in model {
      expectClose(
        try #require(own[quantity] ?? nil, "\(quantity)"), value, relative: 1e-7, "\(name) \(quantity)")
    }
  }

  private func fit(
    _ terms: String, strata: String? = nil, ties: CoxModel.Ties = .efron
  ) throws -> HazardRegression {
    let formula = try Formula("~ " + terms)
    let frame = try PublicPeople.rossiFrame(
      ["week", "arrest"] + formula.columns + [strata].compactMap(\.self))
    return try HazardRegression(
      formula, frame: frame, time: "week", event: "arrest", strata: strata, ties: ties)
  }

  private let all = "financial_aid + age + race + work_experience + married + parole + prior_convictions"

  @Test("Cox’s model of Rossi’s people: Efron, Breslow, strata, and the test of proportional hazards")
  func rossi() throws {
    let result = try fit(all)
    try compare(result, "rossi cox")
    try compare(fit(all, ties: .breslow), "rossi cox breslow")
    try compare(fit("financial_aid + age + prior_convictions", strata: "race"), "rossi cox strata")
    #expect(result.warnings.contains { $0.contains("not proportional for age") })
    #expect(result.sentences[0].contains("hazard ratio 0.68") && result.sentences[0].contains("0.996"))
  }

  @Test("Cox’s and Fine and Gray’s models of Wooldridge’s people")
  func recid() throws {
    let formula = try Formula(
      "~ workprg + priors + tserved + felon + alcohol + drugs + black + married + educ + age")
    let frame = try PublicPeople.recidFrame(["durat", "back"] + formula.columns)
    try compare(HazardRegression(formula, frame: frame, time: "durat", event: "back"), "recid cox")
    let people = try PublicPeople.recid(["durat", "cause", "workprg", "priors", "age"])
    let names = ["property", "other"]
    let causes = try people.column("cause").texts.map { text in
      Double(text.flatMap { names.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
    }
    let columns = try PeopleFrame(people, columns: ["durat", "workprg", "priors", "age"]).frame
    let all = try ModelFrame(
      columns.names.compactMap { columns.columns[$0] } + [ModelColumn("cause", numbers: causes)])
    let result = try HazardRegression(
      fineGray: Formula("~ workprg + priors + age"), frame: all, time: "durat", cause: "cause", of: 1,
      named: "property")
    try compare(result, "recid fine-gray", relative: 1e-7)
    #expect(result.ratioName == "Subdistribution hazard ratio" && result.aic == nil)
  }

  @Test("has the keys of fit, and refuses times below zero and nobody with the event")
  func refusals() throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(fit("age", strata: nil))) as? [String: Any])
    for key in [
      "formula", "family", "observations", "converged", "iterations", "deviance", "nullDeviance",
      "logLikelihood",
      "aic", "warnings", "coefficients",
    ] { #expect(object[key] != nil, "\(key)") }
    func other(_ times: [Double], _ events: [Double]) throws -> HazardRegression {
      try HazardRegression(
        Formula("~ x"),
        frame: ModelFrame([
          ModelColumn("x", numbers: [1, 2, 3, 5]), ModelColumn("t", numbers: times),
          ModelColumn("e", numbers: events),
        ]), time: "t", event: "e")
    }
    #expect(throws: ModelError.badValue(column: "t", row: 2, found: "-1", allowed: "0 or more")) {
      try other([1, -1, 3, 4], [1, 0, 1, 1])
    }
    #expect(throws: ModelError.self) { try other([1, 2, 3, 4], [0, 0, 0, 0]) }
  }
}
