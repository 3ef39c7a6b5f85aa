/// The columns that say from when, and how, a row of a hazard model counts.
public struct HazardRows: Hashable, Sendable {
  /// A column of the times from which rows are at risk: people who came under observation late, or several rows a
  /// person of which each begins where the one before ends.
  public var entry: String?
  /// A column of weights above 0: a row with weight 2 counts as two people.
  public var weights: String?
  /// A column within whose values rows may be alike, such as the person or the area; standard errors are then robust.
  public var cluster: String?
  /// Whether standard errors are robust without a cluster, each row being one of its own.
  public var isRobust = false

  /// Every row counts once, from time 0.
  public init(
    entry: String? = nil, weights: String? = nil, cluster: String? = nil, isRobust: Bool = false
  ) {
    self.entry = entry
    self.weights = weights
    self.cluster = cluster
    self.isRobust = isRobust
  }
}

/// The rows of a hazard model: when each is at risk, how it ends and how it counts.
struct RiskRows: Sendable {
  /// The rows of the frame.
  let rows: [Int]
  /// The times from which rows are at risk; nil where all are from the beginning.
  let entries: [Double]?
  let times: [Double]
  let events: [Bool]
  /// The weights; nil where each row counts once.
  let weights: [Double]?
  /// The number of the stratum of each row.
  let strata: [Int]

  func weight(_ index: Int) -> Double { weights?[index] ?? 1 }

  func entry(_ index: Int) -> Double { entries?[index] ?? -.infinity }

  init(
    _ frame: ModelFrame, rows: [Int], times: [Double], events: [Bool], strata: [Int], counted: HazardRows,
    time: String
  ) throws(ModelError) {
    self.rows = rows
    self.times = times
    self.events = events
    self.strata = strata
    entries = try counted.entry.map { (name) throws(ModelError) in
      let all = try frame.numbers(name)
      for (row, end) in zip(rows, times) where !(all[row] >= 0 && all[row] < end) {
        throw .badValue(
          column: name, row: row + 1, found: all[row].formattedBriefly,
          allowed: "0 or more and below the row's \(time), which is \(end.formattedBriefly)")
      }
      return rows.map { all[$0] }
    }
    weights = try counted.weights.map { (name) throws(ModelError) in try Self.weights(name, frame, rows) }
  }

  /// The weights of rows, which are above 0.
  static func weights(_ name: String, _ frame: ModelFrame, _ rows: [Int]) throws(ModelError) -> [Double] {
    let all = try frame.numbers(name)
    for row in rows where !(all[row] > 0) {
      throw .badValue(column: name, row: row + 1, found: all[row].formattedBriefly, allowed: "above 0")
    }
    return rows.map { all[$0] }
  }
}
