import Reoffending
import Statistics
import TestSupport
import Testing

@Suite("funnels of rates")
struct RateFunnelTests {
  private func rows(_ type: String) throws -> [ReferenceTable.Row] {
    let rows = try ReferenceTable("rate-funnel").rows.filter { $0.text("type") == type }
    #expect(rows.count == 40)
    return rows
  }

  private func key(_ name: String) -> GroupKey { GroupKey([GroupKey.Part(column: "area", value: name)]) }

  private func funnel(_ type: String) throws -> Funnel {
    let rows = try rows(type)
    let names = rows.map { $0.text("area") }
    guard type == "dsr" else {
      return try Funnel(
        FunnelRates(
          zip(names, rows).map {
            FunnelRates.Unit(key: key($0), events: Int($1["events"]), exposure: $1["population"])
          }, events: "events", exposure: "population", per: 100_000))
    }
    return try Funnel(
      FunnelRates(
        standardised: zip(names, rows).map { (key: key($0), events: Int($1["events"]), rate: $1["rate"]) },
        events: "events", per: 100_000))
  }

  @Test("targets and categories are those of PHEindicatormethods", arguments: ["crude", "dsr"])
  func categories(_ type: String) throws {
    let funnel = try funnel(type)
    for (point, row) in zip(funnel.points, try rows(type)) {
      expectClose(funnel.target, row["target"], relative: 1e-12)
      expectClose(point.y, row["rate"], relative: 1e-12)
      let words =
        switch point.position {
        case .within: "Not significant"
        case .high(let level): level == .p998 ? "High (0.001)" : "High (0.025)"
        case .low(let level): level == .p998 ? "Low (0.001)" : "Low (0.025)"
        }
      // They judge no standardised rate on fewer than ten events.
      let theirs = row.text("significance")
      #expect(words == theirs || (theirs.hasPrefix("Not applicable") && row["events"] < 10), "\(point.name)")
      // The category and the drawn limits agree.
      let outside = point.limits.map { point.y < $0.lower || point.y > $0.upper }
      #expect(outside == [point.category != "within", point.category.hasSuffix("0.998")])
    }
  }

  // Their limits are those at whole numbers of events: where they meet, the limit times the exposure is that number. The search
  // for it stops at a millionth of it, upwards at a ten-thousandth.
  @Test("curves pass through those of PHEindicatormethods", arguments: ["crude", "dsr"])
  func curves(_ type: String) throws {
    let target = try funnel(type).target
    let rows = try ReferenceTable("rate-funnel-curves").rows.filter { $0.text("type") == type }
    #expect(rows.count == 15)
    for row in rows where row["events"] > 0 {
      for (name, level) in [("95", 0), ("998", 1)] {
        let sizes: [Double] = [row["at_lower" + name], row["at_upper" + name]]
        let units = sizes.map { FunnelRates.Unit(key: key("x"), events: 1, exposure: $0) }
        let own = try Funnel(
          FunnelRates(units, events: "events", exposure: "population", per: 100_000), target: target
        ).points.map { $0.limits[level] }
        expectClose(own[0].lower, row["lower" + name], relative: 3e-4)
        expectClose(own[1].upper, row["upper" + name], relative: 3e-4)
      }
    }
  }

  @Test("three areas by hand, another unit of the rate changes nothing else")
  func handCase() throws {
    let units = [
      FunnelRates.Unit(key: key("a"), events: 10, exposure: 1000),
      FunnelRates.Unit(key: key("b"), events: 90, exposure: 4000),
      FunnelRates.Unit(key: key("c"), events: 0, exposure: 500.5),
    ]
    let funnel = try Funnel(FunnelRates(units, events: "crimes", exposure: "population", per: 1000))
    expectClose(funnel.target, 100 / 5500.5 * 1000)
    #expect(funnel.points.map(\.x) == [1000, 4000, 500.5])
    expectClose(funnel.points[1].y, 22.5)
    let limits = try RatioFunnel().limits(expected: 100 / 5500.5 * 500.5, level: .p998)
    expectClose(funnel.points[2].limits[1].lower, limits.lower * funnel.target)
    expectClose(funnel.points[2].limits[1].upper, limits.upper * funnel.target)
    // Nobody of nine expected has a probability of 0.00011.
    #expect(funnel.points[2].category == "below 0.998")
    #expect(funnel.sentences.last == "c: 0.0 per 1,000, below the limits of 99.8%.")
    let other = try Funnel(FunnelRates(units, events: "crimes", exposure: "population", per: 1))
    expectClose(other.target * 1000, funnel.target)
    #expect(other.points.map(\.category) == funnel.points.map(\.category))
    let curve = try funnel.curve(level: .p95)
    #expect(curve.count == 100 && curve[0].x == 500.5 && curve[99].x == 4000)
    expectClose(curve[99].limits.upper, funnel.points[1].limits[0].upper)
    let wide = try Funnel(
      FunnelRates(units, events: "crimes", exposure: "population", per: 1000), overdispersion: .additive)
    #expect(
      try #require(wide.tauSquared) > 0 && wide.points[1].limits[0].upper > funnel.points[1].limits[0].upper)
  }

  @Test("standardised rates without events are left out and said; what has no rate is refused")
  func refusals() throws {
    let rates = FunnelRates(
      standardised: [(key("a"), 10, 12.5), (key("b"), 0, 0), (key("c"), 40, 10)], events: "deaths", per: 100)
    #expect(rates.units.map(\.exposure) == [80, 400])
    #expect(rates.notes.contains("1 group without events is left out."))
    for units in [
      [FunnelRates.Unit(key: key("a"), events: 3, exposure: 0)],
      [FunnelRates.Unit(key: key("a"), events: 0, exposure: 10)], [],
    ] {
      #expect(throws: StatisticsError.self) {
        try Funnel(FunnelRates(units, events: "crimes", exposure: "population", per: 1))
      }
    }
    #expect(throws: StatisticsError.self) { try Funnel(rates, target: 0) }
    #expect(throws: StatisticsError.self) { try Funnel(rates, method: .wilson) }
  }
}
