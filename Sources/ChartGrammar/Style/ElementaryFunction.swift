#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The few elementary functions that charts need, from the C library.
enum ElementaryFunction {
  static func sine(_ angle: Double) -> Double { sin(angle) }
  static func cosine(_ angle: Double) -> Double { cos(angle) }
  static func arctangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
  static func logarithm(_ value: Double) -> Double { log(value) }
  static func logarithm10(_ value: Double) -> Double { log10(value) }
  static func exponential(_ value: Double) -> Double { exp(value) }
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
