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
    public static var fields: [ResultField<Row>] {
      [
        .text("pathway", "Pathway") { $0.name }, .nested("needs") { $0.needs },
        .flag("offered", "Minimum offer") { $0.isOffered }, .count("people", "In need") { $0.people },
        .share("share", "of all") { $0.share }, .share("rate", "Rate") { $0.rate },
        .share("referenceRate", "without") { $0.referenceRate }, .share("reached") { $0.reached },
        .estimate("avoided", "Reoffenders avoided", decimals: 1) { $0.avoided },
        .estimate("avoidedReoffences", "Reoffences avoided", decimals: 1) { $0.avoidedReoffences },
        .text("sentence") { $0.sentence },
      ]
    }

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
  /// The needs of the minimum offer together, each person counted once; nil for fewer than two that are known.
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

  /// Ranks pathways.
  ///
  /// - Parameters:
  ///   - reached: the share of people with a need who would have the rate of those without it.
  ///   - strata: the columns within which people are compared.
  ///   - columns: the names that the table has.
  ///   - counts: the people by some columns.
  /// - Throws: `StatisticsError` where no need is known, and for needs that are not yes and no.
  package init(
    _ pathways: [Pathway], reached: Double, adjustingFor strata: [String], columns: [String],
    level: ConfidenceLevel = .p95, counts: ([String]) throws -> CohortTable
  ) throws {
    let known = Set(columns.map(Column.normalized))
    var rows: [Row] = []
    var unknown: [Unknown] = []
    var notes: [String] = []
    var people = 0
    var offered: [String] = []
    func row(
      _ pathway: String, _ needs: [String], _ isOffered: Bool, _ column: String, _ reference: String,
      _ counts: ([String]) throws -> CohortTable
    ) throws -> Row? {
      let scenario = try Scenario(
        factors: [RiskFactorSelection(column: column, reference: reference)], reductions: [reached],
        adjustingFor: strata, unitCost: nil, level: level, counts: counts)
      for note in scenario.notes where note.contains("are left out") && !notes.contains(note) {
        notes.append(note)
      }
      return scenario.rows.first.map { one in
        Row(
          name: pathway, needs: needs, isOffered: isOffered, people: one.exposed,
          share: Double(one.exposed) / Double(max(people, 1)), rate: one.rate,
          referenceRate: one.referenceRate, reached: reached, avoided: one.avoided,
          avoidedReoffences: one.avoidedReoffences)
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
      let table = try counts([need])
      people = max(people, table.groups.reduce(0) { $0 + ($1.trials ?? 0) })
      let levels = try Self.levels(of: need, in: table)
      guard let without = levels.without, levels.hasNeed else {
        unknown.append(
          Unknown(
            pathway: pathway.name,
            reason: levels.hasNeed
              ? "everybody is marked with \(need)" : "nobody is marked with \(need)"))
        continue
      }
      do {
        guard let made = try row(pathway.name, [need], pathway.isOffered, need, without, counts) else {
          continue
        }
        rows.append(made)
        if pathway.isOffered { offered.append(need) }
      } catch let error as StatisticsError {
        unknown.append(Unknown(pathway: pathway.name, reason: error.description))
      }
    }
    guard !rows.isEmpty else {
      throw StatisticsError.undefined(
        quantity: "an order of pathways",
        because: unknown.map { "\($0.pathway): \($0.reason)" }.joined(separator: "; "))
    }
    if offered.count > 1 {
      let expression = Self.expression(offered)
      offer = try row("Minimum offer", offered, true, Self.anyNeed, "no") { keys in
        try Self.joined(
          counts([expression] + keys.filter { Column.normalized($0) != Column.normalized(Self.anyNeed) }))
      }
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

  /// The expression that names which of some needs a person has.
  package static func expression(_ needs: [String]) -> String {
    "combination(\(needs.map { "\"\($0)\"" }.joined(separator: ", ")))"
  }

  /// Whether some have a need, and what the table calls those without it; nil where everybody has it.
  private static func levels(
    of need: String, in table: CohortTable
  ) throws(StatisticsError) -> (hasNeed: Bool, without: String?) {
    var without: String?
    var hasNeed = false
    for group in table.groups where (group.trials ?? 0) > 0 {
      let value = group.key.parts.first?.value ?? ""
      switch value.lowercased() {
      case "0", "no", "false", "n": without = value
      case "1", "yes", "true", "y": hasNeed = true
      default:
        throw .undefined(
          quantity: "the need \(need)", because: "it has the value “\(value)”; yes or no is needed")
      }
    }
    return (hasNeed, without)
  }

  /// People by whether they have any of the needs, from people by which of them they have.
  private static func joined(_ table: CohortTable) -> CohortTable {
    var order: [GroupKey] = []
    var members: [GroupKey: [CohortGroup]] = [:]
    for group in table.groups {
      let has = group.key.parts.first?.value != "none"
      let key = GroupKey(
        [GroupKey.Part(column: anyNeed, value: has ? "yes" : "no")] + group.key.parts.dropFirst())
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(
        CohortGroup(
          key: key, trials: group.trials, events: group.events, reoffences: group.reoffences,
          reoffenceSquares: group.reoffenceSquares, prediction: group.prediction, marks: group.marks))
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
    return
      "\(first.name) comes first: \(NumberFormat.fixed(value, decimals: 0)) fewer reoffenders"
      + (unknown.isEmpty ? "" : "; of \(Plural.count(unknown.count, "pathway")) nothing is known")
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
