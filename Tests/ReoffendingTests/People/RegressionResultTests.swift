import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("RegressionResult")
struct RegressionResultTests {
  static let rossi =
    "arrest ~ financial_aid + age + race + work_experience + married + parole + prior_convictions"
  static let recid =
    "back ~ black + alcohol + drugs + super + married + felon + workprg + property + person + priors + educ + rules "
    + "+ age + tserved"

  static func fit(_ text: String, _ choices: RegressionChoices = RegressionChoices()) throws
    -> RegressionResult
  {
    let formula = try Formula(text)
    let frame =
      text.hasPrefix("back")
      ? try PublicPeople.recidFrame(formula.columns) : try PublicPeople.rossiFrame(formula.columns)
    return try RegressionResult(formula, frame: frame, choices: choices)
  }

  /// Every quantity that the reference names is compared, and every term is named by the reference.
  static func compare(_ result: RegressionResult, _ name: String, relative: Double = 1e-8) throws {
    let reference = try PublicPeople.reference(name)
    var compared = 0
    for row in result.coefficients {
      guard let expected = reference[row.term] else { continue }
      for (quantity, value) in expected {
        let own: Double? =
          switch quantity {
          case "estimate": row.estimate
          case "standardError": row.standardError
          case "statistic": row.statistic
          case "pValue": row.pValue
          case "lower": row.interval?.lower
          case "upper": row.interval?.upper
          default: nil
          }
        expectClose(
          try #require(own, "\(quantity)"), value, relative: relative, absolute: 1e-10,
          "\(name) \(row.term) \(quantity)")
        compared += 1
      }
    }
    #expect(compared >= result.coefficients.count - 1, "\(name)")
    let own = [
      "deviance": result.deviance, "nullDeviance": result.nullDeviance, "logLikelihood": result.logLikelihood,
      "aic": result.aic, "observations": Double(result.observations), "theta": result.theta,
    ]
    for (quantity, value) in reference["model"] ?? [:] {
      expectClose(
        try #require(own[quantity] ?? nil, "\(quantity)"), value, relative: relative, "\(name) \(quantity)")
    }
  }

  @Test("logistic regressions of both public files agree with R’s glm")
  func logistic() throws {
    try Self.compare(Self.fit(Self.rossi), "rossi logistic")
    try Self.compare(Self.fit(Self.recid), "recid logistic")
  }

  @Test("robust and clustered errors agree with R’s sandwich")
  func robust() throws {
    var choices = RegressionChoices()
    choices.standardErrors = .hc3
    try Self.compare(Self.fit(Self.rossi, choices), "rossi hc3")
    let formula = try Formula(Self.rossi)
    let frame = try PublicPeople.rossiFrame(formula.columns + ["education"])
    choices.standardErrors = .clustered(by: try #require(frame.columns["education"]))
    try Self.compare(RegressionResult(formula, frame: frame, choices: choices), "rossi cluster")
  }

  @Test("profile limits and likelihood-ratio tests agree with fits in R that hold the coefficient")
  func likelihoodRatio() throws {
    var choices = RegressionChoices()
    choices.intervals = .likelihoodRatio
    let result = try Self.fit(Self.rossi, choices)
    try Self.compare(result, "rossi ratio", relative: 1e-7)
    choices.intervals = .profile
    let profile = try Self.fit(Self.rossi, choices)
    let wald = try Self.fit(Self.rossi)
    for (index, row) in profile.coefficients.enumerated() {
      #expect(row.interval == result.coefficients[index].interval)
      #expect(row.pValue == wald.coefficients[index].pValue)
    }
    #expect(
      profile.notes.contains { $0.contains("p-values are Wald’s") || $0.contains("p-values are Wald's") })
  }

  @Test("Poisson, quasi-Poisson, negative binomial and linear models agree with R")
  func families() throws {
    func choices(_ family: ModelFamily) -> RegressionChoices {
      var choices = RegressionChoices()
      choices.family = family
      return choices
    }
    let counts = "prior_convictions ~ age + race"
    try Self.compare(
      Self.fit("prior_convictions ~ age + race + offset(log(education))", choices(.poisson)), "rossi poisson")
    try Self.compare(Self.fit(counts, choices(.quasiPoisson)), "rossi quasi")
    try Self.compare(Self.fit(counts, choices(.negativeBinomial)), "rossi negative binomial", relative: 1e-6)
    let linear = try Self.fit("prior_convictions ~ age * financial_aid", choices(.gaussian))
    try Self.compare(linear, "rossi gaussian")
    #expect(linear.ratioName == nil && linear.coefficients.allSatisfy { $0.ratio == nil })
    let poisson = try Self.fit(counts, choices(.poisson))
    #expect(poisson.warnings.contains { $0.contains("quasipoisson") }, "Poisson’s variance is too small here")
  }

  @Test("grouped counts with a column of trials are the model of the people")
  func grouped() throws {
    let csv = "aid,race,k,n\nno,black,58,185\nyes,black,44,194\nno,other,8,31\nyes,other,4,22\n"
    let people = try PublicPeople.people(csv, ["k", "n", "aid", "race"])
    var choices = RegressionChoices()
    choices.rows = RowOptions(trials: "n")
    let result = try RegressionResult(
      Formula("k ~ aid + race"), frame: PeopleFrame(people).frame, choices: choices)
    let reference = try PublicPeople.reference("grouped")
    expectClose(
      result.coefficients[1].estimate, try #require(reference["financial_aid"]?["estimate"]), relative: 1e-9)
    expectClose(
      result.coefficients[2].standardError ?? 0, try #require(reference["race=other"]?["standardError"]),
      relative: 1e-9)
    expectClose(result.deviance ?? 0, try #require(reference["model"]?["deviance"]), relative: 1e-7)
    #expect(result.events == 114)
    let tooMany = try PublicPeople.people("k,n,x\n3,2,1\n1,2,0\n1,4,1\n", ["k", "n", "x"])
    #expect(
      throws: ModelError.badValue(column: "k", row: 1, found: "3", allowed: "a count from 0 to the 2 of n")
    ) {
      try RegressionResult(Formula("k ~ x"), frame: PeopleFrame(tooMany).frame, choices: choices)
    }
  }

  /// Rossi’s people with no marriage left among those arrested, so that marriage separates the outcome.
  static func separated() throws -> ModelFrame {
    let names = ["arrest", "financial_aid", "age", "married"]
    let frame = try PublicPeople.rossiFrame(names)
    func numbers(_ name: String) throws -> [Double] {
      guard case .numeric(let values) = frame.columns[name]?.content else { throw EmptyReference(path: name) }
      return values
    }
    let (arrest, aid, age, married) = (
      try numbers("arrest"), try numbers("financial_aid"), try numbers("age"), try numbers("married")
    )
    let rows = arrest.indices.filter { age[$0] < 24 || married[$0] == 0 || arrest[$0] == 0 }
    return try ModelFrame([
      ModelColumn("arrest", numbers: rows.map { arrest[$0] }),
      ModelColumn("financial_aid", numbers: rows.map { aid[$0] }),
      ModelColumn("age", numbers: rows.map { age[$0] }),
      ModelColumn("married", numbers: rows.map { arrest[$0] == 1 ? 0 : married[$0] }),
    ])
  }

  @Test("separation names the column; Firth’s penalty agrees with brglm2 and its penalised profile")
  func firth() throws {
    let formula = try Formula("arrest ~ financial_aid + age + married")
    let frame = try Self.separated()
    #expect {
      try RegressionResult(formula, frame: frame)
    } throws: { error in
      guard case .separation(let columns) = error as? ModelError else { return false }
      return columns.contains { $0.term == "married" } && "\(error)".contains("Firth")
    }
    var choices = RegressionChoices()
    choices.penalty = .firth
    let result = try RegressionResult(formula, frame: frame, choices: choices)
    try Self.compare(result, "rossi firth", relative: 1e-7)
    #expect(result.intervals == .profile && result.penalty == "firth")
    choices.effects = ["financial_aid"]
    let effect = try #require(try RegressionResult(formula, frame: frame, choices: choices).effects.first)
    let expected = try #require(try PublicPeople.reference("rossi firth effect")["financial_aid"])
    expectClose(effect.effect.difference.value ?? 0, try #require(expected["difference"]), relative: 1e-7)
    expectClose(effect.effect.standardError, try #require(expected["standardError"]), relative: 1e-7)
    expectClose(
      effect.effect.ratio.interval?.lower ?? 0, try #require(expected["ratioLower"]), relative: 1e-7)
  }

  @Test("adjusted effects agree with the delta method in R; the bootstrap with one in R, and with its seed")
  func effects() throws {
    var choices = RegressionChoices()
    choices.effects = ["financial_aid"]
    choices.bootstrap = try Bootstrap(replicates: 200, seed: 3)
    let result = try Self.fit(Self.rossi, choices)
    let reference = try #require(try PublicPeople.reference("rossi effect")["financial_aid"])
    let effect = try #require(result.effects.first)
    #expect(result.effects.count == 1 && effect.effect.value == "1" && effect.effect.reference == "0")
    expectClose(effect.effect.mean.value ?? 0, try #require(reference["mean"]), relative: 1e-9)
    expectClose(effect.effect.difference.value ?? 0, try #require(reference["difference"]), relative: 1e-8)
    expectClose(
      effect.effect.difference.interval?.lower ?? 0, try #require(reference["lower"]), relative: 1e-8)
    expectClose(
      effect.effect.ratio.interval?.upper ?? 0, try #require(reference["ratioUpper"]), relative: 1e-8)
    let resampled = try #require(effect.bootstrap)
    let other = try #require(try PublicPeople.reference("rossi bootstrap")["financial_aid"])
    // 200 resamples leave the standard error uncertain by 5 per cent, its limits by about a sixth of it.
    expectClose(resampled.standardError ?? 0, try #require(other["standardError"]), relative: 0.15)
    expectClose(resampled.difference.interval?.lower ?? 0, try #require(other["lower"]), absolute: 0.015)
    expectClose(resampled.difference.interval?.upper ?? 0, try #require(other["upper"]), absolute: 0.015)
    #expect(try Self.fit(Self.rossi, choices).effects == result.effects)
    choices.flags = ["financial_aid"]
    let named = try #require(try Self.fit(Self.rossi, choices).effects.first)
    #expect(named.value == "yes" && named.reference == "no" && named.effect == effect.effect)
    #expect(named.sentence.hasPrefix("financial_aid yes against no, all else equal: 22.4% against 30.3%"))
    choices.bootstrap = nil
    choices.effects = ["workprg"]
    let second = try Self.fit(Self.recid, choices)
    let expected = try #require(try PublicPeople.reference("recid effect")["workprg"])
    expectClose(
      second.effects[0].effect.difference.value ?? 0, try #require(expected["difference"]), relative: 1e-7)
    #expect(second.effects[0].sentence.contains("no clear difference"))
  }

  @Test("what is written has the keys of the contract, and no key is left out")
  func json() throws {
    let data = try JSONEncoder().encode(Self.fit(Self.rossi))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for key in [
      "formula", "family", "observations", "converged", "iterations", "deviance", "nullDeviance",
      "logLikelihood",
      "aic", "warnings", "coefficients",
    ] { #expect(object[key] != nil, "\(key)") }
    let rows = try #require(object["coefficients"] as? [[String: Any]])
    for key in [
      "term", "estimate", "standardError", "statistic", "pValue", "lower", "upper", "exponentiated",
    ] {
      #expect(rows[1][key] != nil, "\(key)")
    }
    #expect(rows.compactMap { $0["term"] as? String }.prefix(3) == ["(Intercept)", "financial_aid", "age"])
    #expect(object["selection"] is NSNull && object["theta"] is NSNull)
  }

  @Test("few events, collinear columns and rows left out are said")
  func warnings() throws {
    let csv = "y,a,b,c\n1,1,2,5\n0,2,4,\n1,3,6,4\n0,4,8,4\n1,5,10,7\n0,6,12,1\n0,2,4,2\n1,5,10,3\n"
    let people = try PublicPeople.people(csv, ["y", "a", "b", "c"])
    let result = try RegressionResult(Formula("y ~ a + b + c"), frame: PeopleFrame(people).frame)
    #expect(result.warnings.contains { $0.contains("same information: b") })
    #expect(result.warnings.contains { $0.contains("fewer than ten") })
    #expect(result.notes.contains { $0.hasPrefix("1 of 8 rows are left out") })
    #expect(result.excluded == 1 && result.observations == 7)
  }
}
