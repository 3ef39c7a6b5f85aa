internal import CGSL

/// How the true shares of many groups are spread, found from the groups themselves: a beta distribution, so that the number
/// of events in a group is beta-binomial.
///
/// Mean and concentration are those of greatest marginal likelihood. A group's own share is drawn towards the mean by the
/// weight that the concentration has against its people, which is empirical Bayes.
///
/// - Source: Griffiths (1973), *Biometrics* 29, 637–648, doi:10.2307/2529131, for the likelihood; Efron and Morris (1975),
///   *Journal of the American Statistical Association* 70, 311–319, doi:10.1080/01621459.1975.10479864, for shrinkage; Self and Liang
///   (1987), in the same journal 82, 605–610, doi:10.1080/01621459.1987.10478472, for the test at the edge.
public struct BetaPrior: Hashable, Sendable {
  /// The mean of the groups' true shares, from 0 to 1.
  public let mean: Double
  /// How many people the mean counts for beside a group's own; nil where the groups differ no more than chance makes, so
  /// that all have the mean.
  public let concentration: Double?
  /// The test that all groups have one share, by the likelihood ratio; half of its probability is at 0.
  public let test: TestResult

  /// Finds the spread of the shares of some groups.
  ///
  /// - Throws: `StatisticsError.undefined` for fewer than three groups, and where nobody or everybody has the event.
  public init(fitting groups: [Proportion]) throws(StatisticsError) {
    let people = groups.reduce(0.0) { $0 + Double($1.trials) }
    let events = groups.reduce(0.0) { $0 + Double($1.events) }
    guard groups.count > 2 else {
      throw .undefined(
        quantity: "the spread of groups", because: "there are \(groups.count); three are needed")
    }
    guard events > 0, events < people else {
      throw .undefined(
        quantity: "the spread of groups", because: "\(events == 0 ? "nobody" : "everybody") has the event")
    }
    let pooled = events / people
    let level = events * log(pooled) + (people - events) * log1p(-pooled)
    let counts = groups.map { (events: Double($0.events), others: Double($0.trials - $0.events)) }
    func gain(_ place: [Double]) -> Double {
      let mean = 1 / (1 + exp(-place[0]))
      let concentration = exp(place[1])
      guard mean > 0, mean < 1, (Self.leastConcentration..<Self.mostConcentration).contains(concentration)
      else {
        return -.infinity
      }
      return Self.logLikelihood(counts, mean: mean, concentration: concentration) - level
    }
    // The likelihood may have its top far from any one start.
    let starts = stride(from: -1.0, through: 6, by: 0.5).map { [log(pooled / (1 - pooled)), $0 * log(10)] }
    let start = starts.max { gain($0) < gain($1) } ?? starts[0]
    let top = SimplexSearch.minimum(of: { -gain($0) }, from: start, tolerance: 1e-14)
    let statistic = 2 * gain(top)
    if statistic > 2 * Self.leastGain {
      mean = 1 / (1 + exp(-top[0]))
      concentration = exp(top[1])
      test = TestResult(
        statistic: statistic, degreesOfFreedom: 1,
        pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: 1) / 2,
        method: "likelihood-ratio-at-edge")
    } else {
      mean = pooled
      concentration = nil
      test = TestResult(statistic: 0, degreesOfFreedom: 1, pValue: 1, method: "likelihood-ratio-at-edge")
    }
  }

  private static let leastConcentration = 1e-6
  private static let mostConcentration = 1e12
  /// What is gained in log likelihood by rounding alone.
  private static let leastGain = 1e-7

  /// The logarithm of the probability of all counts, less their numbers of orders.
  private static func logLikelihood(
    _ counts: [(events: Double, others: Double)], mean: Double, concentration: Double
  ) -> Double {
    let (alpha, beta) = (mean * concentration, (1 - mean) * concentration)
    guard alpha > 0, beta > 0 else { return -.infinity }
    let (one, other) = (log(mean), log1p(-mean))
    return counts.reduce(0) { sum, count in
      sum + count.events * one + count.others * other
        + excess(alpha, count.events) + excess(beta, count.others)
        - excess(concentration, count.events + count.others)
    }
  }

  /// The logarithm of Γ(start + steps) / Γ(start), less that of start to the power of steps, which goes to 0 for a large start.
  private static func excess(_ start: Double, _ steps: Double) -> Double {
    guard steps > 0 else { return 0 }
    func correction(_ x: Double) -> Double { log(GSL.value("gsl_sf_gammastar") { gsl_sf_gammastar(x) }) }
    return (start + steps - 0.5) * log1p(steps / start) - steps + correction(start + steps)
      - correction(start)
  }

  /// The share that a group's own figure counts for, from 0 to 1; the mean of all counts for the rest.
  public func weight(of group: Proportion) -> Double {
    concentration.map { Double(group.trials) / (Double(group.trials) + $0) } ?? 0
  }

  /// A group's share drawn towards the mean, with the limits between which it lies with the probability of the level.
  ///
  /// Mean and concentration are taken as known. Where the groups differ no more than chance makes there are no limits.
  public func shrunk(_ group: Proportion, level: ConfidenceLevel = .p95) -> Estimate {
    guard let posterior = posterior(of: group) else {
      return Estimate(mean, withoutIntervalAt: level, method: Self.method)
    }
    return Estimate(
      posterior.alpha / (posterior.alpha + posterior.beta),
      interval: ConfidenceInterval(
        lower: posterior.quantile(lowerTail: level.tail), upper: posterior.quantile(upperTail: level.tail),
        level: level), method: Self.method)
  }

  private static let method = "empirical-bayes-beta"

  /// The probability that a group's true share is above the mean of all; nil where all have the mean.
  public func probabilityAboveMean(_ group: Proportion) -> Double? {
    posterior(of: group)?.upperTail(mean)
  }

  /// The limits between which the true shares of so large a part of such groups lie; nil where all have the mean.
  public func spread(level: ConfidenceLevel = .p95) -> ConfidenceInterval? {
    guard let concentration,
      let prior = try? Beta(alpha: mean * concentration, beta: (1 - mean) * concentration)
    else { return nil }
    return ConfidenceInterval(
      lower: prior.quantile(lowerTail: level.tail), upper: prior.quantile(upperTail: level.tail), level: level
    )
  }

  private func posterior(of group: Proportion) -> Beta? {
    guard let concentration else { return nil }
    return try? Beta(
      alpha: mean * concentration + Double(group.events),
      beta: (1 - mean) * concentration + Double(group.trials - group.events))
  }
}
