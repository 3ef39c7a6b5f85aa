/// People on a programme and the weighted people that they are compared with.
public struct ComparisonGroup: Hashable, Sendable {
  /// A person of the comparison group with a weight.
  public struct Member: Hashable, Sendable {
    /// The row.
    public let row: Int
    /// The weight; the weights add up to the number of people on the programme.
    public let weight: Double
  }

  /// The rows of the people on the programme that have a comparison.
  public let treated: [Int]
  /// The people that they are compared with.
  public let comparison: [Member]
  /// The weights of the people on the programme, in their order; nil where all count alike.
  public let treatedWeights: [Double]?
  /// The people on the programme for whom none was found.
  public let unmatched: [Int]
  /// How many people there were to choose from.
  public let available: Int

  init(
    treated: [Int], comparison: [Member], unmatched: [Int], available: Int, treatedWeights: [Double]? = nil
  ) {
    self.treatedWeights = treatedWeights
    self.treated = treated
    self.comparison = comparison
    self.unmatched = unmatched
    self.available = available
  }

  /// The share of the people on the programme that have a comparison.
  public var matchedShare: Double {
    Double(treated.count) / Double(treated.count + unmatched.count)
  }

  /// The number of equally weighted people that the comparison is worth (Kish).
  public var effectiveSize: Double {
    let sum = comparison.reduce(0) { $0 + $1.weight }
    return sum * sum / comparison.reduce(0) { $0 + $1.weight * $1.weight }
  }
}
