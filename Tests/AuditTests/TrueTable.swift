import Audit
import Numbers
import Reoffending
import TestSupport

/// A table of counts with rates that follow from them, rounded as a publisher would, in whole-number arithmetic only.
struct TrueTable {
  var cohorts: [Int]
  var reoffenders: [Int]
  /// A second base, larger than the cohort.
  var caseloads: [Int]
  var rates: [String]
  /// Another rate of the same people.
  var shares: [String]
  let decimals: Int
  let rounding: RoundingConvention

  init(rows: Int, decimals: Int, rounding: RoundingConvention, using generator: inout SeededGenerator) {
    self.decimals = decimals
    self.rounding = rounding
    cohorts = []
    reoffenders = []
    caseloads = []
    rates = []
    shares = []
    for _ in 0..<rows {
      let magnitude = [20, 60, 200, 600, 2_000, 6_000].randomElement(using: &generator) ?? 20
      let cohort = Int.random(in: magnitude...(magnitude * 10 / 3), using: &generator)
      let events = cohort * Int.random(in: 100...700, using: &generator) / 1_000
      cohorts.append(cohort)
      reoffenders.append(events)
      caseloads.append(cohort + Int.random(in: 5...(cohort / 2 + 6), using: &generator))
      rates.append(Self.rate(events, cohort, decimals: decimals, rounding: rounding))
      let others = Int.random(in: 0...cohort, using: &generator)
      shares.append(Self.rate(others, cohort, decimals: decimals, rounding: rounding))
    }
  }

  /// The percentage in as many decimals, rounded without a floating-point number.
  static func rate(_ events: Int, _ cohort: Int, decimals: Int, rounding: RoundingConvention) -> String {
    let scale = (0..<decimals).reduce(100) { product, _ in product * 10 }
    let (quotient, remainder) = (events * scale).quotientAndRemainder(dividingBy: cohort)
    let up: Bool
    switch rounding {
    case .nearest, .halfUp: up = 2 * remainder >= cohort
    case .halfEven: up = 2 * remainder > cohort || (2 * remainder == cohort && quotient % 2 == 1)
    case .truncated: up = false
    case .upward: up = remainder > 0
    }
    return printed(quotient + (up ? 1 : 0), decimals: decimals)
  }

  /// Digits with a point.
  static func printed(_ digits: Int, decimals: Int) -> String {
    guard decimals > 0 else { return "\(digits)%" }
    let text = String(digits)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))%"
  }

  /// The digits of a printed rate as a whole number.
  static func digits(_ printed: String) -> Int { Int(printed.filter { $0.isNumber }) ?? 0 }

  var audited: AuditedTable {
    AuditedTable(
      name: "planted",
      columns: [
        ("area", cohorts.indices.map { "Area \(Character(UnicodeScalar(UInt8(65 + $0 % 26))))\($0 / 26)" }),
        ("cohort", cohorts.map(String.init)), ("reoffenders", reoffenders.map(String.init)),
        ("caseload", caseloads.map(String.init)), ("rate", rates), ("recall_rate", shares),
      ].map { (name: $0.0, cells: $0.1) })
  }
}
