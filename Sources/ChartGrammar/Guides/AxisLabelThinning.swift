/// Leaves out labels of an axis of numbers or dates that would touch, evenly, and says so.
struct AxisLabelThinning {
  let isHorizontal: Bool
  /// The axis' name, for the note.
  let name: String

  /// Pixels that stay free between two labels in a row.
  private static let gap = 6.0

  func thin(_ plan: inout AxisPlan, length: Double) {
    for isOpposite in [false, true] { thin(&plan, length: length, isOpposite: isOpposite) }
  }

  private func thin(_ plan: inout AxisPlan, length: Double, isOpposite: Bool) {
    let places = places(plan, length)
    var labelled = places.indices.filter { places[$0] != nil && plan.entries[$0].isOpposite == isOpposite }
    makeWay(&labelled, &plan, places)
    guard labelled.count > 1, touches(labelled, places) else { return }
    let kept = Set(
      calendarLabels(labelled, plan).first { $0.count > 1 && !touches($0, places) }
        ?? evenly(labelled, places))
    for index in labelled where !kept.contains(index) { plan.entries[index].label = nil }
    plan.notes.append(
      "\(kept.count) of \(labelled.count) values are written on the \(name) axis; there is no room for more.")
  }

  private func evenly(_ labelled: [Int], _ places: [ClosedRange<Double>?]) -> [Int] {
    var every = 2
    while every < labelled.count, touches(kept(labelled, every), places) { every += 1 }
    return kept(labelled, every)
  }

  /// Of months, the first of quarters, half-years, years and runs of years, the closest first; nothing of other dates.
  private func calendarLabels(_ labelled: [Int], _ plan: AxisPlan) -> [[Int]] {
    let days = labelled.compactMap { index -> (index: Int, day: CivilDate)? in
      guard case .date(let seconds) = plan.entries[index].datum, abs(seconds) < 1e12 else { return nil }
      return (index, CivilDate(daysSince1970: Int((seconds / 86_400).rounded(.down))))
    }
    guard days.count == labelled.count, days.allSatisfy({ $0.day.day == 1 }),
      Set(days.map(\.day.month)).count > 1
    else { return [] }
    return [3, 6, 12, 24, 60, 120, 240].map { months in
      days.filter { ($0.day.year * 12 + $0.day.month - 1) % months == 0 }.map(\.index)
    }
  }

  /// Leaves out the labels of round values that touch one of a value that has been asked for.
  private func makeWay(_ labelled: inout [Int], _ plan: inout AxisPlan, _ places: [ClosedRange<Double>?]) {
    let asked = labelled.filter { plan.entries[$0].isAskedFor }.compactMap { places[$0] }
    guard !asked.isEmpty else { return }
    for index in labelled where !plan.entries[index].isAskedFor {
      guard let place = places[index], asked.contains(where: { $0.overlaps(place) }) else { continue }
      plan.entries[index].label = nil
    }
    labelled.removeAll { plan.entries[$0].label == nil }
  }

  private func kept(_ labelled: [Int], _ every: Int) -> [Int] {
    labelled.enumerated().filter { $0.offset % every == 0 }.map(\.element)
  }

  /// The pixels that each label takes along the axis; nil for entries without one.
  private func places(_ plan: AxisPlan, _ length: Double) -> [ClosedRange<Double>?] {
    let scale = plan.positionScale(from: 0, to: max(length, 1))
    return plan.entries.map { entry in
      guard let label = entry.label, !label.isEmpty, let middle = scale.position(entry.labelDatum),
        middle >= -0.51, middle <= length + 0.51
      else { return nil }
      let half = (isHorizontal ? label.width + Self.gap : label.height) / 2
      return middle - half...middle + half
    }
  }

  private func touches(_ labelled: [Int], _ places: [ClosedRange<Double>?]) -> Bool {
    let sorted = labelled.compactMap { places[$0] }.sorted { $0.lowerBound < $1.lowerBound }
    return zip(sorted, sorted.dropFirst()).contains { $1.lowerBound < $0.upperBound - 0.01 }
  }
}
