import Statistics
import Testing

@Suite("Formula")
struct FormulaTests {
  @Test("crossing gives main effects and their product, main effects first")
  func crossing() throws {
    let formula = try Formula("reoffended ~ homeless * sex + age")
    #expect(formula.outcome == .column("reoffended"))
    #expect(
      formula.terms == [
        [.column("homeless")], [.column("sex")], [.column("age")], [.column("homeless"), .column("sex")],
      ])
    #expect(formula.hasIntercept)
  }

  @Test("minus removes terms and the intercept")
  func removal() throws {
    #expect(try Formula("y ~ a * b - a:b").terms == [[.column("a")], [.column("b")]])
    #expect(try Formula("y ~ a - 1").hasIntercept == false)
    #expect(try Formula("y ~ 0 + a").hasIntercept == false)
    #expect(try Formula("y ~ 1").terms.isEmpty)
    #expect(
      try Formula("y ~ (a + b) : c").terms == [
        [.column("a"), .column("c")], [.column("b"), .column("c")],
      ])
  }

  @Test("functions are read with their arguments")
  func functions() throws {
    let formula = try Formula(
      "cbind(k, rest) ~ factor(x, ref = \"b c\") + poly(a, 2) + ns(a, df = 3) + rcs(a, 1, 2.5, 4) + `odd name`"
    )
    #expect(formula.outcome == .counts(events: "k", others: "rest"))
    #expect(
      formula.terms.map { $0[0] } == [
        .categories("x", reference: "b c"), .polynomial("a", degree: 2),
        .naturalSpline("a", degreesOfFreedom: 3), .restrictedSplineAt("a", knots: [1, 2.5, 4]),
        .column("odd name"),
      ])
    #expect(try Formula("y ~ a + offset(log(t))").offsets == [.logarithm("t")])
    #expect(try Formula("a + log(b)").outcome == nil)
  }

  @Test(
    "errors say where",
    arguments: [
      ("y ~ a + ", 9), ("y ~ a ^ b", 9), ("y ~ expo(a)", 5), ("y ~ poly(a, 0)", 5), ("y ~ (a + b", 11),
      ("y ~ a b", 7), ("y ~ \"a", 5), ("~", 2), ("y ~ 2 * a", 5), ("y ~ rcs(a, 3, 2, 1)", 5),
    ])
  func errors(_ text: String, _ position: Int) throws {
    #expect {
      try Formula(text)
    } throws: { error in
      guard case ModelError.formula(_, let found, _) = error else { return false }
      return found == position
    }
  }
}
