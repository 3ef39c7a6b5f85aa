import Numbers
public import Statistics
public import Tables

/// What would be avoided if fewer people had a risk factor: reoffenders, reoffences, cost.
///
/// A share of the people with a level is given the rate of the reference level, among people of the same strata where
/// there are any. This is arithmetic, not a forecast: it holds to the degree that the factor itself causes the difference.
public struct Scenario: Sendable, Encodable {
  /// The cost that an avoided reoffence or reoffender spares.
  public enum UnitCost: Hashable, Sendable {
    /// Pounds for each proven reoffence.
    case perReoffence(Double)
    /// Pounds for each reoffender.
    case perReoffender(Double)
  }

  /// One level and reduction.
  public struct Row: ResultRow {
    /// The factor.
    public let factor: String
    /// The level that is reduced.
    public let level: String
    /// The level that people move to.
    public let reference: String
    /// The share of the people with the level who move, from 0 to 1.
    public let reduction: Double
    /// The people with the level.
    public let exposed: Int
    /// Their rate.
    public let rate: Double
    /// The rate of the reference level, among people of the same strata.
    public let referenceRate: Double
    /// Reoffenders avoided.
    public let avoided: Estimate
    /// Reoffences avoided; nil where the table does not hold them.
    public let avoidedReoffences: Estimate?
    /// Pounds spared; nil without a unit cost.
    public let cost: Estimate?

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .text("factor", "Factor") { $0.factor }, .text("level", "Level") { $0.level },
      .text("reference", "Moved to") { $0.reference },
      .share("reduction", "Reduction", decimals: 0) { $0.reduction },
      .count("exposed", "People") { $0.exposed }, .share("rate", "Rate") { $0.rate },
      .share("referenceRate", "Rate there") { $0.referenceRate },
      .estimate("avoided", "Reoffenders avoided", decimals: 1) { $0.avoided },
      .estimate("avoidedReoffences", "Reoffences avoided", decimals: 1) { $0.avoidedReoffences },
      .estimate("cost", "Pounds spared", decimals: 0) { $0.cost },
    ]
  }

  /// A row a level and reduction.
  public let rows: [Row]
  /// The columns within whose strata people are compared.
  public let adjustedFor: [String]
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]
  /// Those of the notes that tell of the people counted: who is left out, and how columns were read.
  let readingNotes: [String]

  /// Reckons what would be avoided.
  ///
  /// - Parameters:
  ///   - table: counts, or a row a person.
  ///   - factors: the factors, each with the level to which people move; nil for the most frequent.
  ///   - reductions: the shares of the people with a level who move, above 0 and up to 1.
  ///   - columns: the columns within whose strata people are compared.
  ///   - unitCost: what a reoffender or a reoffence costs, in pounds; nil for numbers of people alone.
  ///   - names: the names of the columns that hold the figures.
  ///   - level: the confidence level of the limits.
  /// - Throws: `TableError.faults` for faults of the data; `StatisticsError` where a reduction is out of range, a factor
  ///   has one level only, or numbers of people are not known.
  public init(
    _ table: Table, factors: [RiskFactorSelection], reductions: [Double], adjustingFor columns: [String] = [],
    unitCost: UnitCost? = nil, names: CohortColumns = CohortColumns(), level: ConfidenceLevel = .p95
  ) throws {
    try self.init(
      factors: factors, reductions: reductions, adjustingFor: columns, unitCost: unitCost, level: level
    ) { try CohortTable(table, by: $0, names: names) }
  }

  /// Reckons what would be avoided, from tables by each factor and the columns of the strata.
  package init(
    factors: [RiskFactorSelection], reductions: [Double], adjustingFor columns: [String],
    unitCost: UnitCost?, level: ConfidenceLevel, counts: ([String]) throws -> CohortTable
  ) throws {
    guard !factors.isEmpty else { throw StatisticsError.empty(argument: "the list of factors") }
    guard !reductions.isEmpty else { throw StatisticsError.empty(argument: "the list of reductions") }
    for reduction in reductions where !(reduction > 0 && reduction <= 1) {
      throw StatisticsError.outOfRange(
        argument: "reduction", value: reduction, allowed: "above 0 and at most 1, such as 0.25")
    }
    try Self.check(unitCost)
    var rows: [Row] = []
    var notes: [String] = []
    for selection in factors {
      let reading = try ScenarioReading(
        counts(ScenarioReading.columns(of: selection, strata: columns)), selection: selection)
      for note in reading.notes where !notes.contains(note) { notes.append(note) }
      for name in reading.levels.levels where name != reading.levels.reference {
        let contrast = try reading.contrast(level: name)
        if contrast.uncompared > 0 {
          notes.append(
            "\(NumberFormat.count(contrast.uncompared)) people with \(reading.levels.factor) \(name) are left out, because "
              + "nobody of the same \(columns.joined(separator: ", ")) is at \(reading.levels.reference).")
        }
        let all = try contrast.reoffenders(level: level)
        let reoffences = contrast.reoffences(level: level)
        rows += reductions.map { reduction in
          let avoided = all.mapped { $0 * reduction }
          let avoidedReoffences = reoffences?.mapped { $0 * reduction }
          return Row(
            factor: reading.levels.factor, level: name, reference: reading.levels.reference,
            reduction: reduction, exposed: contrast.exposed, rate: contrast.rate,
            referenceRate: contrast.referenceRate, avoided: avoided, avoidedReoffences: avoidedReoffences,
            cost: Self.cost(unitCost, avoided: avoided, reoffences: avoidedReoffences))
        }
      }
    }
    if case .perReoffence = unitCost, rows.contains(where: { $0.avoidedReoffences == nil }) {
      throw StatisticsError.undefined(
        quantity: "a cost per reoffence", because: "the table has no column of reoffences for each person")
    }
    self.rows = rows
    adjustedFor = columns
    self.level = level
    readingNotes = notes
    self.notes = notes + Self.notes(adjustedFor: columns, unitCost: unitCost, factors: factors.count)
  }

  private static func check(_ unitCost: UnitCost?) throws(StatisticsError) {
    switch unitCost {
    case .perReoffence(let pounds), .perReoffender(let pounds):
      guard pounds > 0, pounds.isFinite else {
        throw .outOfRange(argument: "unit cost", value: pounds, allowed: "above 0 pounds")
      }
    case nil: break
    }
  }

  private static func cost(_ unitCost: UnitCost?, avoided: Estimate, reoffences: Estimate?) -> Estimate? {
    switch unitCost {
    case .perReoffence(let pounds): reoffences?.mapped { $0 * pounds }
    case .perReoffender(let pounds): avoided.mapped { $0 * pounds }
    case nil: nil
    }
  }

  private static func notes(adjustedFor columns: [String], unitCost: UnitCost?, factors: Int) -> [String] {
    var notes = [
      "Avoided means: if these people had reoffended at the rate of the reference. That is so only as far as the factor "
        + "itself causes the difference; crude gaps overstate it."
    ]
    if columns.isEmpty {
      notes.append("The rates are crude; --adjust compares people alike in other columns.")
    } else {
      notes.append("People are compared within strata of \(columns.joined(separator: ", ")).")
    }
    if factors > 1 {
      notes.append("Factors overlap in the same people, so what they avoid must not be added up.")
    }
    if unitCost == nil {
      notes.append(
        "No cost is given. Published unit costs (Heeks and others 2018, Home Office Research Report 99) are of crimes, not "
          + "of proven reoffences, of which there are fewer; the Ministry of Justice (Newton and others 2019) scales them up "
          + "first. Give a cost for each proven reoffence or reoffender.")
    } else {
      notes.append(
        "The unit cost is taken as given, without uncertainty of its own; savings may not be in cash.")
    }
    return notes
  }

  private enum CodingKeys: String, CodingKey {
    case factors, adjustedFor, level, notes
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .factors)
    try container.encode(adjustedFor, forKey: .adjustedFor)
    try container.encode(level, forKey: .level)
    try container.encode(notes, forKey: .notes)
  }
}
