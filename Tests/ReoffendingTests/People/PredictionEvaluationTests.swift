import Foundation
import Reoffending
import Statistics
import TestSupport
import Testing

@Suite("PredictionEvaluation")
struct PredictionEvaluationTests {
  private func compare(_ result: PredictionEvaluation, _ name: String, relative: Double) throws {
    let reference = try #require(try PublicPeople.reference(name)["all"])
    let all = result.all
    let brier = try #require(all.brier)
    let own: [String: Double?] = [
      "auc": all.auc?.value, "aucLower": all.auc?.interval?.lower, "aucUpper": all.auc?.interval?.upper,
      "brier": brier.value, "reliability": brier.reliability, "resolution": brier.resolution,
      "uncertainty": brier.uncertainty, "hosmerLemeshow": all.hosmerLemeshow?.statistic,
      "hosmerLemeshowP": all.hosmerLemeshow?.pValue, "intercept": all.calibration?.intercept.estimate,
      "slope": all.calibration?.slope.estimate, "slopeError": all.calibration?.slope.standardError,
      "inTheLarge": all.calibration?.inTheLarge.estimate, "oe": all.observedOverExpected,
    ]
    #expect(Set(reference.keys) == Set(own.keys))
    for (quantity, value) in reference {
      expectClose(
        try #require(own[quantity] ?? nil, "\(quantity)"), value, relative: relative, absolute: 1e-8,
        "\(quantity)")
    }
  }

  @Test(
    "a model of Rossi’s people agrees with pROC and the formulas in R; the bootstrap takes its optimism off")
  func fitted() throws {
    let formula = try Formula("arrest ~ age + prior_convictions")
    let frame = try PublicPeople.rossiFrame(formula.columns)
    let result = try PredictionEvaluation(
      fitting: formula, frame: frame, bootstrap: Bootstrap(replicates: 100, seed: 2))
    try compare(result, "rossi evaluate", relative: 1e-7)
    let optimism = try #require(result.optimism)
    #expect(optimism.auc.corrected < optimism.auc.apparent && optimism.slope.corrected < 1)
    #expect(result.sentences.contains { $0.contains("On other people") })
  }

  @Test("a column of predictions of Wooldridge’s people, by subgroup")
  func column() throws {
    let people = try PublicPeople.recid(["back", "priors", "age", "black"])
    func numbers(_ name: String) throws -> [Double] { try people.column(name).numbers.compactMap(\.self) }
    let (priors, ages) = (try numbers("priors"), try numbers("age"))
    let predictions = zip(priors, ages).map { 1 / (1 + exp(1 - 0.1 * $0 + 0.002 * ($1 - 300))) }
    let data = try PredictedOutcomes(
      probabilities: predictions, outcomes: try numbers("back").map { $0 == 1 })
    let groups = try numbers("black").map { "black=\(Int($0))" }
    let result = try PredictionEvaluation(data, predictor: "score", by: groups)
    try compare(result, "recid evaluate", relative: 1e-9)
    #expect(result.groups.map(\.name) == ["black=0", "black=1"])
    #expect(result.groups.reduce(0) { $0 + $1.people } == 1445)
    #expect(result.groups.reduce(0) { $0 + $1.events } == result.all.events)
    #expect(result.table.rows.count == 3 && result.optimism == nil)
    expectClose(
      try #require(result.all.brier?.value),
      result.groups.reduce(0) { $0 + ($1.brier?.value ?? .nan) * Double($1.people) } / 1445, relative: 1e-12)
  }

  @Test("a score that is no probability is judged by its order alone, on whatever scale it stands")
  func score() throws {
    let deciles = [1.0, 3, 3, 4, 7, 8, 10, 2, 9, 5]
    let outcomes = [false, false, true, false, true, true, true, false, false, true]
    let result = try PredictionEvaluation(orderOf: deciles, outcomes: outcomes, predictor: "decile")
    let doubled = try PredictionEvaluation(
      orderOf: deciles.map { 100 * $0 - 700 }, outcomes: outcomes, predictor: "decile")
    // Of 25 pairs the one with the event has the higher score in 18 and the same in 1.
    let pairs = deciles.indices.flatMap { one in deciles.indices.map { (one, $0) } }
      .filter { outcomes[$0.0] && !outcomes[$0.1] }
    let wins = pairs.reduce(0.0) { sum, pair in
      let (a, b) = (deciles[pair.0], deciles[pair.1])
      return sum + (a > b ? 1 : a == b ? 0.5 : 0)
    }
    expectClose(try #require(result.all.auc?.value), wins / Double(pairs.count))
    #expect(doubled.all.auc == result.all.auc)
    #expect(result.all.brier == nil && result.all.calibration == nil && result.assessment == nil)
    #expect(!result.sentences.contains { $0.contains("predicted") })
    let json = String(decoding: try JSONEncoder().encode(result), as: UTF8.self)
    #expect(json.contains("\"brier\":null") && json.contains("\"calibration\":null"))
    #expect(throws: ModelError.self) {
      try PredictionEvaluation(orderOf: [1, .infinity], outcomes: [true, false], predictor: "x")
    }
  }

  @Test("predictions in the wrong order and worse than none are called that")
  func wrongOrder() throws {
    var (probabilities, outcomes): ([Double], [Bool]) = ([], [])
    for row in 0..<200 {
      probabilities.append(0.1 + 0.004 * Double(row))
      // Of those with low predictions two of three reoffend, of the others one of five.
      outcomes.append(row < 100 ? row % 3 > 0 : row % 5 == 0)
    }
    let data = try PredictedOutcomes(probabilities: probabilities, outcomes: outcomes)
    let sentences = try PredictionEvaluation(data, predictor: "p").sentences
    #expect(sentences.contains { $0.contains("worse than predicting the same rate") }, "\(sentences)")
    #expect(sentences.contains { $0.contains("the wrong way round") })
    #expect(throws: ModelError.self) { try PredictionEvaluation(data, predictor: "p", by: ["a"]) }
  }

  @Test("what cannot be estimated in a subgroup is null with its reason, never a number")
  func emptySubgroup() throws {
    let data = try PredictedOutcomes(
      probabilities: [0.1, 0.4, 0.6, 0.9, 0.2, 0.3], outcomes: [false, true, false, true, false, false])
    let result = try PredictionEvaluation(data, predictor: "p", by: ["a", "a", "a", "a", "b", "b"], bands: 2)
    #expect(result.groups[1].auc == nil && result.groups[1].calibration == nil)
    #expect(result.notes.contains { $0.contains("b: ") && $0.contains("nobody had the event") })
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(result)) as? [String: Any])
    let second = try #require((object["groups"] as? [[String: Any]])?.last)
    #expect(second["auc"] is NSNull)
    for key in ["auc", "brier", "hosmerLemeshow", "calibration"] { #expect(object[key] != nil, "\(key)") }
    let calibration = try #require(object["calibration"] as? [String: Any])
    for key in ["inTheLarge", "intercept", "slope", "bands"] { #expect(calibration[key] != nil, "\(key)") }
  }
}
