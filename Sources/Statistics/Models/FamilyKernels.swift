internal import CGSL

/// The binomial family with the logit link.
struct LogisticKernel: PatternKernel {
  func callAsFunction(_ predictor: Double, _ cell: PatternCell) -> KernelValue {
    let small = exp(-abs(predictor))
    let share = 1 / (1 + small)
    let mean = predictor >= 0 ? share : small * share
    let people = cell.weight * cell.units * cell.trials
    let events = cell.weight * cell.sum
    return KernelValue(
      information: people * small * share * share, score: events - people * mean,
      logLikelihood: events * predictor - people * (max(predictor, 0) - log(share)))
  }
}

/// The Poisson family with the logarithm as link.
struct PoissonKernel: PatternKernel {
  func callAsFunction(_ predictor: Double, _ cell: PatternCell) -> KernelValue {
    let expected = cell.weight * cell.units * exp(predictor)
    let events = cell.weight * cell.sum
    return KernelValue(
      information: expected, score: events - expected, logLikelihood: events * predictor - expected)
  }
}

/// The normal family with the identity link.
struct GaussianKernel: PatternKernel {
  func callAsFunction(_ predictor: Double, _ cell: PatternCell) -> KernelValue {
    let people = cell.weight * cell.units
    let residual = cell.square - 2 * predictor * cell.sum + cell.units * predictor * predictor
    return KernelValue(
      information: people, score: cell.weight * cell.sum - people * predictor,
      logLikelihood: -cell.weight * residual / 2)
  }
}

/// The negative binomial family (variance μ + μ²/θ) with the logarithm as link and a known θ.
struct NegativeBinomialKernel: PatternKernel {
  let theta: Double

  func callAsFunction(_ predictor: Double, _ cell: PatternCell) -> KernelValue {
    let mean = exp(predictor)
    let people = cell.weight * cell.units
    let events = cell.weight * cell.sum
    let share = theta / (theta + mean)
    return KernelValue(
      information: people * mean * share, score: (events - people * mean) * share,
      logLikelihood: events * (predictor - log(theta + mean)) - people * theta * log(theta + mean))
  }
}
