import Numbers
public import Statistics
public import Tables

/// People who were chosen for having many offences, before and after: how much of the fall selection alone explains.
public struct SelectionEffect: Sendable, Encodable {
  /// Before and after.
  public let result: RegressionToMean
  /// The least number of events for which people were chosen.
  public let least: Int
  /// Whether those not chosen are known too.
  public let isWholePopulation: Bool
  /// The share by which events would have fallen by themselves, with limits.
  public let expectedFall: Estimate
  /// The events after over those expected, with limits; nil where those after are not known.
  public let ratio: Estimate?
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// A person: events before, and after where they are known.
  public struct Person: Hashable, Sendable {
    /// The events before.
    public let before: Int
    /// The events after; nil where they are not known.
    public let after: Int?

    /// Joins the two.
    public init(before: Int, after: Int?) {
      self.before = before
      self.after = after
    }
  }

  /// Reckons the fall that selection makes.
  ///
  /// - Parameters:
  ///   - people: each with the events before and after.
  ///   - least: people with so many events or more were chosen.
  ///   - isWholePopulation: whether those not chosen are among the people.
  ///   - exposureRatio: the length of the second period over that of the first.
  ///   - replicates: how often people are drawn anew for the limits.
  ///   - seed: of the random numbers by which people are drawn; the same seed gives the same limits.
  ///   - level: the confidence level of the limits.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` where nobody was chosen or the distribution is not found.
  public init(
    _ people: [Person], least: Int, isWholePopulation: Bool, exposureRatio: Double = 1,
    replicates: Int = 200, seed: UInt64 = 1, level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(StatisticsError) {
    guard replicates >= 0 else {
      throw .outOfRange(argument: "replicates", value: Double(replicates), allowed: "0 or more")
    }
    let classes = Dictionary(people.map { ($0, 1) }, uniquingKeysWith: +).sorted {
      ($0.key.before, $0.key.after ?? -1) < ($1.key.before, $1.key.after ?? -1)
    }
    let isKnown = !people.contains { $0.before >= least && $0.after == nil }
    func fit(_ counts: [Int]) throws(StatisticsError) -> RegressionToMean {
      let counted = zip(classes.map(\.key), counts)
      return try RegressionToMean(
        peopleByEvents: Dictionary(counted.map { ($0.before, $1) }, uniquingKeysWith: +), least: least,
        isWholePopulation: isWholePopulation,
        after: isKnown
          ? counted.reduce(0) { $0 + ($1.0.before >= least ? ($1.0.after ?? 0) * $1.1 : 0) } : nil,
        exposureRatio: exposureRatio)
    }
    let sampler = MultinomialSampler(counts: classes.map(\.value))
    result = try fit(sampler.counts)
    var falls: [Double] = []
    var ratios: [Double] = []
    for replicate in 0..<replicates {
      var generator = ReplicateGenerator(seed: seed, replicate: replicate)
      guard let one = try? fit(sampler.draw(&generator)) else { continue }
      falls.append(one.expectedFall)
      if let ratio = one.ratio { ratios.append(ratio) }
    }
    func estimate(_ value: Double, _ draws: [Double]) -> Estimate {
      let sorted = draws.sorted()
      guard sorted.count >= replicates / 2, sorted.count > 20 else {
        return Estimate(value, withoutIntervalAt: level, method: "bootstrap")
      }
      func quantile(_ p: Double) -> Double {
        sorted[min(sorted.count - 1, max(0, Int((p * Double(sorted.count)).rounded(.up)) - 1))]
      }
      return Estimate(
        value,
        interval: ConfidenceInterval(
          lower: min(value, quantile(level.tail)), upper: max(value, quantile(1 - level.tail)), level: level),
        method: "bootstrap")
    }
    expectedFall = estimate(result.expectedFall, falls)
    ratio = result.ratio.map { estimate($0, ratios) }
    self.least = least
    self.isWholePopulation = isWholePopulation
    self.level = level
    self.notes =
      notes + [
        "Each person is thought to have a rate of their own, gamma distributed, and Poisson events with it in both periods. "
          + "Chosen people had bad luck as well as a high rate; the luck does not last.",
        isWholePopulation
          ? "The distribution is that of everybody, chosen or not."
          : "Only people who were chosen are known, so that the distribution is inferred from the shape of their numbers; with "
            + "everybody it would be surer.",
        "Whatever else changes with time (age, custody, policing) is not in this reckoning: a comparison group is needed for it.",
      ]
  }

  /// What was found, in sentences that claim no more than the numbers do.
  public var sentences: [String] {
    func limits(_ estimate: Estimate, _ text: (Double) -> String) -> String {
      estimate.interval.map { " (between \(text($0.lower)) and \(text($0.upper)))" } ?? ""
    }
    func share(_ value: Double) -> String { NumberFormat.percent(value) }
    var sentences = [
      "\(Plural.people(result.chosen, "was", "were")) chosen for \(NumberFormat.count(least)) or more and had "
        + "\(NumberFormat.count(result.before)) before; by selection alone the number would have fallen by "
        + "\(share(expectedFall.value ?? 0))\(limits(expectedFall, share))."
    ]
    if let after = result.after, let observed = result.observedFall, let ratio, let value = ratio.value {
      let isBeyond = ratio.interval.map { !$0.contains(1) } ?? false
      sentences.append(
        "It \(observed >= 0 ? "fell" : "rose") by \(share(abs(observed))) to \(NumberFormat.count(after)); "
          + (isBeyond
            ? "that is \(NumberFormat.ratio(value)) times what was to be expected\(limits(ratio, NumberFormat.ratio)), \(value < 1 ? "less" : "more") than "
              + "selection explains."
            : "selection explains it (\(NumberFormat.ratio(value)) times what was to be expected\(limits(ratio, NumberFormat.ratio))).")
      )
    }
    return sentences
  }

  /// The finding in a sentence.
  public var headline: String {
    "Of those chosen for \(NumberFormat.count(least)) or more, \(NumberFormat.percent(expectedFall.value ?? 0, decimals: 0)) of the events "
      + "would have gone by themselves"
  }

  /// Before, expected and after.
  public var table: OutputTable {
    OutputTable(
      columns: [
        OutputColumn(key: "measure", title: "Measure"),
        OutputColumn(key: "value", title: "Value", kind: .number(decimals: 3)),
        OutputColumn(key: "lower", title: "from", kind: .number(decimals: 3)),
        OutputColumn(key: "upper", title: "to", kind: .number(decimals: 3)),
      ],
      rows: [
        [.text("people chosen"), .count(result.chosen), .missing(""), .missing("")],
        [.text("events before"), .count(result.before), .missing(""), .missing("")],
        [.text("events expected after"), .number(result.expectedAfter), .missing(""), .missing("")],
        [.text("events after"), .optional(result.after), .missing(""), .missing("")],
        [
          .text("fall by selection alone"), .optional(expectedFall.value),
          .optional(expectedFall.interval?.lower),
          .optional(expectedFall.interval?.upper),
        ],
        [.text("fall observed"), .optional(result.observedFall), .missing(""), .missing("")],
        [
          .text("after over expected"), .optional(ratio?.value), .optional(ratio?.interval?.lower),
          .optional(ratio?.interval?.upper),
        ],
      ])
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("chosen", result.chosen), ("least", least), ("before", result.before), ("after", result.after),
      ("expectedAfter", result.expectedAfter), ("expectedFall", expectedFall),
      ("observedFall", result.observedFall), ("ratio", ratio), ("mean", result.mean),
      ("shape", result.shape.isFinite ? result.shape : nil), ("isWholePopulation", isWholePopulation),
      ("exposureRatio", result.exposureRatio), ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
