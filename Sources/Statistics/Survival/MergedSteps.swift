import Numbers

/// A Kaplan-Meier curve at only those times between which enough people left that none of them can be recognised.
///
/// A stretch ends at a time with events by which the events since the stretch before, and the people whose observation
/// ended otherwise, each number 0 or more than the limit, as do both of those still to come. So no difference of counts
/// that are shown is from 1 to the limit. The share and its limits are those of the whole curve at that time.
package struct MergedSteps: Sendable {
  /// The curve at the times shown.
  ///
  /// A step's `atRisk` is the number still followed at the start of its stretch, its `events` those of the stretch.
  package let curve: KaplanMeier
  /// Whether the last time shown is that of the last event, so that the curve is known to its end.
  package let reachesLastEvent: Bool
  /// How many were still followed just before each time that was asked for; nil where the number, with others that are
  /// shown, would give a small count away.
  package let atRisk: [Int?]

  /// Merges the steps of the curve of some people.
  ///
  /// - Parameters:
  ///   - data: the times of the people, with their endings.
  ///   - limit: the greatest count that must not be seen.
  ///   - times: where numbers at risk are wanted.
  ///   - transform: the scale on which the limits of the curve are symmetric.
  ///   - level: the confidence level of the limits.
  /// - Returns: nil where the events, the others or all people number from 1 to the limit.
  package init?(
    _ data: SurvivalTimes, hidingCountsUpTo limit: Int, atRiskAt times: [Double] = [],
    transform: KaplanMeier.Transform = .logLog, level: ConfidenceLevel = .p95
  ) {
    func isOpen(_ count: Int) -> Bool { count == 0 || count > limit }
    let whole = KaplanMeier(data, transform: transform, level: level)
    let others = whole.count - whole.events
    guard isOpen(whole.events), isOpen(others), isOpen(whole.count) else { return nil }
    let sorted = data.times.sorted()
    var marks = [Mark(step: nil, events: 0, departures: 0)]
    var closed = [0]
    var gone = 0
    for (index, step) in whole.steps.enumerated() {
      while gone < sorted.count, sorted[gone] <= step.time { gone += 1 }
      let mark = Mark(step: index, events: marks[index].events + step.events, departures: gone)
      marks.append(mark)
      let last = marks[closed[closed.count - 1]]
      if isOpen(mark.events - last.events), isOpen(mark.others - last.others),
        isOpen(whole.events - mark.events), isOpen(others - mark.others)
      {
        closed.append(index + 1)
      }
    }
    // The stretch before gives way where the curve can reach its last event by that.
    let final = marks[marks.count - 1]
    if closed.last != marks.count - 1, isOpen(others - final.others) {
      let base = closed.lastIndex { isOpen(final.others - marks[$0].others) }
      if let base { closed = closed.prefix(base + 1) + [marks.count - 1] }
    }
    let shown = closed.map { marks[$0] }
    curve = KaplanMeier(
      steps: zip(shown, shown.dropFirst()).compactMap { before, mark in
        mark.step.map { whole.steps[$0] }.map { step in
          KaplanMeier.Step(
            time: step.time, atRisk: whole.count - before.departures, events: mark.events - before.events,
            survival: step.survival, standardError: step.standardError, interval: step.interval,
            weights: nil)
        }
      }, count: whole.count, events: whole.events, level: level, transform: transform)
    reachesLastEvent = closed.last == marks.count - 1
    var seen = shown + [Mark(step: nil, events: whole.events, departures: whole.count)]
    atRisk = times.map { time in
      let before = data.times.indices.filter { data.times[$0] < time }
      let mark = Mark(step: nil, events: before.count { data.events[$0] }, departures: before.count)
      guard
        seen.allSatisfy({
          isOpen(abs(mark.events - $0.events)) && isOpen(abs(mark.others - $0.others))
        })
      else { return nil }
      seen.append(mark)
      return whole.count - mark.departures
    }
  }

  /// What had happened by the end of a step.
  private struct Mark {
    let step: Int?
    let events: Int
    let departures: Int

    var others: Int { departures - events }
  }
}
