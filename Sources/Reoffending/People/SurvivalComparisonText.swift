import Numbers
import Statistics
public import Tables

extension SurvivalComparison {
  /// The finding in a sentence: the share that had reoffended by the last of the times, in each group.
  public var headline: String {
    guard let last = lastCommonTime else { return "Time to reoffending" }
    guard !curves.isEmpty else { return "Time to reoffending" }
    guard curves.allSatisfy(\.reachesLastEvent) else {
      guard curves.count <= 4 else { return "Time to reoffending in \(curves.count) groups" }
      return curves.map { curve in
        guard let step = curve.estimate.steps.last else { return "\(Suppression.marker) (\(curve.name))" }
        return "\(NumberFormat.percent(1 - step.survival)) (\(curve.name)) by \(time(step.time))"
      }.joined(separator: " against ") + " had reoffended"
    }
    guard curves.contains(where: { $0.estimate.survival(at: last) < 1 }) else {
      return "Nobody had reoffended after \(NumberFormat.time(last)) \(unit)"
    }
    guard curves.count <= 2 else { return rangeHeadline(at: last) + difference }
    let shares = curves.map { curve in
      "\(NumberFormat.percent(1 - curve.estimate.survival(at: last))) (\(curve.name))"
    }
    return
      "After \(NumberFormat.time(last)) \(unit), \(shares.joined(separator: " against ")) had "
      + "reoffended" + difference
  }

  /// What the test of a difference lets the headline say.
  private var difference: String {
    test.map { test in
      let isClear = test.pValue < level.alpha
      guard level != .p95 else { return isClear ? "" : ", no clear difference" }
      return isClear
        ? ", a difference at \(level.percent) confidence"
        : ", no clear difference at \(level.percent) confidence"
    } ?? ""
  }

  /// The least and the greatest share, where there are too many groups to name.
  private func rangeHeadline(at time: Double) -> String {
    let sorted = curves.sorted { $0.estimate.survival(at: time) > $1.estimate.survival(at: time) }
    guard let least = sorted.first, let most = sorted.last else { return "Time to reoffending" }
    func text(_ curve: Curve) -> String {
      "\(NumberFormat.percent(1 - curve.estimate.survival(at: time))) (\(curve.name))"
    }
    return
      "After \(NumberFormat.time(time)) \(unit), from \(text(least)) to \(text(most)) had reoffended in "
      + "\(curves.count) groups"
  }

  /// A sentence a group, and one on the test.
  public var sentences: [String] {
    curves.map { curve in
      "\(curve.name): \(NumberFormat.count(curve.estimate.events)) of "
        + "\(NumberFormat.count(curve.estimate.count)) people \(choices.sampled == nil ? "" : "of the sample ")"
        + "reoffended; \(choices.sampled == nil ? "" : "weighted, ")\(median(curve))."
    } + hidden.map { "\($0): suppressed, because the counts are small." }
      + shares.map(\.sentence) + means.map(\.sentence)
      + (test.map { ["\(testName) of the difference: \(NumberFormat.pStatement($0.pValue))."] } ?? [])
  }

  /// When half had reoffended, or by which time shown.
  private func median(_ curve: Curve) -> String {
    guard suppression != nil else {
      return curve.estimate.median.map { "half had reoffended by \(time($0))" }
        ?? "fewer than half had reoffended by the end"
    }
    if let step = curve.estimate.steps.first(where: { $0.survival <= 0.5 }) {
      return "at least half had reoffended by \(time(step.time))"
    }
    if curve.reachesLastEvent { return "fewer than half had reoffended by the end" }
    return curve.estimate.steps.last.map { "fewer than half had reoffended by \(time($0.time))" }
      ?? "when is suppressed"
  }

  private func time(_ value: Double) -> String { "\(NumberFormat.time(value)) \(unit)" }

  /// The steps of the curves, a row a step, and the numbers at risk at the comparison's times, which between steps have
  /// no limits of their own.
  public var table: OutputTable {
    OutputTable(
      columns: [
        OutputColumn(key: "group", title: "Group"),
        OutputColumn(key: "time", title: "Time, \(unit)", kind: .number(decimals: hasWholeTimes ? 0 : 2)),
        OutputColumn(key: "atRisk", title: "At risk", kind: .number(decimals: 0)),
        OutputColumn(key: "events", title: "Reoffended", kind: .number(decimals: 0)),
        OutputColumn(key: "survival", title: "Not reoffended", kind: .perCent(decimals: 1)),
        OutputColumn(key: "lower", title: "Lower", kind: .perCent(decimals: 1)),
        OutputColumn(key: "upper", title: "Upper", kind: .perCent(decimals: 1)),
      ],
      rows: curves.flatMap(rows)
        + hidden.map { name in
          [.text(name)] + (0..<6).map { _ in .missing(Suppression.marker) }
        })
  }

  private var hasWholeTimes: Bool {
    (times + curves.flatMap { $0.estimate.steps.map(\.time) }).areWhole
  }

  private func rows(_ curve: Curve) -> [[OutputCell]] {
    let steps = curve.estimate.steps.map { step -> (Double, [OutputCell]) in
      (
        step.time,
        [
          .text(curve.name), .number(step.time), .count(step.atRisk), .count(step.events),
          .number(step.survival), .optional(step.interval?.lower), .optional(step.interval?.upper),
        ]
      )
    }
    if suppression != nil {
      // Between the times shown the curve is not known.
      let between = zip(times, curve.atRisk).map { time, count in
        (
          time,
          [.text(curve.name), .number(time), count.map { .count($0) } ?? .missing(Suppression.marker)]
            + (0..<4).map { _ in .missing("") } as [OutputCell]
        )
      }
      return (between + steps).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
        .map(\.element.1)
    }
    let known = Set(steps.map(\.0))
    let between = zip(times, curve.atRisk).filter {
      !known.contains($0.0) && $0.0 <= curve.followedUntil
    }.map { time, count in
      (
        time,
        [
          .text(curve.name), .number(time), .optional(count), .count(0),
          .number(curve.estimate.survival(at: time)), .optional(Double?.none), .optional(Double?.none),
        ] as [OutputCell]
      )
    }
    return (steps + between).sorted { $0.0 < $1.0 }.map(\.1)
  }
}
