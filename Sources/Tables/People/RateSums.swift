/// What people of a row have of probabilities in sum, where the engine that counted them added up.
///
/// A number is the sum of its first 21 binary digits, of the next 21 and of the last 20, each as a whole number: such sums
/// are exact in every engine, in whatever order it adds.
package struct RateSums: Hashable, Sendable {
  /// A sum in its three parts.
  package struct Parts: Hashable, Sendable {
    /// In units of 2⁻²¹.
    package let high: Int
    /// In units of 2⁻⁴².
    package let middle: Int
    /// In units of 2⁻⁶².
    package let low: Int

    package init(high: Int, middle: Int, low: Int) {
      self.high = high
      self.middle = middle
      self.low = low
    }
  }

  /// How many people have a value.
  package let people: Int
  /// How many of them have one from 0 to 1.
  package let within: Int
  /// The sum of the probabilities.
  package let probability: Parts
  /// The sum of the products of each with what it lacks of 1.
  package let variance: Parts

  package init(people: Int, within: Int, probability: Parts, variance: Parts) {
    self.people = people
    self.within = within
    self.probability = probability
    self.variance = variance
  }
}
