import Numbers
public import Tables

/// The published figures of the Black Country that a synthetic population reproduces.
///
/// They stand in five public papers that contradict each other in places; one paper, the draft of 2018, is followed,
/// because the later print mixes columns up.
public struct PublishedMargins: Hashable, Sendable {
  /// A local authority: its size, and its actual and predicted rate.
  public struct Area: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The number of people, which gives the area its share.
    public let cohort: Int
    /// The actual rate of reoffending.
    public let actual: Double
    /// The predicted rate of reoffending.
    public let predicted: Double
  }

  /// An index offence of the whole Black Country: its share of the cohort and its rate.
  public struct Offence: Hashable, Sendable {
    /// The name as printed.
    public let name: String
    /// The share of the cohort.
    public let share: Double
    /// The actual rate of reoffending.
    public let actual: Double
  }

  /// The rate of an index offence within an area.
  public struct OffenceInArea: Hashable, Sendable {
    /// The area.
    public let area: String
    /// The offence as printed.
    public let offence: String
    /// The actual rate of reoffending.
    public let actual: Double
    /// Whether the paper says that few people are behind the rate.
    public let isLowVolume: Bool
  }

  /// A risk factor: the rate of those who have it, and the rate that was expected of them, if printed.
  public struct Factor: Hashable, Sendable {
    /// The factor, such as `accommodation`.
    public let factor: String
    /// The level, such as `homeless`.
    public let level: String
    /// The actual rate of reoffending.
    public let actual: Double
    /// The expected rate.
    public let predicted: Double?
  }

  /// The areas in the order of the paper.
  public let areas: [Area]
  /// The offences whose cohort is printed.
  public let offences: [Offence]
  /// The offences whose rate in an area is printed.
  public let offencesInAreas: [OffenceInArea]
  /// The risk factors.
  public let factors: [Factor]
  /// The share of men among those who reoffended.
  public let maleShareOfReoffenders: Double
  /// Reoffences for each person who reoffended; printed for young people only.
  public let reoffencesPerReoffender: Double

  /// Reads the bundled tables.
  ///
  /// - Parameter table: gives the table of a name, such as `areas-2015-16`.
  /// - Throws: `TableError` where a table lacks a column, a row or a figure.
  public init(table: (String) throws -> Table) throws {
    let draft = try RowFilter(parsing: "document = \"draft-2018\"")
    func rows(_ name: String) throws -> Table { try table(name).filtered(where: draft) }

    let sizes = try Self.sizes(table("local-authorities-2015"))
    let areaTable = try rows("areas-2015-16")
    var reading = areaTable.reading()
    let names = reading.texts("area", missing: .refused)
    let actual = reading.rates("actual_rate", missing: .refused)
    let predicted = reading.rates("predicted_rate", missing: .refused)
    for (row, name) in names.values.enumerated() where name.map({ sizes[$0] == nil }) ?? false {
      reading.report(
        Fault(at: names.location(row: row), "the table local-authorities-2015 has no cohort of this area"))
    }
    try reading.finish()
    areas = names.indices.compactMap { row in
      guard let name = names.values[row], let size = sizes[name], let rate = actual.values[row],
        let expected = predicted.values[row]
      else { return nil }
      return Area(name: name, cohort: size, actual: rate.fraction, predicted: expected.fraction)
    }
    let year = try Self.latestYear(rows("adult-reoffending-by-year"))
    offences = try Self.offences(rows("adult-reoffending-by-offence"), of: year.cohort)
    offencesInAreas = try Self.offencesInAreas(rows("offences-by-area"))
    factors = try Self.factors(rows("risk-factors"))
    let men = try Self.count(
      "reoffenders", of: rows("adult-reoffending-by-sex"),
      where: "sex = \"male\" and period_start = \"2015-04\"")
    maleShareOfReoffenders = Double(men) / Double(year.reoffenders)
    let young = "period_start = \"2015-01\""
    let youths = try rows("youth-cohorts")
    reoffencesPerReoffender =
      try Double(Self.count("reoffences", of: youths, where: young))
      / Double(Self.count("reoffenders", of: youths, where: young))
  }

  /// The figures of one factor and level.
  func factor(_ factor: String, _ level: String) -> Factor? {
    factors.first { $0.factor == factor && $0.level == level }
  }

  private static func sizes(_ table: Table) throws(TableError) -> [String: Int] {
    var reading = table.reading()
    let names = reading.texts("area")
    let cohorts = reading.counts("cohort", missing: .refused)
    try reading.finish()
    var sizes: [String: Int] = [:]
    for row in names.indices {
      if let name = names.values[row], let cohort = cohorts.values[row] { sizes[name] = cohort }
    }
    return sizes
  }

  private static func latestYear(_ table: Table) throws -> (cohort: Int, reoffenders: Int) {
    let year = "period_start = \"2015-04\""
    return (try count("cohort", of: table, where: year), try count("reoffenders", of: table, where: year))
  }

  private static func count(_ column: String, of table: Table, where filter: String) throws -> Int {
    let row = try table.filtered(where: RowFilter(parsing: filter))
    var reading = row.reading()
    let counts = reading.counts(column, missing: .refused)
    try reading.finish()
    return counts.values.compactMap { $0 }.first ?? 0
  }

  private static func offences(_ table: Table, of cohort: Int) throws(TableError) -> [Offence] {
    var reading = table.reading()
    let names = reading.texts("offence", missing: .refused)
    let cohorts = reading.counts("cohort", missing: .refused)
    let reoffenders = reading.counts("reoffenders", missing: .refused)
    try reading.finish()
    return names.indices.compactMap { row in
      guard let name = names.values[row], let people = cohorts.values[row],
        let events = reoffenders.values[row]
      else { return nil }
      return Offence(
        name: name, share: Double(people) / Double(cohort), actual: Double(events) / Double(people))
    }
  }

  private static func offencesInAreas(_ table: Table) throws(TableError) -> [OffenceInArea] {
    var reading = table.reading()
    let areas = reading.texts("area", missing: .refused)
    let names = reading.texts("offence", missing: .refused)
    let rates = reading.rates("actual_rate", missing: .refused)
    let marks = reading.texts("mark")
    try reading.finish()
    return names.indices.compactMap { row in
      guard let area = areas.values[row], let name = names.values[row], let rate = rates.values[row] else {
        return nil
      }
      return OffenceInArea(
        area: area, offence: name, actual: rate.fraction, isLowVolume: marks.values[row] == "low volume")
    }
  }

  private static func factors(_ table: Table) throws(TableError) -> [Factor] {
    var reading = table.reading()
    let names = reading.texts("factor", missing: .refused)
    let levels = reading.texts("level", missing: .refused)
    let rates = reading.rates("actual_rate", missing: .refused)
    let expected = reading.rates("predicted_rate")
    try reading.finish()
    return names.indices.compactMap { row in
      guard let name = names.values[row], let level = levels.values[row], let rate = rates.values[row] else {
        return nil
      }
      return Factor(
        factor: name, level: level, actual: rate.fraction, predicted: expected.values[row]?.fraction)
    }
  }
}
