import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Absorbed levels")
struct AbsorbedModelTests {
  private struct Case: Sendable {
    let formula: String
    let columns: [String]
    let family: ModelFamily
    var link: ModelLink?
    var rows = RowOptions()
  }

  private static let cases: [String: Case] = [
    "logistic": Case(formula: "again ~ priors + black * alcohol", columns: ["band"], family: .binomial),
    "logistic-two": Case(
      formula: "again ~ priors + black + alcohol", columns: ["band", "educ"], family: .binomial),
    "probit": Case(formula: "again ~ priors + black", columns: ["band"], family: .binomial, link: .probit),
    "quasibinomial": Case(formula: "again ~ priors + black", columns: ["band"], family: .quasiBinomial),
    "poisson": Case(formula: "priors ~ black + drugs + married", columns: ["band"], family: .poisson),
    "poisson-two": Case(
      formula: "priors ~ black + drugs + married", columns: ["educ", "band"], family: .poisson),
    "quasipoisson": Case(
      formula: "priors ~ black + drugs + married", columns: ["band"], family: .quasiPoisson),
    "exposure": Case(
      formula: "priors ~ black + drugs", columns: ["band"], family: .poisson,
      rows: RowOptions(exposure: "age")),
    "gaussian": Case(formula: "durat ~ priors + black", columns: ["band"], family: .gaussian),
    "gaussian-two": Case(formula: "durat ~ priors + black", columns: ["band", "educ"], family: .gaussian),
    "gaussian-three": Case(
      formula: "durat ~ priors + black", columns: ["half", "educ", "month"], family: .gaussian),
    "weights": Case(
      formula: "durat ~ priors + black", columns: ["band"], family: .gaussian,
      rows: RowOptions(weights: "size")),
  ]

  private static func frame() throws -> ModelFrame {
    let rows = try ReferenceTable("recid").rows
    func numbers(_ name: String) -> ModelColumn { ModelColumn(name, numbers: rows.map { $0[name] }) }
    func levels(_ name: String, _ level: (ReferenceTable.Row) -> Int) throws -> ModelColumn {
      try ModelColumn(name, texts: rows.map { "\(level($0))" })
    }
    return try ModelFrame(
      ["priors", "black", "alcohol", "drugs", "married", "durat", "age", "super"].map(numbers) + [
        ModelColumn("again", numbers: rows.map { 1 - $0["cens"] }),
        ModelColumn("size", numbers: rows.map { 1 + $0["tserved"].truncatingRemainder(dividingBy: 3) }),
        levels("band") { Int($0["age"] / 24) }, levels("half") { Int($0["age"] / 60) },
        levels("month") { Int($0["follow"]) % 7 }, levels("educ") { Int($0["educ"]) },
      ])
  }

  private static func fit(_ one: Case, _ frame: ModelFrame) throws -> AbsorbedModel {
    try AbsorbedModel(
      Formula(one.formula), frame: frame, absorbing: one.columns, family: one.family, link: one.link,
      rows: one.rows)
  }

  // Newton stops where its next step is below 1e-6 of a standard error; R's own iteration of the probit link leaves some eight digits.
  @Test("agrees with R's factor() written out", arguments: cases.keys.sorted())
  func reference(_ name: String) throws {
    let one = try #require(Self.cases[name])
    let frame = try Self.frame()
    let model = try Self.fit(one, frame)
    let rows = try ReferenceTable("absorbed").rows.filter { $0.text("case") == name }
    #expect(rows.count == model.terms.count && rows.count >= 2)
    let half = try #require(frame.columns["half"])
    let educ = try #require(frame.columns["educ"])
    var kinds: [(String, StandardErrorKind)] = [
      ("error", .model), ("hc0", .hc0), ("hc1", .hc1), ("cluster", .clustered(by: half)),
      ("both", .clustered(by: educ, and: half)),
    ]
    if one.columns.count == 1 { kinds += [("hc2", .hc2), ("hc3", .hc3)] }
    // R takes the observed information with other links, this the expected one.
    if one.link != nil { kinds = [("error", .model)] }
    for (column, kind) in kinds {
      let table = try model.coefficientTable(standardErrors: kind)
      for (row, own) in zip(rows, table) {
        #expect(row.text("term") == own.term)
        expectClose(own.estimate, row["estimate"], relative: one.link == nil ? 1e-9 : 1e-8)
        if let error = row.optional(column) {
          expectClose(own.standardError, error, relative: one.link == nil ? 1e-8 : 1e-7)
        } else {
          #expect(column == "both" && !own.hasStandardError)
        }
      }
    }
    let first = try #require(rows.first)
    #expect(model.residualDegreesOfFreedom == Int(first["df"]))
    #expect(model.design.observations == Int(first["rows"]))
    expectClose(model.deviance, first["deviance"], relative: 1e-11)
    expectClose(model.pearsonChiSquared, first["pearson"], relative: 1e-8)
    if let likelihood = first.optional("logLik") {
      expectClose(model.logLikelihood ?? 0, likelihood, relative: 1e-11)
      expectClose(model.aic ?? 0, first["aic"], relative: 1e-11)
    }
  }

  @Test(
    "a column's levels give what they give in the formula; their names and a constant added to a number change nothing"
  )
  func properties() throws {
    let frame = try Self.frame()
    let one = Case(formula: "priors ~ black + drugs", columns: ["month"], family: .poisson)
    let absorbed = try Self.fit(one, frame)
    let written = try GeneralizedLinearModel(
      DesignMatrix(Formula("priors ~ black + drugs + month"), frame: frame), family: .poisson)
    expectClose(absorbed.coefficients[0], written.coefficients[1], relative: 1e-9)
    expectClose(absorbed.deviance, written.deviance, relative: 1e-10)
    expectClose(absorbed.nullDeviance, written.nullDeviance, relative: 1e-12)
    #expect(absorbed.rowsLeftOut == 0 && absorbed.intercepts == absorbed.groupings[0].levels)
    let shifted = try ModelFrame(
      frame.names.compactMap { frame.columns[$0] }.map { column in
        guard column.name == "black", case .numeric(let values) = column.content else { return column }
        return ModelColumn("black", numbers: values.map { $0 + 1000 })
      })
    let moved = try Self.fit(one, shifted)
    expectClose(moved.coefficients[0], absorbed.coefficients[0], relative: 1e-8)
    // A second column whose levels are unions of the first's changes nothing, and is counted so.
    let nested = Case(formula: "durat ~ priors + black", columns: ["band", "half"], family: .gaussian)
    let plain = Case(formula: "durat ~ priors + black", columns: ["band"], family: .gaussian)
    let twice = try ModelFrame(
      frame.names.compactMap { frame.columns[$0] }.filter { $0.name != "half" } + [
        try ModelColumn(
          "half",
          texts: ReferenceTable("recid").rows.map { "\(Int($0["age"] / 24) / 2)" })
      ])
    let (both, alone) = (try Self.fit(nested, twice), try Self.fit(plain, twice))
    #expect(both.intercepts == alone.intercepts)
    for term in 0..<2 { expectClose(both.coefficients[term], alone.coefficients[term], relative: 1e-9) }
    expectClose(both.covariance[0, 0], alone.covariance[0, 0], relative: 1e-9)
  }

  @Test("levels without both outcomes are left out, one after the other, and counted")
  func silentLevels() throws {
    let outcome: [Double] = [0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1]
    let area = ["a", "a", "a", "a", "b", "b", "b", "b", "c", "c", "d", "a"]
    // Where c goes, the year 3 is left with events alone, and goes too.
    let year = ["1", "2", "1", "2", "1", "2", "2", "3", "3", "3", "1", "2"]
    let frame = try ModelFrame([
      ModelColumn("y", numbers: outcome), ModelColumn("x", numbers: [1, 1, 3, 2, 2, 1, 4, 2, 1, 2, 3, 2]),
      ModelColumn("area", texts: area), ModelColumn("year", texts: year),
    ])
    let model = try AbsorbedModel(
      Formula("y ~ x"), frame: frame, absorbing: ["area", "year"], family: .binomial)
    #expect(model.rowsLeftOut == 4 && model.design.observations == 8)
    #expect(model.groupings.map(\.levels) == [2, 2])
    #expect(model.groupings.map(\.levelsLeftOut) == [2, 1])
    let linear = try AbsorbedModel(Formula("y ~ x"), frame: frame, absorbing: ["area"], family: .gaussian)
    #expect(linear.rowsLeftOut == 0 && linear.groupings[0].levels == 4)
  }

  @Test(
    "a term that is the same within levels is named; so are terms that differ alike, and what has no meaning")
  func refusals() throws {
    let frame = try Self.frame()
    func message(_ formula: String, _ columns: [String], _ family: ModelFamily = .gaussian) -> String {
      do throws(ModelError) {
        _ = try AbsorbedModel(Formula(formula), frame: frame, absorbing: columns, family: family)
        return ""
      } catch {
        return error.description
      }
    }
    #expect(message("durat ~ priors + factor(educ)", ["educ", "band"]).contains("educ"))
    #expect(message("durat ~ priors - 1", ["band"]).contains("intercept"))
    #expect(message("durat ~ 1", ["band"]).contains("term"))
    #expect(message("durat ~ priors", ["age"]).contains("category"))
    #expect(message("durat ~ priors", ["band", "band"]).contains("twice"))
    #expect(message("priors ~ black", ["band"], .negativeBinomial).contains("poisson"))
    let own = (0..<40).map(Double.init)
    let same = try ModelFrame([
      ModelColumn("y", numbers: own.map { Double(Int($0 * 7) % 5) }),
      ModelColumn("x", numbers: own.map { Double(Int($0) % 4) }), ModelColumn("z", numbers: own),
      ModelColumn("g", texts: own.map { "\(Int($0) % 4)" }),
    ])
    #expect(
      throws: ModelError.undefined(
        quantity: "the effect of x",
        because: "it is the same in all rows of each level of g, which are held equal; leave it out")
    ) { try AbsorbedModel(Formula("y ~ x + z"), frame: same, absorbing: ["g"], family: .gaussian) }
    let model = try AbsorbedModel(
      Formula("durat ~ priors"), frame: frame, absorbing: ["band", "educ"], family: .gaussian)
    #expect(throws: ModelError.self) { try model.covariance(.hc3) }
  }

  @Test("a term that separates the outcome within levels is named")
  func separation() throws {
    var (y, x, g): ([Double], [Double], [String]) = ([], [], [])
    for level in 0..<6 {
      for row in 0..<8 {
        g.append("g\(level)")
        x.append(Double(row + 3 * level))
        y.append(row > 3 ? 1 : 0)
      }
    }
    let frame = try ModelFrame([
      ModelColumn("y", numbers: y), ModelColumn("x", numbers: x), ModelColumn("g", texts: g),
    ])
    let error = #expect(throws: ModelError.self) {
      try AbsorbedModel(Formula("y ~ x"), frame: frame, absorbing: ["g"], family: .binomial)
    }
    #expect(
      error?.description.contains("x takes part in a perfect prediction") == true,
      "\(String(describing: error))")
    let linear = try AbsorbedModel(Formula("y ~ x"), frame: frame, absorbing: ["g"], family: .gaussian)
    #expect(linear.coefficients[0] > 0)
  }
}
