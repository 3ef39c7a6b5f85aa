/// A result that can say in plain English what it found and where its method is out of its depth.
public protocol StatisticalResult: Sendable {
  /// What was found, in one sentence that claims no more than the numbers do.
  var sentence: String { get }
  /// Where the method is out of its depth for these data; empty where it is not.
  var warnings: [StatisticsWarning] { get }
}
