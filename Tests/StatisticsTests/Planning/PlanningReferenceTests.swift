import Statistics
import TestSupport
import Testing

@Suite("plans against 32-digit arithmetic and R") struct PlanningReferenceTests {
  @Test("sizes and powers", arguments: try ReferenceTable("planning").rows)
  func sizes(_ row: ReferenceTable.Row) throws {
    let level = try ConfidenceLevel(row["level"])
    let power = row["power"]
    let (size, at200): (Double, Double)
    switch row.text("design") {
    case "matched-pairs":
      let design = try MatchedPairsDesign(firstOnly: row["x"], secondOnly: row["y"], level: level)
      (size, at200) = (try design.pairs(power: power), try design.power(pairs: 200))
    case "non-inferiority":
      let design = try NonInferiorityDesign(
        new: row["x"], comparison: row["y"], margin: row["w"], level: level)
      (size, at200) = (try design.sampleSizePerGroup(power: power), try design.power(perGroup: 200))
    case "survival":
      let design = try SurvivalDesign(hazardRatio: row["x"], firstShare: row["y"], level: level)
      (size, at200) = (try design.events(power: power), try design.power(events: 200))
    default:
      let design = try OneProportionDesign(expected: row["x"], assumed: row["y"], level: level)
      (size, at200) = (try design.sampleSize(power: power), try design.power(trials: 200))
    }
    expectClose(size, row["size"], relative: 1e-11, "\(row)")
    expectClose(at200, row["at200"], relative: 1e-11, "\(row)")
  }

  @Test("a plan says what it needs") func sentences() throws {
    #expect(
      try TwoProportionDesign(first: 0.3, second: 0.2).sentence
        == "A study to tell 30.0% from 20.0% at 95% confidence; 294 people in each group give a power of 80%."
    )
    #expect(
      try SurvivalDesign(hazardRatio: 0.5).sentence
        == "A study to tell a hazard ratio of 0.5 from 1 at 95% confidence; 66 events give a power of 80%.")
    #expect(try OneProportionDesign(expected: 0.3, assumed: 0.4).sentence.contains("172 people"))
    #expect(
      try MatchedPairsDesign(firstOnly: 0.25, secondOnly: 0.1).sentence.contains("120 pairs"))
    #expect(
      try NonInferiorityDesign(new: 0.3, comparison: 0.3, margin: 0.1).sentence.contains(
        "10 percentage points above another at 95% confidence; 260 people"))
  }
}
