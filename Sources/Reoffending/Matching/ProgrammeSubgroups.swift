import Numbers
public import Statistics

/// The effect of a programme in groups of people, with how many looks were taken.
///
/// A difference that is found in one group and not in another is no difference of the two: whether the effect differs
/// between the groups of a column is tested by itself.
///
/// - Source: Wang, Lagakos, Ware, Hunter and Drazen (2007), *New England Journal of Medicine* 357, 2189–2194,
///   doi:10.1056/NEJMsr077003.
public struct ProgrammeSubgroups: Sendable, Encodable {
  /// A group of people.
  public struct Group: Sendable, Encodable {
    /// The column.
    public let column: String
    /// The group.
    public let value: String
    /// The people on the programme.
    public let treatedCount: Int
    /// The others.
    public let comparisonCount: Int
    /// The share that reoffended on the programme.
    public let treated: Double
    /// The share that would have without it.
    public let comparison: Double
    /// The difference.
    public let difference: Estimate
    /// The two-sided p-value.
    public let pValue: Double
    /// The p-value adjusted for all looks by Holm's method.
    public let adjustedPValue: Double
  }

  /// Whether the effect differs between the groups of a column.
  public struct Heterogeneity: Sendable, Encodable {
    /// The column.
    public let column: String
    /// The test that the effect is the same in all.
    public let test: TestResult
  }

  /// The groups, in the order of the columns asked for.
  public let groups: [Group]
  /// A test a column that has several groups.
  public let heterogeneity: [Heterogeneity]
  /// The groups in which nothing could be estimated, with the reason.
  public let refused: [String]

  /// How many groups were looked at.
  public var looks: Int { groups.count }

  /// Estimates group by group.
  init(
    _ columns: [String], frame: ModelFrame, level: ConfidenceLevel,
    estimate: ([Bool]) throws -> (effect: ProgrammeEffect, influence: [Double])
  ) throws {
    var found: [(column: String, value: String, effect: ProgrammeEffect, influence: [Double])] = []
    var refused: [String] = []
    for name in columns {
      guard let column = frame.columns[name] else { throw ModelError.unknownColumn(name, known: frame.names) }
      let (codes, names) = try Self.levels(column, frame)
      for (code, value) in names.enumerated() {
        let isCounted = codes.map { $0 == code }
        do {
          let own = try estimate(isCounted)
          found.append((name, value, own.effect, own.influence))
        } catch let error as MatchingError {
          refused.append("\(name) \(value): \(error).")
        }
      }
    }
    guard !found.isEmpty else {
      throw MatchingError.noMatches("no subgroup has people both on the programme and not")
    }
    let adjusted = try MultipleTesting.adjust(found.map(\.effect.test.pValue), method: .holm)
    groups = zip(found, adjusted).map { own, adjusted in
      Group(
        column: own.column, value: own.value, treatedCount: own.effect.treatedCount,
        comparisonCount: own.effect.comparisonCount, treated: own.effect.treated,
        comparison: own.effect.comparison, difference: own.effect.difference,
        pValue: own.effect.test.pValue, adjustedPValue: adjusted)
    }
    heterogeneity = try columns.compactMap { name in
      let own = found.filter { $0.column == name }
      guard own.count > 1 else { return nil }
      let test = try EqualEffects.test(
        own.map { $0.effect.difference.value ?? 0 }, influences: own.map(\.influence))
      return Heterogeneity(column: name, test: test)
    }
    self.refused = refused
  }

  /// What the looks found, with how many there were.
  func sentences(level: ConfidenceLevel) -> [String] {
    let found = groups.filter { $0.pValue < level.alpha }
    let left = groups.filter { $0.adjustedPValue < level.alpha }
    let chance = NumberFormat.fixed(Double(looks) * level.alpha, decimals: 1)
    func names(_ groups: [Group]) -> String {
      groups.map { "\($0.column) \($0.value)" }.joined(separator: ", ")
    }
    var sentences = [
      "\(Plural.count(looks, "look")) at subgroups \(looks == 1 ? "was" : "were") taken, of which chance alone makes about "
        + "\(chance) seem to differ: \(found.isEmpty ? "none does" : names(found) + (found.count == 1 ? " does" : " do")), "
        + "and after adjustment for the number of looks \(left.isEmpty ? "none" : names(left))."
    ]
    for own in heterogeneity {
      sentences.append(
        own.test.pValue < level.alpha
          ? "The effect differs between the groups of \(own.column) (\(NumberFormat.pStatement(own.test.pValue)), not adjusted "
            + "for looks)."
          : "Nothing says that the effect differs between the groups of \(own.column) "
            + "(\(NumberFormat.pStatement(own.test.pValue))).")
    }
    return sentences
  }

  /// The most groups that a column may have.
  private static let mostGroups = 30

  private static func levels(_ column: ModelColumn, _ frame: ModelFrame) throws -> ([Int], [String]) {
    switch column.content {
    case .categorical(let codes, let levels, _):
      return (codes.map(Int.init), levels)
    case .numeric(let values):
      let rows = values.indices.filter { frame.complete?[$0] ?? true }
      let distinct = Set(rows.map { values[$0] }).sorted()
      guard distinct.count <= mostGroups else {
        throw ModelError.undefined(
          quantity: "an effect in each group of \(column.name)",
          because:
            "it has \(distinct.count) different numbers; make bands of them, as band(age, 18-24, 25-34, 35+)")
      }
      let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($0.element, $0.offset) })
      return (values.map { places[$0] ?? -1 }, distinct.map { NumberFormat.plain($0) })
    }
  }

  private enum CodingKeys: String, CodingKey { case looks, groups, heterogeneity }

  /// Writes the number of looks, the groups and the tests.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(looks, forKey: .looks)
    try container.encode(groups, forKey: .groups)
    try container.encode(heterogeneity, forKey: .heterogeneity)
  }
}
