import Statistics
import TestSupport
import Testing

@Suite("Standardised means")
struct StandardisedMeanTests {
  private static let model: GeneralizedLinearModel? = {
    guard let rows = try? ReferenceTable("standardised-people").rows,
      let period = try? ModelColumn("period", texts: rows.map { $0.text("period") }),
      let sex = try? ModelColumn("sex", texts: rows.map { $0.text("sex") }),
      let frame = try? ModelFrame([
        period, sex, ModelColumn("age", numbers: rows.map { $0["age"] }),
        ModelColumn("reoffended", numbers: rows.map { $0["reoffended"] }),
      ]), let formula = try? Formula("reoffended ~ period + sex + age")
    else { return nil }
    return try? GeneralizedLinearModel(DesignMatrix(formula, frame: frame), family: .binomial)
  }()

  @Test(
    "agree with R's glm and a delta method written out",
    arguments: try ReferenceTable("standardised-means").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let model = try #require(Self.model)
    let means = try model.standardisedMeans(of: "period", overThoseAt: row.text("base"))
    let own = try #require(means.first { $0.value == row.text("period") })
    expectClose(try #require(own.mean.value), row["mean"], relative: 1e-9)
    expectClose(try #require(own.mean.interval).lower, row["lower"], relative: 1e-8)
    expectClose(try #require(own.mean.interval).upper, row["upper"], relative: 1e-8)
    guard row.text("base") != row.text("period") else {
      #expect(own.difference == nil)
      return
    }
    expectClose(try #require(own.difference?.value), row["difference"], relative: 1e-7)
    expectClose(try #require(own.difference?.interval).lower, row["below"], relative: 1e-7)
    expectClose(try #require(own.difference?.interval).upper, row["above"], relative: 1e-7)
  }

  @Test("a column or a level that is not in the model is refused")
  func refusals() throws {
    let model = try #require(Self.model)
    #expect(throws: ModelError.self) { try model.standardisedMeans(of: "area", overThoseAt: "a") }
    #expect(throws: ModelError.self) { try model.standardisedMeans(of: "period", overThoseAt: "z") }
  }
}
