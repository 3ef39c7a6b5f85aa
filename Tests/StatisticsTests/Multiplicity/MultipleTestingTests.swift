import Statistics
import TestSupport
import Testing

@Suite("several tests") struct MultipleTestingTests {
  @Test("all six adjustments agree with R's p.adjust", arguments: try ReferenceTable("adjustments").rows)
  func agrees(_ row: ReferenceTable.Row) throws {
    let method = try #require(AdjustmentMethod(rawValue: row.text("method")))
    func numbers(_ column: String) -> [Double] {
      row.text(column).split(separator: " ").compactMap { Double($0) }
    }
    let adjusted = try MultipleTesting.adjust(numbers("p"), method: method)
    let reference = numbers("adjusted")
    #expect(adjusted.count == reference.count)
    for (value, expected) in zip(adjusted, reference) { expectClose(value, expected, relative: 1e-14) }
  }

  @Test("the family is named") func family() throws {
    let tests = try MultipleTesting([0.01, 0.2], method: .holm, family: "2 areas")
    #expect(tests.sentence == "1 of 2 tests (2 areas) stay below 0.05 after adjustment by holm.")
  }

  @Test("nothing and impossible p-values are refused") func refusals() {
    #expect(throws: StatisticsError.empty(argument: "pValues")) {
      try MultipleTesting.adjust([], method: .bh)
    }
    #expect(throws: StatisticsError.self) { try MultipleTesting.adjust([1.2], method: .bh) }
    #expect(throws: StatisticsError.self) { try MultipleTesting.adjust([.nan], method: .bh) }
  }
}
