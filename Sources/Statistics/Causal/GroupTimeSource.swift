/// What is known of groups that began at different times.
protocol GroupTimeSource {
  /// How many periods there are.
  var periods: Int { get }
  /// The places of the periods in which somebody began, in order.
  var starts: [Int] { get }

  /// The change of those who began at one time less that of others; nil where there are no others.
  ///
  /// - Parameter others: when those others began; nil for never.
  func difference(
    of start: Int, from base: Int, to time: Int, less others: [Int?]
  ) throws(StatisticsError) -> (part: GroupTimeEffects.Part, treated: Int, controls: Int)?

  /// Satterthwaite's degrees of freedom of a sum over samples of units; nil for people.
  func degrees(of influence: [Double]) -> Double?

  /// How much a group weighs in averages.
  func weight(ofStart start: Int) -> Double

  /// Adds what the estimated share of a group contributes.
  func addShare(ofStart start: Int, times factor: Double, to influence: inout [Double])
}
