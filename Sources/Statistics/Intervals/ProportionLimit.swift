internal import CGSL

/// One limit of a proportion, for the probability left outside it.
///
/// The upper limit is one minus the lower limit of the opposite event, computed so that neither loses digits where it
/// is close to 0.
struct ProportionLimit {
  let events: Double
  let trials: Double
  let tail: Double
  /// The normal deviate of the tail.
  let z: Double

  init(events: Double, trials: Double, tail: Double, z: Double? = nil) {
    self.events = events
    self.trials = trials
    self.tail = tail
    self.z = z ?? StandardNormal.quantile(upperTail: tail)
  }

  func lower(_ method: ProportionIntervalMethod) -> Double {
    switch method {
    case .wald: max(0, wald(events, sign: -1))
    case .wilson: wilsonLower
    case .wilsonContinuity: wilsonContinuityLower
    case .agrestiCoull: min(1, max(0, agrestiCoull(sign: -1)))
    case .clopperPearson: clopperPearsonLower
    case .jeffreys: TailQuantile.beta(events + 0.5, trials - events + 0.5, lower: tail)
    case .midP: midPLower
    }
  }

  func upper(_ method: ProportionIntervalMethod) -> Double {
    switch method {
    case .wald: min(1, wald(events, sign: 1))
    case .wilson: wilsonUpper
    case .wilsonContinuity: wilsonContinuityUpper
    case .agrestiCoull: max(0, min(1, agrestiCoull(sign: 1)))
    case .clopperPearson: clopperPearsonUpper
    case .jeffreys: TailQuantile.beta(events + 0.5, trials - events + 0.5, upper: tail)
    case .midP: midPUpper
    }
  }

  private func wald(_ k: Double, sign: Double) -> Double {
    let p = k / trials
    return p + sign * z * (p * (1 - p) / trials).squareRoot()
  }

  /// The smaller root of the score equation as the product of the roots over the larger, which does not cancel.
  private var wilsonLower: Double {
    if events == 0 { return z > 0 ? 0 : z * z / (trials + z * z) }
    let root = z * (z * z + 4 * events * (trials - events) / trials).squareRoot()
    return 2 * events * events / (trials * (2 * events + z * z + root))
  }

  private var wilsonUpper: Double {
    if events == trials { return z > 0 ? 1 : trials / (trials + z * z) }
    let root = z * (z * z + 4 * events * (trials - events) / trials).squareRoot()
    return (2 * events + z * z + root) / (2 * (trials + z * z))
  }

  private var wilsonContinuityLower: Double {
    if events == 0 { return 0 }
    let root = z * (z * z - 2 - 1 / trials + 4 * events * (trials - events + 1) / trials).squareRoot()
    return max(0, (2 * events + z * z - 1 - root) / (2 * (trials + z * z)))
  }

  private var wilsonContinuityUpper: Double {
    if events == trials { return 1 }
    let root = z * (z * z + 2 - 1 / trials + 4 * events * (trials - events - 1) / trials).squareRoot()
    return min(1, (2 * events + z * z + 1 + root) / (2 * (trials + z * z)))
  }

  private func agrestiCoull(sign: Double) -> Double {
    let n = trials + z * z
    let p = (events + z * z / 2) / n
    return p + sign * z * (p * (1 - p) / n).squareRoot()
  }

  private var clopperPearsonLower: Double {
    if events == 0 { return 0 }
    if events == trials { return exp(log(tail) / trials) }
    if events == 1 { return -expm1(log1p(-tail) / trials) }
    return TailQuantile.beta(events, trials - events + 1, lower: tail)
  }

  private var clopperPearsonUpper: Double {
    if events == trials { return 1 }
    if events == 0 { return -expm1(log(tail) / trials) }
    if events == trials - 1 { return exp(log1p(-tail) / trials) }
    return TailQuantile.beta(events + 1, trials - events, upper: tail)
  }

  private var midPLower: Double {
    if events == 0 { return tail < 0.5 ? 0 : -expm1(log(2 * (1 - tail)) / trials) }
    if events == trials { return tail < 0.5 ? exp(log(2 * tail) / trials) : 1 }
    return TailQuantile.logistic(Self.midPLogit(events, of: trials, tail: tail, z: z))
  }

  private var midPUpper: Double {
    if events == trials { return tail < 0.5 ? 1 : exp(log(2 * (1 - tail)) / trials) }
    if events == 0 { return tail < 0.5 ? -expm1(log(2 * tail) / trials) : 0 }
    return TailQuantile.logistic(-Self.midPLogit(trials - events, of: trials, tail: tail, z: z))
  }

  /// The logit at which more than `k` events and half of exactly `k` have probability `tail`.
  private static func midPLogit(_ k: Double, of n: Double, tail: Double, z: Double) -> Double {
    let start = log((k + 0.5) / (n - k + 0.5)) - z * (1 / k + 1 / (n - k)).squareRoot()
    return MonotoneRoot.solve(target: tail, start: start, low: -1e5, high: 1e5, rising: true) { u in
      let x = TailQuantile.logistic(u)
      let y = TailQuantile.logistic(-u)
      let withObserved = IncompleteBeta(k, n - k + 1, x: x, y: y)
      let beyond = IncompleteBeta(k + 1, n - k, x: x, y: y)
      return .init(
        probability: (withObserved.lower + beyond.lower) / 2,
        derivative: (withObserved.kernel + beyond.kernel) / 2)
    }
  }
}
