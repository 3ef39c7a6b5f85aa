import Statistics
import Testing

/// Ratios without a limit: of a level that few people have, and whom the event never comes to.
@Suite("Ratios without a limit")
struct RunningCoefficientTests {
  /// 600 people, of whom four have the rare level.
  static func frame(eventsOfRare: Int) throws -> ModelFrame {
    let people = Array(0..<600)
    let isRare = people.map { $0 % 150 == 7 }
    let hasEvent = people.map { place in
      isRare[place] ? place / 150 < eventsOfRare : place % 3 != 0
    }
    return try ModelFrame([
      ModelColumn(
        "time", numbers: people.map { place in Double(hasEvent[place] ? 1 + place * 37 % 199 : 200) }),
      ModelColumn("event", numbers: hasEvent.map { $0 ? 1 : 0 }),
      ModelColumn("rare", numbers: isRare.map { $0 ? 1 : 0 }),
      ModelColumn("x", numbers: people.map { Double($0 * 53 % 97) }),
    ])
  }

  enum Model: CaseIterable {
    case cox, fineGray, weibull, spline

    func rareRatio(_ frame: ModelFrame) throws -> Double {
      let formula = try Formula("rare + x")
      switch self {
      case .cox: return try CoxModel(formula, frame: frame, time: "time", event: "event").coefficients[0]
      case .fineGray:
        return try FineGrayModel(formula, frame: frame, time: "time", cause: "event", of: 1).coefficients[0]
      case .weibull:
        return try AcceleratedModel(
          formula, frame: frame, time: "time", event: "event", distribution: .weibull
        ).coefficients[1]
      case .spline:
        return try SplineTimeModel(formula, frame: frame, time: "time", event: "event").coefficients[1]
      }
    }
  }

  @Test("are refused though the level is rare", arguments: Model.allCases)
  func refused(_ model: Model) throws {
    let rare = SeparatedColumn(term: "rare", outcome: nil, people: nil)
    #expect(throws: ModelError.separation(columns: [rare])) {
      try model.rareRatio(Self.frame(eventsOfRare: 0))
    }
  }

  @Test("exist once the event came to one of the few", arguments: Model.allCases)
  func exist(_ model: Model) throws {
    let ratio = try model.rareRatio(Self.frame(eventsOfRare: 1))
    #expect(abs(ratio) > 0.3 && abs(ratio) < 4)
  }
}
