/// A measure of a two-by-two table that can be resampled.
public enum TwoByTwoMeasure: String, Hashable, Sendable, CaseIterable, Codable {
  /// Exposed less unexposed risk.
  case riskDifference = "risk-difference"
  /// Exposed over unexposed risk.
  case riskRatio = "risk-ratio"
  /// Exposed over unexposed odds.
  case oddsRatio = "odds-ratio"

  /// The measure of some cells: infinite for something over nothing, NaN for nothing over nothing.
  func value(_ cells: TwoByTwoCells) -> Double {
    let a = Double(cells.a)
    let b = Double(cells.b)
    let c = Double(cells.c)
    let d = Double(cells.d)
    return switch self {
    case .riskDifference: a / (a + b) - c / (c + d)
    case .riskRatio: a * (c + d) / (c * (a + b))
    case .oddsRatio: a * d / (b * c)
    }
  }
}

/// The cells of a table while it is being resampled: a group may be empty.
struct TwoByTwoCells: Hashable, Sendable {
  var a = 0
  var b = 0
  var c = 0
  var d = 0

  mutating func add(_ cluster: Stratum) {
    a += cluster.exposedEvents
    b += cluster.exposedNonEvents
    c += cluster.unexposedEvents
    d += cluster.unexposedNonEvents
  }

  func without(_ cluster: Stratum) -> TwoByTwoCells {
    TwoByTwoCells(
      a: a - cluster.exposedEvents, b: b - cluster.exposedNonEvents, c: c - cluster.unexposedEvents,
      d: d - cluster.unexposedNonEvents)
  }

  /// The table without one person of each cell, and how many such persons there are.
  var leavingOneOut: [(cells: TwoByTwoCells, people: Double)] {
    var found: [(cells: TwoByTwoCells, people: Double)] = []
    if a > 0 { found.append((TwoByTwoCells(a: a - 1, b: b, c: c, d: d), Double(a))) }
    if b > 0 { found.append((TwoByTwoCells(a: a, b: b - 1, c: c, d: d), Double(b))) }
    if c > 0 { found.append((TwoByTwoCells(a: a, b: b, c: c - 1, d: d), Double(c))) }
    if d > 0 { found.append((TwoByTwoCells(a: a, b: b, c: c, d: d - 1), Double(d))) }
    return found
  }
}

extension TwoByTwoCells {
  init(_ table: TwoByTwoTable) {
    self.init(
      a: table.exposedEvents, b: table.exposedNonEvents, c: table.unexposedEvents,
      d: table.unexposedNonEvents)
  }
}
