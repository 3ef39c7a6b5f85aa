import Statistics
import TestSupport
import Testing

@Suite("Effects of what began at different times")
struct GroupTimeEffectsTests {
  private static let areas = Result { try ReferenceTable("staggered-areas").rows }

  private func numbers(_ row: ReferenceTable.Row, _ column: String) -> [Double] {
    row.text(column).split(separator: " ").compactMap { Double($0) }
  }

  private func units(_ errors: String) throws -> [GroupTimeEffects.Unit] {
    try Self.areas.get().map { row in
      let start = Int(row["start"])
      let trials = numbers(row, "trials")
      let rates = zip(numbers(row, "events"), trials).map { $0 / $1 }
      let values = numbers(row, "values")
      return GroupTimeEffects.Unit(
        start: start < 0 ? nil : start, values: errors == "areas" ? values : rates,
        weights: errors == "areas" ? values.map { _ in 1 } : trials)
    }
  }

  @Test(
    "agrees with csdid by areas and by people, and with weighted least squares within areas",
    arguments: try ReferenceTable("staggered").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let controls = try #require(GroupTimeEffects.Controls(rawValue: row.text("controls")))
    let errors: GroupTimeEffects.Errors = row.text("errors") == "people" ? .people : .units
    let found = try GroupTimeEffects(units(row.text("errors")), controls: controls, errors: errors)
    let at = row.optional("at").map { Int($0) }
    let own: GroupTimeEffects.Average?
    switch row.text("kind") {
    case "effect":
      own = found.effects.first { $0.start == at && $0.time == Int(row["time"]) }?.average
    case "event": own = found.byEvent.first { $0.periods == at }?.average
    case "start": own = found.byStart.first { $0.start == at }?.average
    case "time": own = found.byTime.first { $0.time == at }?.average
    case "overall": own = found.overall
    case "events": own = found.overallByEvent
    case "simple": own = found.simple
    default:
      let test = try #require(found.before)
      expectClose(try #require(test.statistic), row["effect"], relative: 1e-9)
      // csdid's p-value is that of χ², which takes 40 areas for many.
      #expect(test.pValue > row["error"])
      return
    }
    let average = try #require(own)
    expectClose(try #require(average.estimate.value), row["effect"], relative: 1e-8, absolute: 1e-12)
    expectClose(try #require(average.standardError), row["error"], relative: 1e-8)
  }

  private func unit(_ start: Int?, _ values: [Double]) -> GroupTimeEffects.Unit {
    GroupTimeEffects.Unit(start: start, values: values, weights: values.map { _ in 1 })
  }

  @Test("effects that grow are found as they are, where a regression with areas and periods is not")
  func growing() throws {
    let found = try GroupTimeEffects([
      unit(nil, [1, 2, 3, 4]), unit(nil, [3, 4, 5, 6]), unit(1, [0, 2, 4, 6]), unit(1, [5, 7, 9, 11]),
      unit(2, [2, 3, 5, 7]), unit(2, [1, 2, 4, 6]),
    ])
    // Begun at 1 the effects are 1, 2, 3; begun at 2 they are 1, 2.
    expectClose(try #require(found.overall.estimate.value), 1.75, relative: 1e-12)
    expectClose(try #require(found.overallByEvent.estimate.value), 2, relative: 1e-12)
    expectClose(try #require(found.simple.estimate.value), 1.8, relative: 1e-12)
    #expect(found.byEvent.map(\.periods) == [-1, 0, 1, 2])
    #expect(abs(try #require(found.byEvent[0].average.estimate.value)) < 1e-12)
  }

  @Test(
    "a common change of all areas, and the order of areas, change nothing; twice the people halve the variance"
  )
  func properties() throws {
    let units = try units("people")
    let base = try GroupTimeEffects(units, errors: .people)
    let other = try GroupTimeEffects(
      units.reversed().map { unit in
        GroupTimeEffects.Unit(
          start: unit.start, values: unit.values, weights: unit.weights.map { 2 * $0 })
      }, errors: .people)
    expectClose(
      try #require(other.overall.estimate.value), try #require(base.overall.estimate.value), relative: 1e-10)
    expectClose(
      try #require(other.overall.standardError) * 2.0.squareRoot(), try #require(base.overall.standardError),
      relative: 1e-10)
    let areas = try self.units("areas")
    let lifted = try GroupTimeEffects(
      areas.map { unit in
        GroupTimeEffects.Unit(
          start: unit.start, values: unit.values.enumerated().map { $1 + Double($0 * $0) },
          weights: unit.weights)
      })
    let plain = try GroupTimeEffects(areas)
    expectClose(
      try #require(lifted.overall.estimate.value), try #require(plain.overall.estimate.value), relative: 1e-10
    )
    let wide = try GroupTimeEffects(areas, simultaneous: 2000)
    #expect(wide.widening > 1.1 && wide.widening < 1.6 && plain.widening == 1)
    let (narrow, broad) = (
      try #require(plain.byEvent[0].average.estimate.interval),
      try #require(wide.byEvent[0].average.estimate.interval)
    )
    expectClose((broad.upper - broad.lower) / (narrow.upper - narrow.lower), wide.widening, relative: 1e-9)
  }

  @Test("limits and the test of the time before keep what they promise with few areas")
  func fewAreas() throws {
    var generator = ReplicateGenerator(seed: 3)
    func normal() -> Double {
      (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
    }
    var (held, rejected) = (0, 0)
    for _ in 0..<600 {
      let units = (0..<24).map { place in unit(place < 4 ? 3 : nil, (0..<4).map { _ in normal() }) }
      let found = try GroupTimeEffects(units)
      if try #require(found.overall.estimate.interval).contains(0) { held += 1 }
      let more = (0..<24).map { place in unit(place < 12 ? 3 : nil, (0..<4).map { _ in normal() }) }
      if try #require(GroupTimeEffects(more).before).pValue < 0.05 { rejected += 1 }
    }
    // Normal limits would hold 522 of 600, and χ² reject 60.
    #expect(held > 540 && held < 580, "\(held)")
    #expect(rejected > 12 && rejected < 48, "\(rejected)")
  }

  @Test("one area that began has an effect without limits; areas treated all along are left out")
  func single() throws {
    let found = try GroupTimeEffects([
      unit(nil, [1, 2, 3]), unit(nil, [2, 3, 5]), unit(2, [1, 2, 6]), unit(0, [9, 1, 4]),
    ])
    #expect(found.overall.estimate.interval == nil && found.overall.pValue == nil && found.before == nil)
    #expect(found.alwaysTreated == 1)
    expectClose(try #require(found.overall.estimate.value), 2.5, relative: 1e-12)
  }

  @Test("nobody who began, nobody to compare with, and people who are no proportions are refused")
  func refusals() {
    #expect(throws: StatisticsError.self) { try GroupTimeEffects([]) }
    #expect(throws: StatisticsError.self) { try GroupTimeEffects([unit(nil, [1, 2]), unit(nil, [1, 2])]) }
    #expect(throws: StatisticsError.self) {
      try GroupTimeEffects([unit(1, [1, 2, 3]), unit(2, [1, 2, 3])])
    }
    #expect(throws: Never.self) {
      try GroupTimeEffects([unit(1, [1, 2, 3]), unit(2, [1, 2, 3])], controls: .notYet)
    }
    #expect(throws: StatisticsError.self) { try GroupTimeEffects([unit(1, [1, 2]), unit(nil, [1])]) }
    #expect(throws: StatisticsError.self) {
      try GroupTimeEffects([unit(1, [1, 2]), unit(nil, [1, 2])], errors: .people)
    }
    #expect(throws: StatisticsError.self) {
      try GroupTimeEffects([unit(1, [1, 2]), unit(nil, [1, 2])], simultaneous: 5)
    }
  }
}
