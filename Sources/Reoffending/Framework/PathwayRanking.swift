import Numbers
public import Statistics
public import Tables

/// The pathways of a strategy in the order of the reoffenders that each could avoid, with what is not known.
public struct PathwayRanking: Sendable, Encodable {
  /// A pathway whose need is known.
  public struct Row: ResultRow {
    /// The pathway.
    public let name: String
    /// The columns of the need.
    public let needs: [String]
    /// Whether it is part of the minimum offer.
    public let isOffered: Bool
    /// Those who need it and can be compared.
    public let people: Int
    /// Their share of all.
    public let share: Double
    /// Their rate.
    public let rate: Double
    /// The rate of people alike without the need.
    public let referenceRate: Double
    /// The share of them who are reached.
    public let reached: Double
    /// Reoffenders avoided.
    public let avoided: Estimate
    /// Reoffences avoided; nil where the table does not hold them.
    public let avoidedReoffences: Estimate?

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .text("pathway", "Pathway") { $0.name }, .nested("needs") { $0.needs },
      .flag("offered", "Minimum offer") { $0.isOffered }, .count("people", "In need") { $0.people },
      .share("share", "of all") { $0.share }, .share("rate", "Rate") { $0.rate },
      .share("referenceRate", "without") { $0.referenceRate }, .share("reached") { $0.reached },
      .estimate("avoided", "Reoffenders avoided", decimals: 1) { $0.avoided },
      .estimate("avoidedReoffences", "Reoffences avoided", decimals: 1) { $0.avoidedReoffences },
      .text("sentence") { $0.sentence },
    ]

    /// What the row says, in one sentence.
    public var sentence: String {
      let isBeyond = avoided.interval.map { !$0.contains(0) } ?? false
      return
        "\(name): \(Plural.count(people, "person")) (\(NumberFormat.percent(share)) of all) \(people == 1 ? "has" : "have") the need and reoffend at "
        + "\(NumberFormat.percent(rate)), people alike without it at \(NumberFormat.percent(referenceRate)). "
        + "If \(NumberFormat.percent(reached, decimals: 0)) of them did so too, "
        + Scenario.Row.words(avoided, decimals: 0) + " fewer people would reoffend"
        + (isBeyond ? "." : ", which chance could make.")
    }
  }

  /// A pathway of which nothing can be said.
  public struct Unknown: Sendable, Encodable {
    /// The pathway.
    public let pathway: String
    /// Why nothing can be said.
    public let reason: String

    /// Says so.
    public var sentence: String { "\(pathway): not known, because \(reason)." }
  }

  /// The pathways, the most reoffenders avoided first.
  public let rows: [Row]
  /// The needs of the minimum offer together, each person counted once; nil for fewer than two that are known, and where
  /// nothing can be said of it.
  public let offer: Row?
  /// The pathways of which nothing can be said.
  public let unknown: [Unknown]
  /// The columns within whose strata people are compared.
  public let adjustedFor: [String]
  /// All people.
  public let people: Int
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// The name of the column that says whether somebody has one of the needs of the minimum offer.
  private static let anyNeed = "one of the needs"
  /// What the minimum offer is called among the pathways.
  private static let offerName = "Minimum offer"

  /// Ranks pathways.
  ///
  /// - Parameters:
  ///   - reached: the share of people with a need who would have the rate of those without it.
  ///   - strata: the columns within which people are compared.
  ///   - columns: the names that the table has.
  ///   - counts: the people by some columns, and by the `expression(_:)` of the needs that are `offered(_:in:)`.
  /// - Throws: `StatisticsError` where no need is known, and for needs that are not yes and no; what `counts` throws.
  package init(
    _ pathways: [Pathway], reached: Double, adjustingFor strata: [String], columns: [String],
    level: ConfidenceLevel = .p95, counts: ([String]) throws -> CohortTable
  ) throws {
    let known = Set(columns.map(Column.normalized))
    let needs = pathways.compactMap(\.need).filter { known.contains(Column.normalized($0)) }
    let people =
      try needs.map { try counts([$0]).groups.reduce(0) { $0 + ($1.trials ?? 0) } }.max() ?? 0
    var rows: [Row] = []
    var unknown: [Unknown] = []
    var notes: [String] = []
    // A pathway of which nothing can be said is listed as unknown.
    func row(
      _ name: String, _ needs: [String], isOffered: Bool, column: String, word: String,
      hasNeed: (String) throws(StatisticsError) -> Bool, counts: ([String]) throws -> CohortTable
    ) throws -> Row? {
      func counted(_ keys: [String]) throws -> CohortTable {
        try Self.gathered(counts(keys), as: column, hasNeed: hasNeed)
      }
      let marked = Set(try counted([column]).groups.map { $0.key.parts.first?.value })
      guard marked.count > 1 else {
        let whoever = marked.contains(Self.with) ? "everybody" : "nobody"
        unknown.append(Unknown(pathway: name, reason: "\(whoever) is marked with \(word)"))
        return nil
      }
      do {
        let scenario = try Scenario(
          factors: [RiskFactorSelection(column: column, reference: Self.without)], reductions: [reached],
          adjustingFor: strata, unitCost: nil, level: level, counts: counted)
        for note in scenario.readingNotes where !notes.contains(note) { notes.append(note) }
        return scenario.rows.first.map { one in
          Row(
            name: name, needs: needs, isOffered: isOffered, people: one.exposed,
            share: Double(one.exposed) / Double(max(people, 1)), rate: one.rate,
            referenceRate: one.referenceRate, reached: reached, avoided: one.avoided,
            avoidedReoffences: one.avoidedReoffences)
        }
      } catch let error as StatisticsError {
        unknown.append(Unknown(pathway: name, reason: error.description))
        return nil
      }
    }
    for pathway in pathways {
      guard let need = pathway.need else {
        unknown.append(Unknown(pathway: pathway.name, reason: "no column of the need is named"))
        continue
      }
      guard known.contains(Column.normalized(need)) else {
        unknown.append(Unknown(pathway: pathway.name, reason: "the table has no column \(need)"))
        continue
      }
      let made = try row(
        pathway.name, [need], isOffered: pathway.isOffered, column: need, word: need,
        hasNeed: { (text) throws(StatisticsError) in try Self.isYes(text, need: need) }, counts: counts)
      if let made { rows.append(made) }
    }
    guard !rows.isEmpty else {
      throw StatisticsError.undefined(
        quantity: "an order of pathways",
        because: unknown.map { "\($0.pathway): \($0.reason)" }.joined(separator: "; "))
    }
    let offered = Self.offered(pathways, in: columns)
    if offered.count > 1 {
      let expression = Self.expression(offered)
      offer = try row(
        Self.offerName, offered, isOffered: true, column: Self.anyNeed, word: Self.anyNeed,
        hasNeed: { $0 != "none" }
      ) { keys in try counts([expression] + keys.dropFirst()) }
    } else {
      offer = nil
    }
    self.rows = rows.enumerated().sorted {
      (-($0.element.avoided.value ?? 0), $0.offset) < (-($1.element.avoided.value ?? 0), $1.offset)
    }.map(\.element)
    self.unknown = unknown
    adjustedFor = strata
    self.people = people
    self.level = level
    self.notes =
      notes + [
        "Avoided means: if those reached had reoffended at the rate of people without the need. That is so only as far as the "
          + "need itself causes the difference, and the help meets it.",
        strata.isEmpty
          ? "The rates are crude; --adjust compares people alike in other columns."
          : "People are compared within strata of \(strata.joined(separator: ", ")).",
      ]
      + (rows.count > 1
        ? ["The needs overlap in the same people, so what they avoid must not be added up."] : [])
      + (unknown.isEmpty ? [] : ["Not known: \(unknown.map(\.pathway).joined(separator: "; "))."])
  }

  /// The needs of the minimum offer of which a table has the column.
  package static func offered(_ pathways: [Pathway], in columns: [String]) -> [String] {
    let known = Set(columns.map(Column.normalized))
    return pathways.filter(\.isOffered).compactMap(\.need).filter { known.contains(Column.normalized($0)) }
  }

  /// The expression that names which of some needs a person has.
  package static func expression(_ needs: [String]) -> String {
    "combination(\(needs.map { "\"\($0)\"" }.joined(separator: ", ")))"
  }

  private static let with = "yes"
  private static let without = "no"

  /// Whether a text says yes, by the words that a column of yes and no may have.
  private static func isYes(_ text: String, need: String) throws(StatisticsError) -> Bool {
    switch text.lowercased() {
    case "0", "no", "false", "n", "f", "0.0": return false
    case "1", "yes", "true", "y", "t", "1.0": return true
    default:
      throw .undefined(
        quantity: "the need \(need)", because: "it has the value “\(text)”; yes or no is needed")
    }
  }

  /// People by whether they have a need, from people by the texts of a column, which may be spelled in several ways.
  private static func gathered(
    _ table: CohortTable, as column: String, hasNeed: (String) throws(StatisticsError) -> Bool
  ) throws(StatisticsError) -> CohortTable {
    var order: [GroupKey] = []
    var members: [GroupKey: [CohortGroup]] = [:]
    for group in table.groups where group.trials != 0 {
      let value = try hasNeed(group.key.parts.first?.value ?? "") ? with : without
      let key = GroupKey([GroupKey.Part(column: column, value: value)] + group.key.parts.dropFirst())
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(group)
    }
    return CohortTable(
      source: table.source, kind: table.kind,
      groups: order.compactMap { CohortGroup.joined(members[$0] ?? [], as: $0) }, total: nil,
      notes: table.notes)
  }

  /// A sentence a pathway, the minimum offer, and what is not known.
  public var sentences: [String] {
    rows.map(\.sentence) + [offer?.sentence].compactMap(\.self) + unknown.map(\.sentence)
  }

  /// The finding in a sentence.
  public var headline: String {
    guard let first = rows.first, let value = first.avoided.value, (first.avoided.interval?.lower ?? 0) > 0
    else {
      return "No pathway avoids reoffending beyond what chance could make"
    }
    let count = unknown.count { $0.pathway != Self.offerName }
    return
      "\(first.name) comes first: \(NumberFormat.fixed(value, decimals: 0)) fewer reoffenders"
      + (count == 0 ? "" : "; of \(Plural.count(count, "pathway")) nothing is known")
  }

  /// The pathways as a table; the minimum offer and the unknown ones last.
  public var table: OutputTable {
    let known = Row.table(rows + [offer].compactMap(\.self))
    let width = known.columns.count
    return OutputTable(
      columns: known.columns,
      rows: known.rows
        + unknown.map { [.text($0.pathway)] + Array(repeating: .missing("not known"), count: width - 1) })
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("pathways", rows), ("offer", offer), ("unknown", unknown), ("adjustedFor", adjustedFor),
      ("people", people), ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
