internal import Foundation

/// The logistic function, which turns log-odds into a probability without overflow.
func logistic(_ logOdds: Double) -> Double {
  logOdds >= 0 ? 1 / (1 + exp(-logOdds)) : exp(logOdds) / (1 + exp(logOdds))
}

/// Sums `coefficients[0]·x + coefficients[1]·x² + …`, a polynomial without a constant.
func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
  coefficients.reversed().reduce(0) { ($0 + $1) * x }
}

/// The exponential function, for files that need no more of Foundation.
func exponential(_ x: Double) -> Double { exp(x) }
