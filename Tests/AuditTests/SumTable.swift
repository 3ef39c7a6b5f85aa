import Audit
import Reoffending
import TestSupport

/// Parts with their total, as counts or as shares that add up to 100 within their rounding.
struct SumTable {
  var parts: [Int]
  var total: Int

  init(rows: Int, using generator: inout SeededGenerator) {
    let magnitude = [20, 200, 2_000, 20_000].randomElement(using: &generator) ?? 20
    parts = (0..<rows).map { _ in Int.random(in: (magnitude / 2)...magnitude, using: &generator) }
    total = parts.reduce(0, +)
  }

  /// Plants one error into the total or a part; false where nothing changed.
  mutating func plant(_ kind: AuditCauseKind, using generator: inout SeededGenerator) -> Bool {
    let before = (parts, total)
    let row = Int.random(in: 0..<parts.count, using: &generator)
    switch kind {
    case .otherParts: total += Int.random(in: 0..<3, using: &generator) == 0 ? parts[row] : -parts[row]
    case .digitsSwapped:
      var digits = Array(String(parts[row]))
      let place = Int.random(in: 0..<(digits.count - 1), using: &generator)
      digits.swapAt(place, place + 1)
      parts[row] = digits[0] == "0" ? parts[row] : Int(String(digits)) ?? 0
    default: return false
    }
    return (parts, total) != before
  }

  var audited: AuditedTable {
    AuditedTable(
      name: "planted",
      columns: [
        ("area", parts.indices.map { "Area \(Character(UnicodeScalar(UInt8(65 + $0 % 26))))" } + ["Total"]),
        ("people", (parts + [total]).map(String.init)),
      ].map { (name: $0.0, cells: $0.1) })
  }
}
