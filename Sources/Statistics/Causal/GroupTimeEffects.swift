internal import CGSL
internal import Foundation

/// The effects of something that units began at different times, by the time they began and the time looked at.
///
/// The effect on those who began at g, at t, is their change from the period before g to t, less that of units which never
/// began or have not yet; before g each change is from one period to the next. Means weigh units by their people, as if
/// each period's people were drawn anew; where a unit has the same weight in all periods this is the estimate of a panel.
/// Errors are those of influence functions, including the estimated shares of the groups in averages. Limits of people are
/// normal. Those of units are Student's with Satterthwaite's degrees of freedom, the units that began together being one
/// sample: with normal limits, as in `did`, 95 per cent of four treated and sixteen other units are 87. The test of the time
/// before is Hotelling's with the mean of these degrees, where that of `did` is χ², which rejects half of all such samples.
///
/// - Source: Callaway and Sant'Anna (2021), *Journal of Econometrics* 225, 200–230, doi:10.1016/j.jeconom.2020.12.001;
///   names of options and base periods as in R's `did`; Satterthwaite (1946), *Biometrics Bulletin* 2, 110–114,
///   doi:10.2307/3002019; Hotelling (1931), *Annals of Mathematical Statistics* 2, 360–378, doi:10.1214/aoms/1177732979.
public struct GroupTimeEffects: Sendable {
  /// Whom those who began are compared with.
  public enum Controls: String, Sendable, CaseIterable {
    /// Units that never began.
    case never
    /// Units that never began, or begin after both periods of the comparison.
    case notYet = "not-yet"
  }

  /// What varies by itself.
  public enum Errors: String, Sendable, CaseIterable {
    /// Units, each with all its periods.
    case units = "areas"
    /// People, each of whom did something or not, drawn anew in each period.
    case people
  }

  /// How what is known of people is taken off.
  public enum Adjustment: String, Sendable, CaseIterable {
    /// By what a regression of those compared with expects of those who began.
    case outcome = "reg"
    /// By the probability of having begun.
    case probability = "ipw"
    /// By both, of which one has to be right.
    case doublyRobust = "dr"
  }

  /// One unit in all periods.
  public struct Unit: Sendable {
    /// The place of the period from which it is treated; nil for never.
    public let start: Int?
    /// Its mean in each period.
    public let values: [Double]
    /// Its people in each period, or what else a value weighs.
    public let weights: [Double]

    /// Joins the parts.
    public init(start: Int?, values: [Double], weights: [Double]) {
      self.start = start
      self.values = values
      self.weights = weights
    }
  }

  /// The effect on those who began at one time, at one time; before they began, what should be nought.
  public struct Effect: Sendable {
    /// The place of the period from which they are treated.
    public let start: Int
    /// The place of the period looked at.
    public let time: Int
    /// The units that began then.
    public let treated: Int
    /// The units that they are compared with.
    public let controls: Int
    /// The effect.
    public let average: Average
  }

  /// An effect, or an average of several.
  public struct Average: Sendable {
    /// The effect with its limits; without limits where too few units tell how they vary.
    public let estimate: Estimate
    /// Its standard error.
    public let standardError: Double?
    /// Its two-sided p-value.
    public let pValue: Double?
    /// The degrees of freedom of its limits; nil for normal ones.
    public let degreesOfFreedom: Double?
    let influence: [Double]
  }

  /// The effect on each group at each time, in order of group and time.
  public let effects: [Effect]
  /// The averages so many periods after the beginning; below 0 before it.
  public let byEvent: [(periods: Int, average: Average)]
  /// The averages of each group over the times since it began.
  public let byStart: [(start: Int, average: Average)]
  /// The averages at each time.
  public let byTime: [(time: Int, average: Average)]
  /// The average over units of the mean effect on each since it began.
  public let overall: Average
  /// The average over the periods since the beginning, all alike.
  public let overallByEvent: Average
  /// The average over all groups and times since they began.
  public let simple: Average
  /// The test that all effects before the beginning are nought; nil where there are none, or too few units for it.
  public let before: TestResult?
  /// By how much the limits of `byEvent` are wider than those that hold one by one; 1 where they do.
  public let widening: Double
  /// Units that were treated in the first period, which tell nothing.
  public let alwaysTreated: Int

  /// Compares the changes.
  ///
  /// - Parameters:
  ///   - all: the units; those that were treated in the first period are counted and left out.
  ///   - controls: whom those who began are compared with.
  ///   - errors: what varies by itself: units, or people, of whom values are then proportions and weights the numbers.
  ///   - simultaneous: draws by which the limits of `byEvent` are widened so that they hold all at once; nil for limits
  ///     that hold one by one.
  ///   - seed: of the random numbers of those draws.
  ///   - level: the confidence level of the limits.
  /// - Throws: `StatisticsError` for units of unlike length, a weight that is not above 0, people whose values are no
  ///   proportions, nobody who began after the first period, and nobody to be compared with.
  public init(
    _ all: [Unit], controls: Controls = .never, errors: Errors = .units, simultaneous: Int? = nil,
    seed: UInt64 = 1, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    guard let periods = all.first?.values.count else { throw .empty(argument: "units") }
    for unit in all {
      for (count, name) in [(unit.values.count, "values"), (unit.weights.count, "weights")]
      where count != periods {
        throw .lengthMismatch(
          first: "the \(name) of a unit", firstCount: count, second: "the first unit", secondCount: periods)
      }
      for value in unit.values {
        try Require.finite(value, "a value")
        if errors == .people { try Require.probability(value, "a proportion of people") }
      }
      for weight in unit.weights { try Require.positive(weight, "a weight") }
    }
    let units = all.compactMap { unit -> Unit? in
      guard let start = unit.start, start < periods else {
        return Unit(start: nil, values: unit.values, weights: unit.weights)
      }
      return start > 0 ? unit : nil
    }
    try self.init(
      Means(units, periods: periods, errors: errors), alwaysTreated: all.count - units.count,
      controls: controls, simultaneous: simultaneous, seed: seed, level: level)
  }

  /// Compares what a source knows of the groups.
  init(
    _ means: some GroupTimeSource, alwaysTreated: Int, controls: Controls, simultaneous: Int?, seed: UInt64,
    level: ConfidenceLevel
  ) throws(StatisticsError) {
    self.alwaysTreated = alwaysTreated
    let starts = means.starts
    guard !starts.isEmpty else {
      throw .undefined(
        quantity: "an effect by time of beginning", because: "no unit begins after the first period")
    }
    var found: [(effect: (start: Int, time: Int, treated: Int, controls: Int), part: Part)] = []
    for start in starts {
      for time in 1..<means.periods {
        let base = time >= start ? start - 1 : time - 1
        let others = [nil] + starts.filter { controls == .notYet && $0 != start && $0 > max(time, base) }
        guard
          let one = try means.difference(
            of: start, from: base, to: time, less: others)
        else { continue }
        found.append(((start, time, one.treated, one.controls), one.part))
      }
    }
    let after = found.indices.filter { found[$0].effect.time >= found[$0].effect.start }
    guard !after.isEmpty else {
      throw .undefined(
        quantity: "an effect by time of beginning",
        because: controls == .never
          ? "every unit begins at some time, and none is left to compare with; units that begin later can be (not-yet)"
          : "no unit begins later than another")
    }
    let normal = StandardNormal.quantile(upperTail: level.tail)
    func average(_ part: Part, _ widening: Double = 1) throws(StatisticsError) -> Average {
      let error = part.error
      guard part.hasError, error > 0 else {
        return Average(
          estimate: Estimate(part.value, withoutIntervalAt: level, method: "influence"), standardError: nil,
          pValue: nil, degreesOfFreedom: nil, influence: part.influence)
      }
      let degrees = means.degrees(of: part.influence)
      let reference = degrees.map { CoefficientReference.student(degreesOfFreedom: $0) } ?? .normal
      let half = widening * reference.quantile(upperTail: level.tail) * error
      return Average(
        estimate: Estimate(
          part.value,
          interval: ConfidenceInterval(lower: part.value - half, upper: part.value + half, level: level),
          method: "influence"),
        standardError: error,
        pValue: reference.twoSidedPValue(part.value / error),
        degreesOfFreedom: degrees, influence: part.influence)
    }
    effects = try found.map { (one) throws(StatisticsError) in
      Effect(
        start: one.effect.start, time: one.effect.time, treated: one.effect.treated,
        controls: one.effect.controls, average: try average(one.part))
    }
    /// The average of effects, each weighing as the units of its group do.
    func weighted(_ chosen: [(start: Int, part: Part)]) -> Part {
      let total = chosen.reduce(0) { $0 + means.weight(ofStart: $1.start) }
      let value = chosen.reduce(0) { $0 + means.weight(ofStart: $1.start) * $1.part.value } / total
      var influence = [Double](repeating: 0, count: chosen[0].part.influence.count)
      for one in chosen {
        let share = means.weight(ofStart: one.start) / total
        for place in influence.indices { influence[place] += share * one.part.influence[place] }
        means.addShare(ofStart: one.start, times: (one.part.value - value) / total, to: &influence)
      }
      return Part(value: value, influence: influence, hasError: chosen.allSatisfy(\.part.hasError))
    }
    func mean(_ parts: [Part]) -> Part {
      let count = Double(parts.count)
      var influence = [Double](repeating: 0, count: parts[0].influence.count)
      for part in parts {
        for place in influence.indices { influence[place] += part.influence[place] / count }
      }
      return Part(
        value: parts.reduce(0) { $0 + $1.value } / count, influence: influence,
        hasError: parts.allSatisfy(\.hasError))
    }
    let pairs = found.map { (start: $0.effect.start, time: $0.effect.time, part: $0.part) }
    let late = after.map { pairs[$0] }
    let events = Set(pairs.map { $0.time - $0.start }).sorted().map { periods in
      (
        periods: periods,
        part: weighted(pairs.filter { $0.time - $0.start == periods }.map { ($0.start, $0.part) })
      )
    }
    let groups = Set(late.map(\.start)).sorted().map { start in
      (start: start, part: mean(late.filter { $0.start == start }.map(\.part)))
    }
    let times = Set(late.map(\.time)).sorted().map { time in
      (time: time, part: weighted(late.filter { $0.time == time }.map { ($0.start, $0.part) }))
    }
    var reach = normal
    if let draws = simultaneous {
      try Require.atLeast(100, draws, "the draws")
      reach = max(normal, Self.reach(of: events.map(\.part), draws: draws, seed: seed, level: level))
    }
    widening = reach / normal
    byEvent = try events.map { (one) throws(StatisticsError) in
      (one.periods, try average(one.part, reach / normal))
    }
    byStart = try groups.map { (one) throws(StatisticsError) in (one.start, try average(one.part)) }
    byTime = try times.map { (one) throws(StatisticsError) in (one.time, try average(one.part)) }
    overall = try average(weighted(groups.map { ($0.start, $0.part) }))
    overallByEvent = try average(mean(events.filter { $0.periods >= 0 }.map(\.part)))
    simple = try average(weighted(late.map { ($0.start, $0.part) }))
    before = try Self.test(pairs.filter { $0.time < $0.start }.map(\.part), means)
  }

  /// Whether all parts are nought, by Wald's statistic.
  private static func test(_ parts: [Part], _ means: some GroupTimeSource) throws(StatisticsError)
    -> TestResult?
  {
    guard !parts.isEmpty, parts.allSatisfy(\.hasError) else { return nil }
    var covariance = SymmetricMatrix(order: parts.count)
    for i in parts.indices {
      for j in parts.indices {
        covariance[i, j] = zip(parts[i].influence, parts[j].influence).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    let factor = CholeskyFactor(covariance, tolerance: 1e-10)
    guard factor.isPositiveDefinite else { return nil }
    let values = parts.map(\.value)
    let statistic = max(0, zip(values, factor.solve(values)).reduce(0) { $0 + $1.0 * $1.1 })
    let count = Double(parts.count)
    let degrees = parts.compactMap { means.degrees(of: $0.influence) }
    guard !degrees.isEmpty else {
      return TestResult(
        statistic: statistic, degreesOfFreedom: count,
        pValue: min(1, try ChiSquared(degreesOfFreedom: count).upperTail(statistic)), method: "wald")
    }
    let mean = degrees.reduce(0, +) / Double(degrees.count)
    guard mean - count + 1 >= 1 else { return nil }
    let ratio = statistic * (mean - count + 1) / (mean * count)
    return TestResult(
      statistic: statistic, degreesOfFreedom: count,
      pValue: min(
        1,
        try FDistribution(numerator: count, denominator: mean - count + 1)
          .upperTail(ratio)), method: "hotelling")
  }

  /// By how many standard errors the furthest of all estimates lies off no more often than the level allows, when each
  /// part of the influence functions is multiplied with a normal number.
  private static func reach(of parts: [Part], draws: Int, seed: UInt64, level: ConfidenceLevel) -> Double {
    let known = parts.filter { part in part.hasError && part.influence.contains { $0 != 0 } }
      .map { part -> [Double] in
        let error = part.error
        return part.influence.map { $0 / error }
      }
    guard let count = known.first?.count else { return 0 }
    var furthest: [Double] = []
    for draw in 0..<draws {
      var generator = ReplicateGenerator(seed: seed, replicate: draw)
      let noise = (0..<count).map { _ in RandomDraws.normal(&generator) }
      furthest.append(
        known.map { abs(zip($0, noise).reduce(0) { $0 + $1.0 * $1.1 }) }.max() ?? 0)
    }
    furthest.sort()
    return furthest[min(draws - 1, Int((Double(draws) * level.value).rounded(.up)) - 1)]
  }

  /// An estimate and what each independent part of the data contributes to it.
  struct Part {
    let value: Double
    let influence: [Double]
    let hasError: Bool

    var error: Double { influence.reduce(0) { $0 + $1 * $1 }.squareRoot() }
  }

  /// The means of groups of units, and what each independent part of the data contributes to them.
  ///
  /// Where units vary, the parts are the units. Where people do, the people of a group of units in a period are two: their
  /// own spread about the group's mean, and what they all share.
  private struct Means: GroupTimeSource {
    let periods: Int
    private let units: [Unit]
    private let errors: Errors
    /// The starts with their units; nil first.
    private let groups: [(start: Int?, members: [Int])]
    private let place: [Int]

    init(_ units: [Unit], periods: Int, errors: Errors) {
      self.units = units
      self.errors = errors
      self.periods = periods
      let starts = [nil] + Set(units.compactMap(\.start)).sorted().map(Optional.some)
      groups = starts.map { start in (start, units.indices.filter { units[$0].start == start }) }
      var place = [Int](repeating: 0, count: units.count)
      for (number, group) in groups.enumerated() { for unit in group.members { place[unit] = number } }
      self.place = place
    }

    var starts: [Int] { groups.compactMap(\.start) }

    func difference(
      of start: Int, from base: Int, to time: Int, less others: [Int?]
    ) -> (part: Part, treated: Int, controls: Int)? {
      let own = units.indices.filter { units[$0].start == start }
      let other = units.indices.filter { others.contains(units[$0].start) }
      guard !other.isEmpty else { return nil }
      let change = change(of: own, from: base, to: time)
      let less = self.change(of: other, from: base, to: time)
      let part = Part(
        value: change.value - less.value, influence: zip(change.influence, less.influence).map(-),
        hasError: errors == .people || own.count > 1 && other.count > 1)
      return (part, own.count, other.count)
    }

    private var parts: Int { errors == .units ? units.count : 2 * groups.count * periods }

    private func mean(of members: [Int], at time: Int) -> (value: Double, weight: Double) {
      let weight = members.reduce(0) { $0 + units[$1].weights[time] }
      guard weight > 0 else { return (0, 0) }
      return (members.reduce(0) { $0 + units[$1].weights[time] * units[$1].values[time] } / weight, weight)
    }

    private func change(of members: [Int], from base: Int, to time: Int) -> (
      value: Double, influence: [Double]
    ) {
      var influence = [Double](repeating: 0, count: parts)
      var values: [Double] = []
      for (period, sign) in [(base, -1.0), (time, 1.0)] {
        let (value, weight) = mean(of: members, at: period)
        values.append(value)
        switch errors {
        case .units:
          for unit in members {
            influence[unit] +=
              sign * units[unit].weights[period] * (units[unit].values[period] - value) / weight
          }
        case .people:
          for number in Set(members.map { place[$0] }) {
            let own = mean(of: groups[number].members, at: period)
            let root = own.weight.squareRoot()
            let at = 2 * (number * periods + period)
            influence[at] += sign * root * (own.value * (1 - own.value)).squareRoot() / weight
            influence[at + 1] += sign * root * (own.value - value) / weight
          }
        }
      }
      return (values[1] - values[0], influence)
    }

    /// Satterthwaite's degrees of freedom of a sum over samples of units that began together; nil for people.
    func degrees(of influence: [Double]) -> Double? {
      guard errors == .units else { return nil }
      var (sum, squares) = (0.0, 0.0)
      for group in groups {
        let variance = group.members.reduce(0) { $0 + influence[$1] * influence[$1] }
        sum += variance
        squares += variance * variance / Double(max(1, group.members.count - 1))
      }
      return squares > 0 ? sum * sum / squares : nil
    }

    func weight(ofStart start: Int) -> Double {
      groups.first { $0.start == start }?.members.reduce(0) { $0 + units[$1].weights.reduce(0, +) } ?? 0
    }

    /// Adds what the estimated share of a group contributes.
    func addShare(ofStart start: Int, times factor: Double, to influence: inout [Double]) {
      guard let number = groups.firstIndex(where: { $0.start == start }) else { return }
      for unit in groups[number].members {
        if errors == .units { influence[unit] += factor * units[unit].weights.reduce(0, +) }
      }
      guard errors == .people else { return }
      for period in 0..<periods {
        let weight = groups[number].members.reduce(0) { $0 + units[$1].weights[period] }
        influence[2 * (number * periods + period) + 1] += factor * weight.squareRoot()
      }
    }
  }
}
