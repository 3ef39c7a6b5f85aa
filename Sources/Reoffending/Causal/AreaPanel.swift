import Numbers
public import Statistics
import Tables

/// The same areas in the same periods: a rate of people, or another number, in each.
public struct AreaPanel: Sendable {
  /// What is known of one area in one period.
  public struct Row: Sendable {
    /// The area.
    public let area: String
    /// The period.
    public let time: String
    /// The first period after something began there; nil for never.
    public let start: String?
    /// The rate, or another number.
    public let value: Double
    /// The people of whom it is the rate; nil for another number.
    public let people: Int?

    /// Joins the parts.
    public init(area: String, time: String, start: String? = nil, value: Double, people: Int? = nil) {
      self.area = area
      self.time = time
      self.start = start
      self.value = value
      self.people = people
    }
  }

  /// What a value is, and how a difference of two is said.
  public struct Outcome: Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// Whether it is a share of people.
    public let isShare: Bool

    /// The share of people who reoffended.
    public static let rate = Outcome(name: "rate", isShare: true)

    /// Another number.
    public static func number(_ name: String) -> Outcome { Outcome(name: name, isShare: false) }

    /// What stands beside an axis.
    public var axis: String { isShare ? "Share of people who reoffended" : name }

    /// A difference with its sign, without its unit.
    func signed(_ value: Double, decimals: Int) -> String {
      isShare ? NumberFormat.signedPoints(value) : NumberFormat.signed(value, decimals: decimals)
    }

    /// A difference in words, with or without its sign.
    func told(_ value: Double, decimals: Int, isSigned: Bool = true) -> String {
      guard isShare else {
        return isSigned ? signed(value, decimals: decimals) : NumberFormat.fixed(value, decimals: decimals)
      }
      return (isSigned ? NumberFormat.signedPoints(value) : NumberFormat.points(value)) + " percentage points"
    }

    /// The decimals that show three digits of the largest of some differences.
    func decimals(_ values: [Double]) -> Int {
      var (most, decimals) = (values.map(abs).max() ?? 1, 0)
      while most > 0, most < 100, decimals < 8 { (most, decimals) = (most * 10, decimals + 1) }
      return decimals
    }

    /// The same table with numbers in place of per cents, but for columns that are shares whatever the outcome is.
    func table(_ table: OutputTable, decimals: Int, shares: Set<String> = []) -> OutputTable {
      guard !isShare else { return table }
      return OutputTable(
        columns: table.columns.map { column in
          guard case .perCent = column.kind, !shares.contains(column.key) else { return column }
          return OutputColumn(key: column.key, title: column.title, kind: .number(decimals: decimals))
        }, rows: table.rows)
    }
  }

  /// The areas that have every period, in the order of the table.
  public let areas: [String]
  /// The periods in order of time.
  public let times: [String]
  /// The place of the period from which each area has it; nil for never.
  public let starts: [Int?]
  /// The values of each area.
  public let values: [[Double]]
  /// The people of each area; 1 for another number.
  public let people: [[Int]]
  /// What a value is.
  public let outcome: Outcome
  /// What a reader must know.
  public let notes: [String]

  /// Gathers the rows.
  ///
  /// - Parameters:
  ///   - rows: an area in a period each, in any order; areas that lack a period are left out.
  ///   - times: the names of the periods in order of time.
  ///   - outcome: what the values are.
  ///   - notes: what a reader must know of the data; that areas were left out is added.
  /// - Throws: `StatisticsError` for an area with a period twice, with two beginnings or with one that is no period, and where
  ///   no area has every period.
  public init(_ rows: [Row], times: [String], outcome: Outcome, notes: [String] = []) throws(StatisticsError)
  {
    var order: [String] = []
    var known: [String: [String: Row]] = [:]
    for row in rows {
      if known[row.area] == nil { order.append(row.area) }
      guard known[row.area]?[row.time] == nil else {
        throw .undefined(
          quantity: "a value of \(row.area) in \(row.time)", because: "the table has two rows of it")
      }
      known[row.area, default: [:]][row.time] = row
    }
    let whole = order.filter { known[$0]?.count == times.count }
    guard !whole.isEmpty else {
      throw .undefined(
        quantity: "a comparison of areas over time", because: "no area has all of \(times.count) periods")
    }
    var starts: [Int?] = []
    var (values, people): ([[Double]], [[Int]]) = ([], [])
    for area in whole {
      let own = times.compactMap { known[area]?[$0] }
      let begun = Set(own.map(\.start))
      guard begun.count == 1, let only = begun.first else {
        throw .undefined(
          quantity: "when it began in \(area)",
          because: "its rows say \(begun.map { $0 ?? "never" }.sorted().joined(separator: " and "))")
      }
      if let start = only {
        guard let place = PeriodNames.place(of: start, among: times) ?? Self.beyond(start, times) else {
          throw .undefined(
            quantity: "when it began in \(area)",
            because: "\(start) is none of the periods \(times.prefix(40).joined(separator: ", "))")
        }
        starts.append(place)
      } else {
        starts.append(nil)
      }
      values.append(own.map(\.value))
      people.append(own.map { $0.people ?? 1 })
    }
    areas = whole
    self.times = times
    self.starts = starts
    self.values = values
    self.people = people
    self.outcome = outcome
    let missing = order.count - whole.count
    self.notes =
      notes
      + (missing > 0
        ? ["\(Plural.count(missing, "area")) without a figure of every period left out."] : [])
  }

  private init(_ other: AreaPanel, keeping places: [Int]) {
    areas = places.map { other.areas[$0] }
    times = other.times
    starts = places.map { other.starts[$0] }
    values = places.map { other.values[$0] }
    people = places.map { other.people[$0] }
    outcome = other.outcome
    notes = other.notes
  }

  /// The same without some areas.
  package func without(_ names: [String]) -> AreaPanel {
    AreaPanel(self, keeping: areas.indices.filter { !names.contains(areas[$0]) })
  }

  /// The place of a beginning before all periods or after them; nil for one that is no period or lies between two.
  private static func beyond(_ start: String, _ times: [String]) -> Int? {
    guard let own = PeriodNames.period(start), let first = times.first.flatMap(PeriodNames.period),
      let last = times.last.flatMap(PeriodNames.period)
    else { return nil }
    return own < first ? 0 : last < own ? times.count : nil
  }

  /// What to expect of areas that were chosen for being high.
  static let selectionNote =
    "Where it was done because the rate was high, some of the fall would have come without it (regression to the mean); the "
    + "verb selection says how much."
}
