internal import CGSL

/// Draws from a source of random bits.
struct RandomDraws {
  /// A number above 0 and below 1.
  static func uniform(_ generator: inout some RandomNumberGenerator) -> Double {
    (Double(generator.next() >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal number, by inversion, so that one draw takes one number.
  static func normal(_ generator: inout some RandomNumberGenerator) -> Double {
    StandardNormal.quantile(upperTail: uniform(&generator))
  }

  /// A χ² number.
  ///
  /// - Source: Marsaglia and Tsang (2000), *ACM Transactions on Mathematical Software* 26, 363–372,
  ///   doi:10.1145/358407.358414.
  static func chiSquared(_ degreesOfFreedom: Double, _ generator: inout some RandomNumberGenerator) -> Double
  {
    let shape = degreesOfFreedom / 2
    guard shape >= 1 else {
      let power = pow(uniform(&generator), 1 / shape)
      return chiSquared(degreesOfFreedom + 2, &generator) * power
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal(&generator)
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if log(uniform(&generator)) < x * x / 2 + d - d * v + d * log(v) { return 2 * d * v }
    }
  }

  /// A vector from a normal distribution with a mean and a covariance.
  static func normal(
    mean: [Double], covariance: SymmetricMatrix, _ generator: inout some RandomNumberGenerator
  ) -> [Double] {
    let z = mean.map { _ in normal(&generator) }
    return zip(mean, CholeskyFactor(covariance).colored(z)).map(+)
  }
}
