import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("PeopleFrame")
struct PeopleFrameTests {
  private let text = """
    reoffended,homeless,age,area
    1,yes,20,North
    0,no,30,South
    1,no,,North
    ,yes,25,East
    0,yes,50,
    1,no,45,East
    0,no,28,North
    1,yes,33,South
    0,yes,21,East
    """

  @Test("people without a value are left out, and counted by column")
  func leftOut() throws {
    let people = try TableFile(csv: Array(text.utf8), source: "people.csv").people(
      ["reoffended", "homeless", "age", "area"].map { WantedColumn($0) })
    let frame = try PeopleFrame(people)
    #expect(frame.excluded == 3)
    #expect(frame.leftOut.map(\.column) == ["reoffended", "age", "area"])
    #expect(frame.leftOut.map(\.people) == [1, 1, 1])
    #expect(
      frame.notes == [
        "3 of 9 people are left out for a missing value in reoffended (1), age (1), area (1)."
      ])
    #expect(frame.frame.complete == [true, true, false, false, false, true, true, true, true])
  }

  @Test("the same model as from columns given by hand")
  func model() throws {
    let people = try TableFile(csv: Array(text.utf8), source: "people.csv").people(
      ["reoffended", "homeless", "age"].map { WantedColumn($0) })
    let formula = try Formula("reoffended ~ homeless + age")
    let fit = try GeneralizedLinearModel(
      DesignMatrix(formula, frame: PeopleFrame(people, columns: ["reoffended", "homeless", "age"]).frame),
      family: .binomial)
    let byHand = try ModelFrame([
      ModelColumn("reoffended", numbers: [1, 0, 0, 1, 0, 1, 0]),
      ModelColumn("homeless", numbers: [1, 0, 1, 0, 0, 1, 1]),
      ModelColumn("age", numbers: [20, 30, 50, 45, 28, 33, 21]),
    ])
    let other = try GeneralizedLinearModel(DesignMatrix(formula, frame: byHand), family: .binomial)
    #expect(fit.terms == ["(Intercept)", "homeless", "age"])
    #expect(fit.coefficients == other.coefficients)
    #expect(fit.design.excludedRows == 2)
  }
}
