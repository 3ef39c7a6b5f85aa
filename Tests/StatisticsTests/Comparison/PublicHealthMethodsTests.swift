import Foundation
import Statistics
import TestSupport
import Testing

@Suite("The indicators of UK public health as PHEindicatormethods has them")
struct PublicHealthMethodsTests {
  private func numbers(_ text: String) -> [Double] { text.split(separator: " ").compactMap { Double($0) } }

  private func expect(
    _ interval: ConfidenceInterval?, _ row: ReferenceTable.Row, _ name: String = "", relative: Double = 1e-12
  ) throws {
    let interval = try #require(interval)
    // Their lower limit of no event is a rounding error away from 0.
    expectClose(interval.lower, row[name + "lower"], relative: relative, absolute: 1e-16)
    expectClose(interval.upper, row[name + "upper"], relative: relative)
  }

  @Test("phe_proportion and phe_rate", arguments: try ReferenceTable("public-health-counts").rows)
  func single(_ row: ReferenceTable.Row) throws {
    let level = try ConfidenceLevel(row["level"])
    if row.text("kind") == "proportion" {
      let proportion = try Proportion(events: Int(row["events"]), trials: Int(row["people"]))
      expectClose(proportion.estimate, row["value"])
      try expect(proportion.confidenceInterval(level: level), row)
    } else {
      let count = try EventCount(events: Int(row["events"]), exposure: row["people"])
      expectClose(count.rate, row["value"])
      try expect(count.confidenceInterval(level: level, method: .phe), row)
    }
  }

  @Test("phe_mean is a model of the mean alone", arguments: try ReferenceTable("public-health-means").rows)
  func mean(_ row: ReferenceTable.Row) throws {
    let frame = try ModelFrame([ModelColumn("x", numbers: numbers(row.text("values")))])
    let model = try GeneralizedLinearModel(DesignMatrix(Formula("x ~ 1"), frame: frame), family: .gaussian)
    let mean = try model.coefficientTable(level: ConfidenceLevel(row["level"]))[0]
    expectClose(mean.estimate, row["value"])
    try expect(mean.interval, row, relative: 1e-11)
  }

  @Test(
    "calculate_dsr, calculate_ISRatio and calculate_ISRate",
    arguments: try ReferenceTable("public-health-standardised").rows)
  func standardised(_ row: ReferenceTable.Row) throws {
    let level = try ConfidenceLevel(row["level"])
    let (events, population) = (numbers(row.text("events")), numbers(row.text("population")))
    let (standard, reference) = (numbers(row.text("standard")), numbers(row.text("reference")))
    let all = numbers(row.text("all"))
    let direct = try DirectStandardisation(
      events.indices.map {
        try .init(events: Int(events[$0]), population: population[$0], standard: standard[$0])
      })
    expectClose(direct.rate, row["direct"])
    try expect(direct.estimate(level: level).interval, row, "direct_")
    let indirect = try IndirectStandardisation(
      observed: Int(events.reduce(0, +)),
      strata: events.indices.map {
        try .init(population: population[$0], referenceEvents: reference[$0], referencePopulation: all[$0])
      })
    expectClose(indirect.expected, row["expected"])
    let (ratio, rate) = (indirect.ratio(level: level), indirect.rate(level: level))
    expectClose(try #require(ratio.value), row["ratio"])
    try expect(ratio.interval, row, "ratio_")
    expectClose(try #require(rate.value), row["rate"])
    try expect(rate.interval, row, "rate_")
  }

  // Their limits of counts are halved until the share of a sum is known to 1e-7, which is much of 0.001 expected.
  @Test("calculate_funnel_limits", arguments: try ReferenceTable("public-health-limits").rows)
  func limits(_ row: ReferenceTable.Row) throws {
    for (level, name) in [(ConfidenceLevel.p95, "95"), (.p998, "998")] {
      if row.text("kind") == "proportion" {
        let funnel = try ProportionFunnel(target: row["centre"], method: .wilson)
        let own = try funnel.limits(trials: Int(row["at"]), level: level)
        expectClose(own.lower, row["lower" + name], relative: 1e-9, absolute: 1e-12)
        expectClose(own.upper, row["upper" + name], relative: 1e-9)
        continue
      }
      // A count on their lower limit is expected to be so many, and the exact limits at that expectation are the count.
      let (low, high) = (row["lower" + name] * row["centre"], row["upper" + name] * row["centre"])
      let at = try RatioFunnel.expectations(observed: Int(row["at"]), level: level)
      expectClose(at.onLowerLimit, low, relative: 3e-6)
      expectClose(at.onUpperLimit, high, relative: 1e-4)
      let (lower, upper) = (
        try RatioFunnel().limits(expected: low, level: level),
        try RatioFunnel().limits(expected: high, level: level)
      )
      expectClose(lower.lower * low, row["at"], relative: 3e-4)
      expectClose(upper.upper * high, row["at"], relative: 3e-4)
    }
  }

  @Test("assign_funnel_significance", arguments: try ReferenceTable("public-health-places").rows)
  func places(_ row: ReferenceTable.Row) throws {
    let (events, of) = (Int(row["events"]), row["of"])
    let position =
      row.text("kind") == "proportion"
      ? try ProportionFunnel(target: row["centre"], method: .wilson).position(events: events, trials: Int(of))
      : try RatioFunnel.publicHealthPosition(observed: events, expected: of * row["centre"])
    let text =
      switch position {
      case .within: "Not significant"
      case .high(let level): level == .p998 ? "High (0.001)" : "High (0.025)"
      case .low(let level): level == .p998 ? "Low (0.001)" : "Low (0.025)"
      }
    #expect(text == row.text("significance"))
  }

  // Their limits are simulated, 100,000 times; on a curved scale they are those of the slope about a held middle.
  @Test("phe_sii", arguments: try ReferenceTable("public-health-slopes").rows)
  func slopes(_ row: ReferenceTable.Row) throws {
    let scale = try #require(SlopeOfInequality.Scale(rawValue: row.text("scale")))
    let groups = try zip(numbers(row.text("events")), numbers(row.text("people"))).enumerated().map {
      SlopeOfInequality.Group(
        place: Double($0), proportion: try Proportion(events: Int($1.0), trials: Int($1.1)))
    }
    let line = try SlopeOfInequality(groups, scale: scale)
    expectClose(line.ends.first, row["first"])
    expectClose(try #require(line.slopeIndex().value), row["slope"], relative: 1e-11)
    expectClose(try #require(line.relativeIndex()?.value), row["relative"], relative: 1e-11)
    let (slope, relative) = (
      try #require(line.slopeIndex().interval), try #require(line.relativeIndex()?.interval)
    )
    let (wide, far) = (slope.upper - slope.lower, relative.upper - relative.lower)
    for (own, other, of) in [
      (slope.lower, "slope_lower", wide), (slope.upper, "slope_upper", wide),
      (relative.lower, "relative_lower", far), (relative.upper, "relative_upper", far),
    ] {
      let near = scale == .share && of == wide ? 0.02 : 0.06
      #expect(abs(own - row[other]) < near * of, "\(other): \(own), \(row[other])")
    }
  }
}
