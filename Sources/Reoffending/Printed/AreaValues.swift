public import Numbers
public import Tables

/// One printed number for each of several areas.
public struct AreaValues: Sendable {
  /// An area with its number.
  public struct Area: Hashable, Sendable {
    /// The area's name.
    public let name: String
    /// The number as printed: a count, or a percentage as a fraction.
    public let number: PrintedNumber

    /// The number in plain units, a per cent as a fraction.
    public var value: Double { number.plainValue }
  }

  /// What the numbers are, such as `Population`.
  public let measure: String
  /// The areas in the order of the table.
  public let areas: [Area]

  /// Reads a table.
  ///
  /// - Throws: `TableError.faults` where a column or number is missing or an area is given twice.
  public init(_ table: Table, area areaName: String, value valueName: String) throws(TableError) {
    var reading = table.reading()
    let names = reading.texts(areaName, missing: .refused)
    let numbers = reading.numbers(valueName, missing: .refused)
    try reading.finish()
    var areas: [Area] = []
    for row in names.indices {
      guard let name = names.values[row], let number = numbers.values[row] else { continue }
      if areas.contains(where: { $0.name == name }) {
        reading.report(
          Fault(at: names.location(row: row), "\(name) is given twice; keep one document or period"))
      }
      areas.append(Area(name: name, number: number))
    }
    try reading.finish()
    self.areas = areas
    measure = valueName.asHeading
  }

  /// Whether the numbers are counts, which grow with the area's people: whole numbers that are neither percentages nor
  /// ranks, scores or rates by their name.
  public var areCounts: Bool {
    let words = Set(measure.lowercased().split { !$0.isLetter })
    guard words.isDisjoint(with: Self.relative), !areas.isEmpty else { return false }
    return areas.allSatisfy { $0.number.unit != .perCent && $0.number.decimals == 0 && $0.value >= 0 }
  }

  private static let relative: Set<Substring> = [
    "rank", "score", "decile", "quintile", "quartile", "index", "rate", "ratio", "per", "share", "percentage",
    "percent", "median", "mean", "average", "density",
  ]

  /// The finding in a sentence: the largest and the smallest number.
  public var headline: String {
    guard let most = areas.max(by: { $0.value < $1.value }),
      let least = areas.min(by: { $0.value < $1.value })
    else { return measure }
    return
      "\(measure) is largest in \(most.name) (\(most.number)) and smallest in \(least.name) (\(least.number))"
  }

  /// A sentence an area.
  public var sentences: [String] { areas.map { "\($0.name): \($0.number)." } }

  /// The numbers in plain units, a row an area, shown with the decimals that are printed.
  public var table: OutputTable {
    let decimals = areas.map(\.number.decimals).max() ?? 0
    let isPerCent = areas.contains { $0.number.unit == .perCent }
    return OutputTable(
      areas,
      fields: [
        .text("area", "Area") { $0.name },
        isPerCent
          ? .share("value", measure, decimals: decimals) { $0.value }
          : .number("value", measure, decimals: decimals) { $0.value },
      ])
  }
}
