public import Tables

/// One figure that a synthetic population reproduces, as published (or assumed) and as achieved.
public struct AchievedMargin: Hashable, Sendable, Codable {
  /// Where a target comes from.
  public enum Basis: String, Hashable, Sendable, Codable {
    /// A public paper prints it.
    case published
    /// Follows from printed figures: the share of a factor of which both rates are printed.
    case implied
    /// No paper prints it.
    case assumed
  }

  /// What a figure is of.
  public enum Quantity: String, Hashable, Sendable, Codable {
    /// The share of all people.
    case share
    /// The share among those who reoffended.
    case shareOfReoffenders
    /// The rate of reoffending.
    case actualRate
    /// The mean predicted probability.
    case predictedRate
    /// Reoffences for each person who reoffended.
    case reoffencesPerReoffender
  }

  /// The factor, such as `area`.
  public let margin: String
  /// The level, such as `Dudley`.
  public let level: String
  /// What the figure is of.
  public let quantity: Quantity
  /// The figure to be reproduced; nil where the figures beside it leave no choice.
  public let target: Double?
  /// The figure of the synthetic people.
  public let achieved: Double
  /// The people the figure is of.
  public let people: Int
  /// Where the target comes from.
  public let basis: Basis

  /// Whether no number of whole people comes nearer to the target, apart from `tolerance` people.
  public func isExact(withinPeople tolerance: Double) -> Bool {
    guard let target else { return true }
    return abs(achieved - target) * Double(max(1, people)) <= tolerance
  }
}

/// All margins of a synthetic population.
public struct AchievedMargins: Hashable, Sendable, Codable {
  /// The number of people.
  public let people: Int
  /// The seed.
  public let seed: UInt64
  /// The margins.
  public let margins: [AchievedMargin]
  /// What to keep in mind.
  public let notes: [String]

  /// The margins, a row each.
  public var table: OutputTable { OutputTable(margins, fields: Self.fields) }

  private static let fields: [ResultField<AchievedMargin>] = [
    .text("margin", "Margin") { $0.margin }, .text("level", "Level") { $0.level },
    .text("quantity", "Figure") { $0.quantity.rawValue },
    .number("target", "Target", decimals: 4) { $0.target },
    .number("achieved", "Achieved", decimals: 4) { $0.achieved }, .count("people", "People") { $0.people },
    .text("basis", "Basis") { $0.basis.rawValue },
  ]
}
