internal import CGSL
import Numbers

/// How unequally events are spread over people: the Lorenz curve, Gini's coefficient, the share of the most prolific.
///
/// Gini's coefficient is Σᵢⱼ|xᵢ − xⱼ| / 2n²x̄, without the factor n/(n − 1), as R's `ineq`. The share of the most prolific p
/// of people is read off the Lorenz curve, so that of people with equal numbers a part may count.
///
/// - Source: Lorenz (1905), *Publications of the American Statistical Association* 9, 209–219, doi:10.2307/2276207; Gini
///   (1914), *Atti del Reale Istituto Veneto* 73, 1203–1248; Langel and Tillé (2013), *Journal of the Royal Statistical
///   Society A* 176, 521–540, doi:10.1111/j.1467-985X.2012.01048.x, for its variance.
public struct Concentration: Hashable, Sendable {
  /// People with the same number of events.
  public struct Class: Hashable, Sendable {
    /// The number of events of each.
    public let events: Int
    /// How many people have it.
    public let people: Int
  }

  /// A corner of the Lorenz curve: the share of events of the people with the fewest.
  public struct Corner: Hashable, Sendable {
    /// The share of people, from 0 to 1.
    public let people: Double
    /// Their share of events, from 0 to 1.
    public let events: Double
  }

  /// The classes, those with the fewest events first.
  public let classes: [Class]
  /// How many people there are.
  public let people: Int
  /// How many events they have together.
  public let events: Int

  /// Takes the number of people with each number of events.
  ///
  /// - Throws: `StatisticsError` for a negative number, for nobody, and where nobody has an event.
  public init(peopleByEvents people: [Int: Int]) throws(StatisticsError) {
    for (events, number) in people {
      try Require.count(events, "the number of events")
      try Require.count(number, "the number of people")
    }
    classes = people.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      .map { Class(events: $0.key, people: $0.value) }
    guard !classes.isEmpty else { throw .empty(argument: "people") }
    var (total, sum) = (0, 0)
    for one in classes {
      let (product, overflow) = one.events.multipliedReportingOverflow(by: one.people)
      guard !overflow, product <= Require.greatestCount, sum + product <= Require.greatestCount else {
        throw .outOfRange(
          argument: "the number of events", value: Double(one.events) * Double(one.people),
          allowed: "at most \(Require.greatestCount) together")
      }
      sum += product
      total += one.people
    }
    guard sum > 0 else { throw .undefined(quantity: "a concentration", because: "nobody has an event") }
    self.people = total
    events = sum
  }

  /// Those of the people who have an event.
  public var amongThoseWithEvents: Concentration { Concentration(known: classes.filter { $0.events > 0 }) }

  /// The people with so many events or more; nil where there is none.
  public func people(withAtLeast least: Int) -> (people: Int, events: Int)? {
    let own = classes.filter { $0.events >= least }
    guard !own.isEmpty else { return nil }
    return (own.reduce(0) { $0 + $1.people }, own.reduce(0) { $0 + $1.people * $1.events })
  }

  /// The Lorenz curve, from nobody to everybody.
  public var curve: [Corner] {
    var corners = [Corner(people: 0, events: 0)]
    var (below, sum) = (0, 0)
    for one in classes {
      below += one.people
      sum += one.people * one.events
      corners.append(
        Corner(people: Double(below) / Double(people), events: Double(sum) / Double(events)))
    }
    return corners
  }

  /// Gini's coefficient: 0 where all have as many events, near 1 where one person has all.
  public var gini: Double { Self.gini(rankSum: rankSum, people: Double(people), events: Double(events)) }

  /// Gini's coefficient with limits from leaving out each person in turn, on the logistic scale.
  public func gini(level: ConfidenceLevel) -> Estimate {
    let (n, all) = (Double(people), Double(events))
    guard people > 2, gini > 0, gini < 1 else {
      return Estimate(gini, withoutIntervalAt: level, method: "jackknife-logit")
    }
    var values: [(value: Double, people: Double)] = []
    var (below, sum) = (0.0, 0.0)
    for one in classes {
      let own = Double(one.people)
      let x = Double(one.events)
      below += own
      sum += own * x
      guard all - x > 0 else { return Estimate(gini, withoutIntervalAt: level, method: "jackknife-logit") }
      // Without the last of a class, all above it move down by one rank.
      let without = rankSum - x * below - (all - sum)
      values.append((Self.gini(rankSum: without, people: n - 1, events: all - x), own))
    }
    let mean = values.reduce(0) { $0 + $1.people * $1.value } / n
    let variance = (n - 1) / n * values.reduce(0) { $0 + $1.people * ($1.value - mean) * ($1.value - mean) }
    return Self.logistic(gini, error: variance.squareRoot(), level: level, method: "jackknife-logit")
  }

  /// The coefficient that chance alone would make if all had the same rate: that of Poisson counts with this mean.
  ///
  /// - Source: Ramasubban (1958), *Biometrika* 45, 549–556, doi:10.1093/biomet/45.3-4.549, for the mean difference of
  ///   the Poisson distribution, 2λe^(−2λ)(I₀(2λ) + I₁(2λ)).
  public var giniOfEqualRates: Double {
    let twice = 2 * Double(events) / Double(people)
    return GSL.value("gsl_sf_bessel_I0_scaled") {
      gsl_sf_bessel_I0_scaled(twice) + gsl_sf_bessel_I1_scaled(twice)
    }
  }

  /// The share of events of the most prolific share of people, with limits by linearisation on the logistic scale.
  ///
  /// - Parameters:
  ///   - share: above 0 and below 1, such as 0.01.
  ///   - level: the confidence level of the limits.
  /// - Returns: no value where that share is less than one person.
  /// - Throws: `StatisticsError.outOfRange` for another share.
  public func shareOfTop(_ share: Double, level: ConfidenceLevel) throws(StatisticsError) -> Estimate {
    try Require.openProbability(share, "share of people")
    let (n, mean) = (Double(people), Double(events) / Double(people))
    guard share * n >= 1 - 1e-9 else { return Estimate(nil, withoutIntervalAt: level, method: "linearised") }
    var above = 0.0
    var threshold = 0.0
    for one in classes.reversed() {
      above += Double(one.people)
      threshold = Double(one.events)
      if above >= share * n { break }
    }
    func excess(_ x: Double) -> Double { max(0, x - threshold) + threshold * share }
    let mass = classes.reduce(0.0) { $0 + Double($1.people) * excess(Double($1.events)) } / n
    let value = min(1, mass / mean)
    guard people > 1, value < 1 else {
      return Estimate(value, withoutIntervalAt: level, method: "linearised")
    }
    let squares = classes.reduce(0.0) { sum, one in
      let x = Double(one.events)
      let influence = (excess(x) - mass - value * (x - mean)) / mean
      return sum + Double(one.people) * influence * influence
    }
    return Self.logistic(
      value, error: (squares / (n * (n - 1))).squareRoot(), level: level, method: "linearised")
  }

  /// The share of people, beginning with the most prolific, who have a share of all events.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a share that is not above 0 and below 1.
  public func peopleWith(shareOfEvents share: Double) throws(StatisticsError) -> Double {
    try Require.openProbability(share, "share of events")
    var (people, sum) = (0.0, 0.0)
    for one in classes.reversed() {
      let own = Double(one.people) * Double(one.events)
      guard sum + own < share * Double(events) else {
        let part = (share * Double(events) - sum) / Double(one.events)
        return (people + part) / Double(self.people)
      }
      people += Double(one.people)
      sum += own
    }
    return 1
  }

  /// Σ rank · events, ranks counted from 1.
  private var rankSum: Double {
    var (below, sum) = (0.0, 0.0)
    for one in classes {
      let own = Double(one.people)
      sum += Double(one.events) * (own * below + own * (own + 1) / 2)
      below += own
    }
    return sum
  }

  private init(known classes: [Class]) {
    self.classes = classes
    people = classes.reduce(0) { $0 + $1.people }
    events = classes.reduce(0) { $0 + $1.people * $1.events }
  }

  private static func gini(rankSum: Double, people n: Double, events: Double) -> Double {
    max(0, 2 * rankSum / (n * events) - (n + 1) / n)
  }

  private static func logistic(
    _ value: Double, error: Double, level: ConfidenceLevel, method: String
  ) -> Estimate {
    guard error > 0 else { return Estimate(value, withoutIntervalAt: level, method: method) }
    let half = StandardNormal.quantile(upperTail: level.tail) * error / (value * (1 - value))
    let odds = value / (1 - value)
    func share(_ odds: Double) -> Double { odds.isFinite ? odds / (1 + odds) : 1 }
    return Estimate(
      value,
      interval: ConfidenceInterval(
        lower: min(value, share(odds * exp(-half))), upper: max(value, share(odds * exp(half))), level: level),
      method: method)
  }
}
