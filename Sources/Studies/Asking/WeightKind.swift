import ArgumentParser

/// What a column of weights means.
enum WeightKind: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// A row with weight 2 has half the variance.
  case precision
  /// A row with weight 2 stands for two equal people.
  case frequency
  /// A row with weight 2 was drawn with half the chance.
  case sampling
}
