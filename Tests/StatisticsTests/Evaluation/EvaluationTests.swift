import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Evaluation of predictions")
struct EvaluationTests {
  static func data(_ prediction: String) throws -> PredictedOutcomes {
    let rows = try ReferenceTable("rossi").rows
    func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    return try PredictedOutcomes(
      probabilities: rows.map { row in
        switch prediction {
        case "a": logistic(-0.4 - 0.05 * (row["age"] - 20) + 0.1 * row["prio"])
        case "b": logistic(-1.2 + 0.1 * row["prio"])
        default: (row["prio"] + 1) / 20
        }
      }, outcomes: rows.map { $0["arrest"] == 1 })
  }

  @Test("agrees with pROC, glm and the usual grouping in R", arguments: try ReferenceTable("evaluation").rows)
  func agreesWithR(_ row: ReferenceTable.Row) throws {
    let data = try Self.data(row.text("prediction"))
    let auc = try AreaUnderCurve(data)
    expectClose(auc.value, row["auc"], relative: 1e-13)
    expectClose(auc.standardError, row["error"], relative: 1e-11)
    let interval = try #require(auc.estimate().interval)
    expectClose(interval.lower, row["lower"], relative: 1e-11)
    expectClose(interval.upper, row["upper"], relative: 1e-11)
    let other = try AreaUnderCurve(Self.data(row.text("prediction") == "a" ? "b" : "a"))
    let comparison = try auc.comparison(with: other)
    expectClose(comparison.statistic ?? 0, row["comparison_z"], relative: 1e-9)
    expectClose(comparison.pValue, row["comparison_p"], relative: 1e-9)
    expectClose(try BrierScore(data).value, row["brier"], relative: 1e-12)
    let calibration = try Calibration(data)
    expectClose(calibration.inTheLarge.estimate, row["large"], relative: 1e-10)
    expectClose(calibration.inTheLarge.standardError, row["large_error"], relative: 1e-10)
    expectClose(calibration.intercept.estimate, row["intercept"], relative: 1e-9)
    expectClose(calibration.slope.estimate, row["slope"], relative: 1e-9)
    expectClose(calibration.slope.standardError, row["slope_error"], relative: 1e-9)
    let hosmer = try HosmerLemeshowTest(data)
    expectClose(hosmer.result.statistic ?? 0, row["hoslem"], relative: 1e-10)
    #expect(hosmer.groups.count == Int(row["groups"]))
    expectClose(hosmer.result.pValue, row["hoslem_p"], relative: 1e-9)
  }

  @Test("four people by hand: three of four pairs in order")
  func handCase() throws {
    let data = try PredictedOutcomes(
      probabilities: [0.1, 0.4, 0.35, 0.8], outcomes: [false, false, true, true])
    let auc = try AreaUnderCurve(data)
    #expect(auc.value == 0.75)
    // Parts of the cases 1/2 and 1, of the others 1 and 1/2: both variances 1/8.
    expectClose(auc.standardError, (0.125 / 2 + 0.125 / 2).squareRoot())
    expectClose(try BrierScore(data, groups: 2).value, (0.01 + 0.16 + 0.4225 + 0.04) / 4)
  }

  @Test("the parts of the Brier score add up")
  func decomposition() throws {
    for prediction in ["a", "b", "c"] {
      for groups in [2, 5, 10, 50] {
        let score = try BrierScore(Self.data(prediction), groups: groups)
        expectClose(
          score.reliability - score.resolution + score.uncertainty + score.withinGroupVariance
            - score.withinGroupCovariance, score.value, relative: 1e-12)
      }
    }
  }

  @Test("reversed predictions mirror the area")
  func mirror() throws {
    let data = try Self.data("c")
    let reversed = try PredictedOutcomes(
      probabilities: data.probabilities.map { 1 - $0 }, outcomes: data.outcomes)
    expectClose(try AreaUnderCurve(reversed).value, 1 - (try AreaUnderCurve(data).value), relative: 1e-12)
  }

  @Test("predictions of a fitted model are calibrated on its own people")
  func ownPeople() throws {
    let model = try GeneralizedLinearModel(
      DesignMatrix(Formula("arrest ~ age + prio + fin"), frame: PublicData.rossi()), family: .binomial)
    let rows = try ReferenceTable("rossi").rows
    let data = try PredictedOutcomes(
      probabilities: model.fittedValues.compactMap { $0 }, outcomes: rows.map { $0["arrest"] == 1 })
    let calibration = try Calibration(data)
    #expect(abs(calibration.inTheLarge.estimate) < 1e-9)
    expectClose(calibration.slope.estimate, 1, relative: 1e-9)
    expectClose(calibration.observedOverExpected, 1, relative: 1e-9)
    var generator = ReplayedBits(seed: 7)
    let optimism = try Optimism(of: model, replicates: 40, using: &generator)
    #expect(optimism.replicates == 40)
    #expect(optimism.auc.optimism > 0)
    #expect(optimism.brier.optimism < 0)
    expectClose(optimism.slope.apparent, 1, relative: 1e-9)
    #expect(optimism.slope.corrected < 1)
    var again = ReplayedBits(seed: 7)
    #expect(try Optimism(of: model, replicates: 40, using: &again).auc == optimism.auc)
  }

  @Test("bands take a border into the band above")
  func bands() throws {
    let data = try PredictedOutcomes(
      probabilities: [0.1, 0.2, 0.5, 0.9], outcomes: [false, true, true, true])
    let groups = try RiskGrouping(data, borders: [0.2, 0.5]).groups
    #expect(groups.map(\.count) == [1, 1, 2])
    #expect(groups.map(\.events) == [0, 1, 2])
    expectClose(groups[2].expected, 1.4)
    #expect(try groups[2].estimate().interval?.upper == 1)
  }

  @Test("refuses impossible predictions and one-sided outcomes")
  func refusals() throws {
    #expect(
      throws: ModelError.badValue(
        column: "predicted", row: 2, found: "1.3", allowed: "a probability from 0 to 1")
    ) { try PredictedOutcomes(probabilities: [0.1, 1.3], outcomes: [true, false]) }
    let all = try PredictedOutcomes(probabilities: [0.1, 0.3], outcomes: [true, true])
    #expect(
      throws: ModelError.undefined(
        quantity: "the area under the curve", because: "everybody had the event")
    ) { try AreaUnderCurve(all) }
    let certain = try PredictedOutcomes(probabilities: [0.1, 1], outcomes: [true, false])
    #expect(throws: ModelError.self) { try Calibration(certain) }
    #expect(throws: ModelError.self) { try RiskGrouping(certain, borders: [0.5, 0.4]) }
  }
}

/// Seeded bits (SplitMix64), so that a bootstrap can be repeated.
struct ReplayedBits: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
