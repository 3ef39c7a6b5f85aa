public import Numbers
public import Tables

/// How much an offence of each kind weighs, such as the days of a harm index or the points of a severity score.
public struct HarmWeights: Sendable {
  /// Where they come from.
  public let source: String
  /// The latest day from which one of the weights holds; nil where none is dated.
  public let validFrom: CalendarDate?
  private let weights: [String: Double]

  /// Reads a table with a column of offences and one of weights, and perhaps valid_from where weights change.
  ///
  /// An offence may stand in several rows of one weight, as where a list goes by the codes of the law.
  ///
  /// - Parameters:
  ///   - table: a row an offence, or several where its weight changes.
  ///   - offence: the column of the offences.
  ///   - weight: the column of the weights.
  ///   - day: the weights that held on it are taken; nil for the last.
  /// - Throws: `TableError.faults` for weights below 0, and offences that stand twice with one day and different weights.
  public init(
    _ table: Table, offence: String = "offence", weight: String = "weight", on day: CalendarDate? = nil
  ) throws(TableError) {
    var reading = table.reading()
    let offences = reading.texts(offence, missing: .refused)
    let values = reading.numbers(weight, missing: .refused)
    let days = table.firstColumn(among: ["valid_from"]).map { reading.dates($0.name) }
    var known: [String: [CalendarDate?: Double]] = [:]
    for row in offences.indices {
      guard let offence = offences.values[row], let weight = values.values[row]?.value else { continue }
      guard weight >= 0, weight.isFinite else {
        reading.report(Fault(at: values.location(row: row), "a weight of at least 0 is needed"))
        continue
      }
      let from = days?.values[row]
      let before = known[Column.normalized(offence), default: [:]].updateValue(weight, forKey: from)
      if let before, before != weight {
        reading.report(
          Fault(
            at: offences.location(row: row),
            "“\(offence)” stands twice\(from.map { " from \($0)" } ?? ""), with the weights \(NumberFormat.plain(before)) and "
              + NumberFormat.plain(weight)))
      }
    }
    try reading.finish()
    var chosen: [String: Double] = [:]
    var latest: CalendarDate?
    for (offence, dated) in known {
      let held = dated.keys.filter { from in day.map { limit in from.map { $0 <= limit } ?? true } ?? true }
      guard let from = held.max(by: { Self.isEarlier($0, $1) }), let weight = dated[from] else { continue }
      chosen[offence] = weight
      if let from { latest = max(latest ?? from, from) }
    }
    weights = chosen
    validFrom = latest
    source = table.source
  }

  private static func isEarlier(_ first: CalendarDate?, _ second: CalendarDate?) -> Bool {
    guard let second else { return false }
    guard let first else { return true }
    return first < second
  }

  /// The weight of an offence, named without regard to case and signs; nil where there is none.
  public func weight(of offence: String) -> Double? { weights[Column.normalized(offence)] }
}
