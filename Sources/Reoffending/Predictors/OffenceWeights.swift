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

  /// Finds a group by its name, without regard to case, spaces and punctuation, nor to words that published lists of
  /// the same groups use differently: “Taking & driving away and related” is “Taking and driving away and related
  /// offences”.
  ///
  /// - Throws: `PredictorError.unknownOffenceGroup`, which lists the names that are known.
  public func group(named name: String) throws(PredictorError) -> Group {
    guard let index = byKey[Self.key(name)] else {
      throw .unknownOffenceGroup(name, known: groups.map(\.name))
    }
    return groups[index]
  }

  private static let fillers: Set<String> = ["and", "or", "offence", "offences", "related", "the", "of", "v"]

  private static func key(_ name: String) -> String {
    let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
    let telling = words.filter { !fillers.contains(String($0)) }
    return (telling.isEmpty ? words : telling).joined()
  }
}
