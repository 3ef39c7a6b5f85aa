import Audit
import Numbers
import Reoffending
import TestSupport

/// Actual and predicted rates with their per cent difference, each rounded on its own from unprinted digits, in
/// whole-number arithmetic only.
struct DifferenceTable {
  let decimals: Int
  let rounding: RoundingConvention
  /// Events and people of each row.
  private let counts: [(events: Int, people: Int)]
  /// The predicted rate of each row in ten-thousandths.
  private let predictions: [Int]
  var actual: [String]
  var predicted: [String]
  var difference: [String]

  init(rows: Int, decimals: Int, rounding: RoundingConvention, using generator: inout SeededGenerator) {
    self.decimals = decimals
    self.rounding = rounding
    var counts: [(events: Int, people: Int)] = []
    var predictions: [Int] = []
    for _ in 0..<rows {
      let magnitude = [20, 60, 200, 600, 2_000, 6_000].randomElement(using: &generator) ?? 20
      let people = Int.random(in: magnitude...(magnitude * 10 / 3), using: &generator)
      let events = max(1, people * Int.random(in: 150...700, using: &generator) / 1_000)
      counts.append((events, people))
      predictions.append(
        max(500, 10_000 * events / people * Int.random(in: 700...1_300, using: &generator) / 1_000))
    }
    self.counts = counts
    self.predictions = predictions
    actual = counts.map { TrueTable.rate($0.events, $0.people, decimals: decimals, rounding: rounding) }
    predicted = predictions.map { TrueTable.rate($0, 10_000, decimals: decimals, rounding: rounding) }
    difference = []
    difference = counts.indices.map { change(of: $0, from: $0, relativeTo: predictions[$0], over: 10_000) }
  }

  /// `100 (a − p) / base` of one row's actual and another's predicted rate, the base a fraction.
  private func change(of row: Int, from other: Int, relativeTo base: Int, over whole: Int) -> String {
    let (events, people) = counts[row]
    // (e / n − q / 10000) / (b / w) = (10000 e − q n) w / (10000 n b)
    let above = (10_000 * events - predictions[other] * people) * whole
    let text = TrueTable.rate(abs(above), 10_000 * people * base, decimals: decimals, rounding: rounding)
    return above < 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "-" + text : text
  }

  /// Plants one error; gives the row, or nil where the print does not change.
  mutating func plant(_ kind: AuditCauseKind, using generator: inout SeededGenerator) -> Int? {
    let row = Int.random(in: 0..<counts.count, using: &generator)
    let other = (row + Int.random(in: 1..<counts.count, using: &generator)) % counts.count
    let before = (difference[row], predicted[row])
    switch kind {
    case .points: difference[row] = change(of: row, from: row, relativeTo: 1, over: 1)
    case .comparator:
      if Bool.random(using: &generator) {
        predicted[row] = actual[other]
      } else {
        difference[row] = change(of: row, from: other, relativeTo: predictions[other], over: 10_000)
      }
    case .denominator:
      difference[row] = change(of: row, from: row, relativeTo: counts[row].events, over: counts[row].people)
    case .sign:
      difference[row] = before.0.hasPrefix("-") ? String(before.0.dropFirst()) : "-" + before.0
    default: return nil
    }
    return (difference[row], predicted[row]) == before ? nil : row
  }

  var audited: AuditedTable {
    AuditedTable(
      name: "planted",
      columns: [
        ("area", counts.indices.map { "Area \(Character(UnicodeScalar(UInt8(65 + $0 % 26))))" }),
        ("actual_rate", actual),
        ("predicted_rate", predicted), ("difference", difference),
      ].map { (name: $0.0, cells: $0.1) })
  }
}
