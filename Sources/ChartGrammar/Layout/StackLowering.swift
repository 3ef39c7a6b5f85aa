/// Phase 2: turns stacked bars and areas into bars and areas between two values, and sectors into turns.
struct StackLowering {
  private struct Place: Hashable {
    var slot: Datum
    var group: Datum?
    var isArea: Bool
  }

  /// Stacks the records of one panel.
  static func lower(_ records: inout [MarkRecord]) throws(ChartError) {
    try lowerSectors(&records)
    var counts: [Place: Int] = [:]
    var totals: [Place: Double] = [:]
    for record in records {
      guard let (place, value) = stackable(record) else { continue }
      counts[place, default: 0] += 1
      totals[place, default: 0] += abs(value)
    }
    guard counts.values.contains(where: { $0 > 1 }) || records.contains(where: isRelative) else { return }
    var above: [Place: Double] = [:]
    var below: [Place: Double] = [:]
    for index in records.indices {
      guard let (place, value) = stackable(records[index]) else { continue }
      let method = records[index].mark.stacking ?? .standard
      if counts[place] == 1, method == .standard, !place.isArea { continue }
      let total = totals[place] ?? 0
      let share = method == .normalized ? (total > 0 ? value / total : 0) : value
      let shift = method == .center ? -total / 2 : 0
      let start = (share >= 0 ? above[place] : below[place]) ?? shift
      if share >= 0 { above[place] = start + share } else { below[place] = start + share }
      stack(&records[index], from: start, to: start + share)
    }
  }

  private static func isRelative(_ record: MarkRecord) -> Bool {
    record.mark.stacking == .normalized || record.mark.stacking == .center
  }

  private static func stackable(_ record: MarkRecord) -> (Place, Double)? {
    guard let method = record.mark.stacking, method != .unstacked, record.mark.startsAtZero,
      let x = record.encodings[.x], let y = record.encodings[.y]
    else { return nil }
    let isUpright = record.hasUprightSlots
    guard let value = (isUpright ? y : x).datum.quantity else { return nil }
    let group = record.style.encoding(.position)?.datum
    return (Place(slot: (isUpright ? x : y).datum, group: group, isArea: record.mark is AreaMark), value)
  }

  private static func stack(_ record: inout MarkRecord, from start: Double, to end: Double) {
    if record.hasUprightSlots, let y = record.encodings[.y] {
      record.encodings[.y] = nil
      record.encodings[.yStart] = Encoding(label: y.label, datum: .number(start))
      record.encodings[.yEnd] = Encoding(label: y.label, datum: .number(end))
    } else if let x = record.encodings[.x] {
      record.encodings[.x] = nil
      record.encodings[.xStart] = Encoding(label: x.label, datum: .number(start))
      record.encodings[.xEnd] = Encoding(label: x.label, datum: .number(end))
    }
  }

  private static func lowerSectors(_ records: inout [MarkRecord]) throws(ChartError) {
    var total = 0.0
    for index in records.indices {
      let record = records[index]
      guard let angle = record.encodings[.angle] else { continue }
      guard case .number(let value) = angle.datum else {
        throw .wrongKind(label: angle.label, found: angle.datum.kindName, needed: "a number")
      }
      guard value.isFinite else { throw .notFinite(label: angle.label, mark: index + 1) }
      guard value >= 0 else { throw .negativeSector(label: angle.label, value: value) }
      total += value
    }
    guard total > 0 else { return }
    var sum = 0.0
    for index in records.indices {
      guard var angle = records[index].encodings[.angle], let value = angle.datum.quantity else { continue }
      angle.datum = .number(sum / total)
      sum += value
      angle.upper = .number(min(sum / total, 1))
      records[index].encodings[.angle] = angle
    }
  }
}

extension MarkRecord {
  /// Whether a bar would stand upright here: its slots lie along the horizontal axis.
  var hasUprightSlots: Bool {
    guard let x = encodings[.x] else { return false }
    guard let y = encodings[.y] else { return true }
    switch (x.datum, y.datum) {
    case (.category, _): return true
    case (_, .category): return false
    case (.date, _): return true
    case (_, .date): return false
    case (.number, .number): return y.upper == nil || x.upper != nil
    }
  }
}
