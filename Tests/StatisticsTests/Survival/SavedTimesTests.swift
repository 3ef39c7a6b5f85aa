import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Shares without the event from saved models of times")
struct SavedTimesTests {
  /// As a file holds it.
  static func read(_ model: SavedTimes) throws -> SavedTimes {
    try JSONDecoder().decode(SavedTimes.self, from: JSONEncoder().encode(model))
  }

  private static func saved(_ name: String, _ ties: CoxModel.Ties) throws -> SavedTimes {
    let frame = try PublicData.rossi()
    guard case .numeric(let weeks) = frame.columns["week"]?.content,
      case .categorical(_, let races, _) = frame.columns["race"]?.content
    else { preconditionFailure("no week") }
    let late = weeks.enumerated().map { ($0.offset + 1).isMultiple(of: 4) ? max(0, $0.element - 15) : 0 }
    let copies = weeks.indices.map { Double(1 + ($0 + 1) % 3) }
    let all = try ModelFrame(
      frame.names.compactMap { frame.columns[$0] } + [
        ModelColumn("late", numbers: late), ModelColumn("copies", numbers: copies),
      ])
    let terms = ["plain": "fin + age + prio", "interaction": "fin * age + log1p(prio)"][name] ?? "fin + age"
    let strata = name == "strata" ? "race" : nil
    let model = try CoxModel(
      Formula(terms), frame: all, time: "week", event: "arrest", strata: strata, ties: ties,
      rows: HazardRows(
        entry: name == "late" ? "late" : nil, weights: name == "copies" ? "copies" : nil,
        cluster: name == "cluster" ? "educ" : nil))
    return try read(SavedTimes(model, strata: strata, names: strata == nil ? [] : races))
  }

  private static func people() throws -> ModelFrame {
    try ModelFrame([
      ModelColumn("fin", texts: ["yes", "no", "no"]), ModelColumn("age", numbers: [20, 35, 24]),
      ModelColumn("prio", numbers: [0, 9, 3]), ModelColumn("race", texts: ["black", "other", "black"]),
    ])
  }

  @Test(
    "agree with R’s survfit", arguments: [CoxModel.Ties.efron, .breslow],
    ["plain", "interaction", "strata", "late", "copies", "cluster"])
  func reference(_ ties: CoxModel.Ties, _ name: String) throws {
    let saved = try Self.saved(name, ties)
    let rows = try ReferenceTable("cox-predictions").rows.filter {
      $0.text("ties") == ties.rawValue && $0.text("model") == name
    }
    #expect(rows.count == 48)
    for row in rows {
      let transform = try #require(KaplanMeier.Transform(rawValue: row.text("transform")))
      let all = try saved.shares(Self.people(), at: [row["time"]], transform: transform)
      let share = try #require(all[Int(row["row"]) - 1]?[0])
      expectClose(try #require(share.value), row["share"], relative: 1e-8)
      // R's Cox models stop a little before the top.
      expectClose(try #require(share.interval).lower, row["lower"], relative: 1e-6, absolute: 1e-9)
      expectClose(try #require(share.interval).upper, row["upper"], relative: 1e-6, absolute: 1e-9)
    }
  }

  @Test("one at the beginning, falling, inside limits; nothing after the last time")
  func shape() throws {
    let saved = try Self.saved("plain", .efron)
    let times = [0, 10, 20, 30, 40, 52, 53.0]
    let shares = try #require(try saved.shares(Self.people(), at: times)[1])
    #expect(shares[0]?.value == 1 && shares[6] == nil)
    let values = shares.compactMap { $0?.value }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 })
    for share in shares.dropFirst().compactMap(\.self) {
      let (value, interval) = (try #require(share.value), try #require(share.interval))
      #expect(interval.lower < value && value < interval.upper)
    }
    #expect(saved.end == 52 && !saved.reachesBeyond)
  }

  @Test("by hand: four events in sixty units of time are an exponential rate of one fifteenth")
  func byHand() throws {
    // Six people without differences: the exponential rate is 4 events over 60.
    let frame = try ModelFrame([
      ModelColumn("time", numbers: [2, 4, 6, 8, 10, 30]), ModelColumn("event", numbers: [1, 0, 1, 1, 0, 1]),
    ])
    let model = try AcceleratedModel(
      Formula("~ 1"), frame: frame, time: "time", event: "event", distribution: .exponential)
    let share = try #require(
      try Self.read(SavedTimes(model)).shares(
        ModelFrame([ModelColumn("row", numbers: [1])]), at: [15])[0]?[0])
    expectClose(try #require(share.value), exp(-1), relative: 1e-9)
    // The logarithm of the rate has the variance of one over the events.
    expectClose(try #require(share.interval).upper, exp(-exp(-1.959963984540054 / 2)), relative: 1e-8)
  }

  @Test("an unknown level or stratum, a missing column and a time below 0 are refused; a file cut short, too")
  func refusals() throws {
    let saved = try Self.saved("strata", .efron)
    func frame(_ fin: String, _ race: String) throws -> ModelFrame {
      try ModelFrame([
        ModelColumn("fin", texts: [fin]), ModelColumn("age", numbers: [20]),
        ModelColumn("race", texts: [race]),
      ])
    }
    #expect(try saved.shares(frame("no", "other"), at: [20])[0]?[0]?.value ?? 0 > 0)
    for other in [try frame("perhaps", "other"), try frame("no", "green")] {
      #expect(throws: ModelError.self) { try saved.shares(other, at: [20]) }
      var told = 0
      #expect(try saved.shares(other, at: [20]) { _ in told += 1 }[0] == nil)
      #expect(told == 1)
    }
    #expect(throws: ModelError.self) { try saved.shares(frame("no", "other"), at: [-1]) }
    #expect(throws: ModelError.self) {
      try saved.shares(ModelFrame([ModelColumn("age", numbers: [20])]), at: [20])
    }
    let text = String(decoding: try JSONEncoder().encode(saved), as: UTF8.self)
    let cut = text.replacing(/"means":\[[^\]]*\]/, with: "\"means\":[1]")
    #expect(cut != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(SavedTimes.self, from: Data(cut.utf8))
    }
  }
}
