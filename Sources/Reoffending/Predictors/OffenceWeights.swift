/// The offence groups of a predictor with the weight of each on the log-odds scale.
///
/// Groupings are data: three incompatible ones are in use, and each predictor was fitted on its own.
public struct OffenceWeights: Hashable, Sendable {
  /// One offence group.
  public struct Group: Hashable, Sendable {
    /// The name, as the project prints it.
    public let name: String
    /// The weight added to the log-odds of reoffending.
    public let weight: Double
    /// Other names under which it is found.
    public let aliases: [String]

    init(_ name: String, _ weight: Double, _ aliases: String...) {
      self.name = name
      self.weight = weight
      self.aliases = aliases
    }
  }

  /// The groups, in the order of the source.
  public let groups: [Group]

  private let byKey: [String: Int]

  init(_ groups: [Group]) {
    self.groups = groups
    var byKey: [String: Int] = [:]
    for (index, group) in groups.enumerated() {
      for name in [group.name] + group.aliases { byKey[Self.key(name)] = index }
    }
    self.byKey = byKey
  }

  /// Finds a group by its name, without regard to case, spaces and punctuation.
  ///
  /// - Throws: `PredictorError.unknownOffenceGroup`, which lists the names that are known.
  public func group(named name: String) throws(PredictorError) -> Group {
    guard let index = byKey[Self.key(name)] else {
      throw .unknownOffenceGroup(name, known: groups.map(\.name))
    }
    return groups[index]
  }

  private static func key(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
