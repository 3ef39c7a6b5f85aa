internal import CGSL
import Numbers

/// How far pairs could have differed in something hidden before their result might be chance.
///
/// Two people of a pair have odds of being on the programme that differ by a factor of at most Γ. Of the pairs in which
/// just one of the two had the outcome, the number in which it was the one on the programme is then binomial with a
/// probability between 1/(1 + Γ) and Γ/(1 + Γ). Pairs in which both had it, or neither, say nothing.
///
/// - Source: Rosenbaum (2002), *Observational Studies*, 2nd edition, section 4.3, doi:10.1007/978-1-4757-3692-2.
public struct RosenbaumBounds: Hashable, Sendable {
  /// The pairs in which only the person on the programme had the outcome.
  public let treatedOnly: Int
  /// The pairs in which only the other had it.
  public let comparisonOnly: Int

  /// Takes the pairs in which just one had the outcome.
  ///
  /// - Throws: `StatisticsError` for numbers below 0, and where there is no such pair.
  public init(treatedOnly: Int, comparisonOnly: Int) throws(StatisticsError) {
    try Require.count(treatedOnly, "the pairs in which only the treated had the outcome")
    try Require.count(comparisonOnly, "the pairs in which only the other had the outcome")
    guard treatedOnly + comparisonOnly > 0 else {
      throw .undefined(
        quantity: "a bound for hidden bias", because: "in every pair both had the same outcome")
    }
    self.treatedOnly = treatedOnly
    self.comparisonOnly = comparisonOnly
  }

  private var larger: Int { max(treatedOnly, comparisonOnly) }
  private var discordant: Int { treatedOnly + comparisonOnly }

  /// The bounds of the one-sided p-value, in the direction that the pairs point to.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a Γ below 1.
  public func pValues(gamma: Double) throws(StatisticsError) -> ClosedRange<Double> {
    guard gamma >= 1, gamma.isFinite else {
      throw .outOfRange(argument: "gamma", value: gamma, allowed: "a finite number, 1 or more")
    }
    func tail(_ probability: Double) throws(StatisticsError) -> Double {
      min(1, try Binomial(trials: discordant, probability: probability).atLeast(larger))
    }
    let (lower, upper) = (try tail(1 / (1 + gamma)), try tail(gamma / (1 + gamma)))
    return min(lower, upper)...upper
  }

  /// The largest Γ at which a two-sided test at the level still finds a difference; nil where it finds none at Γ = 1.
  ///
  /// The upper bound is that of α/2, so that the answer fits the limits printed beside it.
  public func largestGamma(level: ConfidenceLevel) -> Double? {
    guard 2 * larger > discordant,
      let beta = try? Beta(alpha: Double(larger), beta: Double(discordant - larger + 1))
    else { return nil }
    let probability = beta.quantile(lowerTail: level.tail)
    let gamma = probability / (1 - probability)
    return gamma >= 1 ? gamma : nil
  }
}
