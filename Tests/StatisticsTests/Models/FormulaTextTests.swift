import Statistics
import Testing

@Suite("FormulaText")
struct FormulaTextTests {
  @Test(
    "a formula written from its parts reads as the same formula",
    arguments: [
      "y ~ a + b:c", "cbind(k, rest) ~ factor(x, ref = \"b c\") + poly(a, 2) * ns(b, 3)",
      "`odd name` ~ rcs(a, 1, 2.5, 4) + rcs(b, 4) + log(d) + `two words`:e + offset(log(t))",
      "y ~ `log` + offset(u)",
    ])
  func roundTrip(_ text: String) throws {
    let formula = try Formula(text)
    let outcome = try #require(formula.outcomeText)
    let again = try Formula(
      "\(outcome) ~ " + (formula.termTexts + formula.offsetTexts).joined(separator: " + "))
    #expect(
      again.outcome == formula.outcome && again.terms == formula.terms && again.offsets == formula.offsets)
  }

  @Test("all columns, each once, and those taken as categories")
  func columns() throws {
    let formula = try Formula("cbind(k, rest) ~ factor(x) * a + log(a) + offset(t)")
    #expect(formula.columns == ["k", "rest", "x", "a", "t"])
    #expect(formula.categoryColumns == ["x"])
    #expect(try Formula("~ a").outcomeText == nil)
  }
}
