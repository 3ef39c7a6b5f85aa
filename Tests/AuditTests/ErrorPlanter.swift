import Audit
import Reoffending
import TestSupport

/// Plants one error of a kind into a true table.
enum ErrorPlanter {
  /// The kinds that can be planted into a column of rates.
  static let kinds: [AuditCauseKind] = [
    .truncated, .lastDigit, .digitsSwapped, .wrongDigit, .digitCount, .decimalPoint, .otherRow, .otherColumn,
    .shifted, .denominator,
  ]

  /// Swaps two digits of a count, or replaces one; gives the row, or nil where nothing changed.
  static func plantInCount(
    _ kind: AuditCauseKind, in table: inout TrueTable, using generator: inout SeededGenerator
  )
    -> Int?
  {
    let row = Int.random(in: 0..<table.cohorts.count, using: &generator)
    var text = Array(String(table.reoffenders[row]))
    guard text.count > 1 else { return nil }
    let place = Int.random(in: 0..<(text.count - 1), using: &generator)
    if kind == .digitsSwapped {
      text.swapAt(place, place + 1)
    } else {
      text[place] = Character(String(Int.random(in: 1...9, using: &generator)))
    }
    let wrong = Int(String(text)) ?? 0
    guard wrong != table.reoffenders[row] else { return nil }
    table.reoffenders[row] = wrong
    return row
  }

  /// Changes the table; gives the rows that are wrong now, none where this kind cannot be planted here.
  static func plant(_ kind: AuditCauseKind, in table: inout TrueTable, using generator: inout SeededGenerator)
    -> [Int]
  {
    let before = table.rates
    let row = Int.random(in: 0..<before.count, using: &generator)
    let digits = TrueTable.digits(before[row])
    let places = String(digits).count
    func set(_ digits: Int) { table.rates[row] = TrueTable.printed(max(0, digits), decimals: table.decimals) }
    switch kind {
    case .truncated:
      table.rates[row] = TrueTable.rate(
        table.reoffenders[row], table.cohorts[row], decimals: table.decimals, rounding: .truncated)
    case .lastDigit: set(digits + (Bool.random(using: &generator) ? 1 : -1))
    case .digitsSwapped:
      guard places > 1 else { return [] }
      var text = Array(String(digits))
      let place = Int.random(in: 0..<(places - 1), using: &generator)
      text.swapAt(place, place + 1)
      set(Int(String(text)) ?? digits)
    case .wrongDigit:
      guard places > 1 else { return [] }
      var text = Array(String(digits))
      let place = Int.random(in: 0..<(places - 1), using: &generator)
      text[place] = Character(String(Int.random(in: (place == 0 ? 1 : 0)...9, using: &generator)))
      set(Int(String(text)) ?? digits)
    case .digitCount:
      guard places > 1 else { return [] }
      var text = Array(String(digits))
      let place = Int.random(in: 0..<places, using: &generator)
      if Bool.random(using: &generator) {
        text.remove(at: place)
      } else {
        text.insert(text[place], at: place)
      }
      set(Int(String(text)) ?? digits)
    case .otherColumn:
      table.rates[row] = table.shares[row]
    case .decimalPoint:
      let moved =
        table.decimals == 0 || Bool.random(using: &generator) ? table.decimals - 1 : table.decimals + 1
      table.rates[row] = moved < 0 ? "\(digits * 10)%" : TrueTable.printed(digits, decimals: moved)
    case .otherRow:
      let other = Int.random(in: 0..<before.count, using: &generator)
      table.rates[row] = before[other]
    case .shifted:
      let first = min(row, before.count - 4)
      for place in first..<(first + 4) where place > 0 { table.rates[place] = before[place - 1] }
    case .denominator:
      table.rates[row] = TrueTable.rate(
        table.reoffenders[row], table.caseloads[row], decimals: table.decimals, rounding: table.rounding)
    default: return []
    }
    return before.indices.filter { table.rates[$0] != before[$0] }
  }
}
