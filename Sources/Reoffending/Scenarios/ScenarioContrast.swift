import Statistics

/// One level of a factor beside its reference, stratum by stratum, and what it would mean if people moved across.
struct ScenarioContrast {
  /// The sums of the reoffences of some people.
  struct Moments {
    var people = 0
    var sum = 0.0
    var squares = 0.0

    /// The sum of squared distances from the mean.
    var scatter: Double { people > 0 ? max(0, squares - sum * sum / Double(people)) : 0 }
  }

  /// The people of a stratum with the level and at the reference.
  struct Stratum {
    let exposed: (people: Int, events: Int)
    let reference: (people: Int, events: Int)
    let exposedMoments: Moments?
    let referenceMoments: Moments?
  }

  let strata: [Stratum]
  /// Those with the level in strata where nobody is at the reference.
  let uncompared: Int

  /// The people with the level who can be compared.
  var exposed: Int { strata.reduce(0) { $0 + $1.exposed.people } }

  /// Their rate.
  var rate: Double { Double(strata.reduce(0) { $0 + $1.exposed.events }) / Double(exposed) }

  /// The rate at the reference among people of the same strata.
  var referenceRate: Double {
    strata.reduce(0) {
      $0 + Double($1.exposed.people) * Double($1.reference.events) / Double($1.reference.people)
    } / Double(exposed)
  }

  /// How many fewer would have reoffended had all been at the reference.
  ///
  /// The limits recover the variance of each rate from its Wilson limits and add squares; without strata they are the
  /// number of people times Newcombe's limits of the risk difference.
  ///
  /// - Source: Zou and Donner (2008), *Statistics in Medicine* 27(10), 1693–1702, doi:10.1002/sim.3095.
  func reoffenders(level: ConfidenceLevel) throws(StatisticsError) -> Estimate {
    var difference = 0.0
    var below = 0.0
    var above = 0.0
    for stratum in strata {
      let weight = Double(stratum.exposed.people)
      let with = try Proportion(events: stratum.exposed.events, trials: stratum.exposed.people)
      let without = try Proportion(events: stratum.reference.events, trials: stratum.reference.people)
      let own = with.confidenceInterval(level: level, method: .wilson)
      let other = without.confidenceInterval(level: level, method: .wilson)
      func square(_ distance: Double) -> Double { weight * distance * weight * distance }
      difference += weight * (with.estimate - without.estimate)
      below += square(with.estimate - own.lower) + square(other.upper - without.estimate)
      above += square(own.upper - with.estimate) + square(without.estimate - other.lower)
    }
    return Estimate(
      difference,
      interval: ConfidenceInterval(
        lower: difference - below.squareRoot(), upper: difference + above.squareRoot(), level: level),
      method: strata.count == 1 ? "newcombe" : "mover-wilson")
  }

  /// How many fewer reoffences there would have been; nil where the table does not say how many there were.
  ///
  /// The limits are normal, from the variance of the reoffences of people alike; a stratum of one takes the variance of
  /// the others.
  func reoffences(level: ConfidenceLevel) -> Estimate? {
    var parts: [(own: Moments, other: Moments)] = []
    for stratum in strata {
      guard let own = stratum.exposedMoments, let other = stratum.referenceMoments else { return nil }
      parts.append((own, other))
    }
    let pooledOwn = Self.pooled(parts.map(\.own))
    let pooledOther = Self.pooled(parts.map(\.other))
    var difference = 0.0
    var variance = 0.0
    for (own, other) in parts {
      let weight = Double(own.people)
      difference += own.sum - weight * other.sum / Double(other.people)
      variance += weight * Self.variance(own, else: pooledOwn)
      variance += weight * weight * Self.variance(other, else: pooledOther) / Double(other.people)
    }
    let half = StandardNormal.quantile(upperTail: level.tail) * variance.squareRoot()
    return Estimate(
      difference,
      interval: ConfidenceInterval(lower: difference - half, upper: difference + half, level: level),
      method: "delta")
  }

  private static func pooled(_ all: [Moments]) -> Double {
    let freedom = all.reduce(0) { $0 + max(0, $1.people - 1) }
    return freedom > 0 ? all.reduce(0) { $0 + $1.scatter } / Double(freedom) : 0
  }

  private static func variance(_ moments: Moments, else pooled: Double) -> Double {
    moments.people > 1 ? moments.scatter / Double(moments.people - 1) : pooled
  }
}
