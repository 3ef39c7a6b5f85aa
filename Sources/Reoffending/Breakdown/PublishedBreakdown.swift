import Numbers
public import Statistics
public import Tables

/// The rates of every combination of some columns with all their totals, as published tables have them.
///
/// A table of index offence, disposal and previous offences has a row for each combination and one for every total over
/// one or more of the columns, which the word `All` names.
public struct PublishedBreakdown: Sendable, Encodable {
  /// The word that stands for every value of a column.
  public static let all = "All"

  /// One combination or total.
  public struct Row: ResultRow {
    /// The values of the columns, or `All`.
    public let key: GroupKey
    /// Its counts and rates.
    public let rate: GroupRate

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .name { $0.key }, .count("trials", "Offenders") { $0.rate.trials },
      .count("events", "Reoffenders") { $0.rate.events },
      .count("reoffences", "Reoffences") { $0.reoffences },
      .shareEstimate("rate", "Reoffended") { $0.rate.rate },
      .number("perReoffender", "Reoffences per reoffender") { $0.rate.reoffencesPerReoffender },
      .number("perOffender", "Reoffences per offender") { $0.rate.reoffencesPerOffender },
      .text("flags", "Notes") { $0.rate.flags.joined(separator: "; ") },
      .text("sentence") { $0.sentence },
    ]

    /// The reoffences; nil where they are not known.
    public let reoffences: Int?

    /// Whether the row is a total over every column.
    public var isWhole: Bool { key.parts.allSatisfy { $0.value == PublishedBreakdown.all } }

    /// What the row says, in one sentence.
    public var sentence: String { rate.sentence }
  }

  /// The rows: values in their order, totals after what they are totals of.
  public let rows: [Row]
  /// The columns.
  public let columns: [String]
  /// The values of each column in their order, the total last.
  package let values: [[String]]
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Adds up every total of a table.
  ///
  /// - Parameters:
  ///   - cohorts: by the columns of the breakdown.
  ///   - level: the confidence level of the limits.
  ///   - reliabilityThreshold: a rate on fewer people is marked `[u]`.
  ///   - suppression: hides small combinations and totals, and those that would give them away.
  /// - Throws: `StatisticsError` where there is no column, or more than six, and where small counts follow from totals
  ///   whatever is hidden.
  public init(
    _ cohorts: CohortTable, level: ConfidenceLevel = .p95, reliabilityThreshold: Int = 30,
    suppression: Suppression? = nil
  ) throws(StatisticsError) {
    let columns = cohorts.groups.first?.key.parts.map(\.column) ?? []
    guard (1...6).contains(columns.count) else {
      throw .outOfRange(
        argument: "the number of columns", value: Double(columns.count), allowed: "from 1 to 6")
    }
    // Ranges keep their order; other values come as they first occur.
    var order = columns.map { _ in [String]() }
    for group in cohorts.groups {
      for (place, part) in group.key.parts.enumerated() where !order[place].contains(part.value) {
        order[place].append(part.value)
      }
    }
    for place in order.indices { order[place] = Self.sorted(order[place]) + [Self.all] }
    values = order.map { names in names.filter { $0 != Self.all } + [Self.all] }
    var members: [[String]: [Int]] = [:]
    for (place, group) in cohorts.groups.enumerated() {
      let own = group.key.parts.map(\.value)
      for mask in 0..<(1 << columns.count) {
        members[own.indices.map { mask & (1 << $0) != 0 ? Self.all : own[$0] }, default: []].append(place)
      }
    }
    let ranks = order.map { names in
      Dictionary(names.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }
    func rank(_ values: [String]) -> [Int] { zip(values, ranks).map { $1[$0] ?? 0 } }
    let keys = members.keys.map { (rank($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    let names = keys.map { values in
      GroupKey(zip(columns, values).map { GroupKey.Part(column: $0, value: $1) })
    }
    let places = keys.map { members[$0] ?? [] }
    var hidden: Set<Int> = []
    if let suppression {
      var publication = Publication(cohorts.groups, findsSubtotals: cohorts.kind == .counts)
      publication.add("breakdown", keys: names, members: places, total: .none)
      let choice = publication.protected(hiding: suppression.threshold)
      guard choice.unprotected.isEmpty else {
        throw .undefined(
          quantity: "a breakdown without small counts",
          because: "they follow from its totals whatever is hidden")
      }
      hidden = choice.hidden[0].places
    }
    var rows: [Row] = []
    for (index, key) in names.enumerated() {
      guard let whole = CohortGroup.joined(places[index].map { cohorts.groups[$0] }, as: key) else {
        continue
      }
      let shown = hidden.contains(index) ? whole.suppressed : suppression?.shown(whole) ?? whole
      rows.append(
        Row(
          key: key,
          rate: try GroupRate(
            shown, level: level, method: .wilson, reliabilityThreshold: reliabilityThreshold),
          reoffences: shown.reoffences))
    }
    self.rows = rows
    self.columns = columns
    self.level = level
    let told =
      suppression.map { own in
        own.policyNotes + own.notes(of: cohorts, without: hidden.sorted().map { names[$0] })
      } ?? cohorts.notes
    notes =
      told
      + (hidden.isEmpty
        ? []
        : [
          "The figures of \(Plural.count(hidden.count, "row")) are suppressed (\(Suppression.marker)), because \(suppression?.reason ?? "") could be recognised or worked out from totals."
        ]) + [
        "\(Self.all) is the total over a column. Rates on fewer than \(reliabilityThreshold) people are marked [u]."
      ]
  }

  /// Numbers and ranges by their least number, anything else as it came.
  private static func sorted(_ names: [String]) -> [String] {
    let starts = names.map { name in Int(name.prefix { $0.isNumber }) }
    guard starts.allSatisfy({ $0 != nil }) else { return names }
    return zip(names, starts).enumerated().sorted {
      ($0.element.1 ?? 0, $0.offset) < ($1.element.1 ?? 0, $1.offset)
    }.map(\.element.0)
  }

  /// The whole, then the highest and the lowest combination that are reliable.
  public var sentences: [String] {
    let whole = rows.first(where: \.isWhole).map(\.sentence)
    let own = rows.filter { row in
      !row.key.parts.contains { $0.value == Self.all } && !row.rate.isLowReliability
        && row.rate.rate?.value != nil
    }.sorted { ($0.rate.rate?.value ?? 0) > ($1.rate.rate?.value ?? 0) }
    var sentences = [whole].compactMap(\.self)
    if let first = own.first, let last = own.last, own.count > 1 {
      sentences.append("Highest: \(first.sentence)")
      sentences.append("Lowest: \(last.sentence)")
    }
    return sentences
  }

  /// The finding in a sentence.
  public var headline: String {
    let own = rows.filter { row in
      !row.key.parts.contains { $0.value == Self.all } && !row.rate.isLowReliability
    }
    guard let most = own.max(by: { ($0.rate.rate?.value ?? 0) < ($1.rate.rate?.value ?? 0) }),
      let value = most.rate.rate?.value
    else { return "Reoffending by \(columns.joined(separator: ", "))" }
    let isHidden = rows.contains { $0.rate.isSuppressed || $0.rate.isRateWithheld }
    return
      "\(isHidden ? "Of the groups shown, reoffending" : "Reoffending") is highest for \(most.key): \(NumberFormat.percent(value))"
  }

  /// The rows as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([("groups", rows), ("columns", columns), ("level", level), ("notes", notes)])
      .encode(to: encoder)
  }
}
