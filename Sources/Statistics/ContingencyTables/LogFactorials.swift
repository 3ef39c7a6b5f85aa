internal import CGSL

/// Logarithms of the factorials of 0 to a largest number.
struct LogFactorials: Sendable {
  private let values: [Double]

  init(upTo largest: Int) {
    values = (0...max(1, largest)).map { number in lgamma(Double(number) + 1) }
  }

  subscript(_ number: Int) -> Double { values[number] }
}
