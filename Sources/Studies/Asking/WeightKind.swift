import ArgumentParser
import Numbers

/// What a column of weights means.
enum WeightKind: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// A row with weight 2 has half the variance.
  case precision
  /// A row with weight 2 stands for two equal people.
  case frequency
  /// A row with weight 2 was drawn with half the chance.
  case sampling

  /// What weights of people mean where nobody says: whole numbers count equal people.
  static func assumed(_ weights: some Sequence<Double>) -> WeightKind {
    weights.areWhole ? .frequency : .sampling
  }

  /// What is said of weights that count equal people.
  static func frequencyNote(_ weights: String) -> String {
    "\(weights) counts equal people: a row with 2 stands for two."
  }
}
