import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Predictions from saved fits")
struct SavedModelTests {
  private static let newPeople:
    [(priors: Double, age: Double, black: Double, place: String, follow: Double, drugs: Double)] = [
      (0, 200, 0, "low", 70, 0), (1, 250, 1, "high", 75, 0), (3, 333, 1, "middle", 80, 1),
      (12, 500, 0, "high", 74, 1),
      (25, 700, 1, "low", 71, 0),
    ]

  private static func newFrame() throws -> ModelFrame {
    try ModelFrame([
      ModelColumn("priors", numbers: newPeople.map(\.priors)),
      ModelColumn("age", numbers: newPeople.map(\.age)),
      ModelColumn("black", numbers: newPeople.map(\.black)),
      try ModelColumn("place", texts: newPeople.map(\.place)),
      ModelColumn("follow", numbers: newPeople.map(\.follow)),
      ModelColumn("drugs", numbers: newPeople.map(\.drugs)),
    ])
  }

  private static func people() throws -> ModelFrame {
    let rows = try ReferenceTable("recid").rows
    func numbers(_ name: String) -> ModelColumn { ModelColumn(name, numbers: rows.map { $0[name] }) }
    return try ModelFrame(
      ["priors", "age", "black", "follow", "drugs", "rules"].map(numbers) + [
        ModelColumn("again", numbers: rows.map { 1 - $0["cens"] }),
        try ModelColumn(
          "place", texts: rows.map { $0["educ"] < 9 ? "low" : $0["educ"] < 12 ? "middle" : "high" }),
      ])
  }

  private static func saved(
    _ formula: String, _ family: ModelFamily, _ link: ModelLink?, frame: ModelFrame
  ) throws -> (model: GeneralizedLinearModel, saved: SavedModel) {
    let model = try GeneralizedLinearModel(
      DesignMatrix(Formula(formula), frame: frame), family: family, link: link)
    let kept = SavedModel(
      model, covariance: model.covariance, standardErrors: "model", rows: RowOptions())
    // As a file holds it.
    return (model, try JSONDecoder().decode(SavedModel.self, from: JSONEncoder().encode(kept)))
  }

  @Test("agree with R's predict for other people", arguments: try ReferenceTable("predictions").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let formula = row.text("formula").replacing(";", with: ",")
    let family = try #require(ModelFamily(rawValue: row.text("family")))
    let (_, saved) = try Self.saved(
      formula, family, ModelLink(rawValue: row.text("link")), frame: Self.people())
    let all = try saved.predictions(Self.newFrame())
    let one = try #require(all[Int(row["row"]) - 1])
    // With links that are not the family's own R's iteration leaves some 1e-9.
    expectClose(one.linearPredictor, row["predictor"], relative: 1e-8, absolute: 1e-8)
    expectClose(one.standardError, row["error"], relative: 1e-7)
    expectClose(try #require(one.mean.value), row["mean"], relative: 1e-7)
    expectClose(try #require(one.mean.interval).lower, row["lower"], relative: 1e-6)
    expectClose(try #require(one.mean.interval).upper, row["upper"], relative: 1e-6)
  }

  @Test(
    "for the people of the fit they are its fitted values",
    arguments: [
      "again ~ ns(age, 4) * place + factor(drugs)", "again ~ bs(age, df = 6):black + rcs(age, 4)",
      "again ~ poly(age, 3) + scale(priors) - 1",
    ])
  func fittedValues(_ formula: String) throws {
    let frame = try Self.people()
    let (model, saved) = try Self.saved(formula, .binomial, nil, frame: frame)
    let predicted = try saved.predictions(frame)
    #expect(predicted.count == 1445)
    for (own, fitted) in zip(predicted, model.fittedValues) {
      expectClose(try #require(own?.mean.value), try #require(fitted), relative: 1e-9)
    }
  }

  @Test("worked by hand: two groups")
  func hand() throws {
    let frame = try ModelFrame([
      ModelColumn("y", numbers: [1, 0, 0, 0, 1, 1, 1, 0]),
      try ModelColumn("g", texts: ["a", "a", "a", "a", "b", "b", "b", "b"]),
    ])
    let (_, saved) = try Self.saved("y ~ g", .binomial, nil, frame: frame)
    let two = try saved.predictions(ModelFrame([try ModelColumn("g", texts: ["b", "a"])]))
    expectClose(try #require(two[0]?.mean.value), 0.75, relative: 1e-10)
    expectClose(try #require(two[1]?.mean.value), 0.25, relative: 1e-10)
    // The log odds of k of n have the variance 1/k + 1/(n − k).
    expectClose(try #require(two[1]?.standardError), (1 + 1.0 / 3).squareRoot(), relative: 1e-9)
  }

  @Test("an unknown level and a missing column are refused, or left out where that is asked for")
  func refusals() throws {
    let (_, saved) = try Self.saved("again ~ place + age", .binomial, nil, frame: Self.people())
    let strange = try ModelFrame([
      try ModelColumn("place", texts: ["low", "elsewhere"]), ModelColumn("age", numbers: [300, 300]),
    ])
    let error = #expect(throws: ModelError.self) { try saved.predictions(strange) }
    #expect(
      error?.description.contains("elsewhere") == true
        && error?.description.contains("high, low, middle") == true)
    var told = 0
    let kept = try saved.predictions(strange) { _ in told += 1 }
    #expect(told == 1 && kept[0] != nil && kept[1] == nil)
    #expect(throws: ModelError.self) {
      try saved.predictions(ModelFrame([ModelColumn("age", numbers: [300])]))
    }
    let missing = try ModelFrame(
      [try ModelColumn("place", texts: ["low", "high"]), ModelColumn("age", numbers: [300, 300])],
      complete: [false, true])
    #expect(try saved.predictions(missing)[0] == nil)
  }

  @Test("people have the intercept of their own group, as in R’s lme4, or the typical one’s")
  func groups() throws {
    let rows = try ReferenceTable("recid").rows
    func numbers(_ name: String) -> ModelColumn { ModelColumn(name, numbers: rows.map { $0[name] }) }
    let model = try RandomInterceptModel(
      DesignMatrix(
        Formula("again ~ priors + black + alcohol"),
        frame: ModelFrame(
          ["priors", "black", "alcohol"].map(numbers) + [
            ModelColumn("again", numbers: rows.map { 1 - $0["cens"] })
          ])), family: .binomial, groups: ModelColumn("educ", texts: rows.map { $0.text("educ") }))
    let saved = try JSONDecoder().decode(
      SavedModel.self,
      from: JSONEncoder().encode(SavedModel(model, column: "educ", rows: RowOptions())))
    let wanted = try ReferenceTable("mixed-predictions").rows
    let frame = try ModelFrame(
      ["priors", "black", "alcohol"].map { name in ModelColumn(name, numbers: wanted.map { $0[name] }) } + [
        ModelColumn("educ", texts: wanted.map { $0.text("educ") })
      ])
    let own = try saved.predictions(frame)
    let typical = try saved.predictions(frame, intercepts: .typical)
    for (index, row) in wanted.enumerated() {
      // lme4's optimiser leaves some six digits.
      expectClose(try #require(own[index]?.mean.value), row["own"], relative: 1e-5)
      expectClose(try #require(typical[index]?.mean.value), row["typical"], relative: 1e-5)
    }
    #expect(try saved.knownGroups(frame) == [true, true, true, false])
    // The error of a group's intercept widens the limits of its people, not those of a typical group.
    #expect(try #require(own[0]?.standardError) > (try #require(typical[0]?.standardError)))
    #expect(own[3] == typical[3])
    #expect(throws: ModelError.self) {
      try saved.predictions(
        ModelFrame(["priors", "black", "alcohol"].map { ModelColumn($0, numbers: [0]) }))
    }
  }
}
