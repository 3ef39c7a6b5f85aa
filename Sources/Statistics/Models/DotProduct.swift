extension [Double] {
  /// The sum of the products with the numbers of another list.
  func dot(_ other: [Double]) -> Double {
    var sum = 0.0
    for (one, two) in zip(self, other) { sum += one * two }
    return sum
  }
}
