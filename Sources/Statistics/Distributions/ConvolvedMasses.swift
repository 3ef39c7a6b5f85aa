internal import CGSL

/// The probabilities of a sum of independent binomial counts over the range where they can be represented.
struct ConvolvedMasses: Sendable {
  private let first: Int
  private let values: [Double]

  /// Convolves the trials of ascending probabilities.
  init(sorted probabilities: [Double]) {
    var parts: [ConvolvedMasses] = []
    var start = 0
    while start < probabilities.count {
      var end = start + 1
      while end < probabilities.count, probabilities[end] == probabilities[start] { end += 1 }
      parts.append(ConvolvedMasses(binomial: end - start, probability: probabilities[start]))
      start = end
    }
    while parts.count > 1 {
      parts = stride(from: 0, to: parts.count, by: 2).map { i in
        i + 1 < parts.count ? parts[i].convolved(with: parts[i + 1]) : parts[i]
      }
    }
    self = parts.first ?? ConvolvedMasses(first: 0, values: [1])
  }

  /// What lies below this share cannot reach 1e−300 in any product with a probability.
  private static let negligible = 1e-305

  private init(first: Int, values: [Double]) {
    self.first = first
    self.values = values
  }

  private init(binomial trials: Int, probability: Double) {
    if trials == 1 {
      self.init(first: 0, values: [1 - probability, probability])
      return
    }
    let binomial = Binomial(checkedTrials: trials, probability: probability)
    self.init(trimming: (0...trials).map { binomial.density($0) }, first: 0)
  }

  private init(trimming values: [Double], first: Int) {
    let low = values.firstIndex { $0 > Self.negligible } ?? 0
    let high = values.lastIndex { $0 > Self.negligible } ?? (values.count - 1)
    self.init(first: first + low, values: Array(values[low...high]))
  }

  private func convolved(with other: ConvolvedMasses) -> ConvolvedMasses {
    let (short, long) = values.count < other.values.count ? (values, other.values) : (other.values, values)
    var product = [Double](repeating: 0, count: short.count + long.count - 1)
    product.withUnsafeMutableBufferPointer { product in
      long.withUnsafeBufferPointer { long in
        for (offset, factor) in short.enumerated() {
          for i in 0..<long.count { product[offset + i] += factor * long[i] }
        }
      }
    }
    return ConvolvedMasses(trimming: product, first: first + other.first)
  }

  subscript(_ k: Int) -> Double {
    values.indices.contains(k - first) ? values[k - first] : 0
  }

  func sum(through k: Int) -> Double { total(values.prefix(max(0, k - first + 1))) }

  func sum(from k: Int) -> Double { total(values.dropFirst(max(0, k - first))) }

  func sum(atMost bound: Double) -> Double {
    var total = CompensatedSum()
    for value in values where value <= bound { total.add(value) }
    return min(1, total.value)
  }

  private func total(_ values: ArraySlice<Double>) -> Double {
    var total = CompensatedSum()
    for value in values { total.add(value) }
    return min(1, total.value)
  }
}
