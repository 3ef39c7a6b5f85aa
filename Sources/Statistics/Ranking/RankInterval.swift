/// The place of one unit in a ranking, with the places that agree with the data.
public struct RankInterval: Hashable, Sendable {
  /// The place by the observed ratio, from 1 for the lowest; units that tie share the better place.
  public let rank: Int
  /// The mean of the unit's place when every unit's true ratio is uncertain.
  public let expectedRank: Double
  /// The lowest place that agrees with the data at the level of the ranking.
  public let lower: Int
  /// The highest place that agrees with the data at the level of the ranking.
  public let upper: Int
}
