import Statistics
import Testing

@Suite("How large a model may be")
struct ModelBudgetTests {
  private func frame(_ levels: Int, rows: Int) throws -> ModelFrame {
    try ModelFrame([
      ModelColumn("y", numbers: (0..<rows).map { Double($0 % 3 == 0 ? 1 : 0) }),
      ModelColumn("court", texts: (0..<rows).map { "c\($0 % levels)" }),
    ])
  }

  @Test("a factor of 35,000 levels is refused with the memory that it would take")
  func wide() throws {
    let frame = try frame(35_000, rows: 70_000)
    do {
      _ = try DesignMatrix(Formula("y ~ court"), frame: frame)
      Issue.record("nothing was refused")
    } catch {
      #expect(error.description.contains("35,000 coefficients") && error.description.contains("9,800 MB"))
    }
  }

  @Test("profile intervals of many coefficients with Firth's penalty are refused, Wald's are given")
  func firth() throws {
    let design = try DesignMatrix(Formula("y ~ court"), frame: frame(130, rows: 1_300))
    #expect(throws: ModelError.self) { try FirthModel(design, intervals: .profile) }
    let model = try FirthModel(design)
    #expect(throws: ModelError.self) { try model.coefficientTable() }
    #expect(try model.coefficientTable(intervals: .wald).count == 130)
  }
}
