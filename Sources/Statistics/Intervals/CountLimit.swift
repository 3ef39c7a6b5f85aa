internal import CGSL

/// One limit of a Poisson mean, for the probability left outside it.
struct CountLimit {
  let events: Double
  let tail: Double

  func lower(_ method: CountIntervalMethod) -> Double {
    switch method {
    case .byar: max(0, rawByarLower)
    case .exact: exactLower
    case .phe: events < 10 ? exactLower : max(0, rawByarLower)
    case .midP: midPLower
    }
  }

  func upper(_ method: CountIntervalMethod) -> Double {
    switch method {
    case .byar: byarUpper
    case .exact: exactUpper
    case .phe: events < 10 ? exactUpper : byarUpper
    case .midP: midPUpper
    }
  }

  private var z: Double { StandardNormal.quantile(upperTail: tail) }

  /// Byar's lower limit as the formula gives it, below zero for one event at 99.8 per cent.
  var rawByarLower: Double {
    guard events > 0 else { return 0 }
    let root = 1 - 1 / (9 * events) - z / (3 * events.squareRoot())
    return events * root * root * root
  }

  private var byarUpper: Double {
    let next = events + 1
    let root = 1 - 1 / (9 * next) + z / (3 * next.squareRoot())
    return max(0, next * root * root * root)
  }

  private var exactLower: Double {
    if events == 0 { return 0 }
    if events == 1 { return -log1p(-tail) }
    return TailQuantile.gamma(events, lower: tail)
  }

  private var exactUpper: Double {
    events == 0 ? -log(tail) : TailQuantile.gamma(events + 1, upper: tail)
  }

  private var midPLower: Double {
    guard events > 0 else { return tail < 0.5 ? 0 : -log(2 * (1 - tail)) }
    let start = log(TailQuantile.gamma(events + 0.5, lower: tail))
    return midP(start: start, rising: true) {
      let withObserved = IncompleteGamma(events, x: $0)
      let beyond = IncompleteGamma(events + 1, x: $0)
      return .init(
        probability: (withObserved.lower + beyond.lower) / 2,
        derivative: (withObserved.kernel + beyond.kernel) / 2)
    }
  }

  private var midPUpper: Double {
    guard events > 0 else { return tail < 0.5 ? -log(2 * tail) : 0 }
    let start = log(TailQuantile.gamma(events + 0.5, upper: tail))
    return midP(start: start, rising: false) {
      let before = IncompleteGamma(events, x: $0)
      let withObserved = IncompleteGamma(events + 1, x: $0)
      return .init(
        probability: (before.upper + withObserved.upper) / 2,
        derivative: -(before.kernel + withObserved.kernel) / 2)
    }
  }

  private func midP(start: Double, rising: Bool, _ tailAt: (Double) -> MonotoneRoot.Tail) -> Double {
    exp(
      MonotoneRoot.solve(target: tail, start: start, low: -1e5, high: 745, rising: rising) { tailAt(exp($0)) }
    )
  }
}
