import Statistics
import TestSupport
import Testing

@Suite("Royston and Parmar’s models")
struct SplineTimeModelTests {
  typealias Scale = SplineTimeModel.Scale

  private static func fit(_ name: String, _ scale: Scale, knots: Int) throws -> SplineTimeModel {
    if name == "rossi" {
      return try SplineTimeModel(
        Formula("fin + age + prio"), frame: PublicData.rossi(), time: "week", event: "arrest", scale: scale,
        innerKnots: knots)
    }
    let frame = try PublicData.recidWithEvents()
    guard case .numeric(let times) = frame.columns["durat"]?.content else { preconditionFailure("no durat") }
    let late = times.enumerated().map { ($0.offset + 1).isMultiple(of: 3) ? max(0, $0.element - 20) : 0 }
    return try SplineTimeModel(
      Formula("workprg + priors + felon"),
      frame: ModelFrame(
        frame.names.compactMap { frame.columns[$0] } + [ModelColumn("late", numbers: late)]),
      time: "durat", event: "event", scale: scale, innerKnots: knots, entry: name == "late" ? "late" : nil)
  }

  // The reference differentiates by differences, which leaves some seven digits of the standard errors.
  @Test(
    "coefficients, errors and likelihoods agree with R’s own optimum", arguments: Scale.allCases,
    ["rossi", "recid", "late"])
  func agreesWithR(_ scale: Scale, _ name: String) throws {
    for knots in [0, 1, 3] {
      let model = try Self.fit(name, scale, knots: knots)
      func own(_ row: ReferenceTable.Row) -> Bool {
        row.text("scale") == scale.rawValue && row.text("model") == name && Int(row["knots"]) == knots
      }
      let rows = try ReferenceTable("royston-parmar").rows.filter(own)
      #expect(rows.count == model.coefficients.count && rows.count > 4)
      for (index, row) in rows.enumerated() {
        expectClose(model.coefficients[index], row["estimate"], relative: 1e-6, absolute: 1e-8)
        expectClose(model.covariance[index, index].squareRoot(), row["standard_error"], relative: 1e-5)
      }
      let fit = try #require(try ReferenceTable("royston-parmar-fits").rows.first(where: own))
      expectClose(model.logLikelihood, fit["log_likelihood"], relative: 1e-11)
    }
  }

  @Test("shares without the event agree with R’s, from a file")
  func shares() throws {
    for row in try ReferenceTable("royston-parmar-shares").rows where row.text("model") == "rossi" {
      let scale = try #require(Scale(rawValue: row.text("scale")))
      let saved = try SavedTimesTests.read(SavedTimes(Self.fit("rossi", scale, knots: Int(row["knots"]))))
      let all = try saved.shares(PublicData.rossi(), at: [row["time"]])
      let share = try #require(all[Int(row["row"]) - 1]?[0])
      expectClose(try #require(share.value), row["share"], relative: 1e-7)
      expectClose(try #require(share.interval).lower, row["lower"], relative: 1e-5)
      expectClose(try #require(share.interval).upper, row["upper"], relative: 1e-5)
    }
  }

  @Test("without inner knots it is Weibull’s, the log-logistic or the log-normal model")
  func withoutKnots() throws {
    for (scale, distribution) in [
      (Scale.hazard, AcceleratedModel.Distribution.weibull), (.odds, .loglogistic), (.normal, .lognormal),
    ] {
      let spline = try Self.fit("rossi", scale, knots: 0)
      let plain = try AcceleratedModel(
        Formula("fin + age + prio"), frame: PublicData.rossi(), time: "week", event: "arrest",
        distribution: distribution)
      expectClose(spline.logLikelihood, plain.logLikelihood, relative: 1e-12)
      expectClose(spline.aic, plain.aic, relative: 1e-12)
      expectClose(spline.coefficients[2], -plain.coefficients[2] / plain.scale, relative: 1e-8)
      expectClose(spline.coefficients[4], 1 / plain.scale, relative: 1e-8)
    }
  }

  @Test("in another unit of time covariates stay, and rows with a weight are as many rows")
  func invariance() throws {
    func frame(unit: Double, copies: Bool) throws -> ModelFrame {
      let rows = copies ? Array(0..<40).flatMap { Array(repeating: $0, count: 1 + $0 % 2) } : Array(0..<40)
      return try ModelFrame([
        ModelColumn("time", numbers: rows.map { unit * Double(1 + ($0 * 17) % 41) }),
        ModelColumn("event", numbers: rows.map { $0 % 3 == 0 ? 0 : 1 }),
        ModelColumn("x", numbers: rows.map { Double(($0 * 7) % 5) }),
        ModelColumn("count", numbers: rows.map { Double(1 + $0 % 2) }),
      ])
    }
    func fit(_ frame: ModelFrame, weights: String? = nil) throws -> SplineTimeModel {
      try SplineTimeModel(
        Formula("x"), frame: frame, time: "time", event: "event", innerKnots: 2, weights: weights)
    }
    let (days, weeks) = (try fit(frame(unit: 1, copies: false)), try fit(frame(unit: 1.0 / 7, copies: false)))
    expectClose(days.coefficients[1], weeks.coefficients[1], relative: 1e-8)
    let weighted = try fit(frame(unit: 1, copies: false), weights: "count")
    let copied = try fit(frame(unit: 1, copies: true))
    for index in weighted.coefficients.indices {
      expectClose(weighted.coefficients[index], copied.coefficients[index], relative: 1e-7)
    }
    #expect(weighted.observations == copied.observations && weighted.events == copied.events)
  }

  @Test("refuses times of nothing, no event, too many knots, and a group without an event")
  func refusals() throws {
    func fit(_ times: [Double], _ events: [Double], knots: Int = 0) throws -> SplineTimeModel {
      try SplineTimeModel(
        Formula("x"),
        frame: ModelFrame([
          ModelColumn("time", numbers: times), ModelColumn("event", numbers: events),
          ModelColumn("x", numbers: [0, 0, 0, 1, 1, 1]),
        ]), time: "time", event: "event", innerKnots: knots)
    }
    #expect(throws: ModelError.self) { try fit([0, 1, 2, 3, 4, 5], [1, 1, 0, 1, 1, 0]) }
    #expect(throws: ModelError.self) { try fit([1, 1, 2, 3, 4, 5], [0, 0, 0, 0, 0, 0]) }
    #expect(throws: ModelError.self) { try fit([1, 1, 1, 3, 3, 5], [1, 1, 1, 1, 0, 0], knots: 3) }
    #expect(throws: ModelError.self) { try fit([1, 1, 2, 3, 4, 5], [1, 1, 0, 1, 1, 0], knots: 11) }
    #expect(throws: ModelError.self) { try fit([1, 2, 3, 3, 4, 5], [1, 1, 1, 0, 0, 0]) }
    #expect(try fit([1, 2, 3, 3, 4, 5], [1, 1, 0, 1, 1, 0]).events == 4)
  }
}
