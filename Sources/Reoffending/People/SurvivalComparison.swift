public import Statistics
public import Tables

/// Time to reoffending in several groups: curves, numbers at risk and a test of their difference.
public struct SurvivalComparison: Sendable {
  /// One group's curve.
  public struct Curve: Sendable {
    /// What the group is called.
    public let name: String
    /// The Kaplan-Meier estimate.
    public let estimate: KaplanMeier
    /// How many were still followed and had not reoffended at each of the comparison's times.
    public let atRisk: [Int]
  }

  /// The curves in order of first appearance.
  public let curves: [Curve]
  /// The times at which numbers at risk are given.
  public let times: [Double]
  /// The log-rank test; nil for one group.
  public let test: TestResult?
  /// The unit of time, such as `weeks`.
  public let unit: String
  /// How many people were left out for a missing value.
  public let excluded: Int

  /// Estimates a curve a group.
  ///
  /// - Parameters:
  ///   - unit: the unit of time in the plural.
  ///   - times: where numbers at risk are wanted.
  /// - Throws: `ModelError` where a time is negative, a group is empty or no event is known.
  public init(
    times durations: [Double], events: [Bool], groups: [String], unit: String, atRiskAt times: [Double],
    excluded: Int = 0, level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    guard groups.count == durations.count else {
      throw .lengthMismatch(column: "groups", count: groups.count, expected: durations.count)
    }
    let data = try SurvivalTimes(times: durations, events: events)
    var names: [String] = []
    var rows: [String: [Int]] = [:]
    for (row, name) in groups.enumerated() {
      if rows[name] == nil { names.append(name) }
      rows[name, default: []].append(row)
    }
    var curves: [Curve] = []
    for name in names {
      let members = rows[name] ?? []
      let part = try SurvivalTimes(
        times: members.map { durations[$0] }, events: members.map { events[$0] })
      curves.append(
        Curve(
          name: name, estimate: KaplanMeier(part, level: level),
          atRisk: times.map { time in part.times.count { $0 >= time } }))
    }
    self.curves = curves
    self.times = times
    self.unit = unit
    self.excluded = excluded
    test =
      names.count > 1
      ? try LogRankTest(
        data, group: groups.map { names.firstIndex(of: $0) ?? 0 }, levels: names
      ).result : nil
  }

  /// The finding in a sentence: the share that had reoffended by the last of the times, in each group.
  public var headline: String {
    guard let last = times.last else { return "Time to reoffending" }
    guard curves.count <= 4 else { return rangeHeadline(at: last) }
    let shares = curves.map { curve in
      "\(NumberFormat.percent(1 - curve.estimate.survival(at: last))) (\(curve.name))"
    }
    let difference = test.map { $0.pValue < 0.05 ? "" : ", a difference that may be chance" } ?? ""
    return
      "After \(NumberFormat.fixed(last, decimals: 0)) \(unit), \(shares.joined(separator: " against ")) had "
      + "reoffended" + difference
  }

  /// The least and the greatest share, where there are too many groups to name.
  private func rangeHeadline(at time: Double) -> String {
    let sorted = curves.sorted { $0.estimate.survival(at: time) > $1.estimate.survival(at: time) }
    guard let least = sorted.first, let most = sorted.last else { return "Time to reoffending" }
    func text(_ curve: Curve) -> String {
      "\(NumberFormat.percent(1 - curve.estimate.survival(at: time))) (\(curve.name))"
    }
    return
      "After \(NumberFormat.fixed(time, decimals: 0)) \(unit), from \(text(least)) to \(text(most)) had reoffended in "
      + "\(curves.count) groups"
  }

  /// A sentence a group, and one on the test.
  public var sentences: [String] {
    curves.map { curve in
      let median =
        curve.estimate.median.map { "half had reoffended by \(NumberFormat.fixed($0, decimals: 1)) \(unit)" }
        ?? "fewer than half had reoffended by the end"
      return "\(curve.name): \(NumberFormat.count(curve.estimate.events)) of "
        + "\(NumberFormat.count(curve.estimate.count)) people reoffended; \(median)."
    } + (test.map { ["Log-rank test of the difference: \(NumberFormat.pStatement($0.pValue))."] } ?? [])
  }

  /// The steps of the curves, a row a step, and the numbers at risk at the comparison's times, which between steps have
  /// no limits of their own.
  public var table: OutputTable {
    OutputTable(
      columns: [
        OutputColumn(key: "group", title: "Group"),
        OutputColumn(key: "time", title: "Time, \(unit)", kind: .number(decimals: 2)),
        OutputColumn(key: "atRisk", title: "At risk", kind: .number(decimals: 0)),
        OutputColumn(key: "events", title: "Reoffended", kind: .number(decimals: 0)),
        OutputColumn(key: "survival", title: "Not reoffended", kind: .perCent(decimals: 1)),
        OutputColumn(key: "lower", title: "Lower", kind: .perCent(decimals: 1)),
        OutputColumn(key: "upper", title: "Upper", kind: .perCent(decimals: 1)),
      ],
      rows: curves.flatMap(rows))
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
    let known = Set(steps.map(\.0))
    let between = zip(times, curve.atRisk).filter { !known.contains($0.0) }.map { time, count in
      (
        time,
        [
          .text(curve.name), .number(time), .count(count), .count(0),
          .number(curve.estimate.survival(at: time)), .optional(Double?.none), .optional(Double?.none),
        ] as [OutputCell]
      )
    }
    return (steps + between).sorted { $0.0 < $1.0 }.map(\.1)
  }
}
