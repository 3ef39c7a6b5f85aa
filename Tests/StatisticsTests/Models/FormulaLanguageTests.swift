import Statistics
import TestSupport
import Testing

@Suite("The formula language of R")
struct FormulaLanguageTests {
  private static let formulas: [String] = {
    var seen: Set<String> = []
    return ((try? ReferenceTable("formula-language").rows) ?? []).map { $0.text("formula") }
      .filter { seen.insert($0).inserted }
  }()

  @Test("agrees with R's glm, column by column", arguments: formulas)
  func agreesWithR(_ formula: String) throws {
    let rows = try ReferenceTable("formula-language").rows.filter { $0.text("formula") == formula }
    let own = try Formula(formula.replacing("|", with: ","))
    let model = try GeneralizedLinearModel(DesignMatrix(own, frame: PublicData.rossi()), family: .binomial)
    #expect(model.coefficients.count == rows.count)
    for (row, index) in zip(rows, model.coefficients.indices) {
      expectClose(
        model.coefficients[index], row["estimate"], relative: 1e-8, absolute: 1e-9, model.terms[index])
      expectClose(
        model.covariance[index, index].squareRoot(), row["standard_error"], relative: 1e-8, model.terms[index]
      )
    }
  }

  @Test("all formulas of the reference are looked at") func count() { #expect(Self.formulas.count == 26) }

  @Test("what a formula reads and how it writes itself")
  func texts() throws {
    let formula = try Formula(
      "log(y) ~ I(a*b) + sqrt(`my col`) + cut(age, c(0, 18, Inf)) + a:b + offset(n/2)")
    #expect(formula.columns == ["y", "a", "b", "my col", "age", "n"])
    #expect(
      formula.termTexts == ["I(a * b)", "sqrt(`my col`)", "cut(age, c(0, 18, Inf))", "a:b"])
    #expect(formula.offsetTexts == ["offset(n/2)"] && formula.outcomeText == "log(y)")
    let again = try Formula(
      "log(y) ~ " + (formula.termTexts + formula.offsetTexts).joined(separator: " + "))
    #expect(again.terms == formula.terms && again.derivations == formula.derivations)
    #expect(
      try Formula("y ~ log(a) + b + sqrt(c) * d").termTexts == ["log(a)", "b", "sqrt(c)", "d", "sqrt(c):d"])
    #expect(try Formula("y ~ I(-(a - 3)^2 / 2)").terms[0][0].label == "I(-(a - 3)^2/2)")
    #expect(try Formula("y ~ I((a + b) * c - (a - (b - c)))").covariateSources == ["a", "b", "c"])
  }

  @Test("the dot stands for every column that is not on the left")
  func dot() throws {
    let columns = ["y", "n", "a", "b"]
    #expect(try Formula("y ~ .", columns: columns).covariates == ["n", "a", "b"])
    #expect(try Formula("cbind(y, n - y) ~ . - a", columns: columns).covariates == ["b"])
    #expect(try Formula("y ~ .^2", columns: ["y", "a", "b"]).terms.count == 3)
    #expect(Formula.namesOtherColumns("y ~ . - a") && !Formula.namesOtherColumns("y ~ a.b"))
    #expect(throws: ModelError.self) { try Formula("y ~ .") }
  }

  @Test("an effect of a column changes every function of it, and is refused where it cannot")
  func effects() throws {
    let frame = try PublicData.rossi()
    let square = try GeneralizedLinearModel(
      DesignMatrix(Formula("arrest ~ age + I(age^2)"), frame: frame), family: .binomial)
    let raw = try GeneralizedLinearModel(
      DesignMatrix(Formula("arrest ~ poly(age, 2, raw = TRUE)"), frame: frame), family: .binomial)
    expectClose(
      try #require(try square.marginalEffects(of: "age")[0].difference.value),
      try #require(try raw.marginalEffects(of: "age")[0].difference.value), relative: 1e-9)
    let product = try GeneralizedLinearModel(
      DesignMatrix(Formula("arrest ~ age + I(age * prio)"), frame: frame), family: .binomial)
    #expect(throws: ModelError.self) { try product.marginalEffects(of: "age") }
  }

  @Test("bands of equal width are named as R names them, and a saved fit keeps their breaks")
  func equalBands() throws {
    let frame = try ModelFrame([
      ModelColumn("y", numbers: [0, 1, 0, 1, 1, 0, 1, 0]),
      ModelColumn("a", numbers: [17, 18, 23, 26, 31, 35, 40, 44]),
    ])
    let design = try DesignMatrix(Formula("y ~ cut(a, 3)"), frame: frame)
    #expect(design.terms == ["(Intercept)", "cut(a, 3)=(26,35]", "cut(a, 3)=(35,44]"])
    let model = try GeneralizedLinearModel(design, family: .binomial)
    let saved = SavedModel(model, covariance: model.covariance, standardErrors: "model", rows: RowOptions())
    // Others' ages would make other bands.
    let other = try ModelFrame([ModelColumn("a", numbers: [20, 36, 30])])
    let predicted = try saved.predictions(other).map { $0?.mean.value }
    let own = model.fittedValues
    for (value, row) in zip(predicted, [0, 7, 4]) {
      expectClose(value ?? .nan, own[row] ?? 0, relative: 1e-9)
    }
    #expect(throws: ModelError.self) { try saved.predictions(ModelFrame([ModelColumn("a", numbers: [60])])) }
  }

  @Test("levels in the order named; a value that is none of them is refused with its row")
  func orderedLevels() throws {
    let frame = try ModelFrame([
      ModelColumn("y", numbers: [0, 1, 0, 1, 1]), try ModelColumn("g", texts: ["b", "a", "c", "a", "b"]),
    ])
    let design = try DesignMatrix(Formula("y ~ factor(g, levels = c(\"c\", \"b\", \"a\"))"), frame: frame)
    let name = "factor(g, levels = c(\"c\", \"b\", \"a\"))"
    #expect(design.terms == ["(Intercept)", "\(name)=b", "\(name)=a"])
    let error = #expect(throws: ModelError.self) {
      try DesignMatrix(Formula("y ~ factor(g, levels = c(\"c\", \"b\"))"), frame: frame)
    }
    #expect(error?.description.contains("row 2, column g: a must be one of the levels") == true)
  }

  @Test("relevel takes the level with or without its name")
  func relevelled() throws {
    let named = try Formula("y ~ relevel(area, ref = \"b\")")
    #expect(try Formula("y ~ relevel(area, \"b\")").terms == named.terms)
  }

  @Test(
    "what cannot be read or reckoned is refused with its place",
    arguments: [
      ("y ~ age + foo(age)", "character 11"), ("y ~ age^0", "character 9"),
      ("y ~ cut(age, 1)", "two or more breaks"),
      ("y ~ factor(age, levels = c(\"a\"))", "two or more different levels"),
      ("y ~ factor(age, levels = c(\"a\", \"a\"))", "two or more different levels"),
      ("y ~ cut(age, c(3, 2, 1))", "two or more breaks"), ("y ~ I(age", "character 10"),
      ("y ~ I(3)", "reckons with a column"), ("y ~ poly(age, 0)", "whole number"),
      ("y ~ bs(age, df = 2)", "whole number"), ("y ~ relevel(age)", "names the level"),
      ("y ~ factor(age, \"a\")", "no other option"),
      ("y ~ ns(age, wide = 3)", "no option wide"), ("y ~ sqrt(age, 2)", "takes 1"),
      ("y ~ cut(age, c(0, 9), labels = c(\"a\", \"b\"))", "1 labels"),
    ])
  func refusals(_ text: String, _ sentence: String) throws {
    let error = #expect(throws: ModelError.self) { try Formula(text) }
    #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
  }

  @Test("what would not end or fit is refused: deep brackets, signs and powers, and endless sums")
  func limits() throws {
    let deep = 200_000
    for text in [
      "y ~ I(" + String(repeating: "(", count: deep) + "a",
      "y ~ I(" + String(repeating: "-", count: deep) + "a)",
      "y ~ I(" + String(repeating: "!", count: deep) + "a)",
      "y ~ I(a" + String(repeating: "^2", count: deep) + ")",
      "y ~ I(a" + String(repeating: "+a", count: deep) + ")",
      "y ~ " + String(repeating: "sqrt(", count: deep) + "a",
    ] {
      #expect(throws: ModelError.self) { try Formula(text) }
    }
    let columns = (0..<60).map { "x\($0)" }
    #expect(throws: ModelError.self) { try Formula("y ~ .^3", columns: ["y"] + columns) }
  }

  @Test("values without a result are refused by row and column")
  func values() throws {
    let frame = try ModelFrame([
      ModelColumn("y", numbers: [0, 1, 0, 1]), ModelColumn("a", numbers: [1, 4, -1, 2]),
      ModelColumn("b", numbers: [1, 0, 2, 3]), ModelColumn("t", texts: ["u", "v", "u", "v"]),
    ])
    for (text, sentence) in [
      ("y ~ sqrt(a)", "a is -1 in some row"), ("y ~ I(a / b)", "row 2, column a"),
      ("y ~ cut(a, c(0, 5))", "row 3, column a"), ("y ~ I(t + 1)", "t"),
      ("y ~ bs(a, knots = c(1, 9))", "inside the range"),
    ] {
      let error = #expect(throws: ModelError.self) { try DesignMatrix(Formula(text), frame: frame) }
      #expect(error?.description.contains(sentence) == true, "\(text): \(error?.description ?? "")")
    }
  }
}
