/// What is done with rows of counts that are sums of other rows.
public enum TotalPolicy: String, Hashable, Sendable, CaseIterable {
  /// They are found by name and by sum and kept apart from the groups, so that nobody is counted twice.
  case keptApart = "apart"
  /// Every row is a group like any other.
  case taken
}
